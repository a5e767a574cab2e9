//! An edition of the form is one data file.
//!
//! The edition of 2031 is invented: it has a section and a table more than that of 2021, columns and
//! sections of other names, a row less and two more, a bound beside the sums, and a stock in a table
//! that had none. Nothing knows of it but its file (`edition/2031.toml`), its sample and its
//! transcription; yet all that can be done with a report can be done with one of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::BTreeSet;
use std::sync::Once;

use analysis::Analysis;
use analysis::mend::{FixPolicy, mend};
use form::{Form, edition, form_for};
use html::{Nonce, Preview};
use layout::Manuscript;
use report::number::Figure;
use report::{Cells, Report, TableKind};
use text::position::{LineIndex, Unit};

const FORM: &str = include_str!("edition/2031.toml");
const SAMPLE: &str = include_str!("edition/2031.nianbao");
const TRANSCRIPTION: &str = include_str!("edition/2031.tsv");
/// Last year's report is of the edition of 2021, which was in force until then.
const LAST_YEAR: &str = include_str!("../../../examples/clean.nianbao");

/// The edition, among those of the program.
fn form() -> &'static Form {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| form::install(&[FORM]).expect("the edition can be read"));
    edition("2031").expect("the edition is there")
}

fn analysis(text: &str) -> Analysis {
    form();
    Analysis::new(text.to_owned())
}

/// The sample with the line that begins so replaced.
fn with_line(beginning: &str, line: &str) -> String {
    let mut lines = SAMPLE.lines();
    assert!(lines.any(|other| other.starts_with(beginning)), "{beginning}");
    let replaced =
        SAMPLE.lines().map(|other| if other.starts_with(beginning) { line } else { other });
    replaced.map(|line| format!("{line}\n")).collect()
}

fn rules(analysis: &Analysis) -> Vec<&'static str> {
    analysis.explained().findings.iter().map(|finding| finding.rule).collect()
}

fn message(analysis: &Analysis) -> String {
    let findings = &analysis.explained().findings;
    findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>().join("\n")
}

/// The text without its `$0`, and where that was.
fn at_cursor(text: &str) -> (Analysis, usize) {
    let offset = text.find("$0").expect("there is a cursor");
    (analysis(&text.replacen("$0", "", 1)), offset)
}

#[test]
fn the_file_has_the_words_of_the_transcription() {
    let form = form();
    let mut words = Vec::new();
    words.extend(form.sections.iter().map(|section| ("section", section.heading())));
    for table in &form.tables {
        words.push(("table", format!("{}　{}", table.name, table.caption)));
        for block in &table.blocks {
            words.extend(block.label.iter().map(|label| ("block", label.clone())));
            words.extend(block.columns.iter().map(|column| ("column", column.label.clone())));
            words.extend(block.rows.iter().map(|row| ("row", row.label.clone())));
        }
    }
    let words: Vec<String> = words.iter().map(|(kind, word)| format!("{kind}\t{word}")).collect();
    let transcribed: Vec<&str> = TRANSCRIPTION.lines().skip(1).collect();
    assert_eq!(words, transcribed);
}

#[test]
fn it_is_in_force_from_its_first_year_and_ends_the_one_before() {
    let new = form();
    assert_eq!(form_for(2031).map(|form| &form.edition), Some(&new.edition));
    assert_eq!(form_for(2030).map(|form| form.edition.as_str()), Some("2021"));
    assert_eq!(edition("2021").and_then(|form| form.last_year), Some(2030));
}

#[test]
fn its_report_is_read_whole() {
    let analysis = analysis(SAMPLE);
    let report = &analysis.report;
    assert_eq!(report.edition(), Some("2031"));
    let sections: Vec<usize> = report.sections.iter().map(|section| section.index).collect();
    assert_eq!(sections, [0, 1, 2, 3, 4, 5, 6]);
    let tables: Vec<&str> =
        report.official_tables().map(|(_, official)| official.table().id.as_str()).collect();
    assert_eq!(tables, ["disclosure", "platforms", "requests", "challenges"]);
    assert!(report.tables.iter().all(|table| matches!(table.kind, TableKind::Official(_))));
    let wanted = form().tables.iter().flat_map(|table| &table.blocks);
    let wanted: usize = wanted
        .map(|block| block.rows.iter().filter(|row| !row.group).count() * block.columns.len())
        .sum();
    assert_eq!(figures(report), wanted);
    assert_eq!(rules(&analysis), [""; 0], "{}", message(&analysis));
}

