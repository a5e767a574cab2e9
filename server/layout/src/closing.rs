//! Lines that stand where official documents have them: the signature and its day at the end, a day
//! below the title, a note below a table.

use form::{halfwidth, is_blank, unspaced};

use super::{LayoutBlock, TextRun};

/// A line that is longer (in characters) is no signature and no day.
const LONGEST: usize = 30;
/// A piece of an organ's name that is shorter may be any word.
const SHORTEST_NAME: usize = 3;
/// How a note of a table begins.
const NOTES: [&str; 4] = ["注：", "注:", "备注：", "备注:"];

/// The report with the signature, the days and the notes told from paragraphs; `organ` is who reports.
pub(super) fn told(body: Vec<LayoutBlock>, organ: Option<&str>) -> Vec<LayoutBlock> {
    with_signature(with_day_below_title(with_notes(body)), organ)
}

/// A paragraph right below a table that says it is a note.
fn with_notes(mut body: Vec<LayoutBlock>) -> Vec<LayoutBlock> {
    let mut below_table = false;
    for block in &mut body {
        let is_note = |run: &&TextRun| NOTES.iter().any(|note| run.text.starts_with(note));
        let note = bare(block).filter(|run| below_table && is_note(run)).cloned();
        below_table = note.is_some() || matches!(block, LayoutBlock::Table(_));
        if let Some(run) = note {
            *block = LayoutBlock::Note(run);
        }
    }
    body
}

fn with_day_below_title(mut body: Vec<LayoutBlock>) -> Vec<LayoutBlock> {
    if let [LayoutBlock::Title(_), block, ..] = body.as_mut_slice()
        && let Some(run) = bare(block)
        && let Some(day) = day(run)
    {
        *block = LayoutBlock::Day(day);
    }
    body
}

fn with_signature(mut body: Vec<LayoutBlock>, organ: Option<&str>) -> Vec<LayoutBlock> {
    let date = body.last().and_then(bare).and_then(day);
    if date.is_some() {
        body.pop();
    }
    let mut organs = Vec::new();
    while let Some(run) =
        body.last().and_then(bare).filter(|run| is_name(&run.text, organ, date.is_some()))
    {
        organs.insert(0, run.clone());
        body.pop();
    }
    if date.is_some() || !organs.is_empty() {
        body.push(LayoutBlock::Signature { organs, date });
    }
    body
}

/// The words of a paragraph without a heading in it.
fn bare(block: &LayoutBlock) -> Option<&TextRun> {
    match block {
        LayoutBlock::Paragraph { lead: None, rest } => Some(rest),
        _ => None,
    }
}

/// Whether a line is the name of who reports, or of a part of it. Above a day, one that ends alike may
/// be written in another way than the title has it.
fn is_name(line: &str, organ: Option<&str>, dated: bool) -> bool {
    let line = unspaced(line);
    let length = line.chars().count();
    let Some(organ) = organ.map(unspaced) else { return false };
    (SHORTEST_NAME..=LONGEST.max(organ.chars().count())).contains(&length)
        && !line.contains(['。', '；', '，', '：', '？', '！'])
        && (organ.contains(&line) || line.contains(&organ) || (dated && end_alike(&line, &organ)))
}

fn end_alike(one: &str, other: &str) -> bool {
    let last = |name: &str| name.chars().rev().take(2).collect::<String>();
    last(one) == last(other)
}

/// The day that a line consists of, written without leading zeros; none if it is another line.
fn day(run: &TextRun) -> Option<TextRun> {
    if run.text.chars().count() > LONGEST {
        return None;
    }
    let line: String = run.text.chars().filter(|c| !is_blank(*c)).map(halfwidth).collect();
    let inner = line.strip_prefix('(').and_then(|line| line.strip_suffix(')'));
    let (year, rest) = inner.unwrap_or(&line).split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    let is_number = |part: &str| !part.is_empty() && part.chars().all(is_digit);
    if year.chars().count() != 4 || ![year, month, day].into_iter().all(is_number) {
        return None;
    }
    let plain = |part: &str| part.trim_start_matches('0').to_owned();
    let day = format!("{year}年{}月{}日", plain(month), plain(day));
    let text = if inner.is_some() { format!("（{day}）") } else { day };
    Some(TextRun { text, range: run.range.clone() })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Manuscript;

    /// What the blocks of a report are, the sections and paragraphs of prose aside.
    fn told(text: &str) -> Vec<String> {
        let report = report::read(text);
        let layout = Manuscript { text, report: &report, last_year: None }.layout();
        let kind = |block: &LayoutBlock| match block {
            LayoutBlock::Day(run) => Some(format!("day {}", run.text)),
            LayoutBlock::Note(run) => Some(format!("note {}", run.text)),
            LayoutBlock::Signature { organs, date } => {
                let names: Vec<&str> = organs.iter().map(|run| run.text.as_str()).collect();
                let date = date.as_ref().map_or("-", |run| &run.text);
                Some(format!("signed {} {date}", names.join("+")))
            }
            _ => None,
        };
        layout.body.iter().filter_map(kind).collect()
    }

    const TITLE: &str = "甲县乙局2023年政府信息公开工作年度报告\n\n";

    #[test]
    fn signature_and_day_are_at_the_end() {
        for (lines, expected) in [
            ("甲县乙局\n\n2024年01月09日\n", "signed 甲县乙局 2024年1月9日"),
            (
                "甲县 乙局办公室\n\n二〇二四年一月二十日\n",
                "signed 甲县 乙局办公室 二〇二四年一月二十日",
            ),
            ("　　　2024 年 1 月 20 日\n", "signed  2024年1月20日"),
            ("丙省甲县乙局\n\n2024年1月9日\n", "signed 丙省甲县乙局 2024年1月9日"),
            ("甲县乙局\n", "signed 甲县乙局 -"),
        ] {
            let text = format!("{TITLE}六、其他需要报告的事项\n\n无\n\n{lines}");
            assert_eq!(told(&text), [expected], "{lines}");
        }
    }

    #[test]
    fn what_only_looks_alike_stays_a_paragraph() {
        for lines in
            ["无\n", "乙局\n", "2024年1月。\n", "截至2024年1月20日\n", "甲县乙局收到申请3件。\n"]
        {
            let text = format!("{TITLE}六、其他需要报告的事项\n\n甲。\n\n{lines}");
            assert_eq!(told(&text), [""; 0], "{lines}");
        }
    }

    #[test]
    fn a_day_below_the_title_and_a_note_below_a_table() {
        let text = format!(
            "{TITLE}（2024年01月20日）\n\n一、总体情况\n\n注：甲。\n\n| 甲 | 乙 |\n| 1 | 2 |\n\n注：丙。\n\n丁。\n"
        );
        assert_eq!(told(&text), ["day （2024年1月20日）", "note 注：丙。"]);
    }
}
