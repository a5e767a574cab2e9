//! What other programs make of an exported file: LibreOffice saves it and prints it, poppler measures the pages, and a
//! validator of Microsoft's schemas finds no fault.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use export::{Format, Options, Template, export};
use layout::{CellKind, Layout, LayoutBlock, Manuscript};
use nianbao_tests::editor::{Had, or_skip};
use nianbao_tests::office::{Line, Office, Page, print};
use nianbao_tests::python::python;

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");
const SIGNED: &str = "\n云岭县自然资源局\n\n2024年1月9日\n";

/// LibreOffice, or none where a test must be skipped.
fn office(test: &str) -> Option<&'static Office> {
    static OFFICE: OnceLock<Had<Office>> = OnceLock::new();
    or_skip(
        &format!("office: {test}"),
        OFFICE.get_or_init(Office::new).as_ref().map_err(Clone::clone),
    )
}

/// A folder for one test. It stays afterwards, so that a failure can be studied.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("office-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name);
    fs::read_to_string(path).unwrap()
}

fn layout(text: &str) -> Layout {
    let report = report::read(text);
    Manuscript { text, report: &report, last_year: None }.layout()
}

fn canonical(text: &str) -> String {
    let report = report::read(text);
    text::apply(text, &format::edits_with(text, &report, format::Options::default()))
}

fn written(layout: &Layout, format: Format, options: &Options, file: &Path) -> PathBuf {
    let file = file.with_extension(format.extension());
    fs::write(&file, export(layout, format, options).unwrap()).unwrap();
    file
}

/// The report that is read of a file, formatted.
fn imported(file: &Path) -> String {
    let document = document::read(&fs::read(file).unwrap()).unwrap();
    canonical(&document::write(&document).text)
}

#[track_caller]
fn assert_same(found: &str, expected: &str, what: &str) {
    let differs = found.lines().zip(expected.lines()).find(|(one, other)| one != other);
    assert!(found == expected, "{what}: {differs:?}\n{} and {} bytes", found.len(), expected.len());
}

/// A report as the issue's judges have it: much and long everywhere.
fn odd() -> String {
    let title = format!("{}堃㼆𠮷局2023年政府信息公开工作年度报告", "云岭县".repeat(22));
    let sections: Vec<String> = [
        "（一）",
        "（二）",
        "（三）",
        "（四）",
        "（五）",
        "（六）",
        "（七）",
        "（八）",
        "（九）",
        "（十）",
        "（十一）",
        "（十二）",
        "（十三）",
        "（十四）",
        "（十五）",
        "（十六）",
    ]
    .iter()
    .map(|number| {
        format!("{number}“{number}”的工作\n\n主动公开信息1286条……其中——堃、㼆、𠮷三人😀办理。\n\n")
    })
    .collect();
    let long = "不动产登记信息".repeat(43);
    let old = "云岭县自然资源局2023年政府信息公开工作年度报告";
    let text = CLEAN.replacen(old, &title, 1);
    let (before, rest) = text.split_once("（一）主动公开").unwrap();
    let (_, behind) = rest.split_once("二、主动公开政府信息情况").unwrap();
    let (tables, end) = behind.split_once("五、存在的主要问题").unwrap();
    format!(
        "{before}{}{long}。\n\n二、主动公开政府信息情况{tables}注：“其他”包括😀《条例》以外的事项。\n\n五、存在的主要问题{end}{SIGNED}",
        sections.concat()
    )
}

