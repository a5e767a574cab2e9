//! `nianbao explain`: a rule, an article of the regulation, or a part of the form.

mod catalogue;
mod json;
mod query;

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use form::{Article, Told, numeral, regulation};
use rules::Rule;

use super::arguments::{Explain, ExplainFormat};
use super::{Failure, Outcome, Result, Terminal};

use catalogue::Part;
use query::Subject;

const BOLD: Style = Style::new().bold();

/// Explains what the words mean; everything that they can mean, if that is several things.
pub(super) fn run(arguments: &Explain, terminal: &mut Terminal) -> Result {
    let words = arguments.words.concat();
    let subjects = query::subjects(&words, arguments.year).map_err(|hint| {
        Failure::Message(format!("没有查到“{}”。{hint}", arguments.words.join(" ")))
    })?;
    if arguments.output_format == ExplainFormat::Json {
        json::write(&subjects, arguments.year, &mut terminal.out)?;
        return Ok(Outcome::Clean);
    }
    for (index, subject) in subjects.iter().enumerate() {
        if index > 0 {
            writeln!(terminal.out)?;
        }
        match subject {
            Subject::Rule(rule) => write_rule(rule, &mut terminal.out)?,
            Subject::Article(article) => write_article(article, arguments.year, &mut terminal.out)?,
            Subject::Part(part) => write_part(part, arguments.year, &mut terminal.out)?,
        }
    }
    Ok(Outcome::Clean)
}

fn write_rule(rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    let (title, id, level) = (rule.title, rule.name, rule.severity.name());
    writeln!(out, "{BOLD}{title}{BOLD:#}（规则，{level}，代号 {id}）")?;
    for (heading, text) in chapters(rule) {
        writeln!(out, "\n{BOLD}{heading}{BOLD:#}")?;
        write_indented(&text, out)?;
    }
    writeln!(out, "\n确实不必改的，在那一段或那张表的前面写上下面这一行，就不再提示：")?;
    writeln!(out, "  <!-- nianbao: allow {title} 这里写理由 -->")
}

/// The parts of a rule's documentation, in reading order.
fn chapters(rule: &Rule) -> impl Iterator<Item = (&'static str, Cow<'static, str>)> {
    [
        ("检查什么", Some(rule.doc.what.into())),
        ("为什么", Some(rule.doc.why.into())),
        ("快速修复", rule.doc.fix.map(Into::into)),
        ("错误示例", Some(rule.doc.wrong.text.into())),
        ("正确示例", Some(rule.doc.right.text.into())),
        ("依据", Some(rule.doc.basis.told().into())),
    ]
    .into_iter()
    .filter_map(|(heading, text)| Some((heading, text?)))
}

fn write_article(article: &Article, year: Option<i32>, out: &mut dyn Write) -> io::Result<()> {
    let regulation = regulation();
    let (number, topic) = (numeral(article.number), &article.topic);
    writeln!(out, "{BOLD}条例第{number}条　{topic}{BOLD:#}")?;
    writeln!(out, "《{}》（{}）{}\n", regulation.name, regulation.document, article.chapter)?;
    write_told(&article.told(year.unwrap_or(i32::MAX)), out)?;
    writeln!(out, "\n以上是要点，不是条文原文；引用时请核对原文。")
}

fn write_part(part: &Part, year: Option<i32>, out: &mut dyn Write) -> io::Result<()> {
    let Part { kind, title, id, place, .. } = part;
    writeln!(out, "{BOLD}{title}{BOLD:#}（{kind}，代号 {id}）")?;
    writeln!(out, "{place}\n")?;
    write_told(&part.explanation.told(part.form.year_for(year)), out)?;
    let Some(guide) = part.guide else { return Ok(()) };
    writeln!(out, "\n拿不准？运行 nianbao guide {}，一步步判断：{}", guide.id, guide.title)
}

/// An explanation: the first line, the points, the examples, and what it rests upon.
fn write_told(told: &Told, out: &mut dyn Write) -> io::Result<()> {
    write_indented(&told.first, out)?;
    for point in &told.points {
        writeln!(out, "  · {point}")?;
    }
    for example in &told.examples {
        writeln!(out, "  · 举例：{example}")?;
    }
    writeln!(out, "\n依据：{}", told.basis)
}

fn write_indented(text: &str, out: &mut dyn Write) -> io::Result<()> {
    for line in text.lines() {
        let indent = if line.is_empty() { "" } else { "  " };
        writeln!(out, "{indent}{line}")?;
    }
    Ok(())
}
