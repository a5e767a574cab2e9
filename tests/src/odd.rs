//! Texts and bytes that nobody would call a report: cut, mangled, in other encodings, or random.

use fastrand::Rng;

use crate::case;
use crate::style::FAMILIES;

/// A report of each family, to be mangled.
pub fn originals() -> Vec<String> {
    let clean = FAMILIES.iter().flat_map(|&family| case::clean(family, 2));
    clean.map(|case| case.text).collect()
}

/// `text` cut off at `count` places, each between two characters.
pub fn cuts(rng: &mut Rng, text: &str, count: usize) -> Vec<String> {
    let boundaries: Vec<usize> = text.char_indices().map(|(index, _)| index).collect();
    (0..count).map(|_| text[..*rng.choice(&boundaries).unwrap()].to_owned()).collect()
}

/// What may be typed or pasted into the middle of a report.
const SCRAPS: [&str; 24] = [
    "\t",
    "\t\t",
    "\n",
    "\n\n",
    "\r",
    "|",
    " | ",
    "| --- |\n",
    "一、",
    "（一）",
    "1.",
    "2、 ",
    "《",
    "〈",
    "“",
    "<!--",
    "-->",
    "\0",
    "\u{2028}",
    "\u{85}",
    "\u{feff}",
    "𠮷👨‍👩‍👧",
    "\u{3000}",
    "\\",
];

/// `text` after a few rounds of thoughtless editing.
pub fn mangled(rng: &mut Rng, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..rng.usize(1..12) {
        let at = rng.usize(0..lines.len());
        match rng.u8(0..5) {
            0 if lines.len() > 1 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let other = rng.usize(0..lines.len());
                lines.swap(at, other);
            }
            _ => insert_scrap(rng, &mut lines[at]),
        }
    }
    lines.join("\n")
}

fn insert_scrap(rng: &mut Rng, line: &mut String) {
    let boundaries: Vec<usize> =
        line.char_indices().map(|(index, _)| index).chain([line.len()]).collect();
    line.insert_str(*rng.choice(&boundaries).unwrap(), rng.choice(&SCRAPS).unwrap());
}

/// A text of nothing but scraps and figures.
pub fn scrap_heap(rng: &mut Rng) -> String {
    let words = [
        "0",
        "12",
        "总计",
        "自然人",
        "第二十条第（一）项",
        "行政复议",
        "三、本年度办理结果",
        "（七）总计",
        "规章",
        " ",
    ];
    let count = rng.usize(0..200);
    let all = [&words[..], &SCRAPS[..]].concat();
    (0..count).map(|_| *rng.choice(&all).unwrap()).collect()
}

pub fn random_bytes(rng: &mut Rng) -> Vec<u8> {
    let count = rng.usize(0..3000);
    std::iter::repeat_with(|| rng.u8(..)).take(count).collect()
}

/// Texts that differ from a good report in one respect only, with a name for each.
pub fn variants(text: &str) -> Vec<(&'static str, String)> {
    let middle = text.len() / 2;
    let middle = (middle..text.len()).find(|&index| text.is_char_boundary(index)).unwrap();
    let with = |scrap: &str| format!("{}{scrap}{}", &text[..middle], &text[middle..]);
    vec![
        ("byte-order-mark", format!("\u{feff}{text}")),
        ("crlf", text.replace("\r\n", "\n").replace('\n', "\r\n")),
        ("lone-cr", text.replace("\r\n", "\n").replace('\n', "\r")),
        ("line-separator", with("\u{2028}")),
        ("next-line", with("\u{85}")),
        ("nul", with("\0")),
        ("astral", with("𠮷👨‍👩‍👧𝟙")),
        ("combining", with("e\u{301}\u{200d}")),
        ("no-tabs", text.replace('\t', "    ")),
        ("no-line-ends", text.replace(['\r', '\n'], "")),
        ("twice", text.repeat(2)),
        ("reversed", text.lines().rev().collect::<Vec<_>>().join("\n")),
    ]
}
