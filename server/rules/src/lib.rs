//! The rules. A rule is a file: what it checks and why, its check, its fix and its tests.
//!
//! Rules see the report, not the tree, and are quiet in doubt. To add one, write its file and put
//! it into [`ALL`].

mod altered_label;
mod basis;
mod blank_cell;
mod broken_carry_over;
mod broken_stock;
mod contradicting_fee;
mod contradicting_figure;
mod contradicting_list;
mod contradicting_share;
mod contradicting_year;
mod copied_prose;
mod differing_aggregate;
mod doubled_numbering;
mod duplicate_row;
mod duplicate_section;
mod early_date;
mod empty_section;
mod garbled_text;
mod halfwidth_punctuation;
mod implausible_amount;
mod implausible_regulations;
mod implausible_stock;
mod insertion;
mod invalid_number;
mod late_date;
mod lost_text;
mod malformed_heading;
mod malformed_period;
mod malformed_title;
mod misplaced_section;
mod missing_aspect;
mod missing_basis;
mod missing_column;
mod missing_fee_statement;
mod missing_improvement;
mod missing_row;
mod missing_section;
mod missing_table;
mod names;
mod nested_title_mark;
mod nonstandard_citation;
mod nonstandard_number;
mod options;
mod other_report;
mod outdated_basis;
mod outdated_form;
mod overused_other;
mod part;
mod passage;
mod reference;
mod repeated_phrase;
mod row;
mod stray;
#[cfg(test)]
mod testing;
mod text_before_title;
mod trial;
mod unbalanced_sum;
mod uncompared_year;
mod unfinished_sentence;
mod unknown_article;
mod unknown_column;
mod unknown_row;
mod unpaired_mark;
mod unrecognized_table;
mod unused_allow;
mod wording;

use archive::Neighbours;
use finding::{Finding, Severity};
use form::organ::{self, OrganKind};
use prose::{Line, LineKind, Prose, Solo};
use report::{Allow, Report};

use form::Grade;
use part::Part;

pub use basis::{Basis, Source};
pub use names::{allowed, names, rule, title};
pub use options::Options;
pub use reference::reference;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its id, which is the finding's code.
    pub name: &'static str,
    /// What readers call it.
    pub title: &'static str,
    /// How grave a finding is, as a rule.
    pub severity: Severity,
    pub doc: Doc,
    check: Check,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
