//! Reports as converters and clipboards leave them: all figures are read where they belong, or none is.
//!
//! Small ones stand here; where the shared cases are at hand, all of those too.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]

mod common;

use std::path::Path;

use common::figures;

const CANONICAL: &str = "\
云岭县档案局2023年政府信息公开工作年度报告

四、政府信息公开行政复议、行政诉讼情况

| 案件类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| :- | -: | -: | -: | -: | -: |
| 行政复议 | 2 | 1 | 1 | 0 | 4 |
| 行政诉讼（未经复议直接起诉） | 1 | 0 | 0 | 0 | 1 |
| 行政诉讼（复议后起诉） | 1 | 0 | 0 | 1 | 2 |
";

const TITLE: &str =
    "云岭县档案局2023年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n";

/// The official layout, its header in cells, level by level.
const LEVELS: [&[&str]; 4] = [
    &["行政复议", "行政诉讼"],
    &["结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "复议后起诉"],
    &[
        "结果维持",
        "结果纠正",
        "其他结果",
        "尚未审结",
        "总计",
        "结果维持",
        "结果纠正",
        "其他结果",
        "尚未审结",
        "总计",
    ],
    &["2", "1", "1", "0", "4", "1", "0", "0", "0", "1", "1", "0", "0", "1", "2"],
];

fn joined(cell: &str, row: &str) -> String {
    LEVELS.map(|level| level.join(cell)).join(row)
}

/// The shapes that parting cells and rows in these ways gives rise to.
fn shapes() -> Vec<String> {
    let broken =
        |text: String| text.replace("结果维持", "结果\n维持").replace("尚未审结", "尚未\n审结");
    let html = |cell: &str| {
        let rows = LEVELS.map(|level| {
            let cells: String = level.iter().map(|of| format!("<td>{cell}{of}</td>\n\t")).collect();
            format!("<tr>{cells}</tr>\n")
        });
        format!("<table border=\"1\">\n{}</table>\n", rows.concat())
    };
    vec![
        joined("\t", "\n"),
        broken(joined("\t", "\n")),
        joined("\n", "\n"),
        joined("\n\n", "\n\n"),
        broken(joined("\n\n", "\n\n")),
        joined(",", "\n"),
        joined("  ", "\n"),
        format!("│{}│", joined("│", "│\n├──┼──┤\n│")),
        format!("｜{}｜", joined("｜", "｜\n｜")),
        format!("| {} |", joined(" | ", " |\n| ")),
        format!("| **{}** |", joined("** | **", "** |\n| **")),
        html(""),
        html("<b>"),
        format!(
            "<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\">{}",
            html("")
        ),
        joined("\n", "\n").replace("结果", "结果<br>"),
        joined("\n", "\n").replace("行", "⾏"),
    ]
}

#[test]
fn the_same_in_many_shapes() {
    let expected = figures(&report::read(CANONICAL));
    assert_eq!(expected.len(), 15);
    for shape in shapes() {
        let text = format!("{TITLE}{shape}\n");
        let report = report::read(&text);
        assert_eq!(figures(&report), expected, "{text}");
        assert_eq!(report.official_tables().count(), report.tables.len(), "{text}");
    }
}

/// Some rows of a table, one cell after the other.
const ROWS: &str = "\
云岭县档案局2023年政府信息公开工作年度报告

三、收到和处理政府信息公开申请情况

| | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| - | - | - | - | - | - | - | - |
| 一、本年新收政府信息公开申请数量 | 12 | 3 | 0 | 4 | 5 | 6 | 30 |
| 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| （一）予以公开 | 7 | 1 | 0 | 2 | 3 | 1 | 14 |
| （二）部分公开（区分处理的，只计这一情形，不计其他情形） | 2 | 0 | 0 | 1 | 1 | 2 | 6 |
| （七）总计 | 9 | 1 | 0 | 3 | 4 | 3 | 20 |
| 四、结转下年度继续办理 | 4 | 2 | 0 | 1 | 1 | 3 | 11 |
";

#[test]
fn what_drawn_lines_enclose_is_a_cell() {
    let expected = figures(&report::read(ROWS));
    assert_eq!(expected.len(), 42);
    for drawn in [include_str!("pasted/box.txt"), include_str!("pasted/grid.txt")] {
        assert_eq!(figures(&report::read(drawn)), expected, "{drawn}");
        let indented = drawn.replace('\n', "\n   ");
        assert_eq!(figures(&report::read(&indented)), expected, "{indented}");
        // What is known to be wrong is left out, and nothing moves into its place.
        let doubled = drawn.replace("7     ", "7 1   ").replace("30    ", "      ");
        let read = figures(&report::read(&doubled));
        assert!(read.iter().all(|(place, figure)| expected.get(place) == Some(figure)), "{read:?}");
    }
}

#[test]
fn headers_and_labels_that_go_on_below_block_by_block() {
    let columns = "\
云岭县档案局2023年政府信息公开工作年度报告

二、主动公开政府信息情况

第二十条第（一）项
            本年  本年  现行
信息内容    制发  废止  有效
            件数  件数  件数
规章            2     0    13
行政规范性     41     3   950
文件
第二十条第（五）项
信息内容    本年处理决定数量
行政许可                1867
第二十条第（六）项
信息内容    本年处理决定数量
行政处罚                   9
行政强制                   7
第二十条第（八）项
信息内容    本年收费金额（单
            位：万元）
行政事业性              38.6
收费
";
    let read: Vec<String> = figures(&report::read(columns)).into_values().collect();
    assert_eq!(read, ["2", "0", "13", "41", "3", "950", "1867", "9", "7", "38.6"]);
    let parted = columns.replace("行政许可                1867\n", "");
    let read: Vec<String> = figures(&report::read(&parted)).into_values().collect();
    assert!(!read.contains(&"1867".to_owned()) && read.len() <= 9, "{read:?}");
}

#[test]
fn a_figure_too_few_or_too_many_is_never_shifted() {
    let expected = figures(&report::read(CANONICAL));
    for shape in shapes() {
        for (written, other) in [("4", ""), ("4", "4\u{1}4")] {
            let parted =
                other.replace('\u{1}', if shape.contains("<td>") { "</td><td>" } else { "\n" });
            let text = format!("{TITLE}{}\n", shape.replacen(written, &parted, 1));
            let read = figures(&report::read(&text));
            for (place, figure) in &read {
                assert_eq!(expected.get(place), Some(figure), "{text}");
            }
        }
    }
}

/// What is put in a label's place must replace all of it.
#[test]
fn a_label_has_its_ordinal_however_it_is_written() {
    for ordinal in ["1.", "1\\. ", "（一） ", ".", ") ", "1,000."] {
        let rows = "本年制发件数 本年废止件数 现行有效件数\n规章\n1\n2\n3\n";
        let rows = format!("第二十条第（一）项\n信息内容 {rows}{ordinal}行政规范性文件\n4\n5\n6\n");
        let text = format!("{TITLE}{rows}");
        let report = report::read(&text);
        let official = report.official_tables().map(|(_, official)| official);
        let rows = official.flat_map(|official| &official.blocks).flat_map(|block| &block.rows);
        let labels: Vec<&str> = rows.map(|row| &text[row.label.range.clone()]).collect();
        assert!(
            labels.contains(&format!("{ordinal}行政规范性文件").as_str()),
            "{labels:?} {text:?}"
        );
    }
}

/// Headings as converters write them.
#[test]
fn headings_with_marks_around_them() {
    for heading in [
        "## 一、总体情况",
        "**一、总体情况**",
        "1.  # 总体情况",
        "一、总体情况\t\t\t",
        "--\t总体情况",
        "====== 总体情况 ======",
        "<h2>一、总体情况</h2>",
        "\t一、总体情况",
        "一、\n\n总体情况",
        "1. \n   * 总体情况",
        "<!--[if !supportLists]-->一、   <!--[endif]-->总体情况",
        "[[一、[   ]{style=\"font:7.0pt\"}]{style=\"mso-list:Ignore\"}]{lang=\"EN-US\"}总体情况[]{lang=\"EN-US\"}",
        "h1(#总体情况). 总体情况",
        "⼀、总体情况",
    ] {
        let text =
            format!("云岭县档案局2023年政府信息公开工作年度报告\n\n{heading}\n\n全年公开12条。\n");
        let report = report::read(&text);
        let [section] = report.sections.as_slice() else { panic!("{heading}") };
        assert_eq!(section.wording, form::Wording::Exact, "{heading}");
        let is_numbered = heading.contains("一、") || heading.contains("⼀、");
        assert_eq!(section.numbering == report::Numbering::Han, is_numbered, "{heading}");
    }
}

/// Paragraphs that a converter joined to one line.
#[test]
fn a_line_of_several_paragraphs_is_parted_at_its_headings() {
    let parts = [
        "云岭县档案局2023年政府信息公开工作年度报告",
        "根据《中华人民共和国政府信息公开条例》的规定，编制本报告。",
        "一、总体情况",
        "（一）主动公开 全年公开12条。本报告的总体情况 如下。",
        "二、主动公开政府信息情况",
    ];
    let text = parts.join(" ");
    let report = report::read(&text);
    assert_eq!(report.title.as_ref().and_then(|title| title.year), Some(2023));
    let lines: Vec<&str> = report.elements.iter().map(|of| &text[of.range.clone()]).collect();
    assert_eq!(lines, parts);
    assert_eq!(report.sections.len(), 2);
}

/// A TAB before each paragraph is an indent, and one behind the title nothing.
#[test]
fn indented_paragraphs_are_no_cells() {
    let lines = ["一、总体情况", "（一）主动公开", "全年公开12条。", "二、主动公开政府信息情况"];
    let text =
        format!("云岭县档案局2023年政府信息公开工作年度报告\t\t\n\t{}\n", lines.join("\n\t"));
    let report = report::read(&text);
    assert_eq!(report.year(), Some(2023));
    assert_eq!(report.sections.len(), 2);
    assert!(report.tables.is_empty(), "{:#?}", report.tables);
}

/// What programs put above or below a table says nothing.
#[test]
fn rows_without_a_word_or_figure_are_no_tables() {
    let headings = "一、总体情况\n\n全年公开12条。\n\n";
    let table = CANONICAL.split_once("\n\n").unwrap().1;
    for row in ["|  |  |  |  |  |  |", "| NaN | NaN | NaN | NaN | NaN | NaN |", "|==="] {
        let text = format!("{TITLE}{headings}{row}\n\n{table}\n{row}\n");
        let report = report::read(&text);
        assert_eq!(report.tables.len(), 1, "{text}");
        assert_eq!(figures(&report).len(), 15, "{text}");
    }
}

/// At least so many of a hundred shared texts that hold all figures are read whole.
const SHARE: usize = 90;

#[test]
fn shared_texts_are_read_whole_or_not_wrongly() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/pasted");
    let Ok(canonical) = std::fs::read_to_string(folder.join("canonical.ok.nianbao")) else {
        return;
    };
    let lacking = std::fs::read_to_string(folder.join("truth.json")).unwrap();
    let expected = figures(&report::read(&canonical));
    let (mut whole, mut all) = (0, 0);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap()).collect();
    files.sort_by_key(std::fs::DirEntry::path);
    for file in files {
        let name = file.file_name().into_string().unwrap();
        if !name.ends_with(".ok.txt") || lacking.contains(&format!("\"{name}\"")) {
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(file.path()).unwrap()).into_owned();
        let read = figures(&report::read(&text));
        for (place, figure) in &read {
            assert_eq!(expected.get(place), Some(figure), "{name}: {place:?}");
        }
        all += 1;
        whole += usize::from(read == expected);
    }
    assert!(whole * 100 >= all * SHARE, "{whole} of {all}");
}
