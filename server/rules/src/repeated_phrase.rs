//! `repeated-phrase`: words or stops that stand twice in a row.
//!
//! One pass over the characters: where a character came up shortly before, the text behind both is
//! compared. Nothing is compared where none did.

#![allow(clippy::indexing_slicing, reason = "positions are of the characters read")]

use finding::{Finding, Fix, Severity};
use form::halfwidth;
use prose::{Solo, is_han, slips};
use text::Edit;

use super::{Basis, Check, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "repeated-phrase",
    title: "字词重复",
    severity: Severity::Warning,
    doc: Doc {
        what: "同样的字词或者标点连着写了两遍，如“关于印发关于印发”“的的”“，，”。叠词（一步一步、渐渐）、前后两个词相接（区政府政府网站）不在其内；隔开的重复是行文习惯，也不在其内。",
        why: "多是复制、修改时留下的，拼写检查查不出来，读者却容易看出。",
        fix: Some("删去多出的一遍。重复的字词删去前请读一遍上下文；重复的标点可以放心删。"),
        wrong: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关进一步加强进一步加强主动公开，，落实关于印发关于印发工作要点的通知。",
        ),
        right: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关进一步加强主动公开，进一步加强依申请公开，一步一步落实《关于转发〈关于印发工作要点的通知〉的通知》，在县政府政府网站发布。",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[],
            note: "没有成文规定，属于校对的通行要求。",
        },
    },
    check: Check::line(check),
};

/// The longest phrase that is compared, in characters.
const MAX_PHRASE: usize = 24;
/// Characters around a doubling in which a legitimate string is sought.
const MAX_AROUND: usize = 8;
/// 一件事一件事 is counting; what is longer is not.
const MAX_COUNTED: usize = 6;
const STOPS: &str = "，、；。";
/// How many last places of characters are kept; a power of two.
const PLACES: usize = 256;
/// The place of a character that has not come up.
const NEVER: u32 = u32::MAX;

/// Something written twice, or more often: `from` and `length` are in characters of the line.
struct Doubling {
    from: usize,
    length: usize,
}

impl Doubling {
    /// How often it is written.
    fn times(&self, chars: &[char]) -> usize {
        let copies = chars[self.from..].chunks(self.length);
        let phrase = &chars[self.from..self.from + self.length];
        copies.take_while(|copy| *copy == phrase).count()
    }
}

fn check(line: &Solo<'_>, findings: &mut Vec<Finding>) {
    let widen = |former: &mut char, c| Some(widened(c, std::mem::replace(former, c)));
    let mut chars: Vec<char> = Vec::with_capacity(line.text.len());
    chars.extend(line.text.chars().scan(' ', widen));
    let mut last = [NEVER; PLACES];
    let mut at = 0;
    while at < chars.len() {
        match doubling(&chars, at, &mut last) {
            Some(doubling) if is_slip(&chars, &doubling) => {
                findings.push(finding(line.text, &chars, &doubling));
                at = doubling.from + doubling.times(&chars) * doubling.length;
            }
            Some(_) | None => at += 1,
        }
    }
}

/// A half-width stop as the full-width one that it may stand for.
fn widened(c: char, before: char) -> char {
    match c {
        '｡' => '。',
        '､' => '、',
        _ if before.is_ascii_alphanumeric() => c,
        ',' => '，',
        ';' => '；',
        ':' => '：',
        _ => c,
    }
}

/// The doubling that a character is in the second half of, if the same character stood shortly
/// before. `last` holds the place where a character was seen last.
fn doubling(chars: &[char], at: usize, last: &mut [u32; PLACES]) -> Option<Doubling> {
    let c = chars[at];
    let place = &mut last[u32::from(c) as usize % PLACES];
    let former = std::mem::replace(place, u32::try_from(at).unwrap_or(NEVER)) as usize;
    if former >= at || at - former > MAX_PHRASE || chars[former] != c {
        return None;
    }
    let length = at - former;
    let same = |at: &usize| chars.get(*at).is_some_and(|c| *c == chars[*at - length]);
    let end = (at..at + length).take_while(same).last()? + 1;
    let earliest = length.max(end.saturating_sub(length * 2));
    let start = (earliest..at).rev().take_while(same).last().unwrap_or(at);
    (end - start >= length).then(|| Doubling { from: start - length, length })
}

