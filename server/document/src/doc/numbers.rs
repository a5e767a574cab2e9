//! How the numbers of a `.doc` look ([MS-DOC] 2.9.131, 2.9.150).
//!
//! rwml counts the paragraphs, but writes Chinese numbers as 1, 2, 3: it knows other scripts. The
//! definitions of the lists tell which of its labels were Chinese.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use crate::numeral::Numeral;

/// The numerals of the labels of lists, by what stands around the number: `#、`, `（#）`.
#[derive(Debug, Default)]
pub(super) struct Numbers(HashMap<String, Option<Numeral>>);

/// Where the file's header says where the lists are, and how long their table is.
const LISTS: usize = 0x02E2;
/// Where it says which of two streams holds them, and the bit.
const FLAGS: usize = 0x0A;
const SECOND_TABLE: u16 = 0x0200;
const LIST: usize = 28;
const LEVEL: usize = 28;

impl Numbers {
    /// Reads the definitions; none where they cannot be read, which costs the script of the numbers.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut numbers = Self::default();
        // What was read before something did not fit is as good as ever.
        let _ = numbers.read(bytes);
        numbers
    }

    /// The label in the script that it has in the document.
    pub(super) fn written(&self, label: &str) -> String {
        let digits: String = label.chars().filter(char::is_ascii_digit).collect();
        let pattern = label.replacen(&digits, "#", 1);
        let numeral = self.0.get(&pattern).copied().flatten().filter(|_| !digits.is_empty());
        match (numeral, digits.parse()) {
            (Some(numeral), Ok(number)) => pattern.replacen('#', &numeral.write(number), 1),
            _ => label.to_owned(),
        }
    }

    fn read(&mut self, bytes: &[u8]) -> Option<()> {
        let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
        let mut stream = |name: &str| {
            let mut bytes = Vec::new();
            container.open_stream(name).ok()?.read_to_end(&mut bytes).ok()?;
            Some(bytes)
        };
        let header = stream("/WordDocument")?;
        let second = u16(&header, FLAGS)? & SECOND_TABLE != 0;
        let table = stream(if second { "/1Table" } else { "/0Table" })?;
        let lists = usize::try_from(u32(&header, LISTS)?).ok()?;
        let length = usize::try_from(u32(&header, LISTS + 4)?).ok()?;
        let count = usize::from(u16(&table, lists)?);
        let mut at = lists.checked_add(length)?;
        for index in 0..count {
            let simple = table.get(lists + 2 + index * LIST + 26)? & 1 == 1;
            for _ in 0..if simple { 1 } else { 9 } {
                at = self.level(&table, at)?;
            }
        }
        Some(())
    }

    /// A level's definition; gives where the next begins.
    fn level(&mut self, table: &[u8], at: usize) -> Option<usize> {
        let format = *table.get(at + 4)?;
        let properties = usize::from(*table.get(at + 24)?) + usize::from(*table.get(at + 25)?);
        let text = at + LEVEL + properties;
        let length = usize::from(u16(table, text)?);
        let units = (0..length).map(|index| u16(table, text + 2 + index * 2));
        let units: Vec<u16> = units.collect::<Option<_>>()?;
        // Characters below 9 stand for the numbers of the levels.
        let pattern: String = String::from_utf16_lossy(&units)
            .chars()
            .map(|c| if u32::from(c) < 9 { '#' } else { c })
            .collect();
        let numeral = numeral(format);
        let entry = self.0.entry(pattern).or_insert(numeral);
        if *entry != numeral {
            // Lists of both scripts look alike otherwise: nobody can tell.
            *entry = None;
        }
        Some(text + 2 + length * 2)
    }
}

/// What [MS-OSHARED] 2.2.1.3 calls it, if it is Chinese.
fn numeral(format: u8) -> Option<Numeral> {
    match format {
        0x0A | 0x0B | 0x21 | 0x23 | 0x25 | 0x27 => Some(Numeral::Chinese),
        0x24 | 0x28 => Some(Numeral::ChineseDigits),
        0x10 | 0x22 | 0x26 => Some(Numeral::ChineseFormal),
        0x1C => Some(Numeral::Circled),
        0x1E => Some(Numeral::Stems),
        _ => None,
    }
}

fn u16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_get_their_script_back() {
        let entries = [("#、".to_owned(), Some(Numeral::Chinese)), ("#.".to_owned(), None)];
        let numbers = Numbers(entries.into());
        assert_eq!(
            ["12、", "3.", "（1）", "•"].map(|label| numbers.written(label)).join(" "),
            "十二、 3. （1） •"
        );
    }
}
