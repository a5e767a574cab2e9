//! What cells look like, and which of them may be changed.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::options::Fonts;

/// The formats of the workbook.
pub(super) struct Look {
    pub(super) prose: Format,
    pub(super) heading: Format,
    /// Names of columns and blocks; nobody changes them by mistake.
    pub(super) head: Format,
    pub(super) label: Format,
    /// A count; shown as it is.
    pub(super) count: Format,
    /// A figure that may have a fraction.
    pub(super) amount: Format,
    /// A total that is computed.
    pub(super) sum: Format,
    /// A total that does not add up.
    pub(super) wrong: Format,
    /// A check that does not hold.
    pub(super) alarm: Format,
}

/// 五号.
const SIZE: f64 = 10.5;

impl Look {
    pub(super) fn new(fonts: &Fonts) -> Self {
        let plain = Format::new()
            .set_font_name(fonts.table.as_str())
            .set_font_size(SIZE)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let cell = plain.clone().set_border(FormatBorder::Thin);
        let centred = cell.clone().set_align(FormatAlign::Center);
        let figure = centred.clone().set_unlocked();
        Self {
            heading: plain.clone().set_bold(),
            prose: plain.set_unlocked(),
            head: centred.clone().set_background_color(0x00F2_F2F2),
            label: cell.set_align(FormatAlign::Left),
            count: figure.clone().set_num_format("0"),
            amount: figure.clone(),
            sum: figure.clone().set_num_format("0").set_background_color(0x00EA_F3E6),
            wrong: figure.set_background_color(0x00FB_DCD9).set_font_color(0x00B3_261E),
            alarm: centred.set_background_color(0x00C0_0000).set_font_color(0x00FF_FFFF).set_bold(),
        }
    }
}