/// What the issue's judges look at, whole in every format; the pages stay as pictures.
#[test]
fn much_and_long_is_printed_whole() {
    let Some(office) = office("odd") else { return };
    let folder = folder("odd");
    let (text, usual) = (odd(), Options::default());
    let layout = layout(&text);
    let word = written(&layout, Format::Docx, &usual, &folder.join("word"));
    let book = written(&layout, Format::Xlsx, &usual, &folder.join("excel"));
    let page = written(&layout, Format::Html, &usual, &folder.join("page"));
    let mut printed =
        vec![office.convert(&word, "pdf", &folder), office.convert(&book, "pdf", &folder)];
    let of_page = folder.join("page.pdf");
    if or_skip("office: printing", print(&page, &of_page)).is_some() {
        printed.push(of_page);
    }
    for pdf in printed {
        office.picture(&pdf, &pdf.with_extension(""));
        let pages = office.pages(&pdf);
        let text: String = pages
            .iter()
            .flat_map(|page| &page.lines)
            .filter(|line| !line.text.starts_with('—'))
            .flat_map(|line| line.text.chars())
            .filter(|c| !c.is_whitespace())
            .collect();
        for wanted in [
            "㼆",
            "堃",
            "（十六）“（十六）”的工作",
            "1286条……其中——堃",
            "注：“其他”包括",
            "云岭县自然资源局",
        ] {
            assert!(text.contains(wanted), "{wanted} is not in {}", pdf.display());
        }
        assert_eq!(text.matches("不动产登记信息").count(), 43, "{}", pdf.display());
        // Nothing is beyond the paper.
        for page in &pages {
            assert!(
                page.lines.iter().all(|line| line.left >= 0.0 && line.right <= page.width),
                "{}",
                pdf.display()
            );
        }
    }
    for file in [&word, &book] {
        assert_same(&imported(file), &canonical(&text), "much and long");
    }
}

#[test]
fn saved_again_by_another_program_it_is_the_same_report() {
    let Some(office) = office("round trips") else { return };
    let folder = folder("again");
    let reports = [
        ("2021", fixture("documents/2021.nianbao")),
        ("2019", fixture("documents/2019.nianbao")),
        ("canonical", fixture("canonical.nianbao")),
        ("signed", format!("{CLEAN}{SIGNED}")),
        ("odd", odd()),
    ];
    for (name, text) in &reports {
        let layout = layout(text);
        let expected = canonical(text);
        for (format, again) in [
            (Format::Docx, "docx"),
            (Format::Docx, "doc"),
            (Format::Docx, "rtf"),
            (Format::Docx, "odt"),
            (Format::Xlsx, "xlsx"),
            (Format::Xlsx, "xls"),
            (Format::Xlsx, "ods"),
        ] {
            let file = written(&layout, format, &Options::default(), &folder.join(name));
            assert_same(&imported(&file), &expected, &format!("{name} {format:?}"));
            let again = office.convert(&file, again, &folder.join(again));
            assert_same(&imported(&again), &expected, &again.display().to_string());
        }
    }
}

/// Millimetres in points.
fn mm(length: f64) -> f64 {
    length / 25.4 * 72.0
}

#[track_caller]
fn assert_near(found: f64, expected: f64, within: f64, what: &str) {
    assert!((found - expected).abs() <= within, "{what}: {found} instead of {expected}");
}

/// [`CLEAN`] with prose that fills two pages and more.
fn long() -> String {
    CLEAN.replacen(
        "（一）主动公开\n",
        &format!("{}\n\n（一）主动公开\n", "甲乙丙丁戊己庚".repeat(200)),
        1,
    )
}

/// The same layout with 表三 longer than a page: its rows stand there twice.
fn doubled(text: &str) -> Layout {
    let mut layout = layout(text);
    for block in &mut layout.body {
        if let LayoutBlock::Table(table) = block
            && table.id == Some("requests")
        {
            let rows = table.grid.rows[table.grid.head..].to_vec();
            table.grid.rows.extend(rows);
        }
    }
    layout
}

fn is_requests(page: &Page) -> bool {
    page.text().contains("申请人情况")
}

