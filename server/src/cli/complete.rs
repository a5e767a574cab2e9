//! `nianbao completions`: a script for the user's shell, made from the arguments themselves.

use std::io::Write as _;

use clap::Command;
use clap::builder::{PossibleValue, PossibleValuesParser};
use rules::ALL;

use super::arguments::{self, Completions};
use super::{Outcome, Result, Terminal};

/// The command line with the rules as values: they are checked elsewhere, with a guess at what was meant.
fn with_rule_names(command: Command) -> Command {
    let names = || {
        let all = ALL.iter().flat_map(|rule| [rule.title, rule.name].map(|name| (name, rule)));
        PossibleValuesParser::new(
            all.map(|(name, rule)| PossibleValue::new(name).help(rule.summary())),
        )
    };
    let takes_rules = |of: Command| {
        ["select", "ignore"]
            .into_iter()
            .fold(of, |of, name| of.mut_arg(name, |option| option.value_parser(names())))
    };
    command.mut_subcommand("check", takes_rules)
}

pub(super) fn run(arguments: &Completions, terminal: &mut Terminal) -> Result {
    // clap_complete panics where it cannot write; writing to memory never fails.
    let mut script = Vec::new();
    let mut command = with_rule_names(arguments::command());
    clap_complete::generate(arguments.shell, &mut command, "nianbao", &mut script);
    terminal.out.write_all(&script)?;
    Ok(Outcome::Clean)
}