/// How many cells hold numbers.
fn figures(report: &Report) -> usize {
    let blocks = report.official_tables().flat_map(|(_, official)| &official.blocks);
    let rows = blocks.flat_map(|block| &block.rows);
    let cells = rows.filter_map(|row| match &row.cells {
        Cells::Read(cells) => Some(cells.iter().flatten()),
        Cells::Group | Cells::Misfit { .. } => None,
    });
    cells.flatten().filter(|cell| matches!(cell.figure, Figure::Number { .. })).count()
}

#[test]
fn every_shape_of_its_tables_is_read() {
    form();
    let plain = |line: &str| line.starts_with('|') && !line.starts_with("| :-");
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let shaped = |shape: &dyn Fn(Vec<String>) -> String| -> String {
        let lines = SAMPLE.lines().filter(|line| !line.starts_with("| :-"));
        let lines =
            lines.map(|line| if plain(line) { shape(cells(line)) } else { line.to_owned() });
        lines.map(|line| format!("{line}\n")).collect()
    };
    let whole = figures(&analysis(SAMPLE).report);
    for text in [
        SAMPLE.replace('\n', "\r\n"),
        shaped(&|cells| cells.join("\t")),
        shaped(&|cells| format!("\t{}\n", cells.join("\n\t"))),
    ] {
        assert_eq!(figures(&report::read(&text)), whole, "{text}");
    }
}

#[test]
fn sums_bounds_and_stocks_are_checked() {
    for (beginning, line, rule, told) in [
        (
            "| 5.程序自动",
            "| 5.程序自动批量提交的申请 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |",
            "unbalanced-sum",
            "自动批量提交",
        ),
        (
            "| 其中：网上提交",
            "| 其中：网上提交的申请 | 20 | 7 | 0 | 1 | 0 | 0 | 28 |",
            "unbalanced-sum",
            "企业：网上提交 7，新收填的是 6，多出 1",
        ),
        (
            "| 政府门户网站",
            "| 政府门户网站 | 4 | 0 | 2 |",
            "implausible-stock",
            "政府门户网站年末在用 2 个，少于本年新开设 4 个减去本年停用 0 个所得的 4 个",
        ),
    ] {
        let analysis = analysis(&with_line(beginning, line));
        assert!(rules(&analysis).contains(&rule), "{line}: {:?}", rules(&analysis));
        assert!(message(&analysis).contains(told), "{line}: {}", message(&analysis));
    }
}

#[test]
fn what_it_asks_for_is_missed() {
    let without = |line: &str| with_line(line, "无。");
    for (text, rule) in [
        (without("2031年，本机关未收取"), "missing-fee-statement"),
        (
            without("（三）政府信息管理")
                .replace("落实公开属性源头认定和发布前保密审查，及时清理失效内容。", ""),
            "missing-aspect",
        ),
        (with_line("改进措施", ""), "missing-improvement"),
        (with_line("| 政务新媒体账号", ""), "missing-row"),
        (with_line("三、公开平台情况", ""), "missing-section"),
        (SAMPLE.replace("| 企业 |", "| 各类企业 |"), "altered-label"),
        (with_line("| 规章", "| 规章 | 1 | 0 | 1 |"), "implausible-regulations"),
    ] {
        let analysis = analysis(&text);
        assert!(rules(&analysis).contains(&rule), "{rule}: {:?}\n{text}", rules(&analysis));
    }
}

#[test]
fn the_wrong_cell_is_found_and_mended() {
    let wrong = analysis(&with_line(
        "| 二、上年结转",
        "| 二、上年结转政府信息公开申请数量 | 3 | 10 | 0 | 0 | 0 | 0 | 4 |",
    ));
    assert!(message(&wrong).contains("最可能：上年结转·企业应为 1"), "{}", message(&wrong));
    let mended = mend(&wrong, FixPolicy::All, |_| true).analysis.expect("it can be mended");
    assert_eq!(rules(&mended), [""; 0]);
    let row = "| 二、上年结转政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |";
    assert!(mended.text.contains(row), "{}", mended.text);
}

#[test]
fn it_is_formatted_and_that_is_all_there_is_to_format() {
    form();
    let formatted = format::formatted(SAMPLE);
    assert_ne!(formatted, SAMPLE);
    assert_eq!(format::formatted(&formatted), formatted);
    let analysis = analysis(&formatted);
    assert_eq!(rules(&analysis), [""; 0], "{}", message(&analysis));
    let pasted = SAMPLE.replace("| :--- |", "").replace(" ---: |", "");
    assert_eq!(format::formatted(&pasted), formatted);
}

