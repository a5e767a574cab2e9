//! Reads the canonical shape back, which is simple enough to be read without the engine: Markdown tables with one header row.

use std::collections::BTreeMap;

use crate::case::Placed;

type Place = (String, String, String);

/// The labels of 表三 that the canonical shape writes shorter, so that it stands within 100 columns; transcribed by hand.
const SHORT: [(&str, &str); 20] = [
    ("一、本年新收政府信息公开申请数量", "一、本年新收申请"),
    ("二、上年结转政府信息公开申请数量", "二、上年结转申请"),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
    ("2.其他法律行政法规禁止公开", "2.法律法规禁止"),
    ("3.危及“三安全一稳定”", "3.三安全一稳定"),
    ("4.保护第三方合法权益", "4.第三方合法权益"),
    ("5.属于三类内部事务信息", "5.内部事务信息"),
    ("6.属于四类过程性信息", "6.过程性信息"),
    ("7.属于行政执法案卷", "7.行政执法案卷"),
    ("8.属于行政查询事项", "8.行政查询事项"),
    ("1.本机关不掌握相关政府信息", "1.本机关不掌握"),
    ("2.没有现成信息需要另行制作", "2.没有现成信息"),
    ("3.补正后申请内容仍不明确", "3.补正后仍不明确"),
    ("1.信访举报投诉类申请", "1.信访举报投诉"),
    ("3.要求提供公开出版物", "3.公开出版物"),
    ("4.无正当理由大量反复申请", "4.大量反复申请"),
    ("5.要求行政机关确认或重新出具已获取信息", "5.确认或重新出具"),
    ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.逾期不补正"),
    ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "2.逾期未缴费"),
    ("四、结转下年度继续办理", "四、结转下年度"),
];

/// The widest line of 表三.
const MOST_COLUMNS: usize = 100;

/// Each figure of `cells` that does not stand, in a canonical table of `text`, under its column and beside its label.
pub fn differences(text: &str, cells: &[Placed]) -> Vec<String> {
    let found = read(text);
    let place = |cell: &Placed| (plain(&cell.table), plain(&cell.row), plain(&cell.column));
    let short = |place: Place| {
        let found = SHORT.iter().find(|(label, _)| plain(label) == place.1);
        (place.0, found.map_or(place.1, |(_, short)| plain(short)), place.2)
    };
    let text = |cell: &Placed| found.get(&place(cell)).or_else(|| found.get(&short(place(cell))));
    let wrong = cells.iter().filter(|cell| text(cell) != Some(&cell.text));
    wrong.map(|cell| format!("not {:?} but {cell:?}", text(cell))).take(3).collect()
}

/// Whether every row of 表三 has its short label and stands within 100 columns, Chinese characters counted as two.
pub fn is_narrow(text: &str) -> bool {
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    let lines = text.lines().skip_while(|line| !line.starts_with("| 申请人情况"));
    let mut rows = lines.take_while(|line| line.starts_with('|'));
    rows.all(|line| {
        let label = row(line).map(|cells| plain(&cells[0])).unwrap_or_default();
        line.chars().map(wide).sum::<usize>() <= MOST_COLUMNS
            && SHORT.iter().all(|(official, _)| plain(official) != label)
    })
}

fn read(text: &str) -> BTreeMap<Place, String> {
    let mut cells = BTreeMap::new();
    let mut header: Option<Vec<String>> = None;
    for line in text.lines() {
        let Some(row) = row(line) else {
            header = None;
            continue;
        };
        let Some(header) = &header else {
            header = Some(row.iter().map(|cell| plain(cell)).collect());
            continue;
        };
        for (column, cell) in header.iter().zip(&row).skip(1) {
            cells.insert((header[0].clone(), plain(&row[0]), column.clone()), cell.clone());
        }
    }
    cells
}

/// The cells of a row between outer bars, without the white space around them.
fn row(line: &str) -> Option<Vec<String>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(|cell| cell.trim().to_owned()).collect())
}

/// A label without white space and with its marks in one form: whether those are put right is not this reader's question.
fn plain(label: &str) -> String {
    let label: String = label.split_whitespace().collect();
    label.replace('（', "(").replace('）', ")").replace(['“', '”'], "\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case;
    use crate::style::{Bars, Dress, Family};

    #[test]
    fn reads_what_is_already_canonical_and_notices_a_changed_figure() {
        let barred = |dress| matches!(dress, Dress::Pipes { bars: Bars::Both, .. });
        let cases = case::clean(Family::Canonical, 60);
        let cases: Vec<_> = cases
            .into_iter()
            .filter(|case| barred(case.style.dress) && !case.style.spaces)
            .collect();
        assert!(cases.len() > 10);
        for case in cases {
            assert_eq!(differences(&case.text, &case.cells), Vec::<String>::new(), "{}", case.name);
            assert_ne!(
                differences(&case.text.replacen("| 0 |", "| 1 |", 1), &case.cells),
                Vec::<String>::new()
            );
        }
    }
}
