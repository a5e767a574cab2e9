//! How a report is laid out: every choice that must not change what is found, beyond the layout's own findings.

use fastrand::Rng;

/// The four ways a table can be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The shape the formatter writes, possibly without some outer bars or with TABs.
    Canonical,
    /// The official layout as pipe rows.
    Pipes,
    /// The official layout as TAB-separated rows.
    Tabs,
    /// One cell a line, as in the seeds.
    Stacked,
}

pub const FAMILIES: [Family; 4] = [Family::Canonical, Family::Pipes, Family::Tabs, Family::Stacked];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bars {
    Both,
    Leading,
    Trailing,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    None,
    /// 商业⏎企业
    Line,
    /// 结果⏎⏎纠正, as in seed 001
    BlankLine,
}

/// How the cells of a row are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress {
    Pipes {
        bars: Bars,
        delimiter: bool,
    },
    Tabs,
    /// One cell a line, each after a TAB; a row of one cell may have none.
    Stacked {
        wrap: Wrap,
        bare_titles: bool,
    },
}

/// What stands where a merged cell continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// A blank cell for each place.
    Full,
    /// One blank for each cell merged downwards, none for those merged sideways: what Word's text export gives.
    Collapsed,
    /// Nothing at all.
    Absent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    Canonical,
    Official(Merge),
}

/// How the four blocks of 表二 stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocks {
    Apart,
    Joined,
    /// One table, each row padded to four columns.
    Padded,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headings {
    Numbered,
    /// `2、 主动公开…`, as in seed 000.
    Misnumbered,
    /// Without the number, as in seeds 001, 002 and 004.
    Unnumbered,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    OneLine,
    TwoLines,
    TwoLinesApart,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Official,
    Columns,
    Rows,
    /// Rows without regard to their groups.
    Shuffled,
}

#[derive(Clone, Debug)]
pub struct Style {
    pub layout: Layout,
    pub dress: Dress,
    pub blocks: Blocks,
    /// 表四's header levels padded at the right instead of standing over their columns.
    pub levels_at_right: bool,
    pub headings: Headings,
    pub title: Title,
    pub order: Order,
    /// Half-width brackets and straight quotes in labels.
    pub halfwidth_labels: bool,
    /// NBSP, U+3000 and spaces around figures.
    pub spaces: bool,
    /// No blank lines where none are needed.
    pub tight: bool,
    pub newline: &'static str,
    pub final_newline: bool,
}

impl Style {
    pub fn random(rng: &mut Rng, family: Family) -> Self {
        let layout = layout(rng, family);
        let dress = dress(rng, family);
        let stacked = family == Family::Stacked;
        let blocks = match layout {
            Layout::Canonical => Blocks::Apart,
            Layout::Official(_) if stacked => Blocks::Apart,
            Layout::Official(_) => {
                *rng.choice(&[Blocks::Apart, Blocks::Joined, Blocks::Padded]).unwrap()
            }
        };
        Self {
            layout,
            dress,
            blocks,
            levels_at_right: rng.bool(),
            headings: *rng
                .choice(&[Headings::Numbered, Headings::Misnumbered, Headings::Unnumbered])
                .unwrap(),
            title: *rng.choice(&[Title::OneLine, Title::TwoLines, Title::TwoLinesApart]).unwrap(),
            order: order(rng, family),
            halfwidth_labels: rng.u8(0..4) == 0,
            spaces: rng.u8(0..3) == 0,
            tight: !stacked && rng.u8(0..3) == 0,
            newline: if rng.u8(0..4) == 0 { "\r\n" } else { "\n" },
            final_newline: rng.u8(0..4) != 0,
        }
    }

    /// Whether the figures stand in the text in the form's own order.
    pub fn keeps_order(&self) -> bool {
        self.order == Order::Official
    }

    /// Whether a blank cell at a row's end could be taken for an outer bar, so that only a mark such as `/` is certain.
    pub fn blank_ends_vanish(&self) -> bool {
        matches!(self.dress, Dress::Pipes { bars, .. } if bars != Bars::Both)
    }
}

fn layout(rng: &mut Rng, family: Family) -> Layout {
    match family {
        Family::Canonical => Layout::Canonical,
        Family::Stacked => Layout::Official(Merge::Collapsed),
        _ => {
            Layout::Official(*rng.choice(&[Merge::Full, Merge::Collapsed, Merge::Absent]).unwrap())
        }
    }
}

fn dress(rng: &mut Rng, family: Family) -> Dress {
    let bars = *rng.choice(&[Bars::Both, Bars::Leading, Bars::Trailing, Bars::None]).unwrap();
    match family {
        Family::Canonical if rng.u8(0..5) == 0 => Dress::Tabs,
        Family::Canonical => {
            Dress::Pipes { bars: if rng.bool() { Bars::Both } else { bars }, delimiter: true }
        }
        Family::Pipes => Dress::Pipes { bars, delimiter: rng.bool() },
        Family::Tabs => Dress::Tabs,
        Family::Stacked => Dress::Stacked {
            wrap: *rng.choice(&[Wrap::None, Wrap::Line, Wrap::BlankLine]).unwrap(),
            bare_titles: rng.u8(0..4) == 0,
        },
    }
}

fn order(rng: &mut Rng, family: Family) -> Order {
    match rng.u8(0..8) {
        0 => Order::Columns,
        1 => Order::Rows,
        2 if family == Family::Canonical => Order::Shuffled,
        _ => Order::Official,
    }
}