#[test]
fn pages_are_those_of_the_standard() {
    let Some(office) = office("pages") else { return };
    let folder = folder("pages");
    let file = written(&layout(&long()), Format::Docx, &Options::default(), &folder.join("年报"));
    let pages = office.pages(&office.convert(&file, "pdf", &folder));
    for (page, number) in pages.iter().zip(1..) {
        assert_near(page.width, mm(210.0), 0.2, "width");
        assert_near(page.height, mm(297.0), 0.2, "height");
        let line = page.line(&format!("— {number} —"));
        // One character from the edge of the text.
        match number % 2 {
            1 => assert_near(
                line.right,
                page.width - mm(26.0) - 14.0,
                2.0,
                "the right of an odd page",
            ),
            _ => assert_near(line.left, mm(28.0) + 14.0, 2.0, "the left of an even page"),
        }
    }
    let prose = |line: &&Line| line.text.contains("甲乙丙丁");
    let page = &pages[1];
    let lines: Vec<&Line> = page.lines.iter().filter(prose).collect();
    assert_eq!(lines.len(), 22, "{}", page.text());
    for pair in lines.windows(2) {
        assert_near(pair[1].top - pair[0].top, 28.95, 0.06, "lines");
    }
    assert_near(lines[21].top - lines[0].top, 28.95 * 21.0, 0.2, "all lines");
    for line in lines {
        assert_eq!(line.text.chars().count(), 28, "{}", line.text);
        assert_near(line.left, mm(28.0), 0.5, "left");
        assert_near(line.right, mm(210.0 - 26.0), 1.5, "right");
    }
    let requests: Vec<&Page> = pages.iter().filter(|page| is_requests(page)).collect();
    assert_eq!(requests.len(), 1);
    requests[0].line("四、结转下年度");
}

/// Wherever the text puts it, the table is whole, and its rows are.
#[test]
fn the_longest_table_is_whole_wherever_it_begins() {
    let Some(office) = office("tables") else { return };
    let folder = folder("tables");
    for lines in [0, 5, 10, 15, 20] {
        let text =
            CLEAN.replacen("二、主动公开", &format!("{}二、主动公开", "甲。\n\n".repeat(lines)), 1);
        let file = written(
            &layout(&text),
            Format::Docx,
            &Options::default(),
            &folder.join(lines.to_string()),
        );
        let pages = office.pages(&office.convert(&file, "pdf", &folder));
        let requests: Vec<&Page> = pages.iter().filter(|page| is_requests(page)).collect();
        assert_eq!(requests.len(), 1, "{lines}");
        requests[0].line("四、结转下年度");
        // Its heading stands above it.
        requests[0].line("三、收到和处理");
    }
}

/// Below the head, the column of the numbered labels begins with a number: none goes on from the page before.
#[track_caller]
fn assert_no_row_is_torn(page: &Page) {
    let is_numbered = |line: &&Line| {
        let mut start = line.text.chars();
        start.next().is_some_and(|c| c.is_ascii_digit()) && start.next() == Some('.')
    };
    let left = page.lines.iter().find(is_numbered).unwrap().left;
    let head = page.line("申请人情况").top;
    let mut column =
        page.lines.iter().filter(|line| line.top > head && (line.left - left).abs() < 3.0);
    let first = column.next().unwrap();
    assert!(is_numbered(&first), "{first:?}");
}

#[track_caller]
fn assert_heads_repeat(pages: &[Page]) {
    let parts: Vec<&Page> = pages.iter().filter(|page| is_requests(page)).collect();
    assert!(parts.len() > 1, "{:?}", pages.iter().map(Page::text).collect::<Vec<_>>());
    for page in &parts {
        for head in ["申请人情况", "法人或其他组织", "自然", "商业", "总计"] {
            page.line(head);
        }
    }
    for page in &parts {
        assert_no_row_is_torn(page);
    }
    // Below the head of the last page the table goes on.
    assert!(parts.last().unwrap().text().contains("四、结转下年度"));
}

#[test]
fn a_table_longer_than_a_page_repeats_its_head() {
    let Some(office) = office("long tables") else { return };
    let folder = folder("long");
    let layout = doubled(CLEAN);
    let file = written(&layout, Format::Docx, &Options::default(), &folder.join("年报"));
    let pdf = office.convert(&file, "pdf", &folder);
    office.picture(&pdf, &folder.join("word"));
    assert_heads_repeat(&office.pages(&pdf));
    let page = written(&layout, Format::Html, &Options::default(), &folder.join("网页"));
    if or_skip("office: printing", print(&page, &folder.join("网页.pdf"))).is_some() {
        office.picture(&folder.join("网页.pdf"), &folder.join("page"));
        assert_heads_repeat(&office.pages(&folder.join("网页.pdf")));
    }
}

