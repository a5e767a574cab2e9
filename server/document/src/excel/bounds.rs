//! How far the sheets of an `.xls` reach, before they are read as ranges.
//!
//! Each cell's record begins with its row and column ([MS-XLS] 2.5.13), so a glance at the records
//! is enough.

use std::io::{Cursor, Read as _};

use crate::refusal::Refusal;

/// BLANK, LABEL, LABELSST, NUMBER, RK, FORMULA, BOOLERR, RSTRING, and MULRK and MULBLANK, whose last
/// column stands elsewhere and can be no further than 255.
const CELLS: &[u16] =
    &[0x0201, 0x0204, 0x00FD, 0x0203, 0x027E, 0x0006, 0x0205, 0x00D6, 0x00BD, 0x00BE];
const END_OF_SHEET: u16 = 0x000A;

/// So many cells may the ranges of all sheets have together.
const MOST_CELLS: u64 = 2_000_000;

/// Refuses a workbook whose cells stand so far from each other that their range would fill memory.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let mut container =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let stream = ["/Workbook", "/Book"].into_iter().find(|name| container.is_stream(name));
    let mut stream =
        container.open_stream(stream.ok_or(Refusal::Damaged)?).map_err(|_| Refusal::Damaged)?;
    let mut records = Vec::new();
    stream.read_to_end(&mut records).map_err(|_| Refusal::Damaged)?;
    if area(&records) > MOST_CELLS { Err(Refusal::TooBig) } else { Ok(()) }
}

/// The cells of all sheets' ranges.
fn area(mut records: &[u8]) -> u64 {
    let mut total = 0_u64;
    let mut reach: Option<Reach> = None;
    while let [kind_low, kind_high, low, high, rest @ ..] = records {
        let kind = u16::from_le_bytes([*kind_low, *kind_high]);
        let length = usize::from(u16::from_le_bytes([*low, *high]));
        let body = rest.get(..length).unwrap_or(rest);
        if let (true, [row_low, row_high, column_low, column_high, ..]) =
            (CELLS.contains(&kind), body)
        {
            let row = u64::from(u16::from_le_bytes([*row_low, *row_high]));
            let column = u64::from(u16::from_le_bytes([*column_low, *column_high]));
            let reach = reach.get_or_insert(Reach { first: (row, column), last: (row, column) });
            reach.first = (reach.first.0.min(row), reach.first.1.min(column));
            reach.last = (reach.last.0.max(row), reach.last.1.max(column));
        }
        if kind == END_OF_SHEET {
            total = total.saturating_add(reach.take().map_or(0, |reach| reach.area()));
        }
        records = rest.get(length..).unwrap_or_default();
    }
    total.saturating_add(reach.map_or(0, |reach| reach.area()))
}

struct Reach {
    first: (u64, u64),
    last: (u64, u64),
}

impl Reach {
    fn area(&self) -> u64 {
        (self.last.0 - self.first.0 + 1) * (self.last.1 - self.first.1 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u16, column: u16) -> Vec<u8> {
        let mut record = vec![0x03, 0x02, 14, 0];
        record.extend(row.to_le_bytes());
        record.extend(column.to_le_bytes());
        record.extend([0; 10]);
        record
    }

    #[test]
    fn the_area_is_that_of_each_sheet() {
        let end = [0x0A, 0, 0, 0].to_vec();
        let records =
            [cell(0, 0), cell(9, 4), end.clone(), cell(65535, 255), cell(0, 0), end].concat();
        assert_eq!(area(&records), 50 + 65536 * 256);
        assert_eq!(area(&[1, 2, 3]), 0);
        assert_eq!(area(&[0x03, 0x02, 255, 255, 1]), 0);
    }
}
