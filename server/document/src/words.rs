//! Pieces of text joined as people read them.
//!
//! A line break or a run of blanks in the source of a cell or a web page is layout: between Chinese
//! characters it means nothing, between Latin words a blank.

/// Joins pieces that stood on lines of their own.
pub(crate) fn join<'a>(pieces: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for piece in pieces {
        append(&mut joined, piece);
    }
    joined
}

/// Puts a piece behind a text, with a blank where two words would become one.
pub(crate) fn append(text: &mut String, piece: &str) {
    let piece = trim(piece);
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_wide(c));
    if is_word(text.chars().next_back()) && is_word(piece.chars().next()) {
        text.push(' ');
    }
    text.push_str(piece);
}

/// Without blanks at both ends, those of Word and of the web included.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// Blanks made one, and none where it touches a Chinese character on both sides.
pub(crate) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if is_collapsible(c) {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) {
            let before = collapsed.chars().next_back();
            if before.is_some_and(|before| !(is_wide(before) && is_wide(c))) {
                collapsed.push(' ');
            }
        }
        collapsed.push(c);
    }
    collapsed
}

fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\0')
}

/// A character of Chinese text, its punctuation included.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_between_chinese_characters_mean_nothing() {
        assert_eq!(join(["商业", "企业"]), "商业企业");
        assert_eq!(join(["1.", "属于国家", "秘密"]), "1.属于国家秘密");
        assert_eq!(join(["", "总计", ""]), "总计");
    }

    #[test]
    fn two_numbers_never_become_one() {
        assert_eq!(join(["12", "34"]), "12 34");
        assert_eq!(join(["Open", "Data"]), "Open Data");
    }

    #[test]
    fn blanks_of_the_source_are_collapsed() {
        assert_eq!(collapse("商业\n   企业"), "商业企业");
        assert_eq!(collapse("a \n b"), "a b");
        assert_eq!(collapse("共 12 件"), "共 12 件");
        assert_eq!(collapse("　　二"), "　　二");
    }
}
