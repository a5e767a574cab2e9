//! `unpaired-mark`: quotation marks, title marks and brackets without their partner.
//!
//! Each kind of mark is paired by itself, line by line; what is left over may find its partner in
//! the lines below, where a quotation goes over several paragraphs.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use finding::{Finding, Fix, Related, Severity};
use form::{halfwidth, is_blank};
use prose::{Line, Mark, Solo};
use text::Edit;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "unpaired-mark",
    title: "标点不成对",
    severity: Severity::Warning,
    doc: Doc {
        what: "引号、书名号、括号只有前一半，或者只有后一半。提示里说明另一半大约漏在哪里；前后方向打反了的，也在其内。一段里同一种符号缺得很多的，只指出前 20 处，改好以后再指出其余的。",
        why: "少了一半，读者看不出引到哪里、文件名到哪里为止；复制、删改时最容易漏掉。",
        fix: Some("方向打反的，改正方向；漏掉的要由作者看清位置再补。"),
        wrong: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关坚持“公开为常态、不公开为例外“，落实《云岭县政务公开工作要点，做好政府信息公开工作。",
        ),
        right: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关坚持“公开为常态、不公开为例外”，落实《云岭县政务公开工作要点》，做好政府信息公开工作。",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[Source::of("gb-15834")],
            note: "引号、括号、书名号都由前后两半组成，成对使用。",
        },
    },
    check: Check::lines(is_odd, check).and_line(check_line),
};

/// A partner is sought this many lines below.
const MAX_LINES: usize = 4;
/// Two halves this near to each other, both of the same direction, are one pair.
const MAX_PAIR_CHARS: usize = 30;
/// Of a line and a kind no more are told: what has so many is no prose.
const MAX_SINGLES: usize = 20;
/// Where its partner belongs is sought among so many marks.
const MAX_MARKS: usize = 200;
/// Characters of the text that a message shows.
const MAX_SHOWN: usize = 8;

/// Marks that are paired with each other.
struct Kind {
    open: &'static [char],
    close: &'static [char],
    name: &'static str,
}

static KINDS: [Kind; 8] = [
    Kind { open: &['“'], close: &['”'], name: "引号" },
    Kind { open: &['‘'], close: &['’'], name: "单引号" },
    Kind { open: &['《'], close: &['》'], name: "书名号" },
    Kind { open: &['〈'], close: &['〉'], name: "单书名号" },
    Kind { open: &['（', '('], close: &['）', ')'], name: "括号" },
    Kind { open: &['【'], close: &['】'], name: "方头括号" },
    Kind { open: &['〔', '［', '['], close: &['〕', '］', ']'], name: "方括号" },
    Kind { open: &['「', '『', '｢'], close: &['」', '』', '｣'], name: "引号" },
];

impl Kind {
    /// The right pair for a mark of this kind.
    fn pair(&self, mark: char) -> [char; 2] {
        let place = |marks: &[char]| marks.iter().position(|known| *known == mark);
        let place = place(self.open).or_else(|| place(self.close));
        let place = place.unwrap_or(0);
        [self.open[place], self.close[place]]
    }
}

/// A mark without partner.
#[derive(Clone, Copy)]
struct Single<'l> {
    line: &'l Line,
    /// The line's place among all.
    row: usize,
    mark: Mark,
    kind: &'static Kind,
}

impl Single<'_> {
    fn opens(&self) -> bool {
        self.kind.open.contains(&self.mark.mark)
    }
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut singles = Vec::new();
    for (row, line) in context.lines() {
        let marks = context.prose.lines.marks(line);
        for kind in &KINDS {
            singles_of(context, (line, row), &marks, kind, &mut singles);
        }
    }
    let partners = paired_below(&singles, context);
    let singles = singles.into_iter().zip(partners).filter(|(_, paired)| !paired);
    let mut former: Option<Single<'_>> = None;
    for (single, _) in singles {
        match former.take() {
            Some(first) if is_turned(context.text, &first, &single) => {
                findings.push(turned(context.text, &first, &single));
            }
            other => {
                findings.extend(other.map(|first| missing(context, &first)));
                former = Some(single);
            }
        }
    }
    findings.extend(former.map(|last| missing(context, &last)));
}

fn check_line(line: &Solo<'_>, findings: &mut Vec<Finding>) {
    findings.extend(straight(line.marks));
}

