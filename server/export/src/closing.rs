//! Where the signature and its day stand, as GB/T 9704—2012 has them for documents without a stamp.

use layout::TextRun;

use crate::width::halves;

/// How far a signature stands from the right edge of the text, and how much farther to the right its
/// day begins, in half characters.
const ASIDE: usize = 4;

/// How far the name and the day stand from the right edge, in half characters: the name two
/// characters, the day so that it begins two to the right of the name. A day that would be longer
/// than that leaves stands two characters from the edge itself.
pub(crate) fn places(organs: &[TextRun], date: Option<&TextRun>) -> (usize, usize) {
    let name = organs.iter().map(|run| halves(&run.text)).max().unwrap_or(0);
    let day = date.map_or(0, |run| halves(&run.text));
    if day > name {
        return (ASIDE + (day + ASIDE).saturating_sub(name), ASIDE);
    }
    (ASIDE, name - day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> TextRun {
        TextRun { text: text.to_owned(), range: 0..0 }
    }

    #[test]
    fn the_day_begins_two_characters_to_the_right_of_the_name() {
        let day = run("2024年1月9日");
        for name in ["云岭县自然资源局", "甲局", "云岭县人民政府办公室"] {
            let (name_right, day_right) = places(&[run(name)], Some(&day));
            let begin = |text: &str, right: usize| right + halves(text);
            assert_eq!(begin(name, name_right), begin(&day.text, day_right) + ASIDE, "{name}");
        }
        assert_eq!(places(&[], Some(&day)).1, ASIDE);
    }
}
