//! `outdated-form`: a table of another edition than the report's year demands.

use finding::{Finding, Severity, Tag};

use super::part::Part;
use super::wording::about_table;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "outdated-form",
    title: "表样与年度不符",
    severity: Severity::Error,
    doc: Doc {
        what: "表的版式与报告年度不符。2021 年度起的报告用了 2019 年格式的旧表，是错误；2019、2020 年度的报告用了 2021 年格式的新表，是警告。按表头的列名认定，一张表只报一次。",
        why: "2021 年格式改了表二的列、删去了政府集中采购一块、把表三“其他处理”拆为三项。沿用旧表，该报的数就报不全。表内的勾稽关系仍按这张表自己的格式核对。",
        fix: None,
        wrong: Example::lines("| 第二十条第（一）项", "| 行政事业性收费", OLD),
        right: Example::lines("| 第二十条第（一）项", "| 行政事业性收费", NEW),
        basis: Basis {
            grade: Grade::Law,
            cites: &[Source::of("form-2021").part("附件"), Source::of("form-2019").part("附件")],
            note: "2021 年度起用国办公开办函〔2021〕30 号的格式，2019、2020 年度用国办公开办函〔2019〕60 号的格式。",
        },
    },
    check: Check::report(check),
};

/// The example: the table that was used for 2019 and 2020.
const OLD: &str = "\
| 第二十条第（一）项 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
| :--- | ---: | ---: | ---: |
| 规章 | 0 | 0 | 0 |
| 规范性文件 | 2 | 2 | 9 |

| 第二十条第（五）项 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
| :--- | ---: | ---: | ---: |
| 行政许可 | 12 | 0 | 1286 |
| 其他对外管理服务事项 | 3 | -1 | 41 |

| 第二十条第（六）项 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
| :--- | ---: | ---: | ---: |
| 行政处罚 | 8 | 0 | 37 |
| 行政强制 | 1 | 0 | 2 |

| 第二十条第（八）项 | 上一年项目数量 | 本年增/减 |
| :--- | ---: | ---: |
| 行政事业性收费 | 1 | 0 |

| 第二十条第（九）项 | 采购项目数量 | 采购总金额 |
| :--- | ---: | ---: |
| 政府集中采购 | 2 | 31.5 |";

/// The table that takes its place.
const NEW: &str = "\
| 第二十条第（一）项 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| :--- | ---: | ---: | ---: |
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | 2 | 1 | 9 |

| 第二十条第（五）项 | 本年处理决定数量 |
| :--- | ---: |
| 行政许可 | 1286 |

| 第二十条第（六）项 | 本年处理决定数量 |
| :--- | ---: |
| 行政处罚 | 37 |
| 行政强制 | 2 |

| 第二十条第（八）项 | 本年收费金额（单位：万元） |
| :--- | ---: |
| 行政事业性收费 | 38.64 |";

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.report.edition_known {
        return;
    }
    let mut told: Vec<usize> = Vec::new();
    for part in context.parts {
        let official = part.first().official;
        let other = official.form.edition != context.report.form.edition;
        if other && !told.contains(&official.index) {
            told.push(official.index);
            findings.push(finding(context, part));
        }
    }
}

fn finding(context: &Context<'_>, part: &Part<'_>) -> Finding {
    let (demanded, used) = (context.report.form, part.first().official.form);
    let is_older = used.first_year < demanded.first_year;
    let severity = if is_older { RULE.severity } else { Severity::Warning };
    let year = context.report.year().map(|year| format!("{year} 年度")).unwrap_or_default();
    let message = format!(
        "这张{}是 {}的，{year}的报告应当用 {}（{}）。请换用 {}的表，对照列名重新填写。",
        part.table().name,
        used.name,
        demanded.name,
        demanded.document,
        demanded.name
    );
    Finding::new(RULE.name, severity, part.first().block.anchor.clone(), message)
        .about(about_table(part.table()))
        .tagged(Tag::Superseded)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect};
    use super::OLD;
    use finding::Severity;

    #[test]
    fn a_table_of_2019_in_a_later_report() {
        let marked = OLD.replacen("第二十条第（一）项", "<err>第二十条第（一）项</err>", 1);
        expect("outdated-form")
            .lines("| 第二十条第（一）项", "| 行政事业性收费", &marked)
            .level(Severity::Error)
            .message("这张表二是 2019 年格式的，2023 年度的报告应当用 2021 年格式");
        expect("missing-table").lines("| 第二十条第（一）项", "| 行政事业性收费", OLD).none();
        expect("missing-row").lines("| 第二十条第（一）项", "| 行政事业性收费", OLD).none();
    }

    #[test]
    fn the_table_of_2021_in_an_earlier_report() {
        let early = CLEAN
            .replacen("2023年", "2020年", 1)
            .replacen("| 第二十条第（一）项", "| <err>第二十条第（一）项</err>", 1)
            .replacen("| 申请人情况", "| <err>申请人情况</err>", 1);
        expect("outdated-form").text(&early).level(Severity::Warning);
    }

    #[test]
    fn silent_while_the_year_is_unknown() {
        let unknown = CLEAN.replacen("2023年", "", 1).replacen(
            "第二十条第（五）项 | 本年处理决定数量",
            "第二十条第（五）项 | 上一年项目数量",
            1,
        );
        expect("outdated-form").text(&unknown).none();
    }
}