#[test]
fn the_page_is_printed_on_a4_with_whole_tables() {
    let Some(office) = office("printing") else { return };
    let folder = folder("print");
    let page = written(
        &layout(&format!("{}{SIGNED}", long())),
        Format::Html,
        &Options::default(),
        &folder.join("年报"),
    );
    let pdf = folder.join("年报.pdf");
    if or_skip("office: printing", print(&page, &pdf)).is_none() {
        return;
    }
    office.picture(&pdf, &folder.join("page"));
    let pages = office.pages(&pdf);
    for page in &pages {
        assert_near(page.width, mm(210.0), 1.0, "width");
        assert_near(page.height, mm(297.0), 1.0, "height");
        for line in page.lines.iter().filter(|line| !line.text.contains('—')) {
            assert!(
                line.left >= mm(28.0) - 0.5 && line.right <= mm(210.0 - 26.0) + 1.0,
                "{line:?}"
            );
            // Above and below, a typeface takes more room than its line.
            let middle = f64::midpoint(line.top, line.bottom);
            assert!(middle >= mm(37.0) && middle <= mm(297.0 - 35.0), "{line:?}");
        }
    }
    let lines: Vec<&Line> =
        pages[1].lines.iter().filter(|it| it.text.contains("甲乙丙丁")).collect();
    assert_eq!(lines.len(), 22, "{}", pages[1].text());
    let requests: Vec<&Page> = pages.iter().filter(|page| is_requests(page)).collect();
    assert_eq!(requests.len(), 1);
    requests[0].line("四、结转下年度");
    for (page, number) in pages.iter().zip(1..) {
        let line = page.line(&format!("— {number} —"));
        assert_eq!(line.left > page.width / 2.0, number % 2 == 1, "{line:?}");
    }
    let last = pages.last().unwrap();
    assert!(last.line("2024年1月9日").left > last.line("云岭县自然资源局").left);
}

#[test]
fn schemas_find_no_fault() {
    let Some(validator) = or_skip("office: schemas", python("schemas", &["openxml-audit==0.8.0"]))
    else {
        return;
    };
    let folder = folder("schemas");
    let texts =
        [("clean", CLEAN.to_owned()), ("odd", odd()), ("2019", fixture("documents/2019.nianbao"))];
    for (name, text) in &texts {
        let layout = layout(text);
        let usual = Options::default();
        let file = written(&layout, Format::Docx, &usual, &folder.join(name));
        written(&layout, Format::Xlsx, &usual, &folder.join(name));
        let template = Template::read(&fs::read(&file).unwrap()).unwrap();
        let options = Options { template: Some(Arc::new(template)), ..usual };
        written(&layout, Format::Docx, &options, &folder.join(format!("{name}-again")));
    }
    let script = "
import pathlib, openxml_audit
for file in sorted(pathlib.Path('.').iterdir()):
    result = openxml_audit.OpenXmlValidator().validate(str(file))
    assert result.is_valid and not result.errors, (file, result.errors[:5])
    print(file.name)
";
    let output = validator.run(script, &folder);
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 9);
}

const READERS: [&str; 2] = ["python-docx==1.2.0", "openpyxl==3.1.5"];

#[test]
fn other_readers_read_what_was_meant() {
    let Some(readers) = or_skip("office: readers", python("readers", &READERS)) else { return };
    let folder = folder("readers");
    let layout = layout(CLEAN);
    written(&layout, Format::Docx, &Options::default(), &folder.join("年报"));
    written(&layout, Format::Xlsx, &Options::default(), &folder.join("年报"));
    let script = r#"
import docx, openpyxl
word = docx.Document("年报.docx")
assert word.paragraphs[0].style.name == "Title" and "2023年政府信息公开" in word.paragraphs[0].text
headings = [it.text for it in word.paragraphs if it.style.name == "Heading 1"]
assert len(headings) == 6 and headings[2].startswith("三、"), headings
disclosure, requests, challenges = word.tables
rows = [[cell.text for cell in row.cells] for row in requests.rows]
assert len(rows) == 28 and all(len(row) == 10 for row in rows)
# Merged cells are read as one text in each of their places.
assert [row[0] for row in rows[5:27]] == [rows[5][0]] * 22, rows
assert rows[3][3:] == ["33", "6", "0", "1", "0", "0", "40"], rows[3]
assert rows[27][3:] == ["3", "1", "0", "0", "0", "0", "4"], rows[27]
formulas = openpyxl.load_workbook("年报.xlsx")
values = openpyxl.load_workbook("年报.xlsx", data_only=True)
total = formulas["表三"]["J5"]
assert total.value == "=SUM(D5,E5,F5,G5,H5,I5)" and values["表三"]["J5"].value == 40
assert formulas["表三"]["D5"].protection.locked is False and formulas["表三"]["A5"].protection.locked
assert formulas["表三"].protection.sheet and "A6:A27" not in formulas["表三"].merged_cells
checks = [row[4].value for row in values["核对（自动计算）"].iter_rows(min_row=2)]
assert set(checks) == {"平"}, checks
print("read")
"#;
    assert_eq!(readers.run(script, &folder).stdout, b"read\n");
}

