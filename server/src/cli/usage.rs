//! What is said when the arguments are not understood. clap knows what is wrong; it only says so
//! in English.

use std::io::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Failure, Outcome, Result, Terminal};

/// Shows the help or the version that was asked for, or says what is wrong with the arguments.
pub(super) fn answer(error: &clap::Error, terminal: &mut Terminal) -> Result {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            write!(terminal.out, "{}", error.render().ansi())?;
            Ok(Outcome::Clean)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            write!(terminal.err, "{}", error.render().ansi())?;
            Ok(Outcome::Failed)
        }
        _ => Err(Failure::Message(format!("{}加上 --help 可以查看用法。", complaint(error)))),
    }
}

fn complaint(error: &clap::Error) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = context(error, ContextKind::InvalidSubcommand);
            format!("没有“{name}”这个命令{}", meant(error, ContextKind::SuggestedSubcommand))
        }
        ErrorKind::UnknownArgument => {
            format!("没有“{argument}”这个选项{}", meant(error, ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面缺少内容。"),
        ErrorKind::InvalidValue => {
            let valid = context(error, ContextKind::ValidValue);
            format!("“{argument}”不能是“{value}”，只能是 {valid}。")
        }
        ErrorKind::ValueValidation => {
            format!("“{argument}”不能是“{value}”，应当是一个数，例如 2024。")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}。"),
        ErrorKind::MissingSubcommand => "缺少命令，例如 nianbao check。".to_owned(),
        ErrorKind::ArgumentConflict => {
            let prior = context(error, ContextKind::PriorArg);
            if prior == argument {
                format!("“{argument}”写了两次，请只写一次。")
            } else {
                format!("“{argument}”不能和“{prior}”一起用。")
            }
        }
        ErrorKind::InvalidUtf8 => "有一个参数不是正常的文字。".to_owned(),
        _ => format!("“{argument}”这里写得不对。"),
    }
}

/// What clap knows under this heading, several things joined.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn meant(error: &clap::Error, kind: ContextKind) -> String {
    match context(error, kind) {
        suggestion if suggestion.is_empty() => "。".to_owned(),
        suggestion => format!("，是不是 {suggestion}？"),
    }
}