/// Whether a mark finds no partner, as on few lines.
fn is_odd(line: &Solo<'_>) -> bool {
    let mut open = [0_usize; KINDS.len()];
    for mark in line.marks {
        let Some((kind, opens)) = kind_of(mark.mark) else { continue };
        match (opens, open[kind]) {
            (true, _) => open[kind] += 1,
            (false, 0) => return true,
            (false, _) => open[kind] -= 1,
        }
    }
    open.iter().any(|open| *open > 0)
}

/// The kind of a mark, and whether it opens.
fn kind_of(mark: char) -> Option<(usize, bool)> {
    if matches!(mark, '，' | '。' | '、' | '；' | '：') {
        return None;
    }
    let kind = |kind: &Kind| kind.open.contains(&mark) || kind.close.contains(&mark);
    let kind = KINDS.iter().position(kind)?;
    Some((kind, KINDS[kind].open.contains(&mark)))
}

/// The marks of a kind that have no partner on their line.
fn singles_of<'l>(
    context: &Context<'_>,
    (line, row): (&'l Line, usize),
    marks: &[Mark],
    kind: &'static Kind,
    singles: &mut Vec<Single<'l>>,
) {
    let mut open: Vec<Mark> = Vec::new();
    let from = singles.len();
    for mark in marks {
        if kind.open.contains(&mark.mark) {
            open.push(*mark);
        } else if kind.close.contains(&mark.mark)
            && open.pop().is_none()
            && !stands_alone(context.text, line, mark)
        {
            singles.push(Single { line, row, mark: *mark, kind });
        }
    }
    let unclosed = open.into_iter().filter(|mark| !is_apostrophe(mark));
    singles.extend(unclosed.map(|mark| Single { line, row, mark, kind }));
    singles[from..].sort_by_key(|single| single.mark.at);
    singles.truncate(from + MAX_SINGLES);
}

/// Whether a mark that closes may do so alone: `1）` of a list, the apostrophe of `it’s` and ’98, an
/// inch.
fn stands_alone(text: &str, line: &Line, mark: &Mark) -> bool {
    match mark.mark {
        '’' => mark.before.is_ascii_alphanumeric() || halfwidth(mark.after).is_ascii_digit(),
        '”' => mark.before.is_ascii_digit(),
        '）' | ')' => {
            let before = text[line.range.start..mark.at].trim_end_matches(is_blank);
            let numeral = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
            let rest = before.trim_end_matches(numeral);
            let is_short = before[rest.len()..].chars().count() <= 2;
            let begins = rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric());
            is_short && rest.len() < before.len() && begins
        }
        _ => false,
    }
}

/// ‘23.
fn is_apostrophe(mark: &Mark) -> bool {
    mark.mark == '‘' && halfwidth(mark.after).is_ascii_alphanumeric()
}

