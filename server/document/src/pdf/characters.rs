//! Characters in places, as lines of text.

use crate::words;

/// What is drawn by one code of a font. Points, from the upper left corner of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Character {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
    pub(super) size: f32,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TextLine {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
    pub(super) size: f32,
}

impl Character {
    /// Its middle, which tells in which cell of a table it stands.
    pub(super) fn middle(&self) -> (f32, f32) {
        (f32::midpoint(self.left, self.right), self.baseline - self.size * 0.35)
    }

    fn is_blank(&self) -> bool {
        words::trim(&self.text).is_empty()
    }
}

/// The lines that characters make, from top to bottom.
pub(super) fn lines(mut characters: Vec<Character>) -> Vec<TextLine> {
    characters.sort_by(|one, two| one.baseline.total_cmp(&two.baseline));
    let mut lines = Vec::new();
    let mut gathered: Vec<Character> = Vec::new();
    for character in characters {
        let apart = gathered.last().is_some_and(|last| {
            character.baseline - last.baseline > character.size.max(last.size) * 0.4
        });
        if apart {
            lines.extend(line(std::mem::take(&mut gathered)));
        }
        gathered.push(character);
    }
    lines.extend(line(gathered));
    lines
}

/// The line of some characters; none if they are blank.
fn line(mut characters: Vec<Character>) -> Option<TextLine> {
    characters.sort_by(|one, two| one.left.total_cmp(&two.left));
    let shown = |character: &&Character| !character.is_blank();
    let (first, last) = (characters.iter().find(shown)?, characters.iter().rfind(shown)?);
    let size = characters.iter().filter(shown).map(|character| character.size).fold(0.0, f32::max);
    let (left, right, baseline) = (first.left, last.right, first.baseline);
    let mut text = String::new();
    let mut previous: Option<&Character> = None;
    for character in &characters {
        if let Some(before) = previous {
            // Bold is drawn twice by some, a hair's breadth apart.
            let twice = before.text == character.text
                && (character.left - before.left).abs() < before.size * 0.1;
            if twice {
                continue;
            }
            // Between Chinese characters and figures the gap is the typesetter's; a blank that was
            // typed there is drawn as one.
            let gap = character.left - before.right > character.size * 0.3;
            if gap && is_latin(before) && is_latin(character) {
                text.push(' ');
            }
        }
        text.push_str(&character.text);
        previous = Some(character);
    }
    let text = words::trim(&words::collapse(&text)).to_owned();
    Some(TextLine { text, left, right, baseline, size })
}

/// Whether it is of a word or a figure that blanks end.
fn is_latin(character: &Character) -> bool {
    character.text.chars().all(|c| u32::from(c) < 0x2E80)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn character(text: &str, left: f32, baseline: f32) -> Character {
        Character { text: text.to_owned(), left, right: left + 10.0, baseline, size: 10.0 }
    }

    #[test]
    fn characters_are_read_from_left_to_right_and_top_to_bottom() {
        let characters = vec![
            character("下", 0.0, 40.0),
            character("2", 60.0, 20.0),
            character("上", 10.0, 21.0),
            character("右", 20.0, 20.0),
            character("1", 45.0, 20.0),
            character("1", 45.3, 20.0),
        ];
        let texts: Vec<String> = lines(characters).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["上右1 2", "下"]);
    }
}
