//! `halfwidth-punctuation`: half-width marks in Chinese sentences.
//!
//! A mark is Chinese by its neighbours. Figures, times, addresses and English phrases keep theirs.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use finding::{Finding, Fix, Related, Severity};
use form::halfwidth;
use prose::{Line, LineKind, Mark, Solo, is_han, slips};
use text::Edit;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "halfwidth-punctuation",
    title: "半角标点",
    severity: Severity::Warning,
    doc: Doc {
        what: "中文句子里用了半角的标点。网址、数字、时间、英文里的半角标点不在其内；标题序号用半角括号的，只作提示；半角标点遍布全文的，合成一条提示，一次改完。",
        why: "半角、全角混用，行文不整齐；从网页、表单复制来的文字常带半角括号和逗号。",
        fix: Some("改成对应的全角标点。"),
        wrong: Example::line(
            "2023年，本机关坚持",
            "2023年,本机关坚持以公开为常态、不公开为例外(涉密信息除外)，做好政府信息公开工作｡",
        ),
        right: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关坚持以公开为常态、不公开为例外（涉密信息除外），做好政府信息公开工作。详见http://www.example.cn/a,b，每天8:30更新，共1,234条。",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[Source::of("gb-15834"), Source::of("gb-9704").part("“结构层次序数”")],
            note: "中文标点占一个字的位置，句中点号、括号、引号都用全角；序号的括号写作（一）（1）。",
        },
    },
    check: Check::lines(has_narrow, check),
};

/// With more lines than this, half-width marks are how the whole text is written: one finding.
const MAX_LINES: usize = 8;

/// The half-width marks of a line, as the edits that widen them.
struct Narrow {
    words: Vec<Edit>,
    number: Vec<Edit>,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let lines = context.lines().map(|(_, line)| line).filter(|line| !is_section(context, line));
    let lines: Vec<Narrow> = lines.map(|line| narrow(context, line)).collect();
    let numbers: Vec<Edit> = lines.iter().flat_map(|line| line.number.clone()).collect();
    let words: Vec<Vec<Edit>> =
        lines.into_iter().map(|line| line.words).filter(|edits| !edits.is_empty()).collect();
    if words.len() > MAX_LINES {
        findings.extend(whole(context, words));
    } else {
        findings.extend(words.into_iter().filter_map(|edits| one(context, edits)));
    }
    findings.extend(numbered(context, numbers));
}

/// Whether a line is the heading of a section, whose wording is another rule's.
fn is_section(context: &Context<'_>, line: &Line) -> bool {
    context.report.sections.iter().any(|section| section.heading == line.range)
}

/// One finding for a line.
fn one(context: &Context<'_>, edits: Vec<Edit>) -> Option<Finding> {
    let marks = |text: &dyn Fn(&Edit) -> String| -> String {
        let mut seen: Vec<String> = Vec::new();
        for edit in &edits {
            let mark = format!("“{}”", text(edit));
            if !seen.contains(&mark) {
                seen.push(mark);
            }
        }
        seen.concat()
    };
    let narrow = marks(&|edit| context.text[edit.range.clone()].trim().to_owned());
    let wide = marks(&|edit| edit.text.clone());
    let message = match edits.len() {
        1 | 2 => format!("中文里的半角标点{narrow}应改为全角的{wide}。"),
        count => format!("这一段有 {count} 处半角标点{narrow}，应改为全角的{wide}。"),
    };
    let related = edits.iter().skip(1).map(|edit| Related {
        message: "还有这一处半角标点".to_owned(),
        range: edit.range.clone(),
    });
    let related = related.collect();
    let first = edits.first()?.range.clone();
    let mut finding = Finding::new(RULE.name, RULE.severity, first, message);
    finding.related = related;
    Some(finding.fix(widen(format!("改为全角的{wide}"), edits)))
}

/// One finding for a text whose marks are half-width throughout.
fn whole(context: &Context<'_>, lines: Vec<Vec<Edit>>) -> Option<Finding> {
    let first = lines.first()?.first()?.range.clone();
    let mark = context.text[first.clone()].trim().to_owned();
    let message = format!(
        "从这里的“{mark}”起，全文有多段用了半角标点。中文标点应当用全角，可以用快速修复一次改完。"
    );
    let finding = Finding::new(RULE.name, RULE.severity, first, message);
    Some(finding.fix(widen("把全文的半角标点改为全角".to_owned(), lines.concat())))
}

/// One hint for the numbers of all headings.
fn numbered(context: &Context<'_>, edits: Vec<Edit>) -> Option<Finding> {
    let first = edits.first()?.range.clone();
    let line = context.prose.lines.iter().find(|line| line.range.contains(&first.start))?;
    let message = format!(
        "标题序号“{}”用了半角括号，公文的写法是全角括号。",
        context.text[first.start..line.words].trim_end_matches('、')
    );
    let finding = Finding::new(RULE.name, Severity::Info, first, message);
    Some(finding.fix(widen("把标题序号的括号都改为全角".to_owned(), edits)))
}

fn widen(title: String, edits: Vec<Edit>) -> Fix {
    Fix { title, safe: true, edits }
}