fn is_slip(chars: &[char], doubling: &Doubling) -> bool {
    let Doubling { from, length } = *doubling;
    let phrase = &chars[from..from + length];
    let is_meant = match phrase {
        [one] if is_han(*one) => {
            let doubled = slips().repeated.characters.contains(*one);
            (doubled && !is_beside_another(chars, from)) || is_in_name(chars, from)
        }
        [one] => return is_doubled_stop(chars, from, *one),
        _ => is_phrase(phrase) && is_whole(chars, doubling),
    };
    let is_wanted = || {
        is_reduplicated(phrase) || is_compound(chars, doubling) || is_legitimate(chars, doubling)
    };
    is_meant && !is_wanted()
}

/// 青禾乡乡人民政府, 政府信信息公开: within a name, where two words do not meet.
fn is_in_name(chars: &[char], from: usize) -> bool {
    let known = &slips().repeated;
    let is_at = |at: usize, word: &str| {
        let mut own = word.chars();
        let rest = chars.get(at..).unwrap_or_default();
        own.by_ref().zip(rest).all(|(one, other)| one == *other)
            && word.chars().count() <= rest.len()
    };
    let c = chars[from];
    let before = from.checked_sub(1).and_then(|before| chars.get(before));
    let before = before.copied().unwrap_or_default();
    // 渠县县政府 is 渠县 and 县政府; 乡乡人民政府 is nothing but a slip.
    let full = is_han(before)
        && !known.distributive.contains(before)
        && is_at(from + 2, &known.government);
    let own = known.own.contains(before) && known.governments.iter().any(|it| is_at(from + 2, it));
    let area = known.areas.contains(c) && (full || own);
    let term = |term: &String| {
        let places = term.char_indices().enumerate().skip(1).filter(|(_, (_, own))| *own == c);
        places.into_iter().any(|(place, (offset, _))| {
            let (head, tail) = term.split_at(offset);
            let tail = tail.strip_prefix(c).unwrap_or_default();
            !tail.is_empty()
                && from.checked_sub(place).is_some_and(|start| is_at(start, head))
                && is_at(from + 2, tail)
        })
    };
    area || known.terms.iter().any(term)
}

/// 暖暖和和, 从从容容.
fn is_beside_another(chars: &[char], from: usize) -> bool {
    let same = |at: usize| chars.get(at).is_some_and(|c| chars.get(at + 1) == Some(c));
    from.checked_sub(2).is_some_and(same) || same(from + 2)
}

/// Whether a clause with its stop is one: it begins behind a stop and ends with its own.
fn is_whole(chars: &[char], doubling: &Doubling) -> bool {
    let is_stop = |c: &char| STOPS.contains(*c);
    let phrase = &chars[doubling.from..doubling.from + doubling.length];
    let before = doubling.from.checked_sub(1).map(|before| &chars[before]);
    !phrase.iter().any(is_stop)
        || (phrase.last().is_some_and(is_stop) && before.is_none_or(is_stop))
}

/// A stop that stands twice, and not three times as an ellipsis.
fn is_doubled_stop(chars: &[char], from: usize, stop: char) -> bool {
    let third = chars.get(from + 2).is_some_and(|c| *c == stop);
    let before = from.checked_sub(1).is_some_and(|before| chars[before] == stop);
    "，。、；：".contains(stop) && !third && !before
}

