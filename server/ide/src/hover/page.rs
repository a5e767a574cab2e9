//! A hover's text as it is put together. The only place that knows Markdown.

use std::ops::Range;

use form::Told;
use form::guide::Guide;
use rules::Rule;

use super::first_sentence;

/// What is to be shown for a place. All words are given as they are, and escaped here; what a rule
/// says of itself is Markdown already.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) range: Range<usize>,
    /// In Markdown.
    first: String,
    parts: Vec<Part>,
    rules: Vec<&'static str>,
    /// What leads to the right row.
    pub(super) guide: Option<&'static Guide>,
}

#[derive(Debug)]
enum Part {
    Paragraph(String),
    Items(Vec<String>),
    /// A rule's name, and whether the first line has said already what it checks.
    Rule(&'static str, bool),
}

impl Page {
    pub(super) fn new(range: Range<usize>, first: &str) -> Self {
        let (parts, rules) = (Vec::new(), Vec::new());
        Self { range, first: escaped(first), parts, rules, guide: None }
    }

    /// A page about a rule alone: its first line tells what the rule checks.
    pub(super) fn of_rule(range: Range<usize>, rule: &'static Rule) -> Self {
        let first = first_sentence(rule.doc.what).to_owned();
        let parts = vec![Part::Rule(rule.name, true)];
        Self { range, first, parts, rules: vec![rule.name], guide: None }
    }

    /// Adds a paragraph; none if there is nothing to say.
    pub(super) fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.parts.push(Part::Paragraph(text.to_owned()));
        }
    }

    /// Adds a list; none if it is empty.
    pub(super) fn items(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.parts.push(Part::Items(items));
        }
    }

    /// Adds a text of several lines: the first alone, then the others.
    pub(super) fn lines(&mut self, text: &str) {
        let mut lines = text.lines();
        self.paragraph(lines.next().unwrap_or_default());
        self.items(lines.map(str::to_owned).collect());
    }

    /// Adds an explanation: its first line alone, then the points and worked examples.
    pub(super) fn explanation(&mut self, told: &Told) {
        self.paragraph(&told.first);
        self.items(told.points.clone());
        self.items(told.examples.iter().map(|example| format!("举例：{example}")).collect());
    }

    /// Adds how the identities stand; nothing if there are none.
    pub(super) fn sums(&mut self, sums: Vec<String>) {
        if !sums.is_empty() {
            self.paragraph("勾稽关系：");
            self.items(sums);
        }
    }

    pub(super) fn basis(&mut self, basis: &str) {
        self.paragraph(&format!("依据：{basis}"));
    }

    /// Adds what a rule checks.
    pub(super) fn rule(&mut self, name: &'static str) {
        self.rules.push(name);
        self.parts.push(Part::Rule(name, false));
    }

    /// The rules that are named already.
    pub(super) fn rules(&self) -> &[&'static str] {
        &self.rules
    }

    pub(super) fn markdown(&self) -> String {
        let first = std::iter::once(format!("**{}**", self.first));
        let parts = self.parts.iter().map(|part| match part {
            Part::Paragraph(text) => escaped(text),
            Part::Items(items) => {
                let items: Vec<String> =
                    items.iter().map(|item| format!("- {}", escaped(item))).collect();
                items.join("\n")
            }
            Part::Rule(name, told) => rule(name, *told),
        });
        first.chain(parts).collect::<Vec<_>>().join("\n\n")
    }
}

fn rule(name: &'static str, told: bool) -> String {
    let what = rules::rule(name).map_or("", |rule| first_sentence(rule.doc.what));
    let title = rules::title(name);
    let what = if told || what.is_empty() { String::new() } else { format!("：{what}") };
    format!("规则“{title}”{what}。命令 `nianbao explain {title}` 有详细说明和示例。")
}

/// The text as Markdown that shows just it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let starts = at == 0 && matches!(c, '+' | '-' | '=');
        let numbers = at == digits && digits > 0 && matches!(c, '.' | ')');
        match c {
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
            | '$' => {
                escaped.extend(['\\', c]);
            }
            _ if starts || numbers => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The text of a hover for clients that show no Markdown.
pub fn plain(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    let mut rest = markdown.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => plain.push(rest.next_if(char::is_ascii_punctuation).unwrap_or(c)),
            '*' if rest.next_if_eq(&'*').is_some() => {}
            '`' => {}
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authors_words_stay_what_they_are() {
        for text in [
            "云岭县*𠮷*局",
            "1.属于国家秘密",
            "- 无",
            "`a` <b> [c](d) ~e~ $f$ #g | h\\",
            "+1",
            "a&amp;b",
        ] {
            let page = Page::new(0..0, text);
            assert_eq!(plain(&page.markdown()), text);
        }
        assert_eq!(Page::new(0..0, "云岭县*𠮷*局").markdown(), "**云岭县\\*𠮷\\*局**");
        assert_eq!(escaped("1.属于"), "1\\.属于");
        assert_eq!(escaped("两\n行"), "两 行");
    }

    #[test]
    fn plain_text_has_no_marks() {
        assert_eq!(
            plain("**标题**\n\n- 一项\n\n规则 `a-b`：好。"),
            "标题\n\n- 一项\n\n规则 a-b：好。"
        );
        assert_eq!(plain("\\"), "\\");
    }
}
