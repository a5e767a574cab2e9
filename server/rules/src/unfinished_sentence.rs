//! `unfinished-sentence`: a sentence without a mark at its end.
//!
//! A line is taken for a sentence only if it looks like nothing else: headings that lost their
//! number, notes, addresses, signatures and pieces of lines broken by copying end without a mark.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use std::cell::LazyCell;

use finding::{Finding, Severity};
use form::{halfwidth, is_blank, vocabulary};
use prose::{Line, LineKind, Solo, is_han, slips};
use report::{ElementKind, InlineKind};
use text::line_ends;

use super::halfwidth_punctuation::ends_sentence;
use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "unfinished-sentence",
    title: "句子没写完",
    severity: Severity::Warning,
    doc: Doc {
        what: "一段话的末尾没有句号之类的标点，或者停在逗号、顿号上；“一是……二是……”的列举中，前一项没有标点就接上后一项，也在其内。标题、落款、附件说明、联系方式、网址不在其内。",
        why: "多半是漏了标点，也可能是后面的内容在复制时丢失，请核对原稿。",
        fix: None,
        wrong: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关坚持以公开为常态、不公开为例外。一是做好主动公开工作；二是提高答复质量三是围绕群众关心的事项，进一步做好",
        ),
        right: Example::line(
            "2023年，本机关坚持",
            "2023年，本机关坚持以公开为常态、不公开为例外。一是做好主动公开工作；二是提高答复质量；三是围绕群众关心的事项，进一步做好解读。",
        ),
        basis: Basis {
            grade: Grade::Law,
            cites: &[Source::of("gb-15834").part("“句号”")],
            note: "句号用于句子末尾，表示陈述语气。",
        },
    },
    check: Check::lines(is_unfinished, check).and_line(check_line),
};

/// A line with two clauses or more, this long (in characters), is no heading.
const MIN_SENTENCE: usize = 40;
/// With other signs of a sentence, it may be shorter.
const MIN_CLEAR: usize = 12;
/// A piece behind the last stop that is shorter than this is no sentence.
const MIN_LAST: usize = 3;
/// Fewer open lines than this do not tell whether a text is broken into lines by width.
const MIN_BROKEN: usize = 3;
/// Lines shorter than this do not tell whether a text is broken into lines by width.
const MIN_LONG: usize = 25;
/// What a signature after the last sentence has at most.
const MAX_SIGNATURE: usize = 20;

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// With a stop, or with what needs none.
    Finished,
    /// With `，` or `、`.
    Comma,
    /// Without a mark.
    Bare,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !is_broken_by_width(context) {
        let width = LazyCell::new(|| widest(context));
        let is_wrapped = |line: &Line| goes_on_below(context, line) && width.is_full(context, line);
        let lines = context.lines().map(|(_, line)| line);
        findings
            .extend(lines.filter(|line| !is_wrapped(line)).filter_map(|it| at_end(context, it)));
    }
}

fn check_line(line: &Solo<'_>, findings: &mut Vec<Finding>) {
    if line.kind != LineKind::Title {
        findings.extend(before_item(line.text));
    }
}

fn is_unfinished(line: &Solo<'_>) -> bool {
    end(line.text) != End::Finished
}

fn end(line: &str) -> End {
    let paired = |c: char| "“”‘’《》〈〉（）()「」『』｢｣【】〔〕[]\"'".contains(c) || is_blank(c);
    let written = without_note(line);
    let inner = written.trim_end_matches(paired);
    match inner.chars().next_back() {
        Some('，' | '、' | ',' | '､') if inner.len() == written.len() => End::Comma,
        Some(c) if is_han(c) || halfwidth(c).is_ascii_digit() || matches!(c, '%' | '％') => {
            End::Bare
        }
        _ => End::Finished,
    }
}

/// The text without a note in brackets at its end that stands behind a finished sentence.
fn without_note(text: &str) -> &str {
    let note = text.ends_with(['）', ')']).then(|| text.rfind(['（', '('])).flatten();
    let before = note.map(|open| text[..open].trim_end_matches(is_blank));
    let finished = |text: &&str| {
        let stops = |c: char| "。！？；：…—.!?;:｡".contains(c);
        text.trim_end_matches(['”', '’', '》', '』', '」']).ends_with(stops)
    };
    before.filter(finished).unwrap_or(text)
}

