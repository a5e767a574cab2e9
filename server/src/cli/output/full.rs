//! `full`: each finding with the lines that it is about, for reading in a terminal.
//!
//! annotate-snippets measures in columns of the terminal, so that marks stand under Chinese text
//! where they belong; a test keeps watch over that. Its frames stay ASCII, since the box-drawing
//! characters are two columns wide in many a Chinese terminal.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer};
use anstream::adapter::strip_str;
use anstyle::{AnsiColor, Style};
use finding::{Finding, Fix, Severity};

use super::excerpt::{Excerpt, excerpts};
use super::place::{spot_of, start_of};
use super::summary;
use crate::cli::check::{Checked, Checkup};

/// As the renderer has its frames.
const ARROW: Style = AnsiColor::BrightBlue.on_default().bold();

/// More ways to mend one finding confuse more than they help.
const MOST_FIXES: usize = 3;

pub(super) fn write(checkup: &Checkup, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let renderer = Renderer::styled().term_width(width);
    for file in &checkup.files {
        for finding in &file.findings {
            let (excerpts, hidden) = excerpts(file, finding, width);
            let rendered = renderer.render(&[group(file, finding, &excerpts, hidden)]);
            writeln!(out, "{}\n", with_place(&rendered, &place(file, finding)))?;
        }
    }
    summary::write(checkup, out)
}

/// Where a finding is. Lines of a text that was made of a file nobody has before him.
fn place(file: &Checked, finding: &Finding) -> String {
    match spot_of(file, &finding.range) {
        Some(spot) => format!("{} {spot}", file.path),
        None => {
            let start = start_of(file, &finding.range);
            format!("{}:{}:{}", file.path, start.line, start.column)
        }
    }
}

/// What was rendered, with the place above the excerpt. The renderer would count columns in the excerpt,
/// which may begin in the midst of a line.
fn with_place(rendered: &str, place: &str) -> String {
    let mut lines: Vec<String> = rendered.lines().map(str::to_owned).collect();
    let bare: Vec<String> = lines.iter().map(|line| strip_str(line).to_string()).collect();
    let Some(at) = bare.iter().position(|line| line.trim() == "|") else {
        return rendered.to_owned();
    };
    let gutter = bare.get(at).and_then(|line| line.find('|')).unwrap_or(1);
    lines.insert(at, format!("{}{ARROW}--> {ARROW:#}{place}", " ".repeat(gutter - 1)));
    lines.join("\n")
}

fn group<'a>(
    file: &'a Checked,
    finding: &'a Finding,
    excerpts: &'a [Excerpt],
    hidden: usize,
) -> Group<'a> {
    let title =
        grade(finding.severity).primary_title(&finding.message).id(rules::title(finding.rule));
    let mut group = Group::with_title(title);
    for excerpt in excerpts {
        group = group.element(snippet(excerpt));
    }
    if hidden > 0 {
        let note = format!("另有 {hidden} 处相关的数字没有列出");
        group = group.element(Level::NOTE.with_name("说明").message(note));
    }
    for fix in finding.fixes.iter().take(MOST_FIXES) {
        group = group.element(Level::HELP.with_name("改法").message(advice(file, finding, fix)));
    }
    group
}

fn snippet<'a>(
    excerpt: &'a Excerpt,
) -> annotate_snippets::Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source =
        annotate_snippets::Snippet::source(&excerpt.text).line_start(excerpt.first_line + 1);
    excerpt.marks.iter().fold(source, |source, mark| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        source.annotation(kind.span(mark.range.clone()).label(mark.label.as_deref()))
    })
}

fn grade(severity: Severity) -> Level<'static> {
    let grade = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    grade.with_name(severity.name())
}

/// What a fix does and how to have it done.
fn advice(file: &Checked, finding: &Finding, fix: &Fix) -> String {
    let how = if finding.undecided {
        "请先核对再改"
    } else if file.document.is_some() {
        "请在原文件里改，或者用 nianbao import 转成年报文本再改"
    } else if fix.safe {
        "用 --fix 可以自动改"
    } else {
        "请先核对；用 --fix --unsafe-fixes 可以自动改"
    };
    if finding.message.contains(&fix.title) {
        how.to_owned()
    } else {
        format!("{}（{how}）", fix.title)
    }
}
