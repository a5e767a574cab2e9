//! `nianbao man`: the manual page, made from the arguments themselves.
//!
//! Written with roff rather than clap_mangen, whose headings are English and whose subcommands are
//! pages of their own.

use std::io::Write as _;

use clap::{Arg, Command};
use roff::{Inline, Roff, bold, italic, roman};

use super::{Outcome, Result, Terminal, arguments};

pub(super) fn run(terminal: &mut Terminal) -> Result {
    write!(terminal.out, "{}", breakable(&page().to_roff()))?;
    Ok(Outcome::Clean)
}

/// The marks after which a line may end.
const MARKS: [char; 7] = ['，', '。', '；', '：', '、', '）', '”'];

/// The page with places where lines may end: roff ends them at blanks, which Chinese does not have.
fn breakable(page: &str) -> String {
    page.split_inclusive('\n')
        .map(|line| if line.starts_with(['.', '\'']) { line.to_owned() } else { with_breaks(line) })
        .collect()
}

fn with_breaks(line: &str) -> String {
    let mut broken = String::with_capacity(line.len() * 2);
    for c in line.chars() {
        broken.push(c);
        if MARKS.contains(&c) {
            broken.push_str("\\:");
        }
    }
    broken
}

fn page() -> Roff {
    let mut command = arguments::command();
    command.build();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let version = concat!("nianbao ", env!("CARGO_PKG_VERSION"));
    let mut page = Roff::new();
    page.control("TH", ["NIANBAO", "1", "", version, "nianbao 使用手册"]);
    // Chinese lines that are stretched to the margin have gaps where a space happens to be.
    page.control("ad", ["l"]);
    page.control("SH", ["名称"]).text([roman(format!("nianbao - {about}"))]);
    page.control("SH", ["用法"]).text([bold(usage(&mut command))]);
    for part in command.get_subcommands_mut() {
        add_command(&mut page, part);
    }
    page.control("SH", ["环境变量"]);
    add_item(
        &mut page,
        vec![bold("NO_COLOR")],
        "设为任意内容，输出就不带颜色；--color 另有要求的，按 --color。",
    );
    page.control("SH", ["退出码"]);
    add_item(&mut page, vec![bold("0")], "没有达到 --fail-on 所定级别的问题，默认是错误。");
    add_item(&mut page, vec![bold("1")], "有问题，或者有文件需要排版。");
    add_item(&mut page, vec![bold("2")], "命令写错了，或者有文件没能处理；别的文件照常处理。");
    page
}

fn add_command(page: &mut Roff, command: &mut Command) {
    let usage = usage(command);
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    page.control("SH", [command.get_name()]).text([bold(usage)]);
    page.control("PP", []).text([roman(about)]);
    let told = |argument: &&Arg| argument.get_id() != "help" && !argument.is_hide_set();
    for argument in command.get_arguments().filter(told) {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        add_item(page, names(argument), &help);
    }
    if let Some(examples) = command.get_after_help() {
        page.control("PP", []).control("nf", []);
        for line in examples.to_string().lines() {
            page.text([roman(line)]);
        }
        page.control("fi", []);
    }
}

/// The usage that the help shows, without clap's heading.
fn usage(command: &mut Command) -> String {
    let usage = command.render_usage().to_string();
    usage.trim_start_matches("Usage:").trim().to_owned()
}

/// `-o, --output <文件>`.
fn names(argument: &Arg) -> Vec<Inline> {
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let flags: Vec<String> = short.into_iter().chain(long).collect();
    let values = argument.get_value_names().filter(|_| argument.get_action().takes_values());
    let value = values.into_iter().flatten().map(|name| format!("<{name}>")).collect::<String>();
    match (flags.is_empty(), value.is_empty()) {
        (true, _) => vec![italic(value)],
        (_, true) => vec![bold(flags.join(", "))],
        _ => vec![bold(flags.join(", ")), roman(" "), italic(value)],
    }
}

fn add_item(page: &mut Roff, name: Vec<Inline>, text: &str) {
    page.control("TP", []).text(name).text([roman(text)]);
}