/// Which marks find their partner in a line below or above.
fn paired_below(singles: &[Single<'_>], context: &Context<'_>) -> Vec<bool> {
    let mut paired = vec![false; singles.len()];
    for (at, single) in singles.iter().enumerate().filter(|(_, single)| single.opens()) {
        let below = singles.partition_point(|other| other.row <= single.row);
        let mut same = singles
            .iter()
            .enumerate()
            .skip(below)
            .take_while(|(_, other)| other.row <= single.row + MAX_LINES)
            .filter(|(_, other)| std::ptr::eq(other.kind, single.kind));
        match same.next() {
            Some((partner, other)) if !other.opens() && !paired[partner] => {
                paired[at] = true;
                paired[partner] = true;
            }
            _ => paired[at] = goes_on(single, context),
        }
    }
    paired
}

/// Whether a quotation goes on in the next paragraph, which then begins with the same mark.
fn goes_on(single: &Single<'_>, context: &Context<'_>) -> bool {
    let next = context.prose.lines.get(single.row + 1);
    let is_quote = matches!(single.mark.mark, '“' | '‘' | '「' | '『');
    is_quote
        && next.is_some_and(|next| context.text[next.range.clone()].starts_with(single.mark.mark))
}

/// Whether two marks in a row are the halves of one pair, one of them or both turned round. Only of
/// quotes and title marks: the keys of brackets are not mixed up.
fn is_turned(text: &str, first: &Single<'_>, second: &Single<'_>) -> bool {
    let has_halfwidth = first.kind.open.iter().any(char::is_ascii);
    if first.row != second.row || !std::ptr::eq(first.kind, second.kind) || has_halfwidth {
        return false;
    }
    let inside = &text[first.mark.range().end..second.mark.at];
    let stops = ['。', '；', '！', '？', '｡', ';', '!', '?'];
    let is_one = !inside.is_empty()
        && !inside.contains(first.kind.open)
        && !inside.contains(first.kind.close)
        && inside.chars().count() <= MAX_PAIR_CHARS
        && !inside.trim_end_matches(stops).contains(stops);
    is_one && (!first.opens() || second.opens())
}

fn turned(text: &str, first: &Single<'_>, second: &Single<'_>) -> Finding {
    let [open, close] = first.kind.pair(first.mark.mark);
    let written = [(first.mark, open), (second.mark, close)];
    let wrong = written.into_iter().filter(|(mark, right)| mark.mark != *right);
    let edits: Vec<Edit> =
        wrong.map(|(mark, right)| Edit { range: mark.range(), text: right.to_string() }).collect();
    let turned = if first.opens() { second } else { first };
    let inside = &text[first.mark.range().end..second.mark.at];
    let words: String =
        inside.chars().take_while(|c| c.is_alphanumeric()).take(MAX_SHOWN).collect();
    let name = first.kind.name;
    let message = match words.is_empty() {
        true => format!("这里的{name}方向打反了，两边应当一前一后。"),
        false => format!("这里的{name}方向打反了：“{words}”两边应当一前一后。"),
    };
    let fix = Fix { title: format!("改正{name}的方向"), safe: true, edits };
    Finding::new(RULE.name, RULE.severity, turned.mark.range(), message).fix(fix)
}

fn missing(context: &Context<'_>, single: &Single<'_>) -> Finding {
    let name = single.kind.name;
    let (place, message, near) = if single.opens() {
        let (place, words) = end(context, single);
        let hint = match words.is_empty() {
            true => String::new(),
            false => format!("后{name}最迟应当补在“{words}”之后，"),
        };
        (place, format!("前{name}没有配对的后{name}。{hint}请核对到哪里为止。"), "最迟补在这里")
    } else {
        let (place, words) = beginning(context, single);
        let hint = match words.is_empty() {
            true => String::new(),
            false => format!("前{name}最早应当补在“{words}”之前，"),
        };
        (place, format!("后{name}没有配对的前{name}。{hint}请核对从哪里开始。"), "最早补在这里")
    };
    let mut finding = Finding::new(RULE.name, RULE.severity, single.mark.range(), message);
    finding.related.push(Related { message: near.to_owned(), range: place..place });
    finding
}

/// Where the partner of a mark that opens stands at the latest, and the words before that.
fn end<'t>(context: &Context<'t>, single: &Single<'_>) -> (usize, String) {
    let start = single.line.range.start;
    let marks = context.prose.lines.own_marks(single.line);
    let behind = marks.partition_point(|mark| start + mark.at <= single.mark.at);
    let stop = marks[behind..].iter().take(MAX_MARKS).position(is_stop).map(|at| behind + at);
    let place = stop.map_or(single.line.range.end, |stop| start + marks[stop].at);
    let from = marks[..stop.unwrap_or(marks.len())].last();
    let from = from.map_or(0, |mark| start + mark.range().end).max(single.mark.range().end);
    let words: Vec<char> = context.text[from..place].chars().rev().take(MAX_SHOWN).collect();
    (place, words.iter().rev().collect())
}

/// Where the partner of a mark that closes stands at the earliest, and the words behind that.
fn beginning(context: &Context<'_>, single: &Single<'_>) -> (usize, String) {
    let start = single.line.range.start;
    let marks = context.prose.lines.own_marks(single.line);
    let before = &marks[..marks.partition_point(|mark| start + mark.at < single.mark.at)];
    let is_end = |mark: &&Mark| is_stop(mark) || single.kind.close.contains(&mark.mark);
    let place = before.iter().rev().take(MAX_MARKS).find(is_end);
    let place = place.map_or(single.line.words, |mark| start + mark.range().end);
    let place = place.min(single.mark.at);
    let next = before.partition_point(|mark| start + mark.at < place);
    let until = before.get(next).map_or(single.mark.at, |mark| start + mark.at);
    (place, shown_start(&context.text[place..until]))
}

