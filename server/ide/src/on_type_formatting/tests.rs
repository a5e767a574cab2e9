//! Tables before and after a character was typed.

use sample::{odd_texts, offsets};
use text::apply;

use super::*;
use crate::marked::at_cursor;

const WIDE: AmbiguousWidth = AmbiguousWidth::Wide;

/// The text after a character was typed before the cursor, which is put back where it then is.
fn after(typed: char, text: &str) -> String {
    let (analysis, offset) = at_cursor(text);
    let edits = on_type(&analysis, offset, typed, WIDE);
    let moved: isize = edits
        .iter()
        .filter(|edit| edit.range.end < offset)
        .map(|edit| edit.text.len() as isize - edit.range.len() as isize)
        .sum();
    let mut edited = apply(&analysis.text, &edits);
    let cursor = offset.saturating_add_signed(moved);
    let again = on_type(&Analysis::new(edited.clone()), cursor, typed, WIDE);
    assert_eq!(again, [], "a second time changes nothing");
    edited.insert_str(cursor, "$0");
    edited
}

#[test]
fn the_bars_of_full_rows_stand_below_each_other() {
    let typed = "\
| 案件𠮷类型 | 总计 |
| :--- | ---: |
| 行政复议 | 12 |
| “𠮷” | 1 |$0
";
    let aligned = "\
| 案件𠮷类型 | 总计 |
| :---       | ---: |
| 行政复议   |   12 |
| “𠮷”     |    1 |$0
";
    assert_eq!(after('|', typed), aligned);
}

#[test]
fn a_row_that_is_being_typed_stays() {
    let typed = "\
| 𠮷 | 结果维持 | 总计 |
| :--- | ---: | ---: |
| 行政复议 | 12 | 3 |
|   行政诉讼 |$0
";
    let aligned = "\
| 𠮷       | 结果维持 | 总计 |
| :---     |     ---: | ---: |
| 行政复议 |       12 |    3 |
|   行政诉讼 |$0
";
    assert_eq!(after('|', typed), aligned);
}

#[test]
fn the_cursor_is_never_touched() {
    let typed = "\
| 𠮷 | 结果维持 | 总计 |
| :--- | ---: | ---: |
| 行政复议 |$0 12 | 3 |
| 行政诉讼 |9|3|
";
    let aligned = "\
| 𠮷       | 结果维持 | 总计 |
| :---     |     ---: | ---: |
| 行政复议 |$0       12 |    3 |
| 行政诉讼 |        9 |    3 |
";
    assert_eq!(after('|', typed), aligned);
    let close = "\
| 𠮷 | 结果维持 | 总计 |
| :--- | ---: | ---: |
|  行政复议 |$012 | 3 |
";
    assert!(after('|', close).ends_with("\n|  行政复议 |$012 | 3 |\n"), "no blank to stretch");
}

#[test]
fn behind_a_line_break() {
    let typed = "| 𠮷 | 总计 |\r\n| --- | --: |\r\n| 行政复议 | 12 |\r\n$0";
    let aligned = "| 𠮷       | 总计 |\r\n| ---      |  --: |\r\n| 行政复议 |   12 |\r\n$0";
    assert_eq!(after('\n', typed), aligned);
    assert_eq!(after('\n', "𠮷 \n$0"), "𠮷 \n$0");
}

#[test]
fn indents_of_labels_and_blank_cells_stay() {
    let typed = "| 𠮷 | 总计 |\n| :--- | ---: |\n| \u{3000}（一）予以公开 ||\n| | 12 |$0\n";
    let aligned = "| 𠮷               | 总计 |\n| :---             | ---: |\n| \u{3000}（一）予以公开 |      |\n|                  |   12 |$0\n";
    assert_eq!(after('|', typed), aligned);
}

#[test]
fn what_is_in_doubt_stays() {
    for text in [
        "𠮷|$0",
        "| 𠮷 | 1 |\n| 行政复议 | 12 |$0\n",
        "| 𠮷 | 1 |\n| :---: | --- |\n| 行政复议 | 12 |$0\n",
        "| 𠮷 | 1 |\n| --- | --- |\n| --- | --- |\n| 行政复议 | 12 |$0\n",
        " 𠮷 | 1 \n --- | --- \n 行政复议 |$0 12 \n",
        "| 𠮷 | 1 |\n| --- | ---: |\n| 复议 | 12 \\|$0\n",
    ] {
        assert_eq!(after('|', text), text);
    }
    let (analysis, offset) = at_cursor("| 𠮷 | 1 |\n| --- | ---: |\n| 行政复议 | 12 |$0\n");
    assert_eq!(on_type(&analysis, offset, 'x', WIDE), []);
    assert_eq!(on_type(&analysis, 3, '|', WIDE), []);
}

#[test]
fn wide_characters_may_be_counted_narrow() {
    let (analysis, offset) = at_cursor("| “𠮷” | 1 |\n| ---- | ---: |\n| 行政 | 12 |$0\n");
    let edits = on_type(&analysis, offset, '|', AmbiguousWidth::Narrow);
    let aligned = "| “𠮷” |    1 |\n| ---- | ---: |\n| 行政 |   12 |\n";
    assert_eq!(apply(&analysis.text, &edits), aligned);
}

#[test]
fn only_blanks_change_in_any_text() {
    let blankless = |text: &str| text.replace(' ', "");
    for text in odd_texts() {
        let analysis = Analysis::new(text);
        for offset in offsets(&analysis.text) {
            for typed in ['|', '\n'] {
                let edits = on_type(&analysis, offset, typed, WIDE);
                assert!(
                    edits.iter().all(|edit| edit.range.end < offset || edit.range.start > offset)
                );
                let edited = apply(&analysis.text, &edits);
                assert_eq!(blankless(&edited), blankless(&analysis.text));
            }
        }
    }
}
