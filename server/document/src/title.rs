//! The title of a document, which its author breaks into lines for looks alone. Every format knows it by its style.

use crate::flow::Flow;
use crate::words;

/// Whether a style is the title's, by its name, behind which aliases may stand between commas. Word calls it so in
/// English whatever its own language is; some programs translate it.
pub(crate) fn is_title(names: &str) -> bool {
    names.split(',').any(|name| matches!(name.trim().to_lowercase().as_str(), "title" | "标题"))
}

/// A paragraph of the title, whatever lines it is broken into.
pub(crate) fn line(text: &str) -> Flow {
    Flow::Line(words::join(text.split(is_break)))
}

/// A paragraph of the text: an author who breaks a line there begins a new one.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Flow> {
    text.split(is_break).map(|line| Flow::Line(line.to_owned()))
}

/// Word's formats before XML have a character of their own for it.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\x0b')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_every_language_and_aliases_count() {
        for names in ["Title", "title", "标题", "本局大标题,Title", "甲, 标题"] {
            assert!(is_title(names), "{names}");
        }
        for names in ["", "Subtitle", "标题 1", "Title Char", "heading 1,标题一"] {
            assert!(!is_title(names), "{names}");
        }
    }
}
