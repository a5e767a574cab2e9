//! The page of a report: the official tables in their official layout, whatever shape the text has them in; every figure
//! once, and where it stands.
#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use nianbao_tests::binary;
use nianbao_tests::case::{self, Case, Placed};
use nianbao_tests::fixture;
use nianbao_tests::html::{self, Element, Spread};
use nianbao_tests::preview::{example, page, pages, with_line};
use nianbao_tests::style::Family;

/// Generated reports of each family of shapes.
const CASES: usize = 20;

/// The figures of all official tables, each with the words that lead to it.
fn figures(page: &Element) -> Vec<Placed> {
    let mut placed = Vec::new();
    page.official("disclosure").iter().for_each(|table| disclosure(table, &mut placed));
    page.official("requests").iter().for_each(|table| requests(table, &mut placed));
    page.official("challenges").iter().for_each(|table| challenges(table, &mut placed));
    placed
}

fn placed(table: &str, row: &str, column: &str, cell: &Element) -> Placed {
    let [table, row, column] = [table, row, column].map(str::to_owned);
    Placed { table, row, column, text: cell.text() }
}

fn disclosure(table: &Spread<'_>, figures: &mut Vec<Placed>) {
    let (mut title, mut columns) = (String::new(), Vec::new());
    for row in 0..table.rows.len() {
        match &table.texts(row)[..] {
            [only] => title = only.clone(),
            [corner, names @ ..] if corner == "信息内容" => columns = names.to_vec(),
            texts => {
                let mut cells = table.rows[row].clone();
                cells.dedup_by(|one, two| std::ptr::eq(*one, *two));
                assert_eq!(cells.len(), columns.len() + 1, "{title}");
                let named = columns.iter().zip(&cells[1..]);
                figures.extend(named.map(|(name, cell)| placed(&title, &texts[0], name, cell)));
            }
        }
    }
}

fn requests(table: &Spread<'_>, figures: &mut Vec<Placed>) {
    let names = &table.rows[2];
    for row in &table.rows[3..] {
        let label = row.iter().rfind(|cell| cell.name == "th").unwrap().text();
        let cells = row.iter().zip(names).filter(|(cell, _)| cell.name == "td");
        figures.extend(cells.map(|(cell, name)| placed("申请人情况", &label, &name.text(), cell)));
    }
}

fn challenges(table: &Spread<'_>, figures: &mut Vec<Placed>) {
    assert_eq!(table.rows.len(), 4);
    for (at, cell) in table.rows[3].iter().enumerate() {
        let [kind, how, name] = [0, 1, 2].map(|level: usize| table.rows[level][at].text());
        let row = if how == name { kind } else { format!("{kind}（{how}）") };
        figures.push(placed("案件类型", &row, &name, cell));
    }
}

fn sorted(mut figures: Vec<Placed>) -> Vec<Placed> {
    figures.sort_by(|one, two| {
        (&one.table, &one.row, &one.column).cmp(&(&two.table, &two.row, &two.column))
    });
    figures
}

fn check(family: Family) {
    let cases = case::clean(family, CASES);
    let texts: Vec<&str> = cases.iter().map(|case| case.text.as_str()).collect();
    for (case, page) in cases.iter().zip(pages(&texts)) {
        let Case { name, text, cells, .. } = case;
        assert_eq!(sorted(figures(&page)), sorted(cells.clone()), "{name}\n{text}");
        let is_prose = |it: &&&Element| ["p", "h3", "h4", "h5"].contains(&it.name.as_str());
        let paragraphs: Vec<String> =
            page.all().iter().filter(is_prose).map(|it| it.text()).collect();
        for paragraph in &case.paragraphs {
            let words = paragraph.trim();
            let count = paragraphs.iter().filter(|it| it.trim() == words).count();
            assert_eq!(count, 1, "{name}: {words}");
        }
    }
}

#[test]
fn canonical_reports() {
    check(Family::Canonical);
}

#[test]
fn official_pipe_rows() {
    check(Family::Pipes);
}

#[test]
fn official_tab_rows() {
    check(Family::Tabs);
}

#[test]
fn stacked_cells() {
    check(Family::Stacked);
}

