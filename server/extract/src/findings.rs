//! The data set of findings: a row for each.

use finding::Finding;

use crate::schema::{Column, Kind, SCHEMA_VERSION, Schema};
use crate::source::Source;
use crate::value::{Row, Value};

/// The columns of [`rows`].
pub static SCHEMA: Schema = Schema {
    name: "findings",
    about: "一行一个问题，和 `nianbao check` 查出的一样。",
    columns: &[
        Column::new("organ", Kind::Text, "机关名称，照年报标题"),
        Column::new("year", Kind::Whole, "报告年度"),
        Column::new("edition", Kind::Text, "这一年度该用哪一版表样"),
        Column::new("rule", Kind::Text, "规则名，见 [rules.md](rules.md)"),
        Column::new("severity", Kind::Text, "`error` 错误、`warning` 警告、`info` 提示"),
        Column::new("message", Kind::Text, "问题是什么，怎么改"),
        Column::new("section_id", Kind::Text, "说的是哪一部分"),
        Column::new("table_id", Kind::Text, "说的是哪张表"),
        Column::new("row_id", Kind::Text, "说的是哪一行"),
        Column::new("column_id", Kind::Text, "说的是哪一列"),
        Column::new("identity_id", Kind::Text, "哪一个勾稽关系不平"),
        Column::new("left", Kind::Decimal, "不平的勾稽关系左边是多少"),
        Column::new("right", Kind::Decimal, "右边是多少"),
        Column::new("expected", Kind::Decimal, "合计应该是多少"),
        Column::new("fixable", Kind::Flag, "`check --fix` 能不能改"),
        Column::new("file", Kind::Text, "文件，照命令里的写法"),
        Column::new("line", Kind::Whole, "文本里第几行；Word 等文件是转成的文本里的行"),
        Column::new("place", Kind::Text, "在 Word 等文件里的位置；文本文件为空"),
        Column::new("schema_version", Kind::Whole, "这套列的版本"),
    ],
};

/// A row for each finding of a report, for which that edition of the form is in force.
pub fn rows<'s>(
    source: &Source<'s>,
    edition: Option<&'static str>,
    findings: &'s [Finding],
) -> Vec<Row<'s>> {
    findings.iter().map(|finding| row(source, edition, finding)).collect()
}

fn row<'s>(source: &Source<'s>, edition: Option<&'static str>, finding: &'s Finding) -> Row<'s> {
    let severity = finding.severity.id();
    let about = &finding.about;
    let mut values = vec![
        source.organ(),
        source.year(),
        Value::text(edition),
        Value::text(Some(finding.rule)),
        Value::text(Some(severity)),
        Value::text(Some(&finding.message)),
    ];
    let ids = [about.section, about.table, about.row, about.column, about.identity];
    values.extend(ids.map(Value::text));
    values.extend([about.left, about.right, about.expected].map(Value::decimal));
    values.push(Value::Flag(finding.fixes.iter().any(|fix| fix.safe)));
    values.extend(source.whereabouts(Some(&finding.range)));
    values.push(Value::Whole(SCHEMA_VERSION));
    values
}
