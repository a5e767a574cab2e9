//! The reports that are typed into: one as it is, and the same made long, by paragraphs that differ from each other and, in turn
//! with them, by its own: these are full of figures, lists and instruments.

/// Texts of about so many kilobytes, and how many keystrokes are measured in each.
pub(crate) const SIZES: [(usize, usize); 4] = [(8, 4000), (80, 2000), (800, 300), (8000, 30)];

/// A faultless report.
pub(crate) const REPORT: &str = include_str!("../../../examples/clean.nianbao");

/// Where prose is added.
const PLACE: &str = "（二）依申请公开";

/// Where somebody types.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    /// In a paragraph before the added ones.
    Early,
    /// In the paragraph behind them, which has many figures that are held against the tables.
    Late,
    /// In a cell of 表三, whose sums the figure takes part in.
    Cell,
}

impl Place {
    pub(crate) const ALL: [Self; 3] = [Self::Early, Self::Late, Self::Cell];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Early => "a paragraph near the beginning",
            Self::Late => "a paragraph full of figures, behind the long part",
            Self::Cell => "a cell of 表三",
        }
    }

    /// The byte at which is typed.
    pub(crate) fn offset(self, text: &str) -> usize {
        let behind = |marked: &str, word: &str| {
            let at = text.find(marked).unwrap() + marked.len();
            at + text.get(at..).unwrap().find(word).unwrap() + word.len()
        };
        match self {
            Self::Early => behind("（一）主动公开", "全年"),
            Self::Late => behind(PLACE, "全年"),
            Self::Cell => behind("| 一、本年新收申请", "|     3"),
        }
    }

    /// What is typed, and taken away again.
    pub(crate) fn typed(self) -> &'static str {
        match self {
            Self::Early | Self::Late => "共",
            Self::Cell => "0",
        }
    }
}

/// The report, made as long as asked for.
pub(crate) fn report(kilobytes: usize) -> String {
    let mut prose = String::new();
    let mut own = REPORT.lines().filter(|line| is_paragraph(line)).cycle();
    let mut at = 0;
    while REPORT.len() + prose.len() < kilobytes * 1000 {
        at += 1;
        prose += &format!(
            "第{at}次工作例会研究了信息发布的安排，要求各科室在{}日内核对栏目内容，对第{}批历史信息逐条标注公开属性，并把结果报办公室汇总。\n\n",
            at % 28 + 1,
            at * 7 % 101,
        );
        prose.extend([own.next().unwrap(), "\n\n"]);
    }
    REPORT.replacen(PLACE, &format!("{prose}{PLACE}"), 1)
}

/// Whether a line of the report is one of its sentences, not a title, a heading or a row.
fn is_paragraph(line: &str) -> bool {
    line.ends_with('。') && !line.starts_with(['|', '（'])
}
