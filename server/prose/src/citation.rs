//! References to articles: 第五十条第一款第（四）项, and which instrument's they are.

#![allow(clippy::indexing_slicing, reason = "ranges come from the text itself")]

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use form::{halfwidth, is_blank};
use report::{Inline, InlineKind, Report};

use super::numeral;
use super::passage::MAX_SENTENCE;
use super::words::words;

/// How far before a reference its instrument is sought, in bytes.
const MAX_NAME: usize = 240;

/// A reference to an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    pub range: Range<usize>,
    pub whose: Whose,
    /// Whether the instrument's name stands right before it, and no other in the report is called
    /// so.
    pub named: bool,
    pub article: u32,
    /// 款.
    pub paragraph: Option<u32>,
    /// 项.
    pub item: Option<u32>,
}

/// Whose article it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// 中华人民共和国政府信息公开条例.
    Regulation,
    /// Another instrument, by its name without title marks.
    Other(String),
    /// It cannot be told.
    Unknown,
}

/// The references to articles in a report's prose, in order.
pub fn citations(text: &str, report: &Report) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    let others = Others::of(text, report);
    for (at, inline) in report.inlines.iter().enumerate() {
        if inline.kind != InlineKind::ArticleReference {
            continue;
        }
        let Some((article, paragraph, item)) = numbers(&text[inline.range.clone()]) else {
            continue;
        };
        let former = &report.inlines[..at];
        let (whose, named) = whose(text, former, inline.range.start, &citations).told(&others);
        let range = inline.range.clone();
        citations.push(Citation { range, whose, named, article, paragraph, item });
    }
    citations
}

/// Whose article a reference would be that is written at a place.
pub fn whose_at(text: &str, report: &Report, offset: usize) -> Whose {
    let before = report.inlines.partition_point(|inline| inline.range.end <= offset);
    let mut former = citations(text, report);
    former.retain(|citation| citation.range.end <= offset);
    let others = Others::of(text, report);
    whose(text, &report.inlines[..before], offset, &former).told(&others).0
}

/// The name of an instrument without its title marks, if the text is one in title marks.
pub fn instrument_name(written: &str) -> Option<String> {
    let inner = written.strip_prefix('《')?.strip_suffix('》')?;
    Some(inner.chars().filter(|c| !is_blank(*c)).collect())
}

/// Whether a name in title marks is that of 条例, notes such as （2019 年修订） aside.
fn is_regulation(name: &str) -> bool {
    let name = name.split(['（', '(']).next().unwrap_or(name);
    words().citations.regulation.iter().any(|known| known == name)
}

impl Whose {
    /// Whose articles an instrument's are; `name` is without title marks.
    pub fn of(name: String) -> Self {
        if is_regulation(&name) { Self::Regulation } else { Self::Other(name) }
    }
}

/// How it is said whose article a reference is.
enum Said {
    /// By this name right before it.
    Named(String),
    /// By the reference before it, which is or is not named.
    Joined(Whose, bool),
    /// By the sentence.
    Assumed(Whose),
}

impl Said {
    /// Whose article it is, and whether a name says so that is no other instrument's.
    fn told(self, others: &Others<'_>) -> (Whose, bool) {
        match self {
            Self::Named(name) if others.share(&name) => (Whose::of(name), false),
            Self::Named(name) => (Whose::of(name), true),
            Self::Joined(whose, named) => (whose, named),
            Self::Assumed(whose) => (whose, false),
        }
    }
}

/// The instruments of a report other than 条例, each once; sought when somebody asks.
struct Others<'t> {
    text: &'t str,
    report: &'t Report,
    names: OnceCell<BTreeSet<String>>,
}

impl<'t> Others<'t> {
    fn of(text: &'t str, report: &'t Report) -> Self {
        Self { text, report, names: OnceCell::new() }
    }

    /// Whether one of them is called by this name of 条例 as well.
    fn share(&self, name: &str) -> bool {
        is_regulation(name) && self.names().iter().any(|other| other.ends_with(name))
    }

    fn names(&self) -> &BTreeSet<String> {
        self.names.get_or_init(|| {
            let inlines = self.report.inlines.iter();
            let instruments = inlines.filter(|inline| inline.kind == InlineKind::Instrument);
            let written: BTreeSet<&str> =
                instruments.map(|inline| &self.text[inline.range.clone()]).collect();
            let names = written.into_iter().filter_map(instrument_name);
            names.filter(|name| !is_regulation(name)).collect()
        })
    }
}

/// Whose article a reference at `end` is. `inlines` and `former` are those before it.
fn whose(text: &str, inlines: &[Inline], end: usize, former: &[Citation]) -> Said {
    let from = text.floor_char_boundary(end.saturating_sub(MAX_SENTENCE));
    let line = text[from..end].rfind(['\n', '\r']).map_or(from, |at| from + at + 1);
    let window =
        (line.max(end.saturating_sub(MAX_NAME))..end).find(|at| text.is_char_boundary(*at));
    let start = window.unwrap_or(end);
    let before = without_note(text[start..end].trim_end_matches(is_blank));
    let place = start + before.len();
    let nearest = inlines.iter().rev().find(|inline| inline.range.end <= place);
    if let Some(inline) = nearest.filter(|inline| inline.range.end == place)
        && inline.kind == InlineKind::Instrument
        && let Some(name) = instrument_name(&text[inline.range.clone()])
    {
        return Said::Named(name);
    }
    if let Some(citation) = joined(before, start, former) {
        return Said::Joined(citation.whose.clone(), citation.named);
    }
    by_words(before).unwrap_or_else(|| Said::Assumed(by_sentence(text, inlines, line..end)))
}