/// A figure is changed in the workbook: totals follow, and the sheet of checks tells which sums break.
#[test]
fn a_workbook_is_computed_anew() {
    let Some(office) = office("a workbook") else { return };
    let Some(writer) = or_skip("office: readers", python("readers", &READERS)) else { return };
    let folder = folder("computed");
    let book = written(&layout(CLEAN), Format::Xlsx, &Options::default(), &folder.join("年报"));
    let change = r#"
import openpyxl
book = openpyxl.load_workbook("年报.xlsx")
book["表三"]["D5"] = 34
book.save("改.xlsx")
"#;
    writer.run(change, &folder);
    office.convert(&book.with_file_name("改.xlsx"), "xlsx", &folder.join("again"));
    let read = r#"
import openpyxl
book = openpyxl.load_workbook("again/改.xlsx", data_only=True)
requests, checks = book["表三"], book["核对（自动计算）"]
assert requests["J5"].value == 41, requests["J5"].value
rows = [[cell.value for cell in row] for row in checks.iter_rows(min_row=2)]
broken = [row for row in rows if row[4] != "平"]
assert [row[2:] for row in broken] == [[36, 35, "不平"], [44, 43, "不平"]], broken
red = [rule for of in checks.conditional_formatting for rule in of.rules]
assert [rule.formula for rule in red] == [['$E2="不平"']], red
assert red[0].dxf.fill.bgColor.rgb.endswith("C00000"), red[0].dxf.fill.bgColor.rgb
print("computed")
"#;
    assert_eq!(writer.run(read, &folder).stdout, b"computed\n");
}

/// A report in a template, as a file that is read back as the same text.
fn in_template(template: &Path, text: &str, folder: &Path) -> PathBuf {
    let template = Template::read(&fs::read(template).unwrap()).unwrap();
    let options = Options { template: Some(Arc::new(template)), ..Options::default() };
    let file = written(&layout(text), Format::Docx, &options, &folder.join("年报"));
    assert_same(&imported(&file), &canonical(text), "a template");
    file
}

/// The pages that LibreOffice makes of a document; their pictures are kept.
fn pages(office: &Office, file: &Path, folder: &Path) -> Vec<Page> {
    let pdf = office.convert(file, "pdf", folder);
    office.picture(&pdf, &folder.join("page"));
    office.pages(&pdf)
}

/// As an office has it that took Word's own styles, put a picture into the header and numbered nothing.
#[test]
fn a_template_of_words_own_styles_is_kept_to() {
    let Some(office) = office("a template") else { return };
    let Some(writer) = or_skip("office: readers", python("readers", &READERS)) else { return };
    let folder = folder("own");
    let script = r#"
import docx
from docx.shared import Mm, Pt
own = docx.Document()
section = own.sections[0]
section.page_width, section.page_height = Mm(210), Mm(297)
section.left_margin = section.right_margin = Mm(30)
section.header.paragraphs[0].add_run("云岭县自然资源局文件")
section.footer.paragraphs[0].text = "内部印发"
own.styles["Heading 1"].font.size = Pt(20)
own.add_paragraph("模板里的字")
own.core_properties.author = "张三"
own.save("机关.docx")
"#;
    writer.run(script, &folder);
    let file = in_template(&folder.join("机关.docx"), CLEAN, &folder);
    let pages = pages(office, &file, &folder);
    for page in &pages {
        assert_near(page.line("云岭县自然资源局文件").left, mm(30.0), 1.0, "the header");
        page.line("内部印发");
        assert!(!page.text().contains("模板里的字") && !page.text().contains("— 1 —"));
        assert!(page.lines.iter().all(|line| line.right <= mm(210.0 - 30.0) + 2.0));
    }
    let height = |line: &Line| line.bottom - line.top;
    let (heading, text) = (pages[0].line("一、总体情况"), pages[0].line("本报告"));
    assert!(height(heading) > height(text), "{heading:?} {text:?}");
}

