//! Somebody who edits a report without mercy: random edits, the same for the same seed.
//!
//! Knows texts only, so that the library's own tests can type by it as well.

use std::ops::Range;

use fastrand::Rng;

/// A replacement in the text that the one before it left.
#[derive(Debug, Clone)]
pub struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

/// What is typed: characters of every length, marks of the format, blanks and line ends of all kinds.
const SCRAPS: [&str; 34] = [
    "0",
    "7",
    "12",
    "１",
    "信",
    "𠮷",
    "👨‍👩‍👧",
    "，",
    "。",
    "，，",
    "的的",
    "（",
    "《",
    "《条例》",
    "第五十条",
    "共12件",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "|",
    " | ",
    "\\|",
    "\t",
    "\t\t",
    "\u{3000}",
    "\u{2028}",
    "\u{85}",
    "\u{b}",
    "\u{c}",
    "\u{feff}",
    "\0",
    "<!--",
    "-->",
];

/// What is pasted, each as lines of its own.
const PIECES: [&str; 12] = [
    "一、总体情况",
    "（二）依申请公开",
    "三、收到和处理政府信息公开申请情况",
    "2、主动公开政府信息情况",
    "<!-- nianbao: allow unbalanced-sum, blank-cell 已核实 -->",
    "云岭县𠮷石局2022年政府信息公开工作年度报告",
    "全年收到政府信息公开申请12件，其中自然人9件、其他3件，均已办结。",
    "| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n| 一、本年新收政府信息公开申请数量 | 9 | 0 | 0 | 0 | 0 | 3 | 12 |",
    "案件类型\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n行政复议\t1\t0\t0\t0\t2",
    "\t行政许可\n\n\t1286\n\n\t行政处罚\n\n\t37",
    "\t本年新收\n政府信息公开申请数量\n\n\t3\n\t4",
    "| 行政复议 | 1 | 0 | 0 | 0 | 1 |\n| 行政复议 | 1 | 0 | 0 | 0 | 1 |",
];

/// Above this length (in bytes, over that of the text that it began with) a text is begun anew.
const MOST_GROWTH: usize = 6000;

/// One who edits.
pub struct Typist {
    rng: Rng,
    original: String,
    /// Earlier texts, to go back to.
    earlier: Vec<String>,
}

impl Typist {
    /// Begins with a text.
    pub fn new(seed: u64, original: &str) -> Self {
        Self { rng: Rng::with_seed(seed), original: original.to_owned(), earlier: Vec::new() }
    }

    /// What is done next: mostly one edit, sometimes several at once.
    pub fn edits(&mut self, text: &str) -> Vec<Edit> {
        self.earlier.push(text.to_owned());
        if self.earlier.len() > 8 {
            self.earlier.remove(0);
        }
        if text.len() > self.original.len() + MOST_GROWTH || text.len() < self.original.len() / 8 {
            return vec![whole(text, self.original.clone())];
        }
        let count = [1, 1, 1, 1, 2, 3][self.rng.usize(..6)];
        let mut now = text.to_owned();
        let mut edits = Vec::new();
        for _ in 0..count {
            for edit in self.one(&now) {
                now.replace_range(edit.range.clone(), &edit.text);
                edits.push(edit);
            }
        }
        edits
    }

    fn one(&mut self, text: &str) -> Vec<Edit> {
        let at = self.place(text);
        match self.rng.usize(..100) {
            0..35 => vec![insert(at, self.pick(&SCRAPS))],
            35..50 => vec![Edit { range: at..self.behind(text, at, 12), text: String::new() }],
            50..62 => vec![self.digit(text)],
            62..70 => {
                let line = self.line(text);
                vec![insert(line.start, &format!("{}\n", self.pick(&PIECES)))]
            }
            70..76 => vec![Edit { range: at..self.behind(text, at, 500), text: String::new() }],
            76..80 => vec![Edit { range: self.line(text), text: String::new() }],
            80..84 => {
                let line = self.line(text);
                vec![insert(line.end, text.get(line).unwrap_or_default())]
            }
            84..88 => self.swap(text),
            88..92 => self.context(text),
            92..95 => {
                let first = insert(0, self.pick(&SCRAPS));
                let end = text.len() + first.text.len();
                vec![first, insert(end, "。")]
            }
            95..97 => vec![self.undo(text)],
            _ => vec![Edit {
                range: at..self.behind(text, at, 40),
                text: self.pick(&SCRAPS).to_owned(),
            }],
        }
    }

    fn pick<'s>(&mut self, list: &[&'s str]) -> &'s str {
        self.rng.choice(list).copied().unwrap_or_default()
    }

    fn place(&mut self, text: &str) -> usize {
        boundary(text, self.rng.usize(..=text.len()))
    }

    /// A place at most so many bytes behind another.
    fn behind(&mut self, text: &str, at: usize, most: usize) -> usize {
        boundary(text, (at + self.rng.usize(..=most)).min(text.len())).max(at)
    }

    /// A line with its line end.
    fn line(&mut self, text: &str) -> Range<usize> {
        let at = self.place(text);
        let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
        start..text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
    }

    /// Another digit in place of one.
    fn digit(&mut self, text: &str) -> Edit {
        let digits: Vec<usize> =
            text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
        match self.rng.choice(&digits) {
            Some(at) => Edit { range: *at..at + 1, text: self.rng.u8(..10).to_string() },
            None => insert(0, "1"),
        }
    }

    /// Two lines change places, as two replacements.
    fn swap(&mut self, text: &str) -> Vec<Edit> {
        let (one, other) = (self.line(text), self.line(text));
        let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
        if first.end > second.start {
            return Vec::new();
        }
        let taken = |range: &Range<usize>| text[range.clone()].to_owned();
        let (above, below) = (taken(&first), taken(&second));
        vec![Edit { range: second, text: above }, Edit { range: first, text: below }]
    }

    /// A change that touches one line, and what is meant by others.
    fn context(&mut self, text: &str) -> Vec<Edit> {
        let sought =
            ["2023", "自然人", "总计", "政府信息公开工作年度报告", "一、", "局", "（二）", "|"];
        let word = self.pick(&sought);
        let places: Vec<usize> = text.match_indices(word).map(|(at, _)| at).collect();
        let new = self.pick(&["2022", "", "商业企业", "人民政府", "三、", "\n"]);
        let place = self.rng.choice(&places).copied();
        place
            .map(|at| Edit { range: at..at + word.len(), text: new.to_owned() })
            .into_iter()
            .collect()
    }

    fn undo(&mut self, text: &str) -> Edit {
        let earlier = self.rng.choice(&self.earlier).cloned();
        whole(text, earlier.unwrap_or_default())
    }
}

/// The nearest place before one that positions can name: not within a character, nor within CR LF.
fn boundary(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let (before, behind) = text.split_at(at);
    if before.ends_with('\r') && behind.starts_with('\n') { at - 1 } else { at }
}

fn insert(at: usize, text: &str) -> Edit {
    Edit { range: at..at, text: text.to_owned() }
}

/// The whole text, replaced.
fn whole(text: &str, new: String) -> Edit {
    Edit { range: 0..text.len(), text: new }
}
