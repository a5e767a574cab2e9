//! Which table a table is, which row a row and which cell a cell, where it was copied, mistyped or cut.
//!
//! Tables are drawn as they were understood. A block is a line with its columns, a row one with its
//! cells; `-` is what the text lacks, `·` a blank cell, `!` stands before a row whose cells cannot be
//! told apart, `?` before what the form does not know.

#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

mod allows;
mod front;
mod labels;
mod outline;
mod shapes;
mod tables;

use super::*;
use crate::syntax::parse;

const RULES: &str = "\
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t1\t2\t3
行政规范性文件\t4\t5\t6
";

/// How [`RULES`] are understood.
const DRAWN_RULES: [&str; 3] =
    ["rulemaking: 本年制发 本年废止 现行有效", "规章 1 2 3", "行政规范性文件 4 5 6"];

fn read(text: &str) -> Report {
    lower(&parse(text, None), text, None)
}

/// All official tables of a text.
fn drawn(text: &str) -> String {
    let report = read(text);
    let mut lines = Vec::new();
    for (_, official) in report.official_tables() {
        for block in &official.blocks {
            lines.push(columns(text, official, block));
            lines.extend(block.rows.iter().map(|it| row(text, &official.block(block).rows, it)));
        }
        lines.extend(official.unknown_rows.iter().map(|row| format!("? {}", &text[row.clone()])));
    }
    lines.join("\n")
}

fn columns(text: &str, official: &Official, block: &Block) -> String {
    let form = official.block(block);
    let known = form.columns.iter().zip(&block.columns);
    let known = known.map(|(column, label)| label.as_ref().map_or("-", |_| column.short()));
    let unknown = block.unknown_columns.iter().map(|range| format!("?{}", &text[range.clone()]));
    let columns: Vec<String> = known.map(str::to_owned).chain(unknown).collect();
    let edition = Some(&official.form.edition);
    let older = edition.filter(|edition| **edition != form::current_form().edition);
    let older = older.map(|edition| format!("{edition} ")).unwrap_or_default();
    format!("{older}{}: {}", form.id, columns.join(" "))
}

fn row(text: &str, form: &[form::Row], row: &Row) -> String {
    let label = form[row.index].short();
    match &row.cells {
        Cells::Group => format!("{label}:"),
        Cells::Misfit { found, expected } => format!("! {label} {found}/{expected}"),
        Cells::Read(cells) => {
            let cells: Vec<&str> = cells
                .iter()
                .map(|cell| match cell {
                    None => "-",
                    Some(cell) if cell.range.is_empty() => "·",
                    Some(cell) => &text[cell.range.clone()],
                })
                .collect();
            format!("{label} {}", cells.join(" "))
        }
    }
}

/// What stands in 表三 above its figures when it is copied: labels that are merged leave blanks behind.
const HEADER: &str = "\
\t申请人情况
\t自然人\t法人或其他组织\t总计
\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他
";
const ROW: &str = "一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\n";
const DRAWN_ROW: &str = "新收 1 2 3 4 5 6 21";
const COLUMNS: &str = "requests: 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计";

/// 表四 as the official form has it: three bands of columns above one row of figures.
const BANDS: &str = "\
行政复议\t行政诉讼
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
";
const BAND_COLUMNS: &str = "challenges: 结果维持 结果纠正 其他结果 尚未审结 总计";

/// `text` is understood as `drawing` says, whatever its lines end with.
#[track_caller]
fn understood(text: &str, drawing: &[&str]) {
    for end in ["\n", "\r\n", "\r"] {
        let text = text.replace('\n', end);
        assert_eq!(drawn(&text), drawing.join("\n"), "of\n{text:?}");
    }
}
