//! What is in a Word document: the parts of the package, taken apart by a reader of its own.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use export::{Format, Options, export};
use layout::{LayoutBlock, Manuscript};
use quick_xml::Reader;
use quick_xml::events::Event;

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");

fn bytes(text: &str, options: &Options) -> Vec<u8> {
    let report = report::read(text);
    let layout = Manuscript { text, report: &report, last_year: None }.layout();
    export(&layout, Format::Docx, options).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A paragraph: its style, and its words.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Paragraph {
    style: String,
    text: String,
    properties: Vec<String>,
}

/// A row: whether it is repeated, and its cells.
#[derive(Debug, Default, Clone)]
struct Row {
    properties: Vec<String>,
    cells: Vec<Vec<Paragraph>>,
    /// Columns of each cell.
    spans: Vec<usize>,
}

#[derive(Debug, Default)]
struct Document {
    paragraphs: Vec<Paragraph>,
    tables: Vec<Vec<Row>>,
}

/// Reads the main part. Fails on anything that is not well-formed.
fn read(bytes: &[u8]) -> Document {
    let xml = part(bytes, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    reader.config_mut().check_end_names = true;
    let mut document = Document::default();
    let mut paragraph = Paragraph::default();
    let mut inside: Vec<String> = Vec::new();
    loop {
        let (name, value, ends) = match reader.read_event().unwrap() {
            Event::Start(tag) => (name(&tag), value(&tag), false),
            Event::Empty(tag) => (name(&tag), value(&tag), true),
            Event::Text(text) => {
                if inside.last().is_some_and(|name| name == "w:t") {
                    paragraph.text.push_str(&text);
                }
                continue;
            }
            Event::GeneralRef(reference) => {
                paragraph.text.push(match &*reference {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("{other}"),
                });
                continue;
            }
            Event::End(_) => {
                if inside.pop().as_deref() == Some("w:p") {
                    let done = std::mem::take(&mut paragraph);
                    match document
                        .tables
                        .last_mut()
                        .filter(|_| inside.iter().any(|it| it == "w:tc"))
                    {
                        Some(table) => {
                            table.last_mut().unwrap().cells.last_mut().unwrap().push(done)
                        }
                        None => document.paragraphs.push(done),
                    }
                }
                continue;
            }
            Event::Eof => return document,
            _ => continue,
        };
        let parent = inside.last().map_or("", String::as_str);
        match (parent, name.as_str()) {
            (_, "w:tbl") => document.tables.push(Vec::new()),
            (_, "w:tr") => document.tables.last_mut().unwrap().push(Row::default()),
            (_, "w:tc") => {
                let row = document.tables.last_mut().unwrap().last_mut().unwrap();
                row.cells.push(Vec::new());
                row.spans.push(1);
            }
            ("w:tcPr", "w:gridSpan") => {
                let row = document.tables.last_mut().unwrap().last_mut().unwrap();
                *row.spans.last_mut().unwrap() = value.parse().unwrap();
            }
            ("w:trPr", property) => {
                let row = document.tables.last_mut().unwrap().last_mut().unwrap();
                row.properties.push(property.to_owned());
            }
            ("w:pPr", "w:pStyle") => paragraph.style = value.clone(),
            ("w:pPr", property) => paragraph.properties.push(property.to_owned()),
            _ => {}
        }
        if !ends {
            inside.push(name);
        }
    }
}

fn name(tag: &quick_xml::events::BytesStart<'_>) -> String {
    tag.name().as_ref().to_owned()
}

fn value(tag: &quick_xml::events::BytesStart<'_>) -> String {
    let value = tag.attributes().map(Result::unwrap).find(|it| it.key.as_ref() == "w:val");
    value.map(|it| it.value.into_owned()).unwrap_or_default()
}

fn numbers(text: &str) -> BTreeMap<String, usize> {
    let mut numbers = BTreeMap::new();
    for number in text.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty()) {
        *numbers.entry(number.to_owned()).or_default() += 1;
    }
    numbers
}

/// Everything that is printed, cell by cell and line by line.
fn words(document: &Document) -> String {
    let cells = document.tables.iter().flatten().flat_map(|row| &row.cells).flatten();
    let all = document.paragraphs.iter().chain(cells);
    all.map(|paragraph| format!("{}\n", paragraph.text)).collect()
}

#[test]
fn every_figure_is_there_once_and_no_other() {
    let report = report::read(CLEAN);
    let layout = Manuscript { text: CLEAN, report: &report, last_year: None }.layout();
    let mut expected = String::new();
    for block in &layout.body {
        match block {
            LayoutBlock::Table(table) => {
                let cells = table.grids().flat_map(|grid| &grid.rows).flatten();
                cells.for_each(|cell| expected += &format!("{}\n", cell.text));
            }
            LayoutBlock::Title(lines) => {
                lines.iter().for_each(|it| expected += &format!("{}\n", it.text))
            }
            LayoutBlock::Section(run) | LayoutBlock::Heading { run, .. } => {
                expected += &format!("{}\n", run.text)
            }
            LayoutBlock::Paragraph { rest, .. } => expected += &format!("{}\n", rest.text),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(numbers(&words(&read(&bytes(CLEAN, &Options::default())))), numbers(&expected));
    assert_eq!(numbers(&expected).get("1286"), Some(&1));
}

#[test]
fn header_rows_repeat_and_no_row_is_torn() {
    let document = read(&bytes(CLEAN, &Options::default()));
    let [information, requests, challenges] = document.tables.as_slice() else { panic!() };
    let heads = |table: &Vec<Row>| {
        table.iter().filter(|row| row.properties.iter().any(|it| it == "w:tblHeader")).count()
    };
    assert_eq!([information, requests, challenges].map(heads), [0, 3, 3]);
    assert_eq!([information.len(), requests.len(), challenges.len()], [14, 28, 4]);
    for (columns, table) in [(4, information), (10, requests), (15, challenges)] {
        for row in table {
            assert!(row.properties.iter().any(|it| it == "w:cantSplit"));
            assert_eq!(row.spans.iter().sum::<usize>(), columns);
        }
    }
    // All rows but the last stay with the next one, so that the table stands on one page.
    let kept = |row: &Row| {
        row.cells.iter().flatten().all(|it| it.properties.iter().any(|it| it == "w:keepNext"))
    };
    let (last, others) = requests.split_last().unwrap();
    assert!(others.iter().all(kept) && !kept(last));
}

#[test]
fn a_table_that_is_longer_than_a_page_is_let_go() {
    let row = "| 甲 | 1 |\n".repeat(60);
    let text = format!(
        "甲县乙局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n| 项目 | 数 |\n| --- | --- |\n{row}"
    );
    let document = read(&bytes(&text, &Options::default()));
    let kept = document.tables[0]
        .iter()
        .filter(|row| row.cells[0][0].properties.iter().any(|it| it == "w:keepNext"));
    assert_eq!(kept.count(), 1);
}

#[test]
fn lines_have_the_styles_of_an_official_document() {
    let text = "甲县乙局2023年政府信息公开工作年度报告\n\n（2024年01月20日）\n\n一、总体情况\n\n（一）主动公开\n\n（二）其他。甲。\n\n1.甲\n\n（1）乙\n\n<!-- 给自己看的 -->\n\n<!-- nianbao: allow blank-cell 没有 -->\n\n| 甲 | 1 |\n| 乙 | 2 |\n\n注：“丙”<&>。\n\n甲县乙局\n\n2024年01月09日\n";
    let document = read(&bytes(text, &Options::default()));
    let lines: Vec<_> =
        document.paragraphs.iter().map(|it| (it.style.as_str(), it.text.as_str())).collect();
    let expected = [
        ("Title", "甲县乙局2023年政府信息公开工作年度报告"),
        ("Subtitle", "（2024年1月20日）"),
        ("Heading1", "一、总体情况"),
        ("Heading2", "（一）主动公开"),
        ("BodyText", "（二）其他。甲。"),
        ("Heading3", "1.甲"),
        ("Heading4", "（1）乙"),
        ("NianbaoNote", "注：“丙”<&>。"),
        ("Signature", "甲县乙局"),
        ("Date", "2024年1月9日"),
    ];
    assert_eq!(lines, expected);
    let unsigned = Options { signature: false, ..Options::default() };
    assert!(!words(&read(&bytes(text, &unsigned))).contains("2024年1月9日"));
}

#[test]
fn the_page_and_its_numbers_are_those_of_the_standard() {
    let bytes = bytes(CLEAN, &Options::default());
    let document = part(&bytes, "word/document.xml");
    for wanted in [
        r#"<w:pgSz w:w="11906" w:h="16838"/>"#,
        r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588""#,
        r#"<w:docGrid w:type="lines" w:linePitch="579"/>"#,
    ] {
        assert!(document.contains(wanted), "{wanted}");
    }
    // Every run says that its quotes and dashes are Chinese.
    assert_eq!(
        document.matches("<w:r>").count() - document.matches("<w:r><w:br/>").count(),
        document.matches(r#"<w:rFonts w:hint="eastAsia"/>"#).count()
    );
    assert!(part(&bytes, "word/settings.xml").contains("<w:evenAndOddHeaders/>"));
    assert!(part(&bytes, "word/footer1.xml").contains(r#"<w:jc w:val="right"/>"#));
    assert!(part(&bytes, "word/footer2.xml").contains(r#"<w:jc w:val="left"/>"#));
    assert!(
        part(&bytes, "word/fontTable.xml")
            .contains(r#"<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>"#)
    );
}

#[test]
fn any_text_gives_a_document_that_can_be_read_back() {
    for text in [
        String::new(),
        "甲".to_owned(),
        "\u{1}\u{fffe}\u{ffff}\u{2028}甲\t乙".to_owned(),
        format!(
            "{}2023年政府信息公开工作年度报告\n\n一、总体情况\n\n{}",
            "县".repeat(80),
            "甲".repeat(300)
        ),
        "堃㼆𠮷局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n😀甲\n\n| 甲 | |\n| | |\n"
            .to_owned(),
    ] {
        let bytes = bytes(&text, &Options::default());
        assert!(!part(&bytes, "word/document.xml").contains(['\u{fffe}', '\u{ffff}']));
        let read = read(&bytes);
        assert!(!text.contains("😀") || words(&read).contains("堃㼆𠮷局2023年"), "{read:?}");
    }
}

#[test]
fn reports_read_back_are_the_same_text() {
    let source = report::read(CLEAN);
    let canonical = |text: &str| {
        let report = report::read(text);
        text::apply(text, &format::edits_with(text, &report, format::Options::default()))
    };
    assert_eq!(source.official_tables().count(), 3);
    let long = CLEAN.replace("云岭县自然资源局2023年", &format!("{}局2023年", "云岭县".repeat(24)));
    for text in [CLEAN, &long] {
        let document = document::read(&bytes(text, &Options::default())).unwrap();
        assert_eq!(canonical(&document::write(&document).text), canonical(text));
    }
}

/// [`CLEAN`] with other figures in its tables, none twice, and these figures.
fn filled_at_random(random: &mut fastrand::Rng) -> (String, Vec<String>) {
    let mut figures = Vec::new();
    let mut cell = |cell: &str| {
        let figure = cell.trim();
        if figure.is_empty() || !figure.bytes().all(|byte| byte.is_ascii_digit()) {
            return cell.to_owned();
        }
        // The number of the cell makes it differ from all others.
        figures.push(format!("{}{:04}", random.u32(1_000..10_000), figures.len()));
        format!(" {} ", figures.last().unwrap())
    };
    let mut line = |line: &str| match line.starts_with('|') {
        true => line.split('|').map(&mut cell).collect::<Vec<_>>().join("|") + "\n",
        false => line.to_owned() + "\n",
    };
    let text = CLEAN.lines().map(&mut line).collect();
    (text, figures)
}

#[test]
fn figures_at_random_are_there_once_and_no_other() {
    let cases = std::env::var("NIANBAO_CASES").ok().and_then(|cases| cases.parse().ok());
    let mut random = fastrand::Rng::with_seed(9704);
    for _ in 0..cases.unwrap_or(50) {
        let (text, figures) = filled_at_random(&mut random);
        assert_eq!(figures.len(), 199);
        let printed = numbers(&words(&read(&bytes(&text, &Options::default()))));
        for figure in &figures {
            assert_eq!(printed.get(figure), Some(&1), "{figure} in {text}");
        }
        let long = printed.keys().filter(|number| number.len() == 8);
        assert_eq!(long.count(), figures.len(), "{text}");
    }
}
