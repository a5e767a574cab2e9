//! The days of publication that a report states.

use prose::{Date, Line, LineKind};

use super::Context;

/// A date at the end of the report stands among its last lines.
const LAST_LINES: usize = 4;

/// The days that may be those of publication, each with its line.
pub(super) fn days<'r>(context: &Context<'r>) -> impl Iterator<Item = (&'r Line, Date)> {
    context.prose.lines.days(context.text, is_beside_the_report(context))
}

/// Which lines may be a date of publication: those before the first section, and the last ones.
fn is_beside_the_report(context: &Context<'_>) -> impl Fn(&Line) -> bool + use<> {
    let front = context.report.sections.first().map_or(0, |section| section.heading.start);
    let prose = |line: &Line| line.kind != LineKind::Heading;
    let lines = context.prose.lines.iter().rev().filter(|line| prose(line));
    let end = lines.take(LAST_LINES).last().map_or(0, |last| last.range.start);
    move |line| prose(line) && (line.range.start < front || line.range.start >= end)
}

/// A day as messages write it.
pub(super) fn told(date: Date) -> String {
    format!("{} 年 {} 月 {} 日", date.year, date.month, date.day)
}