/// Whether the text was broken into lines by their width: then many long lines have no end.
fn is_broken_by_width(context: &Context<'_>) -> bool {
    let is_long = |line: &&Line| {
        let text = &context.text[line.range.clone()];
        line.kind == LineKind::Paragraph && text.chars().nth(MIN_LONG - 1).is_some()
    };
    let open = context.lines().map(|(_, line)| line).filter(is_long).count();
    open >= MIN_BROKEN && open * 3 > context.prose.lines.iter().filter(is_long).count()
}

/// How wide the lines of prose are that are wider than the others, in columns of a fixed-width font.
struct Width {
    columns: usize,
    /// How many lines are about as wide.
    lines: usize,
}

impl Width {
    /// Whether a line may end where it does because nothing more fitted into it.
    fn is_full(&self, context: &Context<'_>, line: &Line) -> bool {
        self.lines >= MIN_BROKEN && columns(context, line) + MAX_RAGGED >= self.columns
    }
}

/// What may be missing at the end of a full line: a character, and a mark that cannot begin a line.
const MAX_RAGGED: usize = 4;

fn widest(context: &Context<'_>) -> Width {
    let lines = || {
        let paragraphs = context.prose.lines.iter().filter(|it| it.kind == LineKind::Paragraph);
        paragraphs.map(|line| columns(context, line))
    };
    let columns = lines().max().unwrap_or(0);
    Width { columns, lines: lines().filter(|it| it + MAX_RAGGED >= columns).count() }
}