struct Check {
    report: fn(&Context<'_>, &mut Vec<Finding>),
    /// Looks at each line of prose by itself; what it finds is kept as long as the line stays as it
    /// is.
    line: fn(&Solo<'_>, &mut Vec<Finding>),
    /// Which lines of prose the look at the report begins from ([`Context::lines`]), by the line
    /// itself; that is kept as well. Without any of them it finds nothing.
    begins_at: Option<fn(&Solo<'_>) -> bool>,
    /// Whether what it finds makes all that others find pointless.
    is_alone: bool,
    /// Whether it holds for what was passed over before the title as well.
    is_before_title: bool,
}

impl Check {
    const NOTHING: Self = Self {
        report: |_, _| {},
        line: |_, _| {},
        begins_at: None,
        is_alone: false,
        is_before_title: false,
    };

    /// A look at the report as a whole.
    const fn report(check: fn(&Context<'_>, &mut Vec<Finding>)) -> Self {
        Self { report: check, ..Self::NOTHING }
    }

    /// A look at each line of prose by itself.
    const fn line(check: fn(&Solo<'_>, &mut Vec<Finding>)) -> Self {
        Self { line: check, ..Self::NOTHING }
    }

    /// A look at lines of prose in their place, of those that by themselves call for it.
    const fn lines(
        begins_at: fn(&Solo<'_>) -> bool,
        check: fn(&Context<'_>, &mut Vec<Finding>),
    ) -> Self {
        Self { report: check, begins_at: Some(begins_at), ..Self::NOTHING }
    }

    /// A look at each line of prose as well.
    const fn and_line(self, check: fn(&Solo<'_>, &mut Vec<Finding>)) -> Self {
        Self { line: check, ..self }
    }

    /// What it finds is all that is said: the text is none that could be checked.
    const fn alone(self) -> Self {
        Self { is_alone: true, ..self }
    }

    /// It is said of what was passed over before the title as well.
    const fn before_title(self) -> Self {
        Self { is_before_title: true, ..self }
    }
}

/// What users are told of a rule, in Chinese Markdown.
#[derive(Debug)]
pub struct Doc {
    /// 检查什么. Its first sentence stands alone in lists.
    pub what: &'static str,
    /// 为什么.
    pub why: &'static str,
    /// 快速修复: what the fix does; none if there is no fix.
    pub fix: Option<&'static str>,
    /// 错误示例: gives this finding and no other.
    pub wrong: Example,
    /// 正确示例: gives none.
    pub right: Example,
    /// 依据.
    pub basis: Basis,
}

/// A piece of a report, and which lines of the sample report (`examples/clean.nianbao`) it
/// stands for: those from the first that begins with `first` to the next that begins with `last`.
#[derive(Debug)]
pub struct Example {
    pub first: &'static str,
    pub last: &'static str,
    pub text: &'static str,
    /// What else changes in the sample, so that the piece fits in; not shown.
    pub beside: &'static [Example],
}

impl Example {
    /// A piece that stands for the one line that begins so.
    const fn line(beginning: &'static str, text: &'static str) -> Self {
        Self::lines(beginning, beginning, text)
    }

    /// A piece that stands for several lines.
    const fn lines(first: &'static str, last: &'static str, text: &'static str) -> Self {
        Self { first, last, text, beside: &[] }
    }

    /// The piece, with others that change along with it.
    const fn beside(self, beside: &'static [Self]) -> Self {
        Self { beside, ..self }
    }
}

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'r> {
    pub text: &'r str,
    pub report: &'r Report,
    /// What users have set.
    pub options: &'r Options,
    /// What other reports there are to compare with.
    pub neighbours: &'r Neighbours,
    /// What the prose says, and how it is written.
    pub prose: &'r Prose,
    /// The blocks of the official tables.
    parts: &'r [Part<'r>],
    /// The positions of [`Self::lines`].
    rows: &'r [usize],
}

/// No name of a table or sheet is longer, in characters.
const MAX_NAME: usize = 20;

/// Whether a line is one of prose or a heading.
fn is_prose(line: &Line) -> bool {
    matches!(line.kind, LineKind::Paragraph | LineKind::Heading)
}

impl<'r> Context<'r> {
    /// The lines of prose that the rule begins from, each with its position among all.
    fn lines(&self) -> impl Iterator<Item = (usize, &'r Line)> + Clone + use<'r> {
        let lines = &self.prose.lines;
        self.rows.iter().filter_map(|row| Some((*row, lines.get(*row)?)))
    }

    /// Whether the text is official tables and nothing else but short names above them, as a workbook
    /// gives them.
    fn is_tables_only(&self) -> bool {
        let title = &self.report.form.title_words[1];
        let mut lines = self.prose.lines.iter();
        let is_name = |line: &Line| {
            let written = &self.text[line.range.clone()];
            written.chars().count() <= MAX_NAME && !written.ends_with(title.as_str())
        };
        self.report.sections.is_empty()
            && self.report.official_tables().next().is_some()
            && lines.all(|line| !is_prose(line) || is_name(line))
    }

    /// What kind of organ reports: as it is set, or as its name leaves no doubt.
    pub fn organ_kind(&self) -> Option<OrganKind> {
        self.options.organ_kind.or_else(|| organ::kind(self.report.organ()?))
    }
}

/// Every rule, in the order of design and documentation. `unused-allow` is the last one: it looks
/// at what the others found.
pub static ALL: &[&Rule] = &[
    &unbalanced_sum::RULE,
    &invalid_number::RULE,
    &nonstandard_number::RULE,
    &blank_cell::RULE,
    &missing_table::RULE,
    &missing_row::RULE,
    &missing_column::RULE,
    &unknown_row::RULE,
    &unknown_column::RULE,
    &duplicate_row::RULE,
    &altered_label::RULE,
    &outdated_form::RULE,
    &other_report::RULE,
    &unrecognized_table::RULE,
    &malformed_title::RULE,
    &text_before_title::RULE,
    &malformed_heading::RULE,
    &missing_section::RULE,
    &misplaced_section::RULE,
    &duplicate_section::RULE,
    &empty_section::RULE,
    &missing_basis::RULE,
    &outdated_basis::RULE,
    &missing_aspect::RULE,
    &missing_improvement::RULE,
    &missing_fee_statement::RULE,
    &contradicting_figure::RULE,
    &contradicting_fee::RULE,
    &contradicting_year::RULE,
    &malformed_period::RULE,
    &contradicting_list::RULE,
    &contradicting_share::RULE,
    &implausible_stock::RULE,
    &implausible_regulations::RULE,
    &implausible_amount::RULE,
    &overused_other::RULE,
    &doubled_numbering::RULE,
    &late_date::RULE,
    &early_date::RULE,
    &broken_carry_over::RULE,
    &broken_stock::RULE,
    &copied_prose::RULE,
    &uncompared_year::RULE,
    &differing_aggregate::RULE,
    &garbled_text::RULE,
    &lost_text::RULE,
    &unpaired_mark::RULE,
    &nested_title_mark::RULE,
    &halfwidth_punctuation::RULE,
    &repeated_phrase::RULE,
    &unfinished_sentence::RULE,
    &nonstandard_citation::RULE,
    &unknown_article::RULE,
    &unused_allow::RULE,
];

/// The rules that compare a report with others, and say nothing where there are none.
static ACROSS: &[&Rule] = &[
    &broken_carry_over::RULE,
    &broken_stock::RULE,
    &copied_prose::RULE,
    &uncompared_year::RULE,
    &differing_aggregate::RULE,
];

/// All findings of a report, in the order of the text, without those that a comment allows.
pub fn check(
    text: &str,
    report: &Report,
    prose: &Prose,
    options: &Options,
    neighbours: &Neighbours,
) -> Vec<Finding> {
    let parts = &part::parts(report);
    let mut findings = Vec::new();
    let mut rows_of: Vec<Vec<usize>> = vec![Vec::new(); ALL.len()];
    for (row, (line, found)) in prose.lines.cached(text, inspect).enumerate() {
        findings.extend(found.findings.iter().map(|finding| finding.moved(line.range.start)));
        for rule in &found.rules {
            rows_of.get_mut(*rule).into_iter().for_each(|rows| rows.push(row));
        }
    }
    for (rule, rows) in ALL.iter().zip(&rows_of) {
        if rule.check.begins_at.is_none() || !rows.is_empty() {
            let context = Context { text, report, prose, options, neighbours, parts, rows };
            (rule.check.report)(&context, &mut findings);
        }
    }
    leave_out_allowed(report, &mut findings);
    leave_out_pointless(report, &mut findings);
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    findings
}

/// Leaves out what comments allow.
fn leave_out_allowed(report: &Report, findings: &mut Vec<Finding>) {
    for allow in &report.allows {
        for rule in allowed(allow) {
            findings.retain(|finding| finding.rule != rule.name || !covers(allow, finding));
        }
    }
}

/// Leaves out what does not matter beside other findings, or where it stands.
fn leave_out_pointless(report: &Report, findings: &mut Vec<Finding>) {
    let alone = ids(|check| check.is_alone);
    if findings.iter().any(|finding| alone.contains(&finding.rule)) {
        findings.retain(|finding| alone.contains(&finding.rule));
    }
    let passed_over = report.title.as_ref().map_or(0..0, |title| title.skipped.clone());
    let before_title = ids(|check| check.is_before_title);
    findings.retain(|finding| {
        !passed_over.contains(&finding.range.start) || before_title.contains(&finding.rule)
    });
}

/// The ids of the rules whose check is of a kind.
fn ids(is_of_kind: fn(&Check) -> bool) -> Vec<&'static str> {
    ALL.iter().filter(|rule| is_of_kind(&rule.check)).map(|rule| rule.name).collect()
}

/// What rules find in a line by itself; kept with the line.
#[derive(Debug, Default)]
struct LineFindings {
    /// In bytes of the line.
    findings: Vec<Finding>,
    /// The positions in [`ALL`] of the rules that have to look at it in its place.
    rules: Vec<usize>,
}

/// What all rules find in a line by itself, and which of them begin from it.
fn inspect(line: &Solo<'_>) -> LineFindings {
    let mut found = LineFindings::default();
    for (at, rule) in ALL.iter().enumerate() {
        (rule.check.line)(line, &mut found.findings);
        if rule.check.begins_at.is_some_and(|begins_at| begins_at(line)) {
            found.rules.push(at);
        }
    }
    found
}

/// Whether a finding begins in what a comment covers. An empty one may stand at its very end.
fn covers(allow: &Allow, finding: &Finding) -> bool {
    let at = finding.range.start;
    allow.scope.contains(&at) || (finding.range.is_empty() && at == allow.scope.end)
}