/// The layout itself, as the form prints it.
#[test]
fn headings_and_labels_are_merged_as_the_form_has_them() {
    let page = page(&example("clean"));
    let table = &page.official("requests")[0];
    let note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    assert_eq!(table.texts(0), [note, "申请人情况"]);
    assert_eq!(table.texts(1), [note, "自然人", "法人或其他组织", "总计"]);
    let names = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"];
    assert_eq!(table.texts(2), [[note, "自然人"].as_slice(), &names, &["总计"]].concat());
    let labels: Vec<String> = (3..table.rows.len())
        .map(|row| {
            let mut cells = table.rows[row][..3].to_vec();
            cells.dedup_by(|one, two| std::ptr::eq(*one, *two));
            cells.iter().map(|cell| cell.text()).collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(labels.len(), 25);
    assert_eq!(labels[0], "一、本年新收政府信息公开申请数量");
    assert_eq!(labels[2], "三、本年度办理结果 （一）予以公开");
    assert_eq!(labels[4], "三、本年度办理结果 （三）不予公开 1.属于国家秘密");
    assert_eq!(labels[22], "三、本年度办理结果 （六）其他处理 3.其他");
    assert_eq!(labels[23], "三、本年度办理结果 （七）总计");
    assert_eq!(labels[24], "四、结转下年度继续办理");
    let table = &page.official("challenges")[0];
    assert_eq!(table.texts(0), ["行政复议", "行政诉讼"]);
    let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    assert_eq!(table.texts(1), [&results[..], &["未经复议直接起诉", "复议后起诉"]].concat());
    assert_eq!(table.texts(2), [results; 3].concat());
    let table = &page.official("disclosure")[0];
    assert_eq!(table.texts(0), ["第二十条第（一）项"]);
    assert_eq!(table.texts(5), ["信息内容", "本年处理决定数量"]);
    assert!(table.rows.iter().all(|row| row.len() == 4));
}

/// Numbers of a text, in order of size.
fn numbers(text: &str) -> Vec<String> {
    let digits = text.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|it| !it.is_empty());
    let mut numbers: Vec<String> = digits.map(str::to_owned).collect();
    numbers.sort();
    numbers
}

/// What a reader of the published report would see.
fn published(page: &Element) -> String {
    let body = page.named("main")[0];
    let mut text = String::new();
    let ends = ["p", "h2", "h3", "h4", "h5", "span", "td", "th"];
    for element in body.all() {
        if ends.contains(&element.name.as_str()) && !element.has_class("lead") {
            text.push_str(
                &element
                    .text_without(&|it| ends.contains(&it.name.as_str()) && !it.has_class("lead")),
            );
            text.push('\n');
        }
    }
    text
}

#[test]
fn every_number_stands_in_the_page_once() {
    let seeds = fixture::seeds();
    if seeds.is_empty() {
        eprintln!("SKIPPED: the seeds are not at hand");
    }
    let seeds = seeds.iter().map(|path| std::fs::read_to_string(path).unwrap());
    let examples = ["clean", "faulty", "pasted"].map(example);
    for text in seeds.chain(examples) {
        assert_eq!(numbers(&published(&page(&text))), numbers(&text), "{text}");
    }
}

/// Whatever is wrong with a report, no number of it is lost.
#[test]
fn a_faulty_report_keeps_its_numbers() {
    for family in [Family::Pipes, Family::Stacked] {
        let cases = case::faulty(family, 1);
        let texts: Vec<&str> = cases.iter().map(|case| case.text.as_str()).collect();
        for (case, page) in cases.iter().zip(pages(&texts)) {
            let (written, shown) = (numbers(&case.text), numbers(&published(&page)));
            for number in &written {
                let count = |numbers: &[String]| numbers.iter().filter(|it| *it == number).count();
                assert!(count(&written) <= count(&shown), "{}: {number}\n{}", case.name, case.text);
            }
        }
    }
}

/// The tables that show what has no place in an official one.
fn leftovers(page: &Element) -> Vec<Vec<String>> {
    let asides = page.named("aside").into_iter().filter(|it| it.has_class("leftover"));
    let tables = asides.flat_map(|aside| aside.named("table")).map(Spread::new);
    tables
        .flat_map(|table| (0..table.rows.len()).map(|row| table.texts(row)).collect::<Vec<_>>())
        .collect()
}

#[test]
fn what_has_no_place_in_the_form_is_shown_below_the_table() {
    let unknown = with_line("| 行政许可 ", "| 行政审批 | 77 |");
    assert_eq!(leftovers(&page(&unknown)), [["行政审批", "77"]]);
    let short = with_line("| 　　2.重复申请 ", "| 　　2.重复申请 | 1 | 2 | 3 | 4 | 5 | 15 |");
    assert_eq!(leftovers(&page(&short)), [["2.重复申请", "1", "2", "3", "4", "5", "15"]]);
    let twice = with_line(
        "| 四、结转",
        "| 四、结转下年度继续办理 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |\n| 　　3.其他 | 81 | 82 | 83 | 84 | 85 | 86 | 87 |",
    );
    assert_eq!(leftovers(&page(&twice)), [["3.其他", "81", "82", "83", "84", "85", "86", "87"]]);
    for text in [unknown, short, twice] {
        let page = page(&text);
        let absent = page.all().into_iter().filter(|it| it.has_class("absent")).count();
        assert_eq!(absent > 0, !text.contains("87 |"), "{text}");
        let numbers_of_page = numbers(&published(&page));
        for number in numbers(&text) {
            assert!(numbers_of_page.contains(&number), "{number} is lost");
        }
    }
    for name in ["clean", "faulty", "pasted"] {
        assert_eq!(leftovers(&page(&example(name))), [[""; 0]; 0], "{name}");
    }
}

#[test]
fn a_missing_cell_is_empty() {
    let blank = with_line("| 规章 ", "| 规章 | / |  | 0 |");
    let figures = figures(&page(&blank));
    let texts: Vec<&str> =
        figures.iter().filter(|it| it.row == "规章").map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["/", "", "0"]);
}

