//! Rows and columns in another order than the form's.

use fastrand::Rng;

use crate::figures::Figures;
use crate::sheet::{Row, Sheet};
use crate::style::Layout;

/// Columns: any order in the canonical shape; in the official layout only where the header still says which is which.
pub(super) fn columns(rng: &mut Rng, figures: &mut Figures, layout: Layout) {
    for block in &mut figures.disclosure {
        let all = 0..block.columns.len();
        permute(rng, block, all.collect());
    }
    if layout == Layout::Canonical {
        permute(rng, &mut figures.requests, (0..7).collect());
        permute(rng, &mut figures.challenges, (0..5).collect());
    } else {
        permute(rng, &mut figures.requests, (1..6).collect());
    }
}

/// Shuffles the columns at `places` among themselves.
fn permute(rng: &mut Rng, sheet: &mut Sheet, places: Vec<usize>) {
    let mut order: Vec<usize> = (0..sheet.columns.len()).collect();
    let mut shuffled = places.clone();
    rng.shuffle(&mut shuffled);
    for (place, from) in places.into_iter().zip(shuffled) {
        order[place] = from;
    }
    sheet.columns = order.iter().map(|&from| sheet.columns[from].clone()).collect();
    for row in &mut sheet.rows {
        row.cells = order.iter().map(|&from| row.cells[from].clone()).collect();
    }
}

/// Rows: groups among groups, rows within their group.
pub(super) fn rows(rng: &mut Rng, sheet: &mut Sheet) {
    let rows = std::mem::take(&mut sheet.rows);
    sheet.rows = shuffle_level(rng, rows, 0);
}

fn shuffle_level(rng: &mut Rng, rows: Vec<Row>, level: usize) -> Vec<Row> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        let same = groups.last().and_then(|group| group.last()).is_some_and(|last| {
            last.path.get(level).is_some() && last.path.get(level) == row.path.get(level)
        });
        if same {
            groups.last_mut().unwrap().push(row);
        } else {
            groups.push(vec![row]);
        }
    }
    rng.shuffle(&mut groups);
    let deeper = groups
        .into_iter()
        .map(|group| if group.len() > 1 { shuffle_level(rng, group, level + 1) } else { group });
    deeper.collect::<Vec<_>>().concat()
}
