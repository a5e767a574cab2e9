//! The data set of figures: a row for each cell of the official tables, as many for every report.

use facts::{Fact, facts};
use report::Report;

use crate::schema::{Column, Kind, SCHEMA_VERSION, Schema};
use crate::source::Source;
use crate::value::{Row, Value};

/// The columns of [`rows`].
pub static SCHEMA: Schema = Schema {
    name: "figures",
    about: "一行一个格子。每份年报的行数都一样：表样里有、年报里没有的格子也有一行，`state` 是 `missing`。",
    columns: &[
        Column::new("organ", Kind::Text, "机关名称，照年报标题"),
        Column::new("year", Kind::Whole, "报告年度"),
        Column::new("edition", Kind::Text, "表样是哪一版：`2021`、`2019`"),
        Column::new("table_id", Kind::Text, "表的代号，各版相同"),
        Column::new("block_id", Kind::Text, "块的代号（表二有四块，其余各一块）"),
        Column::new("row_id", Kind::Text, "行的代号"),
        Column::new("column_id", Kind::Text, "列的代号"),
        Column::new("table_name", Kind::Text, "表的名称"),
        Column::new("block_name", Kind::Text, "块的名称；没有名称的为空"),
        Column::new("row_name", Kind::Text, "行的名称，照官方表样"),
        Column::new("column_name", Kind::Text, "列的名称，照官方表样"),
        Column::new("unit", Kind::Text, "单位"),
        Column::new(
            "state",
            Kind::Text,
            "`number` 数字；`blank` 空着；`slash` 写了 `/`、`—`、`无` 一类；`invalid` 不是数字，或者不能是这样的数字；\
             `missing` 没有这一格，或者这一行的格数不对、分不清哪格是哪列",
        ),
        Column::new("written", Kind::Text, "格子里原样写的字"),
        Column::new(
            "value",
            Kind::Decimal,
            "数值，只有 `number` 才有；按本列的单位，写“210元”的也折成万元",
        ),
        Column::new(
            "sums_hold",
            Kind::Flag,
            "这一格参加的勾稽关系是否都平；一个也没有、或者都没法核对的为空",
        ),
        Column::new("file", Kind::Text, "文件，照命令里的写法"),
        Column::new("line", Kind::Whole, "文本里第几行；Word 等文件是转成的文本里的行"),
        Column::new("place", Kind::Text, "在 Word 等文件里的位置；文本文件为空"),
        Column::new("schema_version", Kind::Whole, "这套列的版本"),
    ],
};

/// A row for each cell of the official tables of a report, which was read from `text`.
pub fn rows<'s>(source: &Source<'s>, text: &'s str, report: &'s Report) -> Vec<Row<'s>> {
    facts(report).iter().map(|fact| row(source, text, fact)).collect()
}

fn row<'s>(source: &Source<'s>, text: &'s str, fact: &Fact<'s>) -> Row<'s> {
    let Fact { form, table, block, row, column, cell, holds } = fact;
    let known = [&form.edition, &table.id, &block.id, &row.id, &column.id, &table.name];
    let mut values = vec![source.organ(), source.year()];
    values.extend(known.into_iter().map(|it| Value::text(Some(it))));
    values.extend([
        Value::text(block.label.as_deref()),
        Value::text(Some(&row.label)),
        Value::text(Some(&column.label)),
        Value::text(Some(&column.unit)),
        Value::text(Some(fact.state().id())),
        Value::text(fact.written(text)),
        Value::decimal(fact.value()),
        Value::flag(*holds),
    ]);
    values.extend(source.whereabouts(cell.map(|cell| &cell.range)));
    values.push(Value::Whole(SCHEMA_VERSION));
    values
}