fn has_narrow(line: &Solo<'_>) -> bool {
    line.marks.iter().any(|mark| is_narrow(mark.mark))
}

fn narrow(context: &Context<'_>, line: &Line) -> Narrow {
    let marks = &context.prose.lines.marks(line);
    let mut edits = brackets(context, marks);
    edits.extend(quotes(context, marks, '"', ["“", "”"]));
    edits.extend(quotes(context, marks, '\'', ["‘", "’"]));
    let stops = stops(context.text, line, marks, &edits);
    edits.extend(stops);
    edits.sort_by_key(|edit| edit.range.start);
    let is_number = |edit: &Edit| line.kind == LineKind::Heading && edit.range.start < line.words;
    let (number, words) = edits.into_iter().partition(is_number);
    Narrow { words, number }
}

fn is_narrow(mark: char) -> bool {
    mark.is_ascii() || matches!(mark, '｡'..='､')
}

/// Chinese characters and full-width marks.
fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '‘'..='”' | '…' | '、'..='】' | '〔' | '〕' | '！'..='～')
            && !halfwidth(c).is_ascii_alphanumeric()
}

/// Pairs of brackets around Chinese words, as far as they are half-width.
fn brackets(context: &Context<'_>, marks: &[Mark]) -> Vec<Edit> {
    let mut open: Vec<&Mark> = Vec::new();
    let mut edits = Vec::new();
    for mark in marks {
        match mark.mark {
            '(' | '（' => open.push(mark),
            ')' | '）' => {
                let Some(first) = open.pop() else { continue };
                let inside = &context.text[first.at + first.mark.len_utf8()..mark.at];
                let both = [(first, '(', "（"), (mark, ')', "）")];
                if is_chinese_note(first, inside, mark) {
                    let narrow = both.into_iter().filter(|(mark, narrow, _)| mark.mark == *narrow);
                    edits.extend(narrow.map(|(mark, _, wide)| edit(mark, wide)));
                }
            }
            _ => {}
        }
    }
    edits
}

/// Whether what stands in brackets is Chinese: a note, or the number of an item such as 第(1)项.
fn is_chinese_note(open: &Mark, inside: &str, close: &Mark) -> bool {
    let is_mixed = open.mark.is_ascii() != close.mark.is_ascii();
    let is_number = inside.chars().all(|c| halfwidth(c).is_ascii_digit());
    inside.chars().any(is_han) || (open.before == '第' && is_number) || (is_mixed && !is_number)
}

/// Pairs of straight quotes around Chinese words. Without a partner it cannot be told which is
/// which.
fn quotes(context: &Context<'_>, marks: &[Mark], straight: char, wide: [&str; 2]) -> Vec<Edit> {
    let same: Vec<&Mark> = marks.iter().filter(|mark| mark.mark == straight).collect();
    if same.len() % 2 == 1 {
        return Vec::new();
    }
    let pairs = same.chunks_exact(2).filter(|pair| {
        let inside = &context.text[pair[0].range().end..pair[1].at];
        let chinese =
            inside.chars().any(is_han) || (is_han(pair[0].before) && is_han(pair[1].after));
        chinese && !inside.contains(['“', '”', '‘', '’'])
    });
    pairs.flat_map(|pair| [edit(pair[0], wide[0]), edit(pair[1], wide[1])]).collect()
}

/// The stops of a line that should be full-width. `closed` are the edits of its brackets and quotes.
fn stops(text: &str, line: &Line, marks: &[Mark], closed: &[Edit]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let former = at.checked_sub(1).map(|at| marks[at]);
        let behind_wide = former.is_some_and(|former| {
            let mut widened = closed.iter().chain(&edits);
            former.mark == mark.before && widened.any(|edit| edit.range.start == former.at)
        });
        if let Some(wide) = stop(mark, behind_wide || is_wide(mark.before)) {
            edits.push(stop_edit(text, line, mark, wide));
        } else if ends_sentence(text, line, mark) {
            edits.push(stop_edit(text, line, mark, "。"));
        }
    }
    edits
}

/// The full-width stop that a half-width one should be, if its neighbours are Chinese. `follows`
/// tells that the one before it is.
fn stop(mark: &Mark, follows: bool) -> Option<&'static str> {
    let Mark { before, after, .. } = *mark;
    let between_digits = is_digit(before) && is_digit(after);
    let beside = follows || (is_han(after) && !matches!(before, '\n' | '('));
    Some(match mark.mark {
        ',' if beside && !between_digits => "，",
        ';' if beside && !between_digits => "；",
        ':' if follows => "：",
        '?' if follows && !after.is_ascii_alphanumeric() => "？",
        '!' if follows && after != '[' => "！",
        '.' if is_han(before) && !is_numeral(before) && after == '\n' => "。",
        '｡' => "。",
        '､' => "、",
        '｢' => "「",
        '｣' => "」",
        _ => return None,
    })
}