/// Whether a phrase is worth comparing: Chinese words, with title marks and quotes, years, or a
/// whole clause.
fn is_phrase(phrase: &[char]) -> bool {
    let han = phrase.iter().filter(|c| is_han(**c)).count();
    let digits = phrase.iter().filter(|c| c.is_ascii_digit()).count();
    let paired = |open: char, close: char| {
        let count = |mark: char| phrase.iter().filter(|c| **c == mark).count();
        (count(open) == count(close)).then(|| count(open) * 2)
    };
    let straight = phrase.iter().filter(|c| **c == '"').count();
    let marks = paired('《', '》').zip(paired('“', '”')).map(|(one, two)| one + two + straight);
    let marks = marks.filter(|_| straight % 2 == 0);
    let stops = phrase.iter().filter(|c| STOPS.contains(**c)).count();
    let known = han + digits + marks.unwrap_or(0) + stops;
    let enough = match (digits, stops) {
        (0, 0) => han >= 2,
        (4.., 0) => han >= 1,
        (0, 1) => han >= 6,
        _ => false,
    };
    marks.is_some() && known == phrase.len() && enough
}

/// 一步一步, 一个一个地, 很多很多, 说着说着.
fn is_reduplicated(phrase: &[char]) -> bool {
    let counted = phrase.len() <= MAX_COUNTED && phrase.first() == Some(&'一');
    let meant = &slips().repeated.reduplicated;
    let short = |c: &char| meant.contains(*c);
    counted || (phrase.len() == 2 && phrase.iter().any(short))
}

/// 区政府 and 政府网站: a word that ends in what the next begins with.
fn is_compound(chars: &[char], doubling: &Doubling) -> bool {
    let Doubling { from, length } = *doubling;
    let phrase: String = chars[from..from + length].iter().collect();
    let behind: String = chars[from + 2 * length..].iter().take(MAX_AROUND).collect();
    let next = slips().repeated.compounds.get(&phrase);
    next.is_some_and(|next| next.iter().any(|next| behind.starts_with(next.as_str())))
}

/// Whether a string in which the doubling is right covers it.
fn is_legitimate(chars: &[char], doubling: &Doubling) -> bool {
    let Doubling { from, length } = *doubling;
    let start = from.saturating_sub(MAX_AROUND);
    let end = (from + 2 * length + MAX_AROUND).min(chars.len());
    let around: String = chars[start..end].iter().collect();
    let width = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum::<usize>();
    // The seam between the two, and the characters at both sides of it.
    let seam = width(&chars[start..from + length]);
    let mut known = slips().repeated.legitimate.hits(&around);
    known.any(|(at, known)| at < seam && seam < at + known.len())
}

/// Whether a phrase holds digits that are no year.
fn holds_figure(phrase: &str) -> bool {
    let parts = phrase.split(|c: char| !halfwidth(c).is_ascii_digit());
    let years = phrase.matches('年').count();
    let figures = parts.filter(|part| !part.is_empty()).count();
    let is_year =
        |part: &str| part.chars().rev().take_while(|c| halfwidth(*c).is_ascii_digit()).count() == 4;
    figures > phrase.split('年').take(years).filter(|part| is_year(part)).count()
}

