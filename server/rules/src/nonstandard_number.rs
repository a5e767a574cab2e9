//! `nonstandard-number`: a number that is not written as plain digits.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use std::ops::Range;

use finding::{Finding, Fix, Severity};
use form::{Kind, halfwidth};
use report::number::{Figure, Number};
use text::Edit;

use super::part::Part;
use super::wording::{about_cell, cell_name};
use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "nonstandard-number",
    title: "数字写法不规范",
    severity: Severity::Warning,
    doc: Doc {
        what: "数字格里的数写法不规范：用了全角数字、千位逗号、中间的空格，或者带了单位和说明。",
        why: "人看得懂，汇总系统和表格软件未必读得出。核对勾稽关系时仍按它的数值计算。",
        fix: Some("改写成普通的半角数字，数值不变。"),
        wrong: Example::line("| 行政处罚", "| 行政处罚 | ３７件 |"),
        right: Example::line("| 行政处罚", "| 行政处罚 | 37 |"),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[],
            note: "表中单位已在列名里写明，格内只写数字。未见成文规定。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let odd = odd_numbers(context);
    let exported = odd.iter().filter(|number| number.is_exported(context.text)).count();
    let by_program = exported >= MIN_EXPORTED;
    if by_program {
        findings.extend(exported_numbers(context, &odd));
    }
    let told = odd.iter().filter(|number| !by_program || !number.is_exported(context.text));
    findings.extend(told.map(|number| number.finding(context)));
}

/// So many counts with the same spare zero were not written by hand.
const MIN_EXPORTED: usize = 10;

/// A number that is not written as plain digits.
struct Odd<'r> {
    part: &'r Part<'r>,
    row: &'static form::Row,
    /// Position of the column.
    at: usize,
    column: &'static form::Column,
    range: Range<usize>,
    value: Number,
}

fn odd_numbers<'r>(context: &Context<'r>) -> Vec<Odd<'r>> {
    let mut odd = Vec::new();
    for part in context.parts {
        let of = part.of();
        for (_, row) in part.rows() {
            for (at, column) in of.columns.iter().enumerate() {
                let Some(cell) = row.cell(at) else { continue };
                let Figure::Number { value, standard: false } = cell.figure else { continue };
                let range = cell.range.clone();
                odd.push(Odd { part, row: &of.rows[row.index], at, column, range, value });
            }
        }
    }
    odd
}

impl Odd<'_> {
    /// Whether it is a count with `.0` behind it, as programs write what they take for a fraction.
    fn is_exported(&self, text: &str) -> bool {
        let digits = text[self.range.clone()].strip_suffix(".0");
        digits.is_some_and(|digits| digits == self.value.to_string())
    }

    fn edit(&self) -> Edit {
        Edit { range: self.range.clone(), text: self.value.to_string() }
    }

    fn finding(&self, context: &Context<'_>) -> Finding {
        let value = self.value;
        let written = &context.text[self.range.clone()];
        let unit = self.column.unit.as_str();
        let reason = match self.column.kind {
            Kind::Amount if self.names_unit(context) => {
                format!("列名里已写明单位是{unit}，请改为 {value}。")
            }
            // Without its unit, nobody could tell what the number means.
            Kind::Amount => {
                return self.told(
                    written,
                    &format!("列名里没有写单位，本工具按 {value} {unit}核对。单位不要丢：请在列名里写明，格内只写数。"),
                );
            }
            Kind::Count | Kind::Change => format!("表里的数只写半角数字，请改为 {value}。"),
        };
        let finding = self.told(written, &reason);
        if !is_alone(written) {
            return finding;
        }
        finding.fix(Fix { title: format!("改为 {value}"), safe: false, edits: vec![self.edit()] })
    }

    fn told(&self, written: &str, reason: &str) -> Finding {
        let name = cell_name(self.row, self.column);
        let message = format!("{name}写成了“{written}”。{reason}");
        Finding::new(RULE.name, RULE.severity, self.range.clone(), message).about(about_cell(
            self.part.table(),
            self.row,
            self.column,
        ))
    }

    /// Whether the header of the column, as the report or the form words it, names the unit.
    fn names_unit(&self, context: &Context<'_>) -> bool {
        let pieces = self.part.pieces.iter();
        let mut written = pieces
            .filter_map(|piece| piece.block.columns.get(self.at)?.as_ref())
            .map(|label| &context.text[label.range.clone()]);
        let unit = self.column.unit.as_str();
        self.column.label.contains(unit) || written.any(|label| label.contains(unit))
    }
}

/// One finding for all numbers that a program wrote with `.0`.
fn exported_numbers(context: &Context<'_>, odd: &[Odd<'_>]) -> Option<Finding> {
    let exported: Vec<&Odd<'_>> =
        odd.iter().filter(|number| number.is_exported(context.text)).collect();
    let first = exported.first()?;
    let message = format!(
        "表里有 {} 个数带着“.0”，是表格软件导出时加上的，数值不变。可以一次改成整数。",
        exported.len()
    );
    let title = "去掉这些数后面的“.0”".to_owned();
    let edits = exported.iter().map(|number| number.edit()).collect();
    let finding = Finding::new(RULE.name, Severity::Info, first.range.clone(), message);
    Some(finding.fix(Fix { title, safe: false, edits }))
}

/// Whether a cell holds one number, and no other in a note.
fn is_alone(written: &str) -> bool {
    let is_part = |c: char| halfwidth(c).is_ascii_digit() || ",，.． \u{a0}\u{3000}".contains(c);
    let numbers = written.split(|c| !is_part(c));
    numbers.filter(|part| part.chars().any(|c| halfwidth(c).is_ascii_digit())).count() == 1
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect, findings_of};
    use finding::Severity;

    #[test]
    fn odd_ways_of_writing_six() {
        for written in ["６", "6件", "6 件", "06", "6.0", "6（件）"] {
            expect("nonstandard-number")
                .line("| 行政处罚", &format!("| 行政处罚 | <err>{written}</err> |"))
                .message("请改为 6")
                .fixed("| 行政处罚 | 6 |");
        }
    }

    #[test]
    fn a_note_with_another_number_is_not_cut_off() {
        expect("nonstandard-number")
            .line("| 行政处罚", "| 行政处罚 | <err>6（含上年1件）</err> |")
            .message("请改为 6")
            .not_fixed();
    }

    #[test]
    fn yuan_become_ten_thousand_yuan() {
        expect("nonstandard-number")
            .line("| 行政事业性收费", "| 行政事业性收费 | <err>210元</err> |")
            .message("单位是万元，请改为 0.021")
            .fixed("| 行政事业性收费 | 0.021 |");
    }

    #[test]
    fn what_a_program_wrote_is_told_once() {
        let text = CLEAN.lines().map(|line| {
            let is_row = line.starts_with('|') && !line.contains("38.64");
            let exported = |cell: &str| match cell.trim().parse::<u32>() {
                Ok(figure) if is_row => format!(" {figure}.0 "),
                _ => cell.to_owned(),
            };
            line.split('|').map(exported).collect::<Vec<_>>().join("|") + "\n"
        });
        let text: String = text.collect();
        let findings = findings_of(&text);
        let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
        assert_eq!((finding.rule, finding.severity), ("nonstandard-number", Severity::Info));
        assert!(findings_of(&text::apply(&text, &finding.fixes[0].edits)).is_empty());
    }
}
