//! The atoms of a stretch of text: words, figures, and what parts them.
//!
//! Converters and clipboards part cells by TABs, bars, tags, commas, quotes, drawn lines, line ends or
//! blanks. Here all of them become one stream, with the bytes of the text that each atom stands in;
//! markup that says nothing about cells is left out.

#![allow(clippy::indexing_slicing, reason = "offsets come from the text's own characters")]

use std::ops::Range;
use std::sync::LazyLock;

use super::markup::{self, Tag};
use super::writing::Writing;
use form::{forms, halfwidth, is_blank, is_word, key, numberless, vocabulary};

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    pub(super) range: Range<usize>,
    pub(super) kind: AtomKind,
}

/// What an atom is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Letters without a blank or a mark of a cell between them.
    Word(Word),
    /// A figure, or a mark that stands for none.
    Figure,
    /// What programs write for an empty cell, such as NaN.
    Blank,
    /// A mark between two cells.
    Separator,
    LineEnd,
    /// A line of nothing but blanks.
    BlankLine,
}

/// A word of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is written, markup aside, with the number before it.
    pub(super) written: String,
    /// Its letters alone, without the number.
    pub(super) key: String,
}

/// The atoms line by line, each with its end.
pub(super) fn lines(atoms: &[Atom]) -> impl Iterator<Item = &[Atom]> {
    atoms.split_inclusive(|atom| atom.kind == AtomKind::LineEnd)
}

/// Columns that a program numbers are at least so many.
pub(super) const MIN_COUNT: usize = 4;

/// Whether a line holds nothing but the numbers that a program gives to columns: 0, 1, 2 and so on.
pub(super) fn is_count(text: &str, line: &[Atom]) -> bool {
    let is_said = |atom: &&Atom| !matches!(atom.kind, AtomKind::Separator | AtomKind::LineEnd);
    let mut count = 0;
    for atom in line.iter().filter(is_said) {
        if atom.kind != AtomKind::Figure || text[atom.range.clone()] != count.to_string() {
            return false;
        }
        count += 1;
    }
    count >= MIN_COUNT
}

/// Whether an atom is a word that has letters beside its ordinal.
fn holds_letters(atom: &Atom) -> bool {
    word(atom).is_some_and(|key| !key.is_empty())
}

/// The letters of an atom that is a word.
pub(super) fn word(atom: &Atom) -> Option<&str> {
    match &atom.kind {
        AtomKind::Word(word) => Some(word.key.as_str()),
        _ => None,
    }
}

/// The atoms of a stretch of text that is written so.
pub(super) fn atoms(text: &str, stretch: Range<usize>, writing: Writing) -> Vec<Atom> {
    let mut scanner = Scanner {
        text,
        at: stretch.start,
        end: stretch.end,
        commas: writing.commas,
        tags: writing.tags && text[stretch].contains("</t"),
        quoted: false,
        word: None,
        ordinal: None,
        lone_ordinal: None,
        atoms: Vec::new(),
    };
    scanner.run();
    scanner.atoms
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    commas: bool,
    /// Whether only tags part cells and rows.
    tags: bool,
    /// Whether a quoted cell is open, where commas part cells.
    quoted: bool,
    /// The word that is being read.
    word: Option<Atom>,
    /// An ordinal, or what is left of one, that blanks part from the word it belongs to.
    ordinal: Option<Atom>,
    /// An ordinal in a cell of its own, which waits for its label.
    lone_ordinal: Option<Range<usize>>,
    atoms: Vec<Atom>,
}

/// Words by which programs say that a cell is empty.
const NOTHING: [&str; 8] = ["NaN", "nan", "None", "null", "NULL", "NA", "NaT", "none"];

/// Whether a cell holds nothing but what programs write for an empty one.
pub(super) fn stands_for_none(cell: &str) -> bool {
    NOTHING.contains(&cell) || cell.starts_with("Unnamed: ")
}

/// No ordinal in digits has more of them.
const MAX_ORDINAL: usize = 2;