fn columns(context: &Context<'_>, line: &Line) -> usize {
    context.text[line.range.clone()].chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A finding for a line that ends without a stop.
fn at_end(context: &Context<'_>, line: &Line) -> Option<Finding> {
    let written = &context.text[line.words..line.range.end];
    let end = end(&context.text[line.range.clone()]);
    if line.kind == LineKind::Title || !is_sentence(context, line, written) {
        return None;
    }
    if end == End::Comma && goes_on_below(context, line) || is_piece(context, line) {
        return None;
    }
    let last = written.chars().next_back()?;
    let message = match end {
        End::Comma => {
            format!("这一段停在“{last}”上，话没有说完。请补全，或者改为句号。")
        }
        _ => "这一段末尾没有标点。话说完了的，请补上句号；没说完的，请补全。".to_owned(),
    };
    let range = line.range.end - last.len_utf8()..line.range.end;
    Some(Finding::new(RULE.name, RULE.severity, range, message))
}

/// Whether a line can be nothing but a sentence.
fn is_sentence(context: &Context<'_>, line: &Line, written: &str) -> bool {
    let last =
        last_stop(context, line).and_then(|stop| written.split_at_checked(stop - line.words));
    if (last.is_none() && line.kind == LineKind::Heading)
        || is_note(written)
        || is_enclosed(written)
    {
        return false;
    }
    let count = written.chars().count();
    if let Some((_, last)) = last {
        let is_long = count >= MIN_SENTENCE / 2 && last.chars().count() >= MIN_LAST;
        let stop = written[..written.len() - last.len()].chars().next_back();
        // A half-width stop has its blank behind it.
        let is_apart = last.starts_with(is_blank) && !stop.is_some_and(|c| c.is_ascii());
        return is_long && !is_appended(last, is_apart);
    }
    if ends_in_code(written) {
        return false;
    }
    let has_comma = written.contains(['，', ',']);
    let known = &slips().sentences;
    let told = known.predicates.iter().any(|word| written.contains(word.as_str()))
        || has_comma && counts(context, line);
    let titled = known.headings.iter().any(|word| written.ends_with(word.as_str()))
        || vocabulary().section(written).is_some();
    match has_comma {
        true => count >= MIN_SENTENCE || (told && count >= MIN_CLEAR),
        false => told && !titled && count >= MIN_CLEAR / 2 + 2,
    }
}

/// Where the last sentence that is finished ends.
fn last_stop(context: &Context<'_>, line: &Line) -> Option<usize> {
    let written = &context.text[line.words..line.range.end];
    let is_stop = |c: &(usize, char)| "。！？；｡!?;".contains(c.1);
    let stop = written.char_indices().rev().find(is_stop);
    let stop = stop.map(|(at, c)| line.words + at + c.len_utf8());
    // A point that is to become a full stop is one.
    let points = if written.contains('.') { context.prose.lines.marks(line) } else { Vec::new() };
    let point = points.iter().rev().find(|mark| ends_sentence(context.text, line, mark));
    stop.max(point.map(|mark| mark.range().end))
}

/// Whether what stands behind the last sentence of a line is none: a note, a signature, a number.
fn is_appended(last: &str, is_apart: bool) -> bool {
    let words = last.trim_start_matches(is_blank);
    let is_signature =
        (is_apart || words.starts_with('—')) && words.chars().count() <= MAX_SIGNATURE;
    is_note(words) || is_signature || is_enclosed(words) || ends_in_code(words)
}

/// 附件：….
fn is_note(text: &str) -> bool {
    let text = text.trim_start_matches(is_blank);
    slips().sentences.notes.iter().any(|note| text.starts_with(note.as_str()))
}

/// Whether a line has a figure with its unit.
fn counts(context: &Context<'_>, line: &Line) -> bool {
    let inlines = &context.report.inlines;
    let from = inlines.partition_point(|inline| inline.range.start < line.range.start);
    let mut inside = inlines[from..].iter().take_while(|inline| inline.range.end <= line.range.end);
    inside.any(|inline| inline.kind == InlineKind::Figure)
}

/// （此件公开发布）
fn is_enclosed(text: &str) -> bool {
    text.starts_with(['（', '(', '【', '[']) && text.ends_with(['）', ')', '】', ']'])
}

/// Whether a text ends in a telephone number, a date or the like.
fn ends_in_code(text: &str) -> bool {
    let code = |c: char| c.is_ascii_alphanumeric() || "-－—_./@ ".contains(c);
    let rest = text.trim_end_matches(code);
    let numeral = |c: char| c.is_numeric() || "一二三四五六七八九十".contains(c);
    let is_date = text.ends_with('日') && text.chars().rev().nth(1).is_some_and(numeral);
    text.len() - rest.len() >= 5 || is_date
}

/// Whether the line right below goes on with a paragraph.
fn goes_on_below(context: &Context<'_>, line: &Line) -> bool {
    let Some(next) = context.report.elements.get(line.element + 1) else { return false };
    let between = &context.text[line.range.end..next.range.start];
    // The formatter leaves a blank line between.
    matches!(next.kind, ElementKind::Paragraph) && line_ends::count(between) <= 2
}

/// Whether a line is a piece of a longer one, or leads to a table.
fn is_piece(context: &Context<'_>, line: &Line) -> bool {
    let fragment = |c: char| "，。、；：！？,;:!?｡､".contains(c);
    let begins_amid = context.text[line.range.clone()].starts_with(fragment);
    begins_amid && line.kind == LineKind::Paragraph
        || match context.report.elements.get(line.element + 1) {
            Some(next) if matches!(next.kind, ElementKind::Paragraph) => {
                let below = &context.text[next.range.clone()];
                below.starts_with(fragment) || below.chars().nth(3).is_none()
            }
            Some(next) => matches!(next.kind, ElementKind::Row { .. }),
            None => false,
        }
}

/// `…质量二是…`: an item of a list right behind the one before it.
fn before_item(written: &str) -> Option<Finding> {
    let first = written.find("一是")?;
    let joints = &slips().sentences.enumeration_joints;
    let items = written[first..].match_indices('是').filter_map(|(at, _)| {
        let before = &written[..first + at];
        let numeral = before.chars().next_back().filter(|c| "二三四五六七八九".contains(*c))?;
        let before = &before[..before.len() - numeral.len_utf8()];
        let c = before.chars().next_back()?;
        (is_han(c) && !joints.contains(c)).then(|| (before.len() - c.len_utf8(), c, numeral))
    });
    let (at, c, numeral) = items.into_iter().next()?;
    let start = at;
    let end = start + c.len_utf8() + numeral.len_utf8() + '是'.len_utf8();
    let message = format!("“{numeral}是”的前面没有标点，请在前一项的末尾补上分号或者句号。");
    Some(Finding::new(RULE.name, RULE.severity, start..end, message))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, Expect, expect};

    fn on(text: &str) -> Expect {
        expect("unfinished-sentence").line("全年通过县政府", text)
    }

    #[test]
    fn lines_without_an_end() {
        for text in [
            "全年公开信息12条。下一步将继续加大公开力<err>度</err>",
            "全年公开信息12条，𠮷制发行政规范性文件2<err>件</err>",
            "围绕群众关心的热点难点问题加大公开力度，拓宽公开渠道，丰富公开形式，不断提升公开质量和服务水<err>平</err>",
            "发出收费通知的件数和总金额，以及实际收取的总金额均为<err>0</err>",
            "本年度没有其他需要报告的事<err>项</err>",
            "本机关未收取信息处理<err>费</err>",
            "公开信息12条；落实《云岭县政务公开要点<err>》</err>",
            "公开信息12条，办结申请3件<err>，</err>",
            "全年公开政府信息12条。设置专栏，方便群众查询（含转载<err>）</err>",
        ] {
            on(text).not_fixed();
        }
        let heading = "（一）主动公开。全年公开信息12条，下一步继续做好公开工<err>作</err>";
        expect("unfinished-sentence").line("（一）主动公开", heading).message("末尾没有标点");
    }

    #[test]
    fn lines_that_are_full() {
        let wrapped = |line: &str| {
            let mut columns = 0;
            let mut wrapped = String::new();
            for c in line.chars() {
                columns += if c.is_ascii() { 1 } else { 2 };
                if columns > 156 && !line.starts_with('|') {
                    wrapped.push('\n');
                    columns = 2;
                }
                wrapped.push(c);
            }
            wrapped
        };
        let text: Vec<String> = CLEAN.lines().map(wrapped).collect();
        let text = text.join("\n");
        expect("unfinished-sentence").text(&text).none();
        let short = "\n\n全年公开信息12条，制发行政规范性文件2<err>件</err>\n\n2023年，本机关坚持";
        expect("unfinished-sentence")
            .text(&text.replacen("\n\n2023年，本机关坚持", short, 1))
            .not_fixed();
    }

    #[test]
    fn items_without_a_mark_between() {
        on("一是加强主动公<err>开二是</err>提高质量三是开展培训。").message("“二是”的前面没有标点");
        on("一是加强公开；二是提高质量，其二是、第三是、十二是都不算。").none();
        on("问题一是不够及时。二是不够全面。").none();
        on("提高质量三是空话。").none();
    }

    #[test]
    fn lines_that_need_none() {
        for text in [
            "深化主动公开，推动公开多元化",
            "2023年度政务公开工作要点落实情况",
            "没有及时公开的问题",
            "附件：1.云岭县自然资源局2023年政府信息公开情况统计表，共12页",
            "联系电话：0571-12345678，地址：云岭县云岭路1号",
            "如需了解更多信息，请登录县政府网站查询。网址：http://www.example.cn",
            "如需了解更多信息，请来电。电话：0571-12345678",
            "特此报告。　　云岭县自然资源局",
            "特此报告。\u{3000}2024年1月15日",
            "云岭县自然资源局",
            "2024年1月15日",
            "（此件公开发布。有效期2年）",
            "全年公开的信息分为以下3类，共12件：",
            "他说：“公开为常态，不公开为例外。”",
            "无",
            "全年通过网站发布信息的情况如下。具体见下表\n\n| 甲 | 乙 |\n| 1 | 2 |",
            "全年公开了12件，包括\n《办法》\n等文件。",
        ] {
            on(text).none();
        }
    }

    #[test]
    fn a_text_broken_into_lines_by_width_is_left_alone() {
        let piece = "2023年，本机关公开了12件信息，围绕群众关心的热点难点问题加大公开力\n度，拓宽公开渠道。\n";
        let text = format!("{}\n{}", CLEAN.lines().next().expect("a title"), piece.repeat(4));
        expect("unfinished-sentence").text(&text).none();
    }
}