fn finding(text: &str, chars: &[char], doubling: &Doubling) -> Finding {
    let Doubling { from, length } = *doubling;
    let mut places = text.char_indices().map(|(at, _)| at);
    let mut place = |skipped| places.nth(skipped).unwrap_or(text.len());
    let times = doubling.times(chars);
    let (start, middle) = (place(from), place(length - 1));
    let end = place((times - 1) * length - 1);
    let phrase = &text[start..middle];
    let message = match times {
        2 => format!("“{phrase}”连着写了两遍，请删去一遍。"),
        _ => format!("“{phrase}”连着写了 {times} 遍，请只留一遍。"),
    };
    let is_mark = length == 1 && !is_han(chars[from]);
    let finding = Finding::new(RULE.name, RULE.severity, start..end, message);
    // Which of two figures counts, and whether they are two, only the author knows.
    if holds_figure(phrase) {
        return finding;
    }
    let edits = vec![Edit { range: middle..end, text: String::new() }];
    finding.fix(Fix { title: format!("删去重复的“{phrase}”"), safe: is_mark, edits })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Expect, expect, findings_of};
    use super::*;

    fn on(text: &str) -> Expect {
        expect("repeated-phrase").line("全年通过县政府", text)
    }

    #[test]
    fn words_written_twice() {
        for (text, fixed) in [
            ("落实《<err>关于印发关于印发</err>工作要点的通知》。", "《关于印发工作要点的通知》"),
            ("公开政府信息<err>的的</err>数量。", "公开政府信息的数量。"),
            ("<err>进行进行</err>公开。", "\n进行公开。"),
            ("𠮷<err>许可许可许可</err>。", "𠮷许可。"),
            ("做好𠮷<err>政府信息公开政府信息公开</err>工作。", "做好𠮷政府信息公开工作。"),
            ("落实<err>《条例》《条例》</err>要求。", "落实《条例》要求。"),
            ("<err>2023年2023年</err>，公开12条。", "\n2023年，公开12条。"),
            ("<err>及时更新信息，及时更新信息，</err>方便查阅。", "\n及时更新信息，方便查阅。"),
            ("<err>我局我局</err>公开12条。", "\n我局公开12条。"),
            ("公开12条<err>，，</err>转载3条。", "公开12条，转载3条。"),
            ("公开12条<err>。。</err>", "公开12条。\n"),
            ("政务公开<err>工作工作</err>还不平衡。", "政务公开工作还不平衡。"),
            ("提高<err>信息公开信息公开</err>水平和<err>质量质量</err>。", "提高信息公开水平"),
        ] {
            on(text).fixed(fixed);
        }
    }

    #[test]
    fn which_of_two_figures_counts_is_left_to_the_author() {
        on("全年<err>公开1200条公开1200条</err>信息。").not_fixed();
    }

    #[test]
    fn words_that_are_right() {
        for text in [
            "渐渐、一一、常常、人人、稳稳、实实在在、条条、好好、层层把关、年年更新。",
            "一步一步推进，一件一件落实，一项一项核对，逐条逐项。",
            "渠县县政府、西城区区政府、云岭镇镇政府、派出所所长、政府办办公室。",
            "编制政府信息公开公开指南，在县人民政府政府网站发布。",
            "规范规范性文件管理，公开各部门部门预算，从事公开工作工作人员。",
            "实现公开目的的同时，为了了解群众需求，以及及时回应，积极参与与监督，关键是是否公开。",
            "进一步加强主动公开，进一步加强依申请公开。",
            "谁公开谁审查、谁主管谁负责，应公开尽公开，能公开尽公开。",
            "共收到11件，2222元，100%100%，…………，——。",
            "越来越好，面对面、一对一，点对点，边查边改。",
            "诚信信息、公开开展情况、职工工作、财政政策、更加加强、息息相关。",
            "暂无。。。",
            "吉林省吉林市。",
        ] {
            on(text).none();
        }
    }

    #[test]
    fn only_words_are_taken_out_with_a_question() {
        let safe = |text: &str| {
            let report = format!("一、总体情况\n\n{text}\n");
            let findings = findings_of(&report);
            let found = findings.iter().find(|finding| finding.rule == RULE.name);
            found.map(|finding| finding.fixes[0].safe)
        };
        assert_eq!(safe("公开12条，，转载3条。"), Some(true));
        assert_eq!(safe("进行进行公开。"), Some(false));
    }

    #[test]
    fn a_character_twice_within_a_name() {
        for text in [
            "青禾<err>乡乡</err>人民政府积极公开信息。",
            "我<err>县县</err>政府信息公开工作取得成效。",
            "做好政府<err>信信</err>息公开工作。",
            "云岭县民<err>政政</err>局公开信息12条。",
            "收到行<err>政政</err>复议1件。",
        ] {
            expect("repeated-phrase").line("全年通过县政府", text);
        }
        for text in [
            "各县县政府和每个乡乡政府都公开了信息。各县县人民政府、渠县县政府。",
            "收到进行行政复议的通知，公开开展情况。",
            "由水利局局长、乡乡长联席会议负责。",
            "全市市政府部门公开信息12条。",
        ] {
            expect("repeated-phrase").line("全年通过县政府", text).none();
        }
    }
}