/// A point between two sentences: behind a closing quote, or before what only begins a
/// sentence. Others may be in a name.
pub(super) fn ends_sentence(text: &str, line: &Line, mark: &Mark) -> bool {
    if mark.mark != '.' || !is_han(mark.after) {
        return false;
    }
    // What nothing opens closes nothing; a point behind a bracket may belong to a number.
    let open = [('”', '“'), ('’', '‘'), ('》', '《')];
    let open = open.into_iter().find(|(close, _)| *close == mark.before).map(|(_, open)| open);
    let closed = open.is_some_and(|open| text[line.range.start..mark.at].contains(open));
    let rest = text[mark.range().end..line.range.end].trim_start();
    let begins = slips().sentences.beginnings.iter().any(|word| rest.starts_with(word.as_str()));
    closed || (is_han(mark.before) && !is_numeral(mark.before) && begins)
}

/// The edit of a stop: a blank behind it, which a half-width one needs, goes as well.
fn stop_edit(text: &str, line: &Line, mark: &Mark, wide: &str) -> Edit {
    let end = mark.range().end;
    let rest = &text[end..line.range.end];
    let before_word = mark.after.is_alphanumeric();
    let blanks = if before_word { rest.len() - rest.trim_start_matches(' ').len() } else { 0 };
    Edit { range: mark.at..end + blanks, text: wide.to_owned() }
}

fn edit(mark: &Mark, wide: &str) -> Edit {
    Edit { range: mark.range(), text: wide.to_owned() }
}

fn is_digit(c: char) -> bool {
    halfwidth(c).is_ascii_digit()
}

/// `一.` and `1.` are numbers of a list.
fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;
    use super::*;

    /// The rule on one line of prose.
    fn on(text: &str) -> super::super::testing::Expect {
        expect("halfwidth-punctuation").line("全年通过县政府", text)
    }

    #[test]
    fn marks_between_chinese_words() {
        for (text, fixed) in [
            (
                "按照《条例》<err>(</err>以下简称《条例》)办理。",
                "《条例》（以下简称《条例》）办理。",
            ),
            ("依照第二十条第<err>(</err>一)项办理。", "第二十条第（一）项办理。"),
            ("依照第二十条第<err>(</err>1)项办理。", "第二十条第（1）项办理。"),
            ("围绕中心工作<err>,</err>做到全覆盖。", "围绕中心工作，做到全覆盖。"),
            ("统计期限<err>, </err>自2023年起。", "统计期限，自2023年起。"),
            ("2023年<err>,</err>公开12条<err></err>。", "2023年，公开12条。"),
            ("提升满意度<err>｡</err>二是强化标准。", "提升满意度。二是强化标准。"),
            ("联系电话<err>:</err>010-12345678。", "联系电话：010-12345678。"),
            ("做到\u{a0}<err>\"</err>零差错\"。", "“零差错”。"),
            ("公开政府信息12条<err>.</err>", "公开政府信息12条。"),
            ("面向APEC国家<err>;</err>面向群众。", "面向APEC国家；面向群众。"),
            ("办理APEC<err>,</err>领事保护等事项。", "办理APEC，领事保护等事项。"),
            ("公开信息（含转载<err>)</err>12条。", "公开信息（含转载）12条。"),
            ("主动公开､依申请公开", "主动公开、依申请公开"),
        ] {
            let text = text.replace("<err></err>", "").replace('､', "<err>､</err>");
            on(&text).level(Severity::Warning).fixed(fixed);
        }
    }

    #[test]
    fn what_keeps_its_marks() {
        for text in [
            "全年公开1,234条，平均3.5条，每天8:30至17:30，比例为3:1。",
            "见http://www.example.cn/a,b;c?d=e:f和www.example.cn。",
            "邮箱为xxgk@example.cn，文件为报告.docx、A.B.pdf。",
            "参加Asia-Pacific Economic Cooperation (APEC), known as APEC: a forum.",
            "文号为国办函(2021)30号，电话为(0571)12345678。",
            "注释<!-- 略,不公开(秘密) -->不看。",
            "工作亮点(2)个，依照iOS's说明。",
            "1)主动公开；2)依申请公开。",
            "阿依古丽.买买提同志。",
            "请见[公告](http://www.example.cn/)。",
        ] {
            on(text).none();
        }
    }

    #[test]
    fn the_marks_of_a_line_are_one_finding() {
        on("主动公开<err>(</err>含转载),12条;依申请公开, 3件｡")
            .message("这一段有 6 处半角标点“(”“)”“,”“;”“｡”")
            .fixed("主动公开（含转载），12条；依申请公开，3件。");
    }

    #[test]
    fn numbers_of_headings_are_a_hint() {
        expect("halfwidth-punctuation")
            .lines("（一）主动公开", "（一）主动公开", "<err>(</err>一)主动公开")
            .level(Severity::Info)
            .message("“(一)”")
            .fixed("\n（一）主动公开\n");
    }

    #[test]
    fn a_text_that_is_half_width_throughout_is_one_finding() {
        let line = "按要求,公开信息。\n\n".repeat(12);
        let text = format!("云岭县档案局2023年政府信息公开工作年度报告\n\n{line}");
        expect("halfwidth-punctuation")
            .text(&text.replacen("按要求,", "按要求<err>,</err>", 1))
            .message("全文有多段")
            .fixed(&"按要求，公开信息。\n\n".repeat(12));
    }
}
