//! `broken-stock`: what is in force is not last year's, with what came and without what went.

use archive::Filed;
use finding::{About, Elsewhere, Finding, Related, Severity};
use report::Cell;
use report::number::Number;

use super::part::Part;
use super::wording::about_cell;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "broken-stock",
    title: "现行有效与上年不符",
    severity: Severity::Warning,
    doc: Doc {
        what: "“现行有效”的件数，不等于同一机关上一年年报的件数加本年制发、减本年废止。要两年的年报在同一个文件夹里，机关名称相同，每年只有一份，才能比。",
        why: "对不上，常见的是把本年制发的件数当成了现行有效的件数，或者废止、清理了没有记。",
        fix: None,
        wrong: Example::lines(
            "落实公开属性",
            "| 行政规范性文件",
            "\
落实公开属性源头认定和发布前保密审查，行政规范性文件清理后全部在网站集中公开。

（四）政府信息公开平台建设

优化门户网站的征地信息专栏，增加按乡镇和项目名称查询的功能。在不动产登记大厅设置查阅点，配备自助查询设备和引导人员。

（五）监督保障

明确分管负责同志和承办科室，全年组织业务培训4次。设立监督电话，对群众反映的问题逐件回复。

二、主动公开政府信息情况

| 第二十条第（一）项 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| :----------------- | -----------: | -----------: | -----------: |
| 规章               |            0 |            0 |            0 |
| 行政规范性文件     |            2 |            1 |            7 |",
        ),
        right: Example::line("| 行政规范性文件", "| 行政规范性文件 | 2 | 1 | 9 |"),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[],
            note: "格式没有说明“现行有效”怎样统计；有修改、失效、清理、机构改革的，对不上也属正常。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(last_year) = &context.neighbours.last_year else { return };
    for part in context.parts {
        let Some(other) = part.counterpart(&last_year.report) else { continue };
        for row in &part.of().rows {
            let columns = part.of().columns.iter();
            let stocks = columns.filter_map(|column| Stock::of(part, row, column, &other));
            let broken = stocks.filter(|stock| !stock.holds());
            findings.extend(broken.map(|stock| stock.finding(part, last_year)));
        }
    }
}

/// A figure that goes on from last year's, with what changed it.
struct Stock<'r> {
    row: &'static form::Row,
    column: &'static form::Column,
    gains: Counted<'r>,
    losses: Counted<'r>,
    before: Counted<'r>,
    now: Counted<'r>,
}

/// A cell with a whole number.
struct Counted<'r> {
    column: &'static form::Column,
    cell: &'r Cell,
    value: i64,
}

impl<'r> Counted<'r> {
    fn of(part: &Part<'r>, row: &str, column: &str) -> Option<Self> {
        let cell = part.cell(row, column)?;
        let column = part.of().columns.get(part.of().column_position(column)?)?;
        Some(Self { column, cell, value: cell.value()?.as_whole()? })
    }
}

impl<'r> Stock<'r> {
    fn of(
        part: &Part<'r>,
        row: &'static form::Row,
        column: &'static form::Column,
        other: &Part<'r>,
    ) -> Option<Self> {
        let stock = column.stock.as_ref()?;
        let counted = |column: &str| Counted::of(part, &row.id, column);
        Some(Self {
            row,
            column,
            gains: counted(&stock.gains)?,
            losses: counted(&stock.losses)?,
            before: Counted::of(other, &row.id, &column.id)?,
            now: counted(&column.id)?,
        })
    }

    fn expected(&self) -> Option<i64> {
        self.before.value.checked_add(self.gains.value)?.checked_sub(self.losses.value)
    }

    /// Numbers too large to add up are not judged.
    fn holds(&self) -> bool {
        self.expected().is_none_or(|expected| expected == self.now.value)
    }

    fn finding(&self, part: &Part<'_>, last_year: &Filed) -> Finding {
        let Self { gains, losses, before, now, .. } = self;
        let expected = self.expected().unwrap_or_default();
        let name = self.row.short();
        let message = format!(
            "“{name}·{}”写 {}，而上年年报（{}）是 {}，加{} {}、减{} {}，应为 {expected}。请核对；有修改、失效、清理或者机构改革的，对不上也属正常。",
            self.column.short(),
            now.value,
            last_year.name(),
            before.value,
            gains.column.short(),
            gains.value,
            losses.column.short(),
            losses.value,
        );
        let about = About {
            right: Some(Number::whole(now.value)),
            expected: Some(Number::whole(expected)),
            ..about_cell(part.table(), self.row, self.column)
        };
        let range = now.cell.range.clone();
        let mut finding = Finding::new(RULE.name, RULE.severity, range, message).about(about);
        finding.related = [gains, losses]
            .map(|it| Related {
                message: format!("{name}·{} {}", it.column.short(), it.value),
                range: it.cell.range.clone(),
            })
            .into();
        finding.elsewhere = vec![Elsewhere {
            message: format!("上年年报：{name}·{} {}", before.column.short(), before.value),
            of: last_year.clone(),
            range: before.cell.range.clone(),
        }];
        finding
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn what_is_in_force_goes_on_from_last_year() {
        expect("broken-stock")
            .beside_last_year()
            .line("| 行政规范性文件", "| 行政规范性文件 | 2 | 1 | <err>7</err> |")
            .message("写 7，而上年年报（上年.nianbao）是 8，加本年制发 2、减本年废止 1，应为 9。");
        expect("broken-stock")
            .beside_last_year()
            .line("| 行政规范性文件", "| 行政规范性文件 | 0 | 0 | 8 |")
            .none();
    }

    #[test]
    fn what_is_blank_or_no_number_is_not_compared() {
        for row in ["| 行政规范性文件 |  | 1 | 7 |", "| 行政规范性文件 | 2 | 1 | 若干 |"]
        {
            expect("broken-stock").beside_last_year().line("| 行政规范性文件", row).none();
        }
    }
}
