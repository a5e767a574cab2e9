//! `nianbao completions`: a script for the user's shell, made from the arguments themselves.
//!
//! What clap makes is finished here: bash and PowerShell offer options where a file is meant, and
//! PowerShell is not told what values an option has.

use std::io::Write as _;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Command, ValueHint};
use clap_complete::Shell;
use rules::ALL;

use super::arguments::{self, Completions};
use super::{Outcome, Result, Terminal};

/// The options whose values are rules.
const OF_RULES: [&str; 2] = ["select", "ignore"];

/// The command line with the rules as values: they are checked elsewhere, with a guess at what was meant.
fn with_rule_names(command: Command) -> Command {
    let names = || {
        let all = ALL.iter().flat_map(|rule| [rule.title, rule.name].map(|name| (name, rule)));
        PossibleValuesParser::new(
            all.map(|(name, rule)| PossibleValue::new(name).help(rule.summary())),
        )
    };
    let takes_rules = |of: Command| {
        OF_RULES
            .into_iter()
            .fold(of, |of, name| of.mut_arg(name, |option| option.value_parser(names())))
    };
    command.mut_subcommand("check", takes_rules)
}

/// The commands that are followed by files.
fn of_files(command: &Command) -> Vec<&str> {
    let takes_files = |of: &&Command| {
        of.get_positionals().any(|argument| argument.get_value_hint() == ValueHint::AnyPath)
    };
    command.get_subcommands().filter(takes_files).map(Command::get_name).collect()
}

pub(super) fn run(arguments: &Completions, terminal: &mut Terminal) -> Result {
    // clap_complete panics where it cannot write; writing to memory never fails.
    let mut script = Vec::new();
    let mut command = with_rule_names(arguments::command());
    clap_complete::generate(arguments.shell, &mut command, "nianbao", &mut script);
    let script = String::from_utf8_lossy(&script);
    let files = of_files(&command);
    let script = match arguments.shell {
        Shell::Bash => bash(&script, &files),
        Shell::PowerShell => power_shell(&script, &files),
        _ => script.into_owned(),
    };
    terminal.out.write_all(script.as_bytes())?;
    Ok(Outcome::Clean)
}

/// Where nothing is offered, bash offers files: options are offered only behind a dash.
fn bash(script: &str, files: &[&str]) -> String {
    const OPTIONS: &str = "            COMPREPLY=( $(compgen -W \"${opts}\" -- \"${cur}\") )\n";
    let mut takes_files = false;
    let line = |line: &str| {
        let name = line.strip_prefix("        nianbao__subcmd__");
        if let Some(name) = name.and_then(|name| name.trim_end().strip_suffix(')')) {
            takes_files = files.contains(&name);
        }
        match takes_files {
            true if line == OPTIONS => "            COMPREPLY=()\n".to_owned(),
            true => line.replace(" || ${COMP_CWORD} -eq 2 ]]", " ]]"),
            false => line.to_owned(),
        }
    };
    script.split_inclusive('\n').map(line).collect()
}

/// Rules behind the options that take them; nothing where a file is meant, so that PowerShell offers
/// files.
fn power_shell(script: &str, files: &[&str]) -> String {
    const START: &str = "    $completions = @(switch ($command) {";
    let value = |name: &str, tip: &str| {
        format!(
            "            [CompletionResult]::new('{name}', '{name}', [CompletionResultType]::ParameterValue, '{}')\n",
            tip.replace('\'', "''")
        )
    };
    let rules: String = ALL
        .iter()
        .flat_map(|rule| [rule.title, rule.name].map(|name| value(name, rule.summary())))
        .collect();
    let options = OF_RULES.map(|name| format!("'--{name}'")).join(", ");
    let files: Vec<String> = files.iter().map(|name| format!("'nianbao;{name}'")).collect();
    let ours = format!(
        "    $before = if ($wordToComplete) {{ $commandElements[-2] }} else {{ $commandElements[-1] }}
    if (\"$before\" -in {options}) {{
        return @(
{rules}        ).Where{{ $_.CompletionText -like \"$wordToComplete*\" }}
    }}
    if ($command -in {} -and -not \"$wordToComplete\".StartsWith('-')) {{
        return
    }}

",
        files.join(", ")
    );
    script.replacen(START, &format!("{ours}{START}"), 1)
}
