//! How a text is written: what parts its blocks and cells.

/// How a text is written, as far as it concerns all of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing {
    /// Whether tags part its blocks.
    pub(super) tags: bool,
    /// Whether commas part cells.
    pub(super) commas: bool,
}

impl Writing {
    pub(super) fn of(text: &str) -> Self {
        let lines = || text.lines().filter(|line| is_comma_row(line));
        let rows = lines().count();
        let figures = lines().any(holds_plain_cell);
        let marked = text.lines().filter(|line| line.contains(['|', '\t'])).count();
        Self {
            tags: text.contains("</") && BLOCK_TAGS.iter().any(|name| has_element(text, name)),
            commas: figures && rows >= MIN_COMMA_ROWS && rows > marked,
        }
    }
}

/// The elements that a page, or a part of one, is made of. A text that names another tag speaks of it.
const BLOCK_TAGS: [&str; 13] =
    ["td", "th", "tr", "table", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Whether an element is opened, and closed behind that.
fn has_element(text: &str, name: &str) -> bool {
    let is_tag = |rest: &str| {
        let named = rest.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        let behind = rest.get(name.len()..).and_then(|rest| rest.bytes().next());
        named && behind.is_some_and(|byte| byte == b'>' || byte.is_ascii_whitespace())
    };
    let mut tags = text.split('<').skip(1);
    tags.any(is_tag) && tags.any(|rest| rest.strip_prefix('/').is_some_and(is_tag))
}

/// Commas part cells if at least so many lines look like it.
const MIN_COMMA_ROWS: usize = 3;

/// Whether a line has commas and is no sentence.
fn is_comma_row(line: &str) -> bool {
    line.matches(',').count() >= 2 && !line.contains('。')
}

/// Whether a figure, or nothing, stands between two commas.
fn holds_plain_cell(line: &str) -> bool {
    let plain =
        |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit() || b". \"".contains(&byte));
    line.split(',').skip(1).any(plain)
}