fn shown_start(words: &str) -> String {
    words.chars().take(MAX_SHOWN).collect()
}

fn is_stop(mark: &Mark) -> bool {
    let between_digits = mark.before.is_ascii_digit() && mark.after.is_ascii_digit();
    let latin = matches!(mark.mark, ',' | ';' | '?' | '!' | ':') && !between_digits;
    let last = mark.mark == '.' && mark.after == '\n';
    latin || last || matches!(mark.mark, '，' | '。' | '；' | '：' | '！' | '？' | '｡')
}

/// An odd number of straight quotes. One behind a figure may be an inch, and one beside a curved one
/// is its partner.
fn straight(marks: &[Mark]) -> Option<Finding> {
    let quotes = || marks.iter().filter(|mark| mark.mark == '"');
    let last = quotes().next_back().filter(|_| quotes().count() % 2 == 1)?;
    let is_mixed = marks.iter().any(|mark| matches!(mark.mark, '“' | '”'));
    if is_mixed || quotes().any(|mark| mark.before.is_ascii_digit()) {
        return None;
    }
    let message = "这一段的直引号不成对，少了一个。请核对引到哪里为止，并改用“”。".to_owned();
    Some(Finding::new(RULE.name, RULE.severity, last.range(), message))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Expect, expect};

    fn on(text: &str) -> Expect {
        expect("unpaired-mark").line("全年通过县政府", text)
    }

    #[test]
    fn marks_that_open_and_never_close() {
        for (text, message) in [
            (
                "做好<err>“</err>一网通办信息公开。中心以“我是热线人 我添光彩”为主题。",
                "后引号最迟应当补在“一网通办信息公开”之后",
            ),
            (
                "落实<err>《</err>关于印发《工作要点》的通知，做好公开。",
                "后书名号最迟应当补在“的通知”之后",
            ),
            (
                "公开信息12条<err>（</err>其中转载3条，做好公开。",
                "后括号最迟应当补在“其中转载3条”之后",
            ),
            ("公开信息12条<err>(</err>其中转载3条", "最迟应当补在“其中转载3条”之后"),
            ("按云政办函<err>〔</err>2023 5号执行。", "后方括号"),
            ("<err>【</err>公告𠮷", "后方头括号"),
            ("<err>“</err>、，。", "前引号没有配对的后引号。请核对"),
        ] {
            on(text).message(message).not_fixed();
        }
    }

    #[test]
    fn marks_that_close_and_never_opened() {
        for (text, message) in [
            ("做好公开，一网通办<err>”</err>信息公开。", "前引号最早应当补在“一网通办”之前"),
            ("落实工作要点<err>》</err>的要求。", "前书名号最早应当补在“落实工作要点”之前"),
            ("落实《工作要点》和方案<err>》</err>的要求。", "最早应当补在“和方案”之前"),
            ("其中转载3条<err>）</err>。", "前括号"),
            ("做到零差错<err>\"</err>。", "直引号不成对"),
        ] {
            on(text).message(message).not_fixed();
        }
    }

    #[test]
    fn marks_turned_round() {
        for (text, fixed) in [
            ("坚持“公开为常态<err>“</err>的原则。", "坚持“公开为常态”的原则。"),
            ("坚持<err>”</err>公开为常态”的原则。", "坚持“公开为常态”的原则。"),
            ("坚持<err>”</err>公开为常态“的原则。", "坚持“公开为常态”的原则。"),
            ("落实《工作要点<err>《</err>的要求。", "落实《工作要点》的要求。"),
        ] {
            on(text).message("方向打反了").fixed(fixed);
        }
    }

    #[test]
    fn marks_that_are_right() {
        for text in [
            "坚持“公开为常态、‘不公开’为例外”，落实《条例》（以下简称〈条例〉)。",
            "重点是：1）主动公开；2)依申请公开；一）其他。",
            "系统的user’s guide和12”屏、‘23年。",
            "他说：“今年公开。\n“明年还要公开。”",
            "依据《云岭县政务公开\n工作要点》办理。",
            "“一、公开。\n二、办理。”",
            "案号为（2023）云01行初12号，文号为云政〔2023〕5号，见[1]。",
            "注释<!-- “略 -->不看。",
        ] {
            on(text).none();
        }
    }
}
