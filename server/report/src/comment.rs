//! Comments within a line, by which an author tells himself something that is not published.

const OPENING: &str = "<!--";
const CLOSING: &str = "-->";

/// The length, in bytes, of the comment that a text begins with. As in the grammar, it ends within its line, and one
/// that is not closed is none and ends where another one begins.
#[must_use]
pub fn comment(text: &str) -> Option<usize> {
    let line = text.strip_prefix(OPENING)?.split(['\n', '\r']).next()?;
    let inner = line.split("<!").next()?;
    Some(OPENING.len() + inner.find(CLOSING)? + CLOSING.len())
}

/// The pieces of a text between its comments, with where each begins.
pub fn outside_comments(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let mut rest = text;
    std::iter::from_fn(move || {
        let begins = |(at, _): &(usize, &str)| rest.get(*at..).and_then(comment).is_some();
        let found = rest.match_indices(OPENING).find(begins).map(|(at, _)| at);
        let (piece, behind) = rest.split_at_checked(found.unwrap_or(rest.len()))?;
        let begin = start;
        match comment(behind) {
            Some(length) => {
                start += piece.len() + length;
                rest = behind.get(length..).unwrap_or_default();
            }
            None if piece.is_empty() => return None,
            None => {
                start += piece.len();
                rest = "";
            }
        }
        Some((begin, piece))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_closed_in_its_line_and_holds_no_other() {
        for (text, length) in [
            ("<!-- 甲 -->乙", Some("<!-- 甲 -->".len())),
            ("<!---->", Some(7)),
            ("<!-- 甲 --", None),
            ("<!-- 甲\n-->", None),
            ("<!-- <!-- 甲 -->", None),
            ("甲<!-- 乙 -->", None),
        ] {
            assert_eq!(comment(text), length, "{text}");
        }
    }

    #[test]
    fn what_is_not_closed_is_text() {
        let pieces = |text| outside_comments(text).collect::<Vec<_>>();
        assert_eq!(pieces("甲<!-- 一 -->乙<!-- 二 -->"), [(0, "甲"), (15, "乙")]);
        assert_eq!(
            pieces("<!-- 一 --><!-- 二 -->丙<!-- 三"),
            [(0, ""), (12, ""), (24, "丙<!-- 三")]
        );
        assert_eq!(pieces("<!-- 一 <!-- 二 -->丙"), [(0, "<!-- 一 "), (21, "丙")]);
        assert_eq!(pieces(""), []);
    }
}
