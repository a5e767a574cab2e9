//! A Word document that looks like an organ's own one: what is taken of it, and what is not.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::io::{Cursor, Read as _, Write as _};
use std::sync::Arc;

use document::Refusal;
use export::{Format, Options, Template, export};
use layout::Manuscript;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CLEAN: &str = include_str!("../../../examples/clean.nianbao");
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package of parts; a name that is there twice has the later part.
fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let last = |at: usize, name: &str| parts[at + 1..].iter().all(|(other, _)| *other != name);
    for (_, (name, text)) in parts.iter().enumerate().filter(|(at, (name, _))| last(*at, name)) {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn relations(of: &[(&str, &str, &str)]) -> String {
    let all: String = of
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id=\"{id}\" Type=\"{R}/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

fn style(id: &str, name: &str, more: &str) -> String {
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>"
    )
}

/// An organ's template in two sections, the way Word in Chinese writes it: ids are short, a heading numbers
/// itself, the header has a picture, and the second section takes it from the first.
fn parts() -> Vec<(&'static str, String)> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/></Types>";
    let first = "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId7\"/><w:pgSz w:w=\"16838\" w:h=\"11906\"/></w:sectPr></w:pPr><w:r><w:t>模板里的字</w:t></w:r></w:p>";
    let last = "<w:sectPr w:rsidR=\"00AA00AA\"><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1000\" w:bottom=\"1440\" w:left=\"906\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/><w:cols w:space=\"425\"/><w:printerSettings r:id=\"rId9\"/></w:sectPr>";
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:body>{first}{last}</w:body></w:document>"
    );
    let numbered =
        "<w:basedOn w:val=\"a\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let styles = [
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:rPr><w:rFonts w:eastAsia=\"楷体_GB2312\"/></w:rPr></w:style>".to_owned(),
        style("1", "heading 1", numbered),
        style("2", "标题 2", "<w:basedOn w:val=\"1\"/>"),
        style("a3", "本局大标题", "<w:aliases w:val=\"甲,Title\"/>"),
        style("BodyText", "别的", ""),
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"a1\"><w:name w:val=\"Normal Table\"/></w:style>".to_owned(),
    ];
    vec![
        ("[Content_Types].xml", types.to_owned()),
        ("_rels/.rels", relations(&[("rId1", "officeDocument", "word/document.xml")])),
        ("word/document.xml", document),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                ("rId1", "styles", "styles.xml"),
                ("rId2", "numbering", "numbering.xml"),
                ("rId3", "settings", "settings.xml"),
                ("rId4", "comments", "comments.xml"),
                ("rId7", "header", "header1.xml"),
            ]),
        ),
        (
            "word/styles.xml",
            format!(
                "<?xml version=\"1.0\"?>\n<w:styles xmlns:w=\"{W}\">{}</w:styles>",
                styles.concat()
            ),
        ),
        ("word/numbering.xml", format!("<w:numbering xmlns:w=\"{W}\"/>")),
        (
            "word/settings.xml",
            format!("<w:settings xmlns:w=\"{W}\"><w:mirrorMargins/></w:settings>"),
        ),
        ("word/comments.xml", format!("<w:comments xmlns:w=\"{W}\"/>")),
        (
            "word/header1.xml",
            format!("<w:hdr xmlns:w=\"{W}\"><w:p><w:r><w:t>甲局文件</w:t></w:r></w:p></w:hdr>"),
        ),
        ("word/_rels/header1.xml.rels", relations(&[("rId1", "image", "media/seal.png")])),
        ("word/media/seal.png", "picture".to_owned()),
        ("docProps/core.xml", "<a>张三</a>".to_owned()),
    ]
}

fn with(name: &'static str, text: &str) -> Vec<u8> {
    let mut parts = parts();
    parts.push((name, text.to_owned()));
    package(&parts)
}

