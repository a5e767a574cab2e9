//! Reports side by side as a page: problems first, then what both say nearly word for word, and what has
//! changed most. One file that needs no other.

use compare::{Difference, Differences, Passage, Piece, Value};
use maud::{Markup, html};
use text::position::Position;

use super::page::{Nonce, Page};

const STYLE: &str = include_str!("comparison/style.css");
/// Units of the drawing of a change.
const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 8.0;

/// What a page is made of.
pub struct ComparisonPage<'a> {
    pub title: String,
    /// None for a page that is read from a file.
    pub nonce: Option<&'a Nonce>,
    /// Reports by organ and year, where there are many.
    pub grid: Option<GridView<'a>>,
    pub pairs: Vec<PairView<'a>>,
}

/// Reports by organ and year.
#[derive(Debug)]
pub struct GridView<'a> {
    pub years: &'a [i32],
    /// The organs, each with what its reports come to, year by year.
    pub organs: Vec<(&'a str, Vec<CellView>)>,
    /// What is missing or late, in words, each list with its name.
    pub lists: Vec<(&'static str, Vec<String>)>,
}

/// What a report comes to.
#[derive(Debug)]
pub struct CellView {
    pub words: String,
    pub state: CellState,
}

/// How a cell of the grid looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    Missing,
    Faulty,
    Doubtful,
    Good,
}

/// Which one of two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

/// Two reports.
pub struct PairView<'a> {
    /// Whose report the later one is, and for which year.
    pub report: String,
    /// What the two are called, the earlier first.
    pub names: [String; 2],
    pub paths: [&'a str; 2],
    pub problems: Vec<ProblemView<'a>>,
    pub differences: &'a Differences,
    /// What was not listed, in words.
    pub rest: Vec<String>,
    pub passages: Vec<PassageView<'a>>,
    /// The line and column of a byte offset of one of the texts, as the page's user counts them; none
    /// where nothing can lead there.
    pub locate: &'a dyn Fn(Side, usize) -> Option<Position>,
}

/// Something that is wrong.
#[derive(Debug)]
pub struct ProblemView<'a> {
    pub level: &'static str,
    pub is_error: bool,
    /// Where it stands: in which report, at which byte of its text, and in words.
    pub side: Side,
    pub offset: usize,
    pub place: String,
    pub message: &'a str,
}

/// What both reports say, with where they do.
#[derive(Debug)]
pub struct PassageView<'a> {
    pub passage: &'a Passage,
    /// How much of it is the same, in words.
    pub share: String,
    pub places: [String; 2],
}

/// The page.
pub fn comparison(page: &ComparisonPage<'_>) -> String {
    let is_single = page.grid.is_none();
    let content = html! {
        h1 { (page.title) }
        @if let Some(grid) = &page.grid { (grid_section(grid)) }
        @for pair in &page.pairs {
            @if is_single { (pair_section(pair)) } @else { (folded(pair)) }
        }
    };
    Page { title: &page.title, style: STYLE, nonce: page.nonce, content }.document()
}

fn grid_section(grid: &GridView<'_>) -> Markup {
    html! {
        table.grid {
            thead { tr { th { "机关" } @for year in grid.years { th { (year) } } } }
            tbody {
                @for (organ, cells) in &grid.organs {
                    tr { th { (organ) } @for cell in cells { td class=(class(cell.state)) { (cell.words) } } }
                }
            }
        }
        p.note { "“缺”是没有这一年的年报；“2错 1警”是检查出 2 个错误、1 个警告；“晚”是公布日期晚于期限；“✓”是没有错误和警告。" }
        @for (name, items) in grid.lists.iter().filter(|(_, items)| !items.is_empty()) {
            h2 { (name) "：" (items.len()) " 处" }
            ul { @for item in items { li { (item) } } }
        }
    }
}

fn class(state: CellState) -> &'static str {
    match state {
        CellState::Missing => "missing",
        CellState::Faulty => "faulty",
        CellState::Doubtful => "doubtful",
        CellState::Good => "good",
    }
}

/// A pair among many: what it comes to in a line, the rest below it.
fn folded(pair: &PairView<'_>) -> Markup {
    let (problems, passages) = (pair.problems.len(), pair.passages.len());
    let cells = pair.differences.cells.len();
    html! {
        details open[problems > 0] {
            summary {
                (pair.report) "，与上年对照："
                (problems) " 个问题，" (passages) " 段几乎相同，" (cells) " 格数字不同"
            }
            (pair_section(pair))
        }
    }
}

fn pair_section(pair: &PairView<'_>) -> Markup {
    html! {
        section {
            p.files { (pair.names[0]) "：" code { (pair.paths[0]) } br; (pair.names[1]) "：" code { (pair.paths[1]) } }
            h2 { "要核对的问题" @if pair.problems.is_empty() { "：没有" } }
            ul.problems {
                @for problem in &pair.problems {
                    @let spot = pair.spot(problem.side, Some(problem.offset));
                    li class=[problem.is_error.then_some("error")]
                        data-side=[spot.side] data-line=[spot.line] data-character=[spot.character] {
                        strong { (problem.level) } " " span.place { (problem.place) } " " (problem.message)
                    }
                }
            }
            h2 { "几乎相同的段落" @if pair.passages.is_empty() { "：没有" } }
            @for passage in &pair.passages { (side_by_side(pair, passage)) }
            h2 { "不同的数字" @if pair.differences.cells.is_empty() { "：没有" } }
            @if !pair.differences.cells.is_empty() { (changes(pair)) }
            @for line in &pair.rest { p.note { (line) } }
        }
    }
}

