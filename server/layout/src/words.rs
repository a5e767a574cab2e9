//! What of a stretch of text is published: all but its comments.

use report::outside_comments;

/// The words to print.
pub(crate) fn published(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut pieces = outside_comments(text).peekable();
    while let Some((_, piece)) = pieces.next() {
        words.push_str(piece);
        if let Some((_, next)) = pieces.peek() {
            close(&mut words, next);
        }
    }
    // Blanks at the ends are the text's own, unless they stood beside a comment.
    let words = if words.len() < text.len() { words.trim() } else { &words };
    printable(words)
}

/// Takes away the blanks before a comment, unless two words would become one.
fn close(words: &mut String, next: &str) {
    let kept = words.trim_end();
    let joins = kept.ends_with(is_latin) && next.starts_with(is_latin);
    if !joins {
        words.truncate(kept.len());
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// A text without the control characters that no format can hold; each is shown as something unknown.
fn printable(text: &str) -> String {
    let forbidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    text.replace(forbidden, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_with_the_blanks_that_set_them_off() {
        for (text, words) in [
            ("甲 <!-- 一 -->，乙。", "甲，乙。"),
            ("<!-- 一 -->甲 <!-- 二 -->", "甲"),
            ("Open <!-- 一 -->Data <!-- 二 --> 2 <!-- 三 --> 3", "Open Data 2 3"),
            ("33<!-- 核实 -->", "33"),
            ("<!-- 一 --><!-- 二 -->", ""),
            ("<!-- 没有写完", "<!-- 没有写完"),
            (" 甲 ", " 甲 "),
        ] {
            assert_eq!(published(text), words, "{text}");
        }
    }
}
