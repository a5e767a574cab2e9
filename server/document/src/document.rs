//! The neutral document: what every reader makes of its format, and all that the text is written from.

use std::collections::BTreeMap;

use crate::format::Format;

/// A document as its author sees it, without looks: lines and tables in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub format: Format,
    pub blocks: Vec<Block>,
    pub losses: Losses,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Line(Line),
    Table(Table),
}

/// A title line, a heading, a paragraph or an item of a list, its number included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Without line breaks.
    pub text: String,
    pub place: Place,
}

/// A table whose cells may span several rows and columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<Cell>,
    pub place: Place,
}

/// What stands at one place of a row. What a cell to the left covers is no cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// The text, without line breaks.
    Text(String),
    /// A cell of a row above reaches down to here.
    Covered,
}

/// Where something stands in the file, as far as the format says. Everything counts from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Page of a PDF.
    pub page: Option<usize>,
    /// Paragraph outside of tables, blank ones not counted.
    pub paragraph: Option<usize>,
    /// Which table of the document, or of the page.
    pub table: Option<usize>,
    /// Name of a worksheet.
    pub sheet: Option<String>,
    /// Row of the table, or of the worksheet.
    pub row: Option<usize>,
}

/// What of the file is not in the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses {
    counts: BTreeMap<Loss, usize>,
}

/// A kind of thing that is left out, or that an author should know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    Picture,
    Comment,
    Footnote,
    /// A text box, whose words stand behind the paragraph that it is anchored to.
    TextBox,
    /// A change under revision: what was deleted is out, what was inserted is in.
    Revision,
    HiddenText,
    TableOfContents,
    EmbeddedObject,
    HiddenSheet,
    /// A formula whose value is not in the file.
    Formula,
    /// A character that stands in a font of symbols and means nothing in any other.
    Symbol,
    /// A page of a PDF that is a picture.
    ScannedPage,
    /// A character of a PDF whose font does not say what it is.
    UnknownCharacter,
    /// A page header, page footer or page number that was recognised and left out.
    PageFurniture,
}

impl Losses {
    /// Counts one more.
    pub fn add(&mut self, loss: Loss) {
        self.add_many(loss, 1);
    }

    /// Counts some more.
    pub fn add_many(&mut self, loss: Loss, count: usize) {
        if count > 0 {
            *self.counts.entry(loss).or_default() += count;
        }
    }

    /// Kinds and how many there are of each.
    pub fn iter(&self) -> impl Iterator<Item = (Loss, usize)> {
        self.counts.iter().map(|(loss, count)| (*loss, *count))
    }

    /// Whether all of the file is in the document.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

impl Loss {
    /// A word for programs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Comment => "comment",
            Self::Footnote => "footnote",
            Self::TextBox => "text-box",
            Self::Revision => "revision",
            Self::HiddenText => "hidden-text",
            Self::TableOfContents => "table-of-contents",
            Self::EmbeddedObject => "embedded-object",
            Self::HiddenSheet => "hidden-sheet",
            Self::Formula => "formula",
            Self::Symbol => "symbol",
            Self::ScannedPage => "scanned-page",
            Self::UnknownCharacter => "unknown-character",
            Self::PageFurniture => "page-furniture",
        }
    }

    /// How many there are and what became of them, for the user.
    pub fn told(self, count: usize) -> String {
        match self {
            Self::Picture => format!("{count} 张图片没有转出"),
            Self::Comment => format!("{count} 条批注没有转出"),
            Self::Footnote => format!("{count} 条脚注或尾注没有转出"),
            Self::TextBox => format!("{count} 个文本框的文字放在它所在段落的后面，请核对位置"),
            Self::Revision => {
                format!("{count} 处修订按“全部接受”处理：插入的保留，删除的去掉")
            }
            Self::HiddenText => format!("{count} 处隐藏文字没有转出"),
            Self::TableOfContents => "目录没有转出".to_owned(),
            Self::EmbeddedObject => format!("{count} 个嵌入的对象（公式、图表、文件）没有转出"),
            Self::HiddenSheet => format!("{count} 张隐藏的工作表没有转出"),
            Self::Formula => format!(
                "{count} 个公式在文件里没有算好的结果，转出来是空格；请用 Excel 或 WPS 打开、保存一次再转"
            ),
            Self::Symbol => format!("{count} 个符号字体的字符没有转出"),
            Self::ScannedPage => format!("{count} 页是图片，没有文字可转"),
            Self::UnknownCharacter => format!("{count} 个字符认不出，写成了“□”，请对照原文改正"),
            Self::PageFurniture => format!("{count} 处页眉、页脚、页码没有转出"),
        }
    }
}

impl Place {
    /// A paragraph outside of tables.
    pub fn paragraph(number: usize) -> Self {
        Self { paragraph: Some(number), ..Self::default() }
    }

    /// A row of a table.
    pub fn row(table: usize, row: usize) -> Self {
        Self { table: Some(table), row: Some(row), ..Self::default() }
    }

    /// A row of a worksheet.
    pub fn of_sheet(sheet: &str, row: usize) -> Self {
        Self { sheet: Some(sheet.to_owned()), row: Some(row), ..Self::default() }
    }
}

/// As people find it: `工作表“表三”第 5 行`, `第 3 页第 2 个表格第 5 行`, `第 12 段`.
impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(page) = self.page {
            write!(f, "第 {page} 页")?;
        }
        if let Some(sheet) = &self.sheet {
            write!(f, "工作表“{sheet}”")?;
        }
        if let Some(table) = self.table {
            write!(f, "第 {table} 个表格")?;
        }
        if let Some(row) = self.row {
            write!(f, "第 {row} 行")?;
        }
        if let Some(paragraph) = self.paragraph {
            write!(f, "第 {paragraph} 段")?;
        }
        Ok(())
    }
}
