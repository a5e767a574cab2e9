//! What the columns of a data set are: their names, types and meaning, for the formats and for
//! `docs/data.md`.

/// Raised when a column goes, or means something else. A column that is added leaves it.
pub const SCHEMA_VERSION: i32 = 1;

/// The columns of a data set, in their order.
#[derive(Debug)]
pub struct Schema {
    /// A word for programs: `figures`.
    pub name: &'static str,
    /// What a row is, in Chinese.
    pub about: &'static str,
    pub columns: &'static [Column],
}

/// A column.
#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    /// What it says, in Chinese.
    pub about: &'static str,
}

/// What values a column holds. Each may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Whole,
    /// An exact decimal with up to [`DECIMAL_PLACES`] places.
    Decimal,
    Flag,
}

/// Behind the point, in every format. Tables have sums of 万元 with some three.
pub(crate) const DECIMAL_PLACES: u32 = 8;
/// Digits of a decimal in all.
pub(crate) const DECIMAL_DIGITS: i32 = 28;

impl Column {
    pub(crate) const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, about }
    }
}

impl Kind {
    /// What the page calls it: the type in Parquet.
    fn name(self) -> String {
        match self {
            Self::Text => "STRING".to_owned(),
            Self::Whole => "INT32".to_owned(),
            Self::Decimal => format!("DECIMAL({DECIMAL_DIGITS}, {DECIMAL_PLACES})"),
            Self::Flag => "BOOLEAN".to_owned(),
        }
    }
}

/// The columns of some schemas as a part of a page in Markdown.
pub fn page(schemas: &[&Schema]) -> String {
    let mut page = String::new();
    for schema in schemas {
        page += &format!(
            "### `{}`\n\n{}\n\n| 列 | 类型 | 内容 |\n|---|---|---|\n",
            schema.name, schema.about
        );
        for Column { name, kind, about } in schema.columns {
            page += &format!("| `{name}` | {} | {about} |\n", kind.name());
        }
        page.push('\n');
    }
    page
}

#[cfg(test)]
mod tests {
    use crate::{figures, findings};

    const START: &str = "<!-- columns -->\n\n";
    const END: &str = "<!-- /columns -->";

    /// The part of docs/data.md between two marks is written from the schemas.
    #[test]
    fn the_page_in_docs_has_these_columns() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/data.md");
        let page =
            std::fs::read_to_string(path).expect("docs/data.md is there").replace("\r\n", "\n");
        let (before, rest) = page.split_once(START).expect("the first mark");
        let (_, after) = rest.split_once(END).expect("the second mark");
        let columns = super::page(&[&figures::SCHEMA, &findings::SCHEMA]);
        let wanted = format!("{before}{START}{columns}{END}{after}");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(path, &wanted).expect("the page can be written");
            return;
        }
        assert!(page == wanted, "docs/data.md: run the tests with UPDATE_EXPECT=1 to write it");
    }
}