impl<'t> Scanner<'t> {
    fn run(&mut self) {
        self.blank_line();
        while let Some(c) = self.peek() {
            match c {
                '\n' | '\r' | '\t' if self.tags => self.skip_break(1),
                '\n' | '\r' => self.line_end(c),
                '<' => self.tag(),
                '&' => self.entity(),
                '\\' => self.escape(),
                '\t' | '|' | '｜' | '^' | '│' | '┃' | '║' => {
                    self.mark(AtomKind::Separator, c.len_utf8())
                }
                ',' if self.commas && !self.quoted => self.mark(AtomKind::Separator, 1),
                ',' if self.commas => self.skip_break(1),
                '"' if self.commas => {
                    self.quoted = !self.quoted;
                    self.at += 1;
                }
                '\u{2500}'..='\u{257f}' => self.skip_break(c.len_utf8()),
                _ if is_blank(c) => self.skip_blank(c.len_utf8()),
                '\u{b}' | '\u{c}' => self.skip_break(1),
                _ if halfwidth(c).is_ascii_digit() => self.digits(),
                'A'..='Z' | 'a'..='z' => self.latin(),
                _ => self.other(c),
            }
        }
        self.close();
        self.stray();
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before, if it belongs to the same word.
    fn before(&self) -> Option<char> {
        self.word.as_ref().and_then(|_| self.text[..self.at].chars().next_back())
    }

    /// Ends the word that is being read. One without letters is left out; but an ordinal that belongs to
    /// no label is a figure too many, so that nothing written is lost unseen.
    fn close(&mut self) {
        let pending = self.ordinal.take();
        let Some(atom) = self.word.take().or(pending) else { return };
        let AtomKind::Word(word) = &atom.kind else { return };
        let is_numbered = numberless(&word.written).len() < word.written.len();
        let own = self.lone_ordinal.clone();
        if is_numbered || own.is_some_and(|range| !is_label(&self.text[range], &word.key)) {
            self.stray();
        }
        let foreign =
            is_numbered && word.written.starts_with(is_digit) && !bears_ordinal(&word.key);
        if holds_letters(&atom) {
            self.lone_ordinal = None;
            // An ordinal before a column's label makes other words of it.
            let parts = if foreign { vec![whole(atom)] } else { self.unglued(atom) };
            self.atoms.extend(parts);
        } else if is_numbered {
            self.lone_ordinal = Some(atom.range);
        }
    }

    /// Takes an ordinal that no label has come for as a figure, if it is one in digits: nobody writes a
    /// figure as `（三）`, while a group's number often stands in another line than its words.
    fn stray(&mut self) {
        let range = self.lone_ordinal.take().filter(|at| self.text[at.clone()].contains(is_digit));
        self.atoms.extend(range.map(|range| Atom { range, kind: AtomKind::Figure }));
    }

    /// The labels of two columns between which no blank was left, as viewers of PDF copy them, apart.
    fn unglued(&self, atom: Atom) -> Vec<Atom> {
        let written = &self.text[atom.range.clone()];
        let is_part = |part: &str| vocabulary().tables_of(part) != 0;
        let key = word(&atom).unwrap_or_default();
        if key != written || is_part(key) {
            return vec![atom];
        }
        let is_label = |label: &str| !vocabulary().look_up(label).heads.is_empty();
        let cuts = written.char_indices().skip(1).map(|(at, _)| at);
        let mut cuts = cuts.filter(|at| is_label(&written[..*at]) && is_part(&written[*at..]));
        let Some(cut) = cuts.next().filter(|_| cuts.next().is_none()) else { return vec![atom] };
        let part = |range: Range<usize>| {
            let written = self.text[range.clone()].to_owned();
            Atom { range, kind: AtomKind::Word(Word { key: written.clone(), written }) }
        };
        let (start, end) = (atom.range.start, atom.range.end);
        vec![part(start..start + cut), part(start + cut..end)]
    }

    fn push(&mut self, kind: AtomKind, length: usize) {
        self.close();
        self.atoms.push(Atom { range: self.at..self.at + length, kind });
        self.at += length;
    }

    fn mark(&mut self, kind: AtomKind, length: usize) {
        self.push(kind, length);
    }

    fn skip_break(&mut self, length: usize) {
        self.close();
        self.at += length;
    }

    fn skip_blank(&mut self, length: usize) {
        let ordinal =
            self.word.take_if(|word| !holds_letters(word)).or_else(|| self.ordinal.take());
        self.skip_break(length);
        self.ordinal = ordinal;
    }

    fn line_end(&mut self, c: char) {
        let length = if c == '\r' && self.rest().starts_with("\r\n") { 2 } else { 1 };
        self.push(AtomKind::LineEnd, length);
        self.blank_line();
    }

    /// Takes a line that holds nothing but blanks, of which there is at least one.
    fn blank_line(&mut self) {
        let line = self.rest().split(['\n', '\r']).next().unwrap_or_default();
        if self.tags {
            return;
        }
        if !line.is_empty() && line.chars().all(is_blank) {
            let length = line.len();
            self.push(AtomKind::BlankLine, length);
        }
    }

    fn tag(&mut self) {
        // On a page all tags are its own; elsewhere one that does more than format is somebody's text.
        let is_own = self.tags || markup::is_formatting(self.rest());
        let Some((tag, length)) = markup::tag(self.rest()).filter(|_| is_own) else {
            return self.letters("<".to_owned(), "<", 1);
        };
        match tag {
            Tag::Cell => self.push(AtomKind::Separator, length),
            Tag::Row => self.push(AtomKind::LineEnd, length),
            Tag::Break => self.skip_break(length),
            Tag::Inline => self.at += length,
        }
    }

    fn entity(&mut self) {
        match markup::entity(self.rest()) {
            Some((Some(c), length)) if is_blank(c) => self.skip_blank(length),
            Some((Some(c), length)) if is_word(c) && !c.is_ascii() => {
                let key = form::folded(c).to_string();
                self.letters(c.to_string(), &key, length);
            }
            // A mark of a program's language, of which no label is made.
            Some((_, length)) if ["&lt;", "&gt;", "&amp;"].contains(&&self.rest()[..length]) => {
                let written = self.rest()[..length].to_owned();
                self.letters(written.clone(), &written, length);
            }
            Some((_, length)) => self.at += length,
            None => self.push(AtomKind::Separator, 1),
        }
    }

    /// A mark that was escaped, a command, or a line break written as `\n`.
    fn escape(&mut self) {
        let rest = &self.rest()[1..];
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        match (letters, rest.as_bytes().first()) {
            (1, Some(b'n' | b't' | b'r')) => self.at += 2,
            (0, _) => self.at += 1,
            _ => self.skip_break(1 + letters),
        }
    }

    fn latin(&mut self) {
        let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '_' || *c == '-';
        let name: String = self.rest().chars().take_while(is_name).collect();
        let behind = &self.rest()[name.len()..];
        if NOTHING.contains(&name.as_str()) {
            return self.push(AtomKind::Blank, name.len());
        }
        // `Unnamed: 3` over a column that has no name, and `width="10%"`.
        let argument = behind.strip_prefix(": ").map(|number| {
            2 + number
                .bytes()
                .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
                .count()
        });
        // `h1(#总体情况). ` before a heading.
        let anchor = behind.strip_prefix("(#").and_then(|anchor| Some(4 + anchor.find(").")?));
        let value = behind.strip_prefix("=\"").and_then(|value| Some(3 + value.find('"')?));
        let simple = behind
            .strip_prefix('=')
            .map(|value| 1 + value.bytes().take_while(u8::is_ascii_alphanumeric).count());
        let length = name.len() + argument.or(anchor).or(value).or(simple).unwrap_or(0);
        if argument.is_some() {
            return self.push(AtomKind::Blank, length);
        }
        self.skip_break(length);
    }

    fn other(&mut self, c: char) {
        if let Some(length) = self.ordinal() {
            if self.before().is_some_and(|before| before != '（' && before != '(') {
                self.close();
            }
            let written = &self.text[self.at..self.at + length];
            return self.letters(written.to_owned(), "", length);
        }
        if let Some(length) = self.nothing() {
            return self.push(AtomKind::Figure, length);
        }
        if let Some(length) = argument(self.rest()) {
            return self.skip_blank(length);
        }
        // A word of which no label is made, so that no row is read with it.
        if is_word(form::folded(c)) || c.is_control() {
            let written = c.to_string();
            let key = form::folded(c).to_string();
            return self.letters(written, &key, c.len_utf8());
        }
        let said = !matches!(
            c,
            '`' | '*' | '_' | '~' | '#' | '!' | '[' | ']' | '{' | '}' | '=' | '"' | '+'
        );
        // With some marks a word begins: they may be all that is left of its ordinal.
        let begins = matches!(c, '（' | '“' | '(' | '）' | ')' | '.' | '．' | '、' | '/');
        if begins || said && self.word.is_some() {
            return self.letters(c.to_string(), "", c.len_utf8());
        }
        self.at += c.len_utf8();
    }

    /// Adds letters to the word that is being read.
    fn letters(&mut self, written: String, key: &str, length: usize) {
        let end = self.at + length;
        let ordinal = self.ordinal.take();
        let atom = self.word.get_or_insert_with(|| {
            ordinal.unwrap_or_else(|| Atom {
                range: self.at..self.at,
                kind: AtomKind::Word(Word { written: String::new(), key: String::new() }),
            })
        });
        // A mark behind a word is said, and does not belong to its range if nothing follows.
        if let AtomKind::Word(word) = &mut atom.kind {
            word.written.push_str(&written);
            word.key.push_str(key);
        }
        atom.range.end = end;
        self.at = end;
    }

    /// The length of an ordinal such as `（一）`, `一、` and `1.`; none in 第（一）项.
    fn ordinal(&self) -> Option<usize> {
        if self.before() == Some('第') {
            return None;
        }
        let rest = self.rest();
        let inner = rest.trim_start_matches(['（', '(']);
        let bracketed = inner.len() < rest.len();
        let numeral = |c: char| "一二三四五六七八九十".contains(form::folded(c));
        let behind = inner.trim_start_matches(numeral);
        if behind.len() == inner.len() || inner[..inner.len() - behind.len()].chars().count() > 3 {
            return self.bracketed_digits();
        }
        let behind = if bracketed {
            behind.strip_prefix(['）', ')'])
        } else {
            behind.strip_prefix(['、', '.', '．'])
        };
        behind.map(|behind| rest.len() - behind.len())
    }

    fn bracketed_digits(&self) -> Option<usize> {
        let rest = self.rest();
        let inner = rest.strip_prefix(['（', '('])?;
        let behind = inner.trim_start_matches(|c| halfwidth(c).is_ascii_digit());
        let behind = (behind.len() < inner.len()).then(|| behind.strip_prefix(['）', ')']))??;
        Some(rest.len() - behind.len())
    }

    /// The length of a mark that stands for nothing, if it stands alone.
    fn nothing(&self) -> Option<usize> {
        let is_mark = |c: char| "/-—–―－×／".contains(c);
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(is_mark).len();
        let parts = |c: char| is_blank(c) || matches!(c, '|' | '｜' | '│' | ',' | '<' | '"' | '&');
        let alone = self.text[..self.at].chars().next_back().is_none_or(|c| parts(c) || c == '>')
            && rest[length..].chars().next().is_none_or(parts);
        // `|-` parts the rows of a wiki.
        let before = self.text[..self.at].rsplit(['\n', '\r']).next().unwrap_or_default();
        let behind = rest[length..].split(['\n', '\r']).next().unwrap_or_default();
        if before == "|" && behind.is_empty() && rest.starts_with('-') {
            return None;
        }
        let short = rest[..length].chars().count() <= 2;
        (length > 0 && short && alone && self.word.is_none()).then_some(length)
    }

    fn digits(&mut self) {
        let rest = self.rest();
        let behind = rest.trim_start_matches(is_digit);
        let length = rest.len() - behind.len();
        if self.before() == Some('第') {
            let written = rest[..length].to_owned();
            let key: String = written.chars().map(halfwidth).collect();
            return self.letters(written, &key, length);
        }
        if let Some(length) = self.digit_ordinal() {
            self.close();
            let written = rest[..length].replace('\\', "");
            return self.letters(written, "", length);
        }
        let length = length + self.fraction_and_groups(behind);
        self.figure(length);
    }

    /// The length of an ordinal in digits, such as `1.`, `1\.` and `1、`. One that was damaged may be longer,
    /// and is known by the letters behind it.
    fn digit_ordinal(&self) -> Option<usize> {
        let rest = self.rest();
        let behind = self.behind_groups(rest.trim_start_matches(is_digit));
        let count = rest[..rest.len() - behind.len()].chars().count();
        let stop = behind.trim_start_matches('\\').strip_prefix(['.', '、', '．'])?;
        let follows = stop.chars().next();
        let is_ordinal = match count <= MAX_ORDINAL {
            true => !follows.is_some_and(is_digit),
            false => follows.is_some_and(|c| is_word(c) && !is_digit(c)),
        };
        is_ordinal.then_some(rest.len() - stop.len())
    }

    /// How long the groups of thousands and the fraction are that follow digits.
    fn fraction_and_groups(&self, behind: &str) -> usize {
        let mut rest = self.behind_groups(behind);
        let stop = rest.trim_start_matches('\\').strip_prefix(['.', '．']);
        if let Some(fraction) = stop.filter(|rest| rest.starts_with(is_digit)) {
            rest = fraction.trim_start_matches(is_digit);
        }
        behind.len() - rest.len()
    }

    /// What stands behind the groups of thousands that follow digits.
    fn behind_groups<'b>(&self, behind: &'b str) -> &'b str {
        let digits = |text: &str| text.chars().take_while(|c| is_digit(*c)).count();
        let mut rest = behind;
        if !self.commas || self.quoted {
            while let Some(group) = rest.strip_prefix([',', '，']).filter(|rest| digits(rest) == 3)
            {
                rest = group.trim_start_matches(is_digit);
            }
        }
        rest
    }

    /// A figure of so many bytes, with its sign and its unit.
    fn figure(&mut self, length: usize) {
        let sign = self.text[..self.at].chars().next_back().filter(|c| is_sign(*c));
        self.close();
        self.stray();
        let start = self.at - sign.map_or(0, char::len_utf8);
        let behind = &self.rest()[length..];
        let unit = ["万元", "元", "件", "条", "次", "个", "宗", "起", "项", "份", "%"]
            .into_iter()
            .find(|unit| behind.starts_with(unit))
            .filter(|unit| !behind[unit.len()..].starts_with(is_word));
        let end = self.at + length + unit.map_or(0, str::len);
        let closing = self.text[end..self.end].chars().next().filter(|c| "”’」』）)".contains(*c));
        let end = end + closing.map_or(0, char::len_utf8);
        self.atoms.push(Atom { range: start..end, kind: AtomKind::Figure });
        self.at = end;
    }
}