fn side_by_side(pair: &PairView<'_>, view: &PassageView<'_>) -> Markup {
    let [before, after] = &view.places;
    let [old_spot, new_spot] = [
        pair.spot(Side::Before, Some(view.passage.before.start)),
        pair.spot(Side::After, Some(view.passage.after.start)),
    ];
    html! {
        div.passage {
            p.section { (view.passage.section) "，" (view.share) }
            div data-side=[old_spot.side] data-line=[old_spot.line] data-character=[old_spot.character] {
                p.place { (pair.names[0]) "，" (before) }
                p { @for piece in &view.passage.pieces { (old(piece)) } }
            }
            div data-side=[new_spot.side] data-line=[new_spot.line] data-character=[new_spot.character] {
                p.place { (pair.names[1]) "，" (after) }
                p { @for piece in &view.passage.pieces { (new(piece)) } }
            }
        }
    }
}

fn old(piece: &Piece) -> Markup {
    match piece {
        Piece::Same(text) => html! { (text) },
        Piece::Changed(text, _) => html! { @if !text.is_empty() { del { (text) } } },
    }
}

fn new(piece: &Piece) -> Markup {
    match piece {
        Piece::Same(text) => html! { (text) },
        Piece::Changed(_, text) => html! { @if !text.is_empty() { ins { (text) } } },
    }
}

/// The figures that differ, the most changed first.
fn changes(pair: &PairView<'_>) -> Markup {
    html! {
        table.changes {
            thead {
                tr {
                    th { "表" } th { "行" } th { "列" } th { (pair.names[0]) } th { (pair.names[1]) }
                    th { "相差" } th { "幅度" } th { "图" }
                }
            }
            tbody {
                @for cell in &pair.differences.cells {
                    @let [table, row, column] = cell.names;
                    tr {
                        td { (table) } td { (row) } td { (column) }
                        (figure(pair, Side::Before, &cell.before))
                        (figure(pair, Side::After, &cell.after))
                        td.figure { (signed(cell)) } td.figure { (percent(cell)) } td { (bars(cell)) }
                    }
                }
            }
        }
    }
}

/// A figure, leading to its cell.
fn figure(pair: &PairView<'_>, side: Side, value: &Value) -> Markup {
    let spot = pair.spot(side, value.range.as_ref().map(|range| range.start));
    html! {
        td.figure data-side=[spot.side] data-line=[spot.line] data-character=[spot.character] {
            (value.told())
        }
    }
}

/// Where a click leads to; nowhere if it is empty.
#[derive(Default)]
struct Spot {
    side: Option<&'static str>,
    line: Option<usize>,
    character: Option<usize>,
}

impl PairView<'_> {
    fn spot(&self, side: Side, offset: Option<usize>) -> Spot {
        let Some(at) = offset.and_then(|offset| (self.locate)(side, offset)) else {
            return Spot::default();
        };
        let side = match side {
            Side::Before => "before",
            Side::After => "after",
        };
        Spot { side: Some(side), line: Some(at.line), character: Some(at.column) }
    }
}

fn signed(cell: &Difference) -> String {
    let Some(change) = cell.change() else { return String::new() };
    let sign = if change.as_f64() > 0.0 { "+" } else { "" };
    format!("{sign}{change} {}", cell.unit)
}

fn percent(cell: &Difference) -> String {
    cell.percent().map(|percent| format!("{percent:+.1}%")).unwrap_or_default()
}

/// Both figures as bars, the larger one filling the width.
fn bars(cell: &Difference) -> Markup {
    let (Some(before), Some(after)) = (cell.before.number, cell.after.number) else {
        return Markup::default();
    };
    let (before, after) = (before.as_f64().max(0.0), after.as_f64().max(0.0));
    let most = before.max(after).max(f64::MIN_POSITIVE);
    let length = |value: f64| format!("{:.1}", WIDTH * value / most);
    html! {
        svg width=(WIDTH) height=(HEIGHT * 2.0 + 1.0) aria-hidden="true" {
            rect.before width=(length(before)) height=(HEIGHT) {}
            rect.after y=(HEIGHT + 1.0) width=(length(after)) height=(HEIGHT) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let differences = Differences::default();
        let passage = Passage {
            section: "一、<b>".to_owned(),
            before: 0..1,
            after: 0..1,
            share: 0.9,
            pieces: vec![
                Piece::Same("<i>".to_owned()),
                Piece::Changed("</p>甲".to_owned(), "乙<script>".to_owned()),
            ],
        };
        let view = PassageView {
            passage: &passage,
            share: "90%".to_owned(),
            places: ["<1>".to_owned(), "<2>".to_owned()],
        };
        let problem = ProblemView {
            level: "错误",
            is_error: true,
            side: Side::After,
            offset: 7,
            place: "<3>".to_owned(),
            message: "a<b",
        };
        let pair = PairView {
            report: "<o>".to_owned(),
            names: ["<n>".to_owned(), "&n".to_owned()],
            paths: ["<p>", "\"p"],
            problems: vec![problem],
            differences: &differences,
            rest: vec!["<r>".to_owned()],
            passages: vec![view],
            locate: &|side, offset| {
                (side == Side::After).then_some(Position { line: 3, column: offset })
            },
        };
        let page =
            ComparisonPage { title: "<t>".to_owned(), nonce: None, grid: None, pairs: vec![pair] };
        let page = comparison(&page);
        for raw in ["<t>", "<n>", "<p>\"", "<1>", "<3>", "a<b", "<r>", "<i>", "<script>"] {
            assert!(!page.contains(raw), "{raw}");
        }
        assert!(
            page.contains("<del>&lt;/p&gt;甲</del>")
                && page.contains("<ins>乙&lt;script&gt;</ins>")
        );
        // The earlier report is nothing that a click leads to.
        assert!(page.contains(r#"data-side="after" data-line="3" data-character="7""#));
        assert!(!page.contains("data-side=\"before\""));
    }
}