#[test]
fn its_words_are_completed() {
    let labels = |text: &str| -> BTreeSet<String> {
        let (analysis, offset) = at_cursor(text);
        let list = ide::completion::completions(&analysis, offset);
        list.items.into_iter().map(|item| item.label).collect()
    };
    let beginning = SAMPLE.split("三、公开平台情况").next().unwrap();
    let headings = labels(&format!("{beginning}三$0"));
    assert!(headings.contains("三、公开平台情况"), "{headings:?}");
    let in_section = format!("{beginning}三、公开平台情况\n\n$0");
    assert!(labels(&in_section).iter().any(|label| label.contains("表三")), "{in_section}");
    let table =
        "| 平台类别 | 本年新开设数 | 本年停用数 | 年末在用数 |\n| :--- | ---: | ---: | ---: |\n";
    let rows = labels(&format!("{beginning}三、公开平台情况\n\n{table}| $0"));
    assert!(rows.contains("政务新媒体账号"), "{rows:?}");
    let fees =
        labels(&format!("{}七、其他需要报告的事项\n\n$0", SAMPLE.split("七、").next().unwrap()));
    assert!(fees.iter().any(|label| label.contains("信息处理费")), "{fees:?}");
}

#[test]
fn its_cells_are_explained() {
    let hover = |text: &str| {
        let (analysis, offset) = at_cursor(text);
        let findings = analysis.explained().findings.clone();
        ide::hover::hover(&analysis, &findings, offset).expect("a page").markdown
    };
    let told = hover(&SAMPLE.replace("| 政府门户网站 | 1 |", "| 政府门户网站 | 1$0 |"));
    assert!(told.contains("本年新开设的平台"), "{told}");
    let told =
        hover(&SAMPLE.replace("| 其中：网上提交的申请 | 20 |", "| 其中：网上提交的申请 | 2$00 |"));
    assert!(told.contains("✓ 网上提交≤一：20 ≤ 32"), "{told}");
    let told = hover(&SAMPLE.replace("三、公开平台情况", "三、公开$0平台情况"));
    assert!(told.contains("公开平台开设和停用的数量"), "{told}");
}

#[test]
fn it_is_shown_as_it_will_be_published() {
    let analysis = analysis(SAMPLE);
    let lines = LineIndex::new(SAMPLE);
    let last_year = report::read(LAST_YEAR);
    let manuscript =
        Manuscript { text: SAMPLE, report: &analysis.report, last_year: Some(&last_year) };
    let page = html::preview(Preview {
        layout: &manuscript.layout(),
        findings: &analysis.findings,
        locate: &|offset| lines.position(SAMPLE, offset, Unit::Utf16),
        nonce: &Nonce::new("test").unwrap(),
    });
    for word in ["公开平台情况", "年末在用数", "政务新媒体账号", "程序自动批量提交的申请", "个人"]
    {
        assert!(page.contains(word), "{word}");
    }
    let table = analysis.report.official_tables().nth(1).unwrap().0;
    let copied = html::copy_table(&manuscript.table(table));
    assert!(copied.text.contains("政府门户网站\t1\t0\t2"), "{}", copied.text);
}

#[test]
fn a_new_report_takes_over_what_last_years_carried_out() {
    let new = form();
    let last_year = report::read(&LAST_YEAR.replace("2023年政府", "2030年政府"));
    assert_eq!(
        (last_year.edition(), last_year.year()),
        (form_for(2030).map(|it| it.edition.as_str()), Some(2030))
    );
    let (text, count) = skeleton::report_after(new, "云岭县自然资源局", 2031, &last_year);
    assert_eq!(count, 7);
    let row = text.lines().find(|line| line.starts_with("| 二、上年结转")).unwrap();
    let cells: Vec<&str> = row.split('|').map(str::trim).skip(2).take(7).collect();
    assert_eq!(cells, ["3", "1", "0", "0", "0", "0", "4"]);
    assert!(text.contains("三、公开平台情况") && text.contains("政务新媒体账号"), "{text}");
    assert_eq!(format::formatted(&text), text);
    assert_eq!(analysis(&text).report.edition(), Some("2031"));
}

#[test]
fn it_is_exported_and_read_back() {
    let canonical = |text: &str| {
        let analysis = analysis(text);
        let options = format::Options::default();
        text::apply(text, &format::edits_with(text, &analysis.report, options))
    };
    let analysis = analysis(SAMPLE);
    let manuscript = Manuscript { text: SAMPLE, report: &analysis.report, last_year: None };
    for format in [export::Format::Docx, export::Format::Xlsx] {
        let options = export::Options::default();
        let bytes = export::export(&manuscript.layout(), format, &options).unwrap();
        let document = document::read(&bytes).unwrap();
        assert_eq!(canonical(&document::write(&document).text), canonical(SAMPLE), "{format:?}");
    }
}