/// The text without a note in brackets at its end, such as （以下简称《条例》）.
fn without_note(text: &str) -> &str {
    let noted = text.ends_with(['）', ')']);
    match text.rfind(['（', '(']) {
        Some(open) if noted => text[..open].trim_end_matches(is_blank),
        _ => text,
    }
}

/// The reference right before, if nothing but a joint stands between.
fn joined<'c>(before: &str, start: usize, former: &'c [Citation]) -> Option<&'c Citation> {
    let last = former.last()?;
    let between = before.get(last.range.end.checked_sub(start)?..)?.trim_matches(is_blank);
    let joint = between.is_empty() || words().citations.joints.iter().any(|joint| joint == between);
    joint.then_some(last)
}

/// Whose it is by the words right before it that stand without title marks.
fn by_words(before: &str) -> Option<Said> {
    let known = &words().citations;
    if known.unmarked.iter().any(|name| before.ends_with(name.as_str())) {
        return known.regulation.first().cloned().map(Said::Named);
    }
    let short = known.regulation.iter();
    let short = short.filter_map(|name| Some((name, before.strip_suffix(name.as_str())?)));
    let alone = |(_, head): &(&String, &str)| {
        let said = known.before_short.iter().any(|word| head.ends_with(word.as_str()));
        said || !head.ends_with(char::is_alphanumeric)
    };
    if let Some((name, _)) = short.into_iter().find(alone) {
        return Some(Said::Named(name.clone()));
    }
    let other = known.others.iter().any(|ending| before.ends_with(ending.as_str()));
    other.then_some(Said::Assumed(Whose::Unknown))
}

/// Whose it is if nothing right before it says so: that of 条例, unless the sentence has named
/// another instrument last.
fn by_sentence(text: &str, inlines: &[Inline], before: Range<usize>) -> Whose {
    let start = text[before.clone()]
        .rfind(['。', '；', '！', '？'])
        .map_or(before.start, |at| before.start + at);
    let named = inlines
        .iter()
        .rev()
        .take_while(|inline| inline.range.start >= start)
        .find(|inline| inline.kind == InlineKind::Instrument);
    let whose =
        named.and_then(|inline| instrument_name(&text[inline.range.clone()])).map(Whose::of);
    match whose {
        Some(Whose::Other(_)) => Whose::Unknown,
        _ => Whose::Regulation,
    }
}

/// The numbers of 条, 款 and 项.
fn numbers(written: &str) -> Option<(u32, Option<u32>, Option<u32>)> {
    let (article, rest) = written.strip_prefix('第')?.split_once('条')?;
    let (paragraph, rest) = match rest.split_once('款') {
        Some((paragraph, rest)) => (Some(paragraph), rest),
        None => (None, rest),
    };
    let item = rest.strip_suffix('项');
    let part = |text: &str| ordinal(text.trim_matches(|c: char| "第（()）".contains(c)));
    Some((ordinal(article)?, paragraph.and_then(part), item.and_then(part)))
}

/// The value of 五十六, 一百零二, 56 or ５６, up to 999.
fn ordinal(text: &str) -> Option<u32> {
    if text.chars().all(|c| halfwidth(c).is_ascii_digit()) {
        let digits: String = text.chars().map(halfwidth).collect();
        return digits.parse().ok().filter(|value| *value < 1000);
    }
    numeral::value(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each reference of a line of prose is read as.
    fn read(line: &str) -> Vec<(u32, Whose)> {
        let text = format!("一、总体情况\n\n𠮷，{line}\n");
        let citations = citations(&text, &report::read(&text));
        citations.into_iter().map(|citation| (citation.article, citation.whose)).collect()
    }

    fn other(name: &str) -> Whose {
        Whose::Other(name.to_owned())
    }

    #[test]
    fn numerals_of_either_kind() {
        assert_eq!(numbers("第五十条第一款第（四）项"), Some((50, Some(1), Some(4))));
        assert_eq!(numbers("第20条第(１)项"), Some((20, None, Some(1))));
        assert_eq!(numbers("第一百零二条"), Some((102, None, None)));
        assert_eq!(numbers("第一〇二条第二款"), Some((102, Some(2), None)));
        assert_eq!(numbers("第九九九九九九九九九九九九条"), None);
    }

    #[test]
    fn articles_of_the_regulation() {
        for line in [
            "依照《中华人民共和国政府信息公开条例》第五十条编制。",
            "依照《中华人民共和国政府信息公开条例》（以下简称《条例》）第五十条编制。",
            "按照《条例》第五十条编制。",
            "按照条例第五十条编制。",
            "根据中华人民共和国政府信息公开条例第五十条编制。",
            "第五十条要求的内容都在下面。",
            "依据《政府信息公开条例（2019修订）》第五十条编制。",
        ] {
            assert_eq!(read(line), [(50, Whose::Regulation)], "{line}");
        }
    }

    #[test]
    fn articles_of_others() {
        let fees = "政府信息公开信息处理费管理办法";
        assert_eq!(read("《政府信息公开信息处理费管理办法》第四条规定。"), [(4, other(fees))]);
        assert_eq!(read("依照行政复议法第六十八条维持。"), [(68, Whose::Unknown)]);
        assert_eq!(read("依照信访工作条例第三条转办。"), [(3, Whose::Unknown)]);
        assert_eq!(
            read("按照《政府信息公开信息处理费管理办法》的要求，第四条照办。"),
            [(4, Whose::Unknown)]
        );
    }

    #[test]
    fn a_reference_follows_the_one_before_it() {
        assert_eq!(
            read("按《条例》第十四条、第十五条和第十六条办理，另见《某办法》第三条、第四条。"),
            [
                (14, Whose::Regulation),
                (15, Whose::Regulation),
                (16, Whose::Regulation),
                (3, other("某办法")),
                (4, other("某办法")),
            ]
        );
    }
}