/// A cover across, then pages of another size with a head of their own and the foot of the cover; of the styles there
/// is only the one that everything is based on.
#[test]
fn a_template_of_several_sections_gives_its_last_page() {
    let Some(office) = office("a template in sections") else { return };
    let Some(writer) = or_skip("office: readers", python("readers", &READERS)) else { return };
    let folder = folder("sections");
    let script = r#"
import docx
from docx.shared import Mm
own = docx.Document()
for style in list(own.styles):
    if style.name not in ("Normal", "Default Paragraph Font", "Normal Table"):
        style.delete()
cover = own.sections[0]
cover.page_width, cover.page_height = Mm(297), Mm(210)
cover.header.paragraphs[0].text = "封面的页眉"
cover.footer.paragraphs[0].text = "内部印发"
own.add_paragraph("模板里的字")
rest = own.add_section()
rest.page_width, rest.page_height = Mm(184), Mm(260)
rest.left_margin = rest.right_margin = Mm(20)
for header, text in [(rest.header, "云岭县自然资源局文件"), (rest.first_page_header, "云岭县红头")]:
    header.is_linked_to_previous = False
    header.paragraphs[0].text = text
rest.different_first_page_header_footer = True
own.save("机关.docx")
"#;
    writer.run(script, &folder);
    let file = in_template(&folder.join("机关.docx"), CLEAN, &folder);
    let pages = pages(office, &file, &folder);
    assert!(pages.len() > 2);
    for (page, number) in pages.iter().zip(1..) {
        assert_near(page.width, mm(184.0), 0.5, "width");
        assert_near(page.height, mm(260.0), 0.5, "height");
        let head = page.line(if number == 1 {
            "云岭县红头"
        } else {
            "云岭县自然资源局文件"
        });
        assert_near(head.left, mm(20.0), 1.0, "the head");
        assert_eq!(page.text().contains("内部印发"), number > 1);
        assert!(!page.text().contains("模板里的字") && !page.text().contains("封面的页眉"));
        assert!(page.lines.iter().all(|line| line.right <= mm(184.0 - 20.0) + 2.0));
    }
    // Headings are set off from the text though the template has no style for them.
    let heading = pages[0].line("一、总体情况");
    assert!(heading.left > pages[0].line("本报告").left, "{heading:?}");
}

/// A template that another program wrote, with a header and a page of its own.
#[test]
fn a_template_of_another_program_is_kept_to() {
    let Some(office) = office("templates") else { return };
    let folder = folder("template");
    let own = folder.join("机关.html");
    fs::write(&own, "<html><head><meta charset=utf-8><style>@page { size: 210mm 297mm; margin: 20mm 30mm } h1 { font-family: '黑体' }</style></head><body><h1>甲</h1><p>乙</p></body></html>").unwrap();
    let own = office.convert(&own, "docx:MS Word 2007 XML", &folder);
    let text = format!("{CLEAN}{SIGNED}");
    let file = in_template(&own, &text, &folder);
    let again = office.convert(&file, "docx", &folder.join("again"));
    assert_same(&imported(&again), &canonical(&text), "a template, saved again");
    let pages = pages(office, &file, &folder);
    pages[0].line("— 1 —");
    let figures = layout(&text)
        .body
        .iter()
        .filter_map(|block| match block {
            LayoutBlock::Table(table) => Some(table),
            _ => None,
        })
        .flat_map(|table| table.grid.rows.iter().flatten())
        .filter(|cell| cell.kind == CellKind::Figure)
        .count();
    assert!(figures > 190);
}