#[test]
fn comments_are_for_the_author_alone() {
    let text = example("clean").replace("一、总体情况", "<!-- 秘而不宣的备注 -->\n\n一、总体情况");
    let page = page(&text);
    assert!(!page.text().contains("秘而不宣"));
}

#[test]
fn a_table_of_the_authors_own_stands_as_it_is() {
    let own = "四、政府信息公开行政复议、行政诉讼情况\n\n| 项目 | 数量\\|单位 |\n| --- | --- |\n| 面积 | 31 |\n| 只有一格 |\n";
    let text = example("clean").replacen("四、政府信息公开行政复议、行政诉讼情况\n", own, 1);
    let page = page(&text);
    let plain = page.named("table").into_iter().find(|it| it.has_class("plain")).unwrap();
    let table = Spread::new(plain);
    assert_eq!(table.rows[0].iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["th"; 2]);
    let rows: Vec<Vec<String>> = (0..3).map(|row| table.texts(row)).collect();
    assert_eq!(rows, [["项目", "数量|单位"], ["面积", "31"], ["只有一格", ""]]);
}

#[test]
fn broken_sums_are_marked_with_their_arithmetic() {
    let page = page(&with_line("| 行政复议 ", "| 行政复议 | 2 | 1 | 1 | 0 | 7 |"));
    let table = &page.official("challenges")[0];
    let cells: Vec<(&str, String)> = table.rows[3]
        .iter()
        .map(|cell| (cell.get("class").unwrap(), cell.get("title").unwrap_or_default().to_owned()))
        .collect();
    let message = &cells[4].1;
    assert!(
        message.contains("结果维持 2 ＋ 结果纠正 1 ＋ 其他结果 1 ＝ 4，总计填的是 7，差 3"),
        "{message}"
    );
    assert_eq!(cells[4].0, "figure broken");
    assert!(cells[..4].iter().all(|(class, title)| *class == "figure part" && title == message));
    assert!(cells[5..].iter().all(|(class, title)| *class == "figure" && title.is_empty()));
}

/// Every place that the page names is one of the text, and the words there are the page's.
#[test]
fn every_block_and_cell_says_where_it_stands() {
    for name in ["clean", "pasted"] {
        let text = example(name);
        let lines: Vec<&str> = text.lines().collect();
        let page = page(&text);
        let mut named = 0;
        for element in page.all().into_iter().filter(|it| it.name != "div") {
            let (Some(line), Some(column)) =
                (element.get("data-line"), element.get("data-character"))
            else {
                continue;
            };
            let units: Vec<u16> = lines[line.parse::<usize>().unwrap()].encode_utf16().collect();
            let rest = String::from_utf16(&units[column.parse::<usize>().unwrap()..]).unwrap();
            let first: String = element.text().chars().take(2).collect();
            // 表四's heading is one word there and two in the canonical shape.
            let second_word = ["未经", "复议"].contains(&first.as_str());
            assert!(rest.starts_with(&first) || second_word, "{name}: {first} at {rest}");
            named += 1;
        }
        assert!(named > 200, "{name}: {named}");
    }
}

#[test]
fn the_charts_tell_their_numbers() {
    let folder = binary::folder(env!("CARGO_TARGET_TMPDIR"), "preview-last-year");
    std::fs::write(folder.join("now.nianbao"), example("clean")).unwrap();
    let last = with_line(
        "| 一、本年新收",
        "| 一、本年新收政府信息公开申请数量 | 30 | 6 | 0 | 1 | 0 | 0 | 37 |",
    );
    std::fs::write(folder.join("last.nianbao"), last.replace("2023年", "2022年")).unwrap();
    let arguments = ["preview", "now.nianbao", "--last-year", "last.nianbao", "-o", "-"];
    let output = binary::run(&folder, &arguments);
    let page = html::page(&String::from_utf8(output.stdout).unwrap());
    let charts = page.named("svg");
    assert_eq!(charts.len(), 2);
    let words = charts[0].get("aria-label").unwrap();
    assert_eq!(
        words,
        "予以公开 16 件，部分公开 4 件，不予公开 9 件，无法提供 7 件，不予处理 1 件，其他处理 2 件"
    );
    assert!(charts[0].text().contains("16（41%）"));
    assert!(charts[1].get("aria-label").unwrap().starts_with("新收：本年 40 件，上年 37 件；"));
    assert!(charts[1].text().contains("2023 年：40（增加 3）2022 年：37"));
}