/// What belongs to the figure behind it: a sign, or a mark with which it is none that can be read.
fn is_sign(c: char) -> bool {
    "-－+“‘「『（(≥≤＞＜±≈~～".contains(c)
}

fn is_digit(c: char) -> bool {
    halfwidth(c).is_ascii_digit()
}

/// A word whose ordinal belongs to its letters.
fn whole(atom: Atom) -> Atom {
    let Atom { range, kind } = atom;
    let kind = match kind {
        AtomKind::Word(word) => AtomKind::Word(Word { key: key(&word.written), ..word }),
        other => other,
    };
    Atom { range, kind }
}

/// The keys of the numbers and of the words of all labels of rows, and of titles.
static ROWS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let blocks = forms().iter().flat_map(|form| &form.tables).flat_map(|table| &table.blocks);
    let labels = blocks.flat_map(|block| &block.rows);
    let labels = labels.flat_map(|row| {
        [row.label.as_str(), row.written()]
            .into_iter()
            .chain(row.variants.iter().map(String::as_str))
    });
    let titles =
        forms().iter().flat_map(|form| &form.sections).map(|section| section.title.as_str());
    let parted = |label: &str| {
        let words = numberless(label);
        (key(&label[..label.len() - words.len()]), key(words))
    };
    let titles = titles.map(|title| (String::from("一"), key(numberless(title))));
    labels.map(parted).chain(titles).collect()
});

/// No argument is longer, in bytes.
const MAX_ARGUMENT: usize = 1000;

/// The length of the braces that a text begins with, if what stands in them is an argument, which says nothing.
fn argument(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{')?;
    let end = inner.bytes().take(MAX_ARGUMENT).position(|byte| byte == b'}')?;
    let (inner, behind) = (&inner[..end], &inner[end + 1..]);
    let named = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'#' | b'*');
    let is_argument = inner.bytes().any(named) && !inner.contains('{') || behind.starts_with('{');
    (is_argument && !inner.contains(['\n', '\r'])).then_some(inner.len() + 2)
}

/// Whether a label of the form bears this ordinal and begins with these letters.
fn is_label(ordinal: &str, letters: &str) -> bool {
    let number = key(ordinal);
    ROWS.iter().any(|(own, words)| *own == number && words.starts_with(letters))
}

/// Whether a label or title that begins with these letters may bear an ordinal; those of columns do not.
fn bears_ordinal(letters: &str) -> bool {
    ROWS.iter().any(|(_, words)| words.starts_with(letters))
}
