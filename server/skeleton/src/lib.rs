//! A new report, to be filled in: everything that every report has, and hints at what is to be
//! written where.
//!
//! Headings and tables come from the form, the other words from `forms/skeleton.toml`.

mod carried;

use std::sync::LazyLock;

use form::organ::{self, OrganKind};
use form::{Form, Section, regulation, unspaced};
use format::blank_table;
use report::Report;
use serde::Deserialize;

/// Numbers of subsections.
const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// What `forms/skeleton.toml` holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    title: String,
    preamble: String,
    guides: Vec<Guide>,
}

/// A hint for the author.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Guide {
    /// Id of the section it stands in.
    section: String,
    /// The title of the subsection it stands in.
    subsection: Option<String>,
    text: String,
    /// What is asked of governments besides.
    #[serde(default)]
    government: String,
    /// The first year of the editions that it is for; all are where it does not say.
    #[serde(default)]
    from: i32,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Texts {
    toml::from_str(include_str!("../../forms/skeleton.toml")).expect("the skeleton cannot be read")
}

/// A report of an organ for a year, in an edition of the form, with everything still to be written.
/// It is formatted, and its lines end in LF.
pub fn report(form: &'static Form, organ: &str, year: i32) -> String {
    text(form, &unspaced(organ), &year.to_string())
}

/// [`report`], with the figures that repeat those of the organ's report for the year before, as far as that one
/// states them; and how many they are.
pub fn report_after(
    form: &'static Form,
    organ: &str,
    year: i32,
    last_year: &Report,
) -> (String, usize) {
    carried::filled(&report(form, organ, year), last_year)
}

/// [`report`], with whatever stands for organ and year while they are unknown.
pub fn text(form: &'static Form, organ: &str, year: &str) -> String {
    let skeleton = Skeleton { form, organ, year };
    let mut blocks = vec![skeleton.filled(&TEXTS.title), skeleton.filled(&TEXTS.preamble)];
    for section in &form.sections {
        blocks.extend(skeleton.section(section));
    }
    blocks.join("\n\n") + "\n"
}

struct Skeleton<'t> {
    form: &'static Form,
    organ: &'t str,
    year: &'t str,
}

impl Skeleton<'_> {
    /// The blocks of a section: its heading, hints, and tables.
    fn section(&self, section: &Section) -> Vec<String> {
        let mut blocks = vec![format!("{}、{}", section.number, section.title)];
        let guides = TEXTS.guides.iter().filter(|guide| guide.section == section.id);
        let mut numerals = NUMERALS.iter();
        for guide in guides.filter(|guide| guide.from <= self.form.first_year) {
            if let (Some(title), Some(numeral)) = (&guide.subsection, numerals.next()) {
                blocks.push(format!("（{numeral}）{title}"));
            }
            blocks.push(format!("<!-- {} -->", self.hint(guide, section)));
        }
        let tables = self.form.tables.iter().filter(|table| table.section == section.id);
        blocks.extend(tables.map(|table| blank_table(table).trim_end().to_owned()));
        blocks
    }

    fn hint(&self, guide: &Guide, section: &Section) -> String {
        let government = organ::kind(self.organ).is_some_and(OrganKind::is_government);
        let more = if government { guide.government.as_str() } else { "" };
        let tables = self.form.tables.iter().filter(|table| table.section == section.id);
        let identities = tables.flat_map(|table| &table.blocks).flat_map(|block| &block.identities);
        let names: Vec<&str> = identities.map(|identity| identity.name.as_str()).collect();
        self.filled(&format!("{}{more}", guide.text)).replace("{identities}", &names.join("；"))
    }

    fn filled(&self, text: &str) -> String {
        text.replace("{organ}", self.organ)
            .replace("{year}", self.year)
            .replace("{title}", &self.form.title)
            .replace("{regulation}", &regulation().name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use form::{current_form, forms};
    use format::formatted;
    use report::number::Figure;
    use report::{Cells, read};

    #[test]
    fn it_is_a_whole_report_of_its_edition() {
        for form in forms() {
            let text = report(form, "云岭县水务局", form.first_year);
            assert_eq!(formatted(&text), text, "it is formatted");
            let report = read(&text);
            assert_eq!(report.organ(), Some("云岭县水务局"));
            assert_eq!(report.edition(), Some(form.edition.as_str()));
            let sections: Vec<usize> =
                report.sections.iter().map(|section| section.index).collect();
            assert_eq!(sections, [0, 1, 2, 3, 4, 5]);
            let tables: Vec<usize> =
                report.official_tables().map(|(_, official)| official.index).collect();
            assert_eq!(tables, [0, 1, 2]);
            assert_eq!(report.tables.len(), 3, "nothing but the official tables");
        }
    }

    #[test]
    fn every_cell_of_the_form_is_there_and_blank() {
        for form in forms() {
            let report = read(&report(form, "云岭县水务局", form.first_year));
            for (_, official) in report.official_tables() {
                assert_eq!(official.blocks.len(), official.table().blocks.len());
                for block in &official.blocks {
                    assert_eq!(block.rows.len(), official.block(block).rows.len());
                    for row in &block.rows {
                        let Cells::Read(cells) = &row.cells else { continue };
                        let blank = cells.iter().flatten().all(|cell| cell.figure == Figure::Blank);
                        assert!(blank && cells.iter().all(Option::is_some));
                    }
                }
            }
        }
    }

    #[test]
    fn what_was_carried_over_is_taken_from_last_years_report() {
        let last = read(include_str!("../../../examples/clean.nianbao"));
        let (text, count) = report_after(current_form(), "云岭县自然资源局", 2024, &last);
        let row = |start: &str| {
            let line = text.lines().find(|line| line.starts_with(start)).unwrap_or_default();
            line.split('|').skip(2).map(str::trim).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(row("| 二、上年结转"), "3 1 0 0 0 0 4 ");
        assert_eq!(count, 7);
        assert_eq!(row("| 一、本年新收").trim(), "", "nothing else is filled");
        assert_eq!(formatted(&text), text);
        let blank = read(&report(current_form(), "云岭县水务局", 2023));
        let (text, count) = report_after(current_form(), "云岭县水务局", 2024, &blank);
        assert_eq!((text, count), (report(current_form(), "云岭县水务局", 2024), 0));
    }

    #[test]
    fn more_is_asked_of_governments() {
        let text = |organ| report(current_form(), organ, 2024);
        for organ in ["云岭县人民政府", "云岭县清溪镇人民政府", "云岭县清溪镇", "云岭市", "云岭区"]
        {
            assert!(text(organ).contains("责任追究"), "{organ}");
        }
        // A subdistrict office is no 人民政府: 条例第五十条第一款第（四）项 does not ask it.
        for organ in
            ["云岭县水务局", "云岭县人民政府办公室", "云岭区城东街道办事处", "云岭区城东街道"]
        {
            assert!(!text(organ).contains("责任追究"), "{organ}");
        }
    }

    #[test]
    fn what_each_edition_asks_for() {
        let text = |form| report(form, "云岭县水务局", 2020);
        let asked: Vec<bool> =
            forms().iter().map(|form| text(form).contains("信息处理费")).collect();
        assert_eq!(asked, [true, false], "the 2021 edition and the 2019 edition");
        assert!(text(current_form()).contains("一＋二＝三（七）＋四"));
        let placeholders = forms().iter().any(|form| text(form).contains(['{', '}']));
        assert!(!placeholders);
    }
}
