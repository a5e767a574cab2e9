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
            tags: text.contains("</"),
            commas: figures && rows >= MIN_COMMA_ROWS && rows > marked,
        }
    }
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
