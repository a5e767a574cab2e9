//! A report as front, sections and tables, and how it becomes text.

use fastrand::Rng;

use crate::figures::Figures;
use crate::form::Form;
use crate::grid::Grid;
use crate::layout;
use crate::page::Page;
use crate::prose::{self, Author, Naming};
use crate::style::{Dress, Headings, Style, Title};

#[derive(Clone, Debug)]
pub enum Block {
    Paragraph(String),
    Comment(String),
    /// The official table of this name: `disclosure`, `requests` or `challenges`.
    Table(&'static str),
    /// Any other table.
    Foreign(Grid),
}

#[derive(Clone, Debug)]
pub struct Section {
    pub id: String,
    /// The heading as in the form; `None` where it was lost altogether.
    pub heading: Option<String>,
    pub body: Vec<Block>,
}

#[derive(Clone, Debug)]
pub struct Report {
    pub form: Form,
    pub author: Author,
    /// A comment before the title.
    pub prologue: Option<String>,
    /// The two parts of the title, organ and the rest.
    pub title: [String; 2],
    pub front: Vec<String>,
    pub figures: Figures,
    pub sections: Vec<Section>,
}

impl Report {
    pub fn new(form: Form, author: Author, figures: Figures, naming: Naming) -> Self {
        let section = |id: &str, body: Vec<Block>| Section {
            id: id.to_owned(),
            heading: Some(form.section(id).to_owned()),
            body,
        };
        let paragraphs = |texts: Vec<String>| texts.into_iter().map(Block::Paragraph).collect();
        let sections = vec![
            section("overview", paragraphs(prose::overview(&author, &figures, naming))),
            section("disclosure", vec![Block::Table("disclosure")]),
            section("requests", vec![Block::Table("requests")]),
            section("challenges", vec![Block::Table("challenges")]),
            section("problems", paragraphs(prose::problems())),
            section("other_matters", paragraphs(prose::other_matters(&form, &figures, naming))),
        ];
        let title = [author.organ.clone(), format!("{}年政府信息公开工作年度报告", author.year)];
        Self {
            prologue: None,
            front: vec![prose::preamble(&author)],
            form,
            author,
            title,
            figures,
            sections,
        }
    }

    pub fn section_mut(&mut self, id: &str) -> &mut Section {
        self.sections.iter_mut().find(|section| section.id == id).unwrap()
    }

    pub fn section_index(&self, id: &str) -> usize {
        self.sections.iter().position(|section| section.id == id).unwrap()
    }

    /// All paragraphs, in order: what no formatter may touch.
    pub fn paragraphs(&self) -> Vec<String> {
        let bodies = self.sections.iter().flat_map(|section| &section.body);
        let in_sections = bodies.filter_map(|block| match block {
            Block::Paragraph(text) => Some(text.clone()),
            _ => None,
        });
        self.front.iter().cloned().chain(in_sections).collect()
    }

    pub fn write(&self, rng: &mut Rng, style: &Style) -> Page {
        let mut page = Page::new(style.newline);
        let gap = |page: &mut Page| {
            if !style.tight {
                page.newline()
            }
        };
        if let Some(comment) = &self.prologue {
            page.line(comment);
        }
        self.write_title(&mut page, style);
        gap(&mut page);
        for paragraph in &self.front {
            page.line(paragraph);
            gap(&mut page);
        }
        for section in &self.sections {
            if let Some(heading) = &section.heading {
                page.line(&numbered(heading, &section.id, style.headings));
                gap(&mut page);
            }
            for block in &section.body {
                self.write_block(rng, &mut page, block, style);
            }
        }
        if !style.final_newline {
            page.text.truncate(page.text.trim_end_matches(['\r', '\n']).len());
        }
        page
    }

    fn write_title(&self, page: &mut Page, style: &Style) {
        let [organ, rest] = &self.title;
        match style.title {
            Title::OneLine => page.line(&format!("{organ}{rest}")),
            _ if organ.is_empty() => page.line(rest),
            two => {
                page.line(organ);
                if two == Title::TwoLinesApart {
                    page.newline();
                }
                page.line(rest);
            }
        }
    }

    fn write_block(&self, rng: &mut Rng, page: &mut Page, block: &Block, style: &Style) {
        let figures = &self.figures;
        let grids = match block {
            Block::Paragraph(text) | Block::Comment(text) => {
                page.line(text);
                if !style.tight {
                    page.newline();
                }
                return;
            }
            Block::Table("disclosure") => layout::disclosure(rng, figures, style),
            Block::Table("requests") => {
                vec![layout::requests(rng, &self.form, &figures.requests, style)]
            }
            Block::Table(_) => vec![layout::challenges(rng, &figures.challenges, style)],
            Block::Foreign(grid) => vec![grid.clone()],
        };
        write_grids(page, &grids, style);
    }
}

fn write_grids(page: &mut Page, grids: &[Grid], style: &Style) {
    for (index, grid) in grids.iter().enumerate() {
        grid.write(page, style.dress);
        let last = index + 1 == grids.len();
        match style.dress {
            // Two blank lines end a stacked table: after one only, a line is still a cell's continuation.
            Dress::Stacked { .. } => (0..if last { 2 } else { 0 }).for_each(|_| page.newline()),
            _ if last && style.tight => {}
            _ => page.newline(),
        }
    }
}

/// The heading with its number as the style mistreats it.
fn numbered(heading: &str, id: &str, headings: Headings) -> String {
    let Some((number, words)) = heading.split_once('、') else {
        return heading.to_owned();
    };
    match headings {
        Headings::Misnumbered if id == "disclosure" => format!("2、 {words}"),
        Headings::Misnumbered if id == "requests" => format!("3、 {words}"),
        Headings::Unnumbered if id == "disclosure" || id == "requests" || id == "problems" => {
            words.to_owned()
        }
        _ => format!("{number}、{words}"),
    }
}
