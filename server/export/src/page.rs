//! The page of GB/T 9704—2012: A4, 22 lines of 28 characters of 16 pt. In twips, of which 20 are a
//! point and 1,440 an inch.

pub(crate) const WIDTH: u32 = 11_906;
pub(crate) const HEIGHT: u32 = 16_838;
/// 37 mm.
pub(crate) const TOP: u32 = 2_098;
/// 35 mm.
pub(crate) const BOTTOM: u32 = 1_984;
/// 28 mm.
pub(crate) const LEFT: u32 = 1_588;
/// What leaves 156 mm for the text.
pub(crate) const RIGHT: u32 = 1_474;
/// From the edge of the page to the footer: the page number stands 7 mm below the text.
pub(crate) const FOOTER: u32 = 1_389;

pub(crate) const TEXT_WIDTH: u32 = WIDTH - LEFT - RIGHT;
pub(crate) const TEXT_HEIGHT: u32 = HEIGHT - TOP - BOTTOM;

/// Of a line: the most of which 22 fit on a page.
pub(crate) const LINE: u32 = TEXT_HEIGHT / 22;
/// 三号, in half points: of the text.
pub(crate) const TEXT: u32 = 32;
/// 二号, in half points: of the title.
pub(crate) const TITLE: u32 = 44;
/// 小五, in half points: of tables, so that the longest fits on a page.
pub(crate) const TABLE: u32 = 18;
/// 五号, in half points: of notes below tables.
pub(crate) const NOTE: u32 = 21;
/// 四号, in half points: of page numbers.
pub(crate) const PAGE_NUMBER: u32 = 28;
/// What 28 characters are set closer, each, to fit into a line of 156 mm.
pub(crate) const TIGHTER: u32 = 5;
/// The width of a character of the text.
pub(crate) const CHARACTER: u32 = TEXT * 10 - TIGHTER;

/// The room for text on a page, in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Room {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Default for Room {
    fn default() -> Self {
        Self { width: TEXT_WIDTH, height: TEXT_HEIGHT }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_22_lines_of_28_characters() {
        assert_eq!(TEXT_HEIGHT / LINE, 22);
        assert_eq!(TEXT_WIDTH / CHARACTER, 28);
        let millimetres = |twips: u32| f64::from(twips) / 1_440.0 * 25.4;
        assert!((millimetres(TEXT_WIDTH) - 156.0).abs() < 0.05);
        assert!((millimetres(TEXT_HEIGHT) - 225.0).abs() < 0.05);
    }
}