fn bytes(template: &[u8]) -> Vec<u8> {
    let template = Some(Arc::new(Template::read(template).unwrap()));
    let report = report::read(CLEAN);
    let layout = Manuscript { text: CLEAN, report: &report, last_year: None }.layout();
    export(&layout, Format::Docx, &Options { template, ..Options::default() }).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn names(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// The styles that paragraphs bear, each once.
fn borne(document: &str) -> Vec<&str> {
    let mut all: Vec<&str> = document
        .split("<w:pStyle w:val=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[test]
fn styles_are_taken_by_their_names_and_the_others_added() {
    let bytes = bytes(&package(&parts()));
    let (document, styles) = (part(&bytes, "word/document.xml"), part(&bytes, "word/styles.xml"));
    let text = "BodyTextNianbao1";
    assert_eq!(borne(&document), ["1", "2", text, "NianbaoTable", "NianbaoTableLabel", "a3"]);
    // What is added looks like the template's text.
    assert!(styles.contains(&format!(
        "w:styleId=\"{text}\"><w:name w:val=\"Body Text\"/><w:basedOn w:val=\"a\"/>"
    )));
    assert!(
        styles.contains("楷体_GB2312\"/></w:rPr></w:style>") && styles.ends_with("</w:styles>")
    );
    assert_eq!(styles.matches("w:default=\"1\"").count(), 2);
    assert_eq!(styles.matches("w:val=\"heading 1\"").count(), 1);
    assert!(part(&bytes, "word/fontTable.xml").contains("w:name=\"楷体_GB2312\""));
    // The numbers are in the text already.
    let heading = "<w:pStyle w:val=\"1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    assert_eq!(document.matches(heading).count(), 6);
    assert!(!document.contains("<w:pStyle w:val=\"a3\"/><w:numPr>"));
}

#[test]
fn header_and_page_are_taken_and_nothing_else() {
    let bytes = bytes(&package(&parts()));
    let document = part(&bytes, "word/document.xml");
    let section = &document[document.find("<w:sectPr>").unwrap()..];
    assert!(
        section.starts_with(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdTemplate0\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rIdFooterOdd\"/>\
         <w:footerReference w:type=\"even\" r:id=\"rIdFooterEven\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\""
        ),
        "{section}"
    );
    assert!(section.contains("<w:cols w:space=\"425\"/></w:sectPr>"), "{section}");
    // Tables are as wide as the text is now.
    assert_eq!(document.matches("<w:tblW w:w=\"10000\"").count(), 3);
    let settings = part(&bytes, "word/settings.xml");
    assert!(settings.contains("<w:mirrorMargins/>") && !settings.contains("evenAndOddHeaders"));
    let names = names(&bytes);
    for name in [
        "word/header1.xml",
        "word/_rels/header1.xml.rels",
        "word/media/seal.png",
        "word/numbering.xml",
    ] {
        assert!(names.iter().any(|it| it == name), "{name} is not in {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains("comments")));
    let all: String =
        names.iter().filter(|name| name.ends_with("xml")).map(|it| part(&bytes, it)).collect();
    assert!(all.contains("甲局文件") && !all.contains("模板里的字") && !all.contains("张三"));
    assert!(
        part(&bytes, "[Content_Types].xml")
            .contains("PartName=\"/word/media/seal.png\" ContentType=\"image/png\"")
    );
}

/// Tables would stand one above the other.
#[test]
fn a_report_is_set_in_one_column_whatever_the_template_is_set_in() {
    let (columns, own) = ("<w:cols w:space=\"425\"", parts()[2].1.clone());
    let bytes =
        bytes(&with("word/document.xml", &own.replace(columns, &format!("{columns} w:num=\"2\""))));
    let document = part(&bytes, "word/document.xml");
    assert!(
        !document.contains("<w:cols") && document.contains("<w:pgSz w:w=\"11906\""),
        "{document}"
    );
}

#[test]
fn a_footer_of_the_template_takes_the_place_of_page_numbers() {
    let (document, footer) = (parts()[2].1.clone(), parts()[8].1.replace("w:hdr", "w:ftr"));
    let mut parts = parts();
    parts.push(("word/document.xml", document.replace("headerReference", "footerReference")));
    parts.push(("word/header1.xml", footer));
    let bytes = bytes(&package(&parts));
    let document = part(&bytes, "word/document.xml");
    assert!(document.contains(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdTemplate0\"/><w:pgSz"
    ));
    assert!(!names(&bytes).iter().any(|name| name == "word/footer1.xml"));
}

#[test]
fn the_report_is_read_back_and_the_bytes_are_the_same_each_time() {
    let template = package(&parts());
    let canonical = |text: &str| {
        let report = report::read(text);
        text::apply(text, &format::edits_with(text, &report, format::Options::default()))
    };
    let bytes = bytes(&template);
    let document = document::read(&bytes).unwrap();
    assert!(canonical(&document::write(&document).text) == canonical(CLEAN));
    assert_eq!(bytes, self::bytes(&template));
    // What was exported is a template too.
    let again = self::bytes(&bytes);
    let document = document::read(&again).unwrap();
    assert!(canonical(&document::write(&document).text) == canonical(CLEAN));
    assert_eq!(part(&again, "word/styles.xml"), part(&bytes, "word/styles.xml"));
}

#[test]
fn a_document_without_styles_or_sections_is_a_template_too() {
    let bare = format!("<w:document xmlns:w=\"{W}\"><w:body><w:p/></w:body></w:document>");
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let bytes =
        bytes(&package(&[("word/document.xml", bare), ("[Content_Types].xml", types.to_owned())]));
    let report = report::read(CLEAN);
    let layout = Manuscript { text: CLEAN, report: &report, last_year: None }.layout();
    let usual = export(&layout, Format::Docx, &Options::default()).unwrap();
    assert_eq!(part(&bytes, "word/document.xml"), part(&usual, "word/document.xml"));
    assert!(part(&bytes, "word/styles.xml").contains("w:styleId=\"Heading1\""));
}

#[test]
fn what_is_no_template_is_refused() {
    let refused = |bytes: &[u8]| Template::read(bytes).unwrap_err();
    assert_eq!(refused(b""), Refusal::NotDocx);
    assert_eq!(refused("甲局模板".as_bytes()), Refusal::NotDocx);
    let report = report::read(CLEAN);
    let layout = Manuscript { text: CLEAN, report: &report, last_year: None }.layout();
    for format in [Format::Xlsx, Format::Html] {
        assert_eq!(
            refused(&export(&layout, format, &Options::default()).unwrap()),
            Refusal::NotDocx
        );
    }
    let whole = package(&parts());
    assert_eq!(refused(&whole[..whole.len() / 2]), Refusal::Damaged);
    assert_eq!(refused(&with("word/styles.xml", "<w:styles><w:style>")), Refusal::Damaged);
    assert_eq!(refused(&with("word/header1.xml", "<a></b>")), Refusal::Damaged);
    assert_eq!(
        refused(&with("word/_rels/header1.xml.rels", &relations(&[("rId1", "image", "gone.png")]))),
        Refusal::Damaged
    );
    assert_eq!(
        refused(&with(
            "word/document.xml",
            "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"/>"
        )),
        Refusal::Strict
    );
}

/// No bytes can be made of it that bring the program down.
#[test]
fn damage_is_refused_or_taken_for_what_it_is() {
    let whole = package(&parts());
    let mut random = fastrand::Rng::with_seed(20);
    for _ in 0..200 {
        let mut damaged = whole.clone();
        for _ in 0..random.usize(1..6) {
            let at = random.usize(..damaged.len());
            damaged[at] = random.u8(..);
        }
        if let Ok(template) = Template::read(&damaged) {
            let template = Some(Arc::new(template));
            assert!(
                export(&report_layout(), Format::Docx, &Options { template, ..Options::default() })
                    .is_ok()
            );
        }
    }
}

fn report_layout() -> layout::Layout {
    let report = report::read(CLEAN);
    Manuscript { text: CLEAN, report: &report, last_year: None }.layout()
}
