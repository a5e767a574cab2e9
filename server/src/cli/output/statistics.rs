//! `--statistics`: how much there is of each rule and at each organ, the worst first.

use std::collections::HashMap;
use std::io::{self, Write};

use anstyle::Style;
use finding::Severity;
use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::summary;
use crate::cli::check::Checkup;

const BOLD: Style = Style::new().bold();
/// Of more organs than this, readers see the worst.
const SHOWN_ORGANS: usize = 30;
/// Figures are this wide.
const FIGURE: usize = 8;
const NO_ORGAN: &str = "（标题没有写机关名称）";

/// Findings by their levels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    infos: usize,
}

#[derive(Debug, Serialize)]
struct RuleEntry {
    rule: &'static str,
    title: &'static str,
    /// Files with such a finding.
    files: usize,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct OrganEntry<'c> {
    /// Null where the title names none.
    organ: Option<&'c str>,
    files: usize,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct Statistics<'c> {
    /// Those that found something.
    rules: Vec<RuleEntry>,
    /// All of them, without findings too.
    organs: Vec<OrganEntry<'c>>,
}

#[derive(Serialize)]
struct Document<'c> {
    version: u32,
    statistics: Statistics<'c>,
    errors: Vec<super::json::ErrorEntry<'c>>,
    summary: super::json::Summary,
}

impl Counts {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    fn figures(self) -> [usize; 3] {
        [self.errors, self.warnings, self.infos]
    }
}

impl<'c> Statistics<'c> {
    fn new(checkup: &'c Checkup) -> Self {
        let mut by_rule: HashMap<&'static str, RuleEntry> = HashMap::new();
        let mut by_organ: HashMap<Option<&'c str>, OrganEntry<'c>> = HashMap::new();
        for file in &checkup.files {
            let organ = file.organ.as_deref();
            let empty = OrganEntry { organ, files: 0, counts: Counts::default() };
            let of_organ = by_organ.entry(organ).or_insert(empty);
            of_organ.files += 1;
            let mut rules: Vec<&'static str> = Vec::new();
            for finding in &file.findings {
                of_organ.counts.add(finding.severity);
                let rule = finding.rule;
                let empty = RuleEntry {
                    rule,
                    title: rules::title(rule),
                    files: 0,
                    counts: Counts::default(),
                };
                let of_rule = by_rule.entry(rule).or_insert(empty);
                of_rule.counts.add(finding.severity);
                if !rules.contains(&rule) {
                    rules.push(rule);
                    of_rule.files += 1;
                }
            }
        }
        let mut rules: Vec<RuleEntry> = by_rule.into_values().collect();
        rules.sort_by(|one, two| (two.counts, one.rule).cmp(&(one.counts, two.rule)));
        let mut organs: Vec<OrganEntry<'c>> = by_organ.into_values().collect();
        organs.sort_by(|one, two| (two.counts, one.organ).cmp(&(one.counts, two.organ)));
        Self { rules, organs }
    }
}

/// Writes the statistics for programs.
pub(super) fn write_json(checkup: &Checkup, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        version: 1,
        statistics: Statistics::new(checkup),
        errors: checkup.unread.iter().map(super::json::error).collect(),
        summary: super::json::Summary::new(checkup),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes the statistics for readers.
pub(super) fn write_text(checkup: &Checkup, out: &mut dyn Write) -> io::Result<()> {
    let statistics = Statistics::new(checkup);
    if !statistics.rules.is_empty() {
        write_rules(&statistics.rules, out)?;
        write_organs(&statistics.organs, out)?;
    }
    summary::write(checkup, out)
}

fn write_rules(entries: &[RuleEntry], out: &mut dyn Write) -> io::Result<()> {
    let names = entries.iter().map(|entry| entry.title.width_cjk());
    let width = names.max().unwrap_or(0).max("规则".width_cjk());
    write_head("规则", width, "  检查什么", out)?;
    for entry in entries {
        let summary = rules::rule(entry.rule).map_or("", rules::Rule::summary);
        write_line(entry.title, width, entry.files, entry.counts, out)?;
        writeln!(out, "  {summary}")?;
    }
    writeln!(out)
}

fn write_organs(entries: &[OrganEntry<'_>], out: &mut dyn Write) -> io::Result<()> {
    let with_findings = entries.iter().filter(|entry| entry.counts != Counts::default());
    let shown: Vec<(&str, &OrganEntry<'_>)> = with_findings
        .clone()
        .take(SHOWN_ORGANS)
        .map(|entry| (entry.organ.unwrap_or(NO_ORGAN), entry))
        .collect();
    let names = shown.iter().map(|(name, _)| name.width_cjk());
    let width = names.max().unwrap_or(0).max("机关".width_cjk());
    write_head("机关", width, "", out)?;
    for (name, entry) in shown {
        write_line(name, width, entry.files, entry.counts, out)?;
        writeln!(out)?;
    }
    let left = with_findings.count().saturating_sub(SHOWN_ORGANS);
    if left > 0 {
        writeln!(out, "另有 {left} 个机关有问题，全部名单加 --output-format json 查看。")?;
    }
    writeln!(out)
}

fn write_head(name: &str, width: usize, last: &str, out: &mut dyn Write) -> io::Result<()> {
    let gap = " ".repeat(width - name.width_cjk());
    write!(out, "{BOLD}{name}{gap}")?;
    for column in ["文件", "错误", "警告", "提示"] {
        write!(out, "{}{column}", " ".repeat(FIGURE - column.width_cjk()))?;
    }
    writeln!(out, "{last}{BOLD:#}")
}

fn write_line(
    name: &str,
    width: usize,
    files: usize,
    counts: Counts,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "{name}{}{files:>FIGURE$}", " ".repeat(width - name.width_cjk()))?;
    counts.figures().into_iter().try_for_each(|figure| write!(out, "{figure:>FIGURE$}"))
}
