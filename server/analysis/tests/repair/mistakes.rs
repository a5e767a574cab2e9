//! Mistakes that people make in tables, each put into figures that balance.

use fastrand::Rng;
use form::CellRef;

use crate::figures::{CHALLENGES, Figures, REQUESTS, Values};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
    WrongDigit,
    SwappedDigits,
    MissingDigit,
    DoubledDigit,
    TenTimes,
    LeftBlank,
    LeftZero,
    AnyValue,
    NeighbouringColumn,
    NeighbouringRow,
    SwappedCells,
    OverwrittenNeighbour,
    AmountBetweenColumns,
    AmountBetweenRows,
    TotalsForgotten,
    TwoTypos,
    InChallenges,
}

impl Mistake {
    pub(crate) const ALL: [Self; 17] = [
        Self::WrongDigit,
        Self::SwappedDigits,
        Self::MissingDigit,
        Self::DoubledDigit,
        Self::TenTimes,
        Self::LeftBlank,
        Self::LeftZero,
        Self::AnyValue,
        Self::NeighbouringColumn,
        Self::NeighbouringRow,
        Self::SwappedCells,
        Self::OverwrittenNeighbour,
        Self::AmountBetweenColumns,
        Self::AmountBetweenRows,
        Self::TotalsForgotten,
        Self::TwoTypos,
        Self::InChallenges,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::WrongDigit => "one digit wrong",
            Self::SwappedDigits => "two digits transposed",
            Self::MissingDigit => "a digit missing",
            Self::DoubledDigit => "a digit typed twice",
            Self::TenTimes => "a 0 too many",
            Self::LeftBlank => "a part left blank",
            Self::LeftZero => "a figure left 0",
            Self::AnyValue => "any other value",
            Self::NeighbouringColumn => "a value in the neighbouring column",
            Self::NeighbouringRow => "a value in the neighbouring row",
            Self::SwappedCells => "two neighbouring cells swapped",
            Self::OverwrittenNeighbour => "a value typed over its neighbour",
            Self::AmountBetweenColumns => "an amount moved between columns",
            Self::AmountBetweenRows => "an amount moved between rows",
            Self::TotalsForgotten => "（七） and its 总计 not recomputed",
            Self::TwoTypos => "two mistyped cells",
            Self::InChallenges => "one mistyped cell of 表四",
        }
    }

    pub(crate) fn table(self) -> usize {
        if self == Self::InChallenges { CHALLENGES } else { REQUESTS }
    }

    /// The figures with such a mistake; none if it cannot be made in them, or changes nothing.
    pub(crate) fn made(self, rng: &mut Rng, right: &Figures) -> Option<Figures> {
        let mut wrong = right.clone();
        let table = self.table();
        let form = right.form;
        let values = wrong.table_mut(table);
        match self {
            Self::NeighbouringColumn => {
                moved_next(rng, values, |from| beside(from, right, rng_sign(from)))?
            }
            Self::NeighbouringRow => moved_next(rng, values, |from| below(from, right))?,
            Self::SwappedCells => swapped(rng, values, right)?,
            Self::OverwrittenNeighbour => overwritten(rng, values, right)?,
            Self::AmountBetweenColumns => between_columns(rng, values, right)?,
            Self::AmountBetweenRows => between_rows(rng, values, right)?,
            Self::TotalsForgotten => totals_forgotten(rng, values, form)?,
            Self::TwoTypos => {
                let (one, two) = (any(rng, values), any(rng, values));
                if one == two {
                    return None;
                }
                for place in [one, two] {
                    let value = typo(rng, values[&place]?)?;
                    values.insert(place, Some(value));
                }
            }
            Self::InChallenges => {
                let place = any(rng, values);
                let value = typo(rng, values[&place]?)?;
                values.insert(place, Some(value));
            }
            _ => {
                let place = any(rng, values);
                let is_total = place.column == 6
                    || form.tables[table].blocks[0].rows[place.row].id == "outcome_total";
                if self == Self::LeftBlank && is_total {
                    return None;
                }
                let value = self.of_cell(rng, values[&place]?)?;
                values.insert(place, value);
            }
        }
        (wrong.table(table) != right.table(table)).then_some(wrong)
    }

    /// What is typed instead of a value.
    fn of_cell(self, rng: &mut Rng, value: i64) -> Option<Option<i64>> {
        let digits = value.to_string();
        let at = rng.usize(0..digits.len());
        let typed = match self {
            Self::LeftBlank => return (value != 0).then_some(None),
            Self::LeftZero if value != 0 => 0,
            Self::AnyValue => rng.i64(0..=2 * value + 9),
            Self::WrongDigit => wrong_digit(rng, value, at)?,
            Self::SwappedDigits => {
                let mut bytes = digits.into_bytes();
                if at + 1 >= bytes.len() {
                    return None;
                }
                bytes.swap(at, at + 1);
                number(bytes)?
            }
            Self::MissingDigit if digits.len() > 1 => {
                let mut bytes = digits.into_bytes();
                bytes.remove(at);
                number(bytes)?
            }
            Self::DoubledDigit if value != 0 => {
                let mut bytes = digits.into_bytes();
                bytes.insert(at, bytes[at]);
                number(bytes)?
            }
            Self::TenTimes if value != 0 => value * 10,
            _ => return None,
        };
        (typed != value).then_some(Some(typed))
    }
}

fn number(bytes: Vec<u8>) -> Option<i64> {
    String::from_utf8(bytes).ok()?.parse().ok()
}

fn wrong_digit(rng: &mut Rng, value: i64, at: usize) -> Option<i64> {
    let mut bytes = value.to_string().into_bytes();
    bytes[at] = b'0' + rng.u8(0..10);
    number(bytes)
}

/// A slip of any kind.
fn typo(rng: &mut Rng, value: i64) -> Option<i64> {
    use Mistake::*;
    let kinds = [WrongDigit, SwappedDigits, MissingDigit, DoubledDigit, TenTimes];
    let kind = kinds[rng.usize(0..kinds.len())];
    kind.of_cell(rng, value).or_else(|| WrongDigit.of_cell(rng, value))?
}

/// A cell: one with a figure mostly, since there is more to type wrong in it.
fn any(rng: &mut Rng, values: &Values) -> CellRef {
    let all: Vec<CellRef> = values.keys().copied().collect();
    let counted: Vec<CellRef> = all.iter().copied().filter(|at| values[at] != Some(0)).collect();
    let of = if counted.is_empty() || rng.f64() < 0.1 { all } else { counted };
    of[rng.usize(0..of.len())]
}

/// A cell with a figure that is not 0.
fn counted(rng: &mut Rng, values: &Values) -> Option<CellRef> {
    let counted: Vec<CellRef> =
        values.iter().filter(|(_, value)| **value != Some(0)).map(|(place, _)| *place).collect();
    (!counted.is_empty()).then(|| counted[rng.usize(0..counted.len())])
}

fn rng_sign(place: CellRef) -> bool {
    (place.row + place.column).is_multiple_of(2)
}

/// The part beside a part; never the column of totals.
fn beside(place: CellRef, right: &Figures, to_the_right: bool) -> Option<CellRef> {
    let parts = right.form.tables[REQUESTS].blocks[0].columns.len() - 1;
    if place.column >= parts {
        return None;
    }
    let column = match to_the_right {
        true => place.column + 1,
        false => place.column.checked_sub(1).unwrap_or(1),
    };
    (column < parts).then_some(CellRef { column, ..place })
}

/// The cell of the next row of figures.
fn below(place: CellRef, right: &Figures) -> Option<CellRef> {
    right.requests.keys().copied().find(|at| at.column == place.column && at.row > place.row)
}

/// A figure goes to a neighbour that is 0, whose own place stays 0.
fn moved_next(
    rng: &mut Rng,
    values: &mut Values,
    neighbour: impl Fn(CellRef) -> Option<CellRef>,
) -> Option<()> {
    let from = counted(rng, values)?;
    let to = neighbour(from)?;
    if values[&to] != Some(0) {
        return None;
    }
    let value = values.insert(from, Some(0))?;
    values.insert(to, value);
    Some(())
}

fn swapped(rng: &mut Rng, values: &mut Values, right: &Figures) -> Option<()> {
    let one = counted(rng, values)?;
    let two = if rng.bool() { below(one, right) } else { beside(one, right, rng.bool()) }?;
    let (first, second) = (values[&one], values[&two]);
    values.insert(one, second);
    values.insert(two, first);
    Some(())
}

fn overwritten(rng: &mut Rng, values: &mut Values, right: &Figures) -> Option<()> {
    let from = counted(rng, values)?;
    let to = if rng.bool() { below(from, right) } else { beside(from, right, rng.bool()) }?;
    if values[&to] == Some(0) || values[&to] == values[&from] {
        return None;
    }
    let value = values.insert(from, Some(0))?;
    values.insert(to, value);
    Some(())
}

fn shift(rng: &mut Rng, values: &mut Values, from: CellRef, to: CellRef) -> Option<()> {
    let amount = rng.i64(1..=values[&from]?.max(1));
    values.insert(from, Some(values[&from]? - amount));
    values.insert(to, Some(values[&to]? + amount));
    Some(())
}

fn between_columns(rng: &mut Rng, values: &mut Values, right: &Figures) -> Option<()> {
    let from = counted(rng, values)?;
    let to = beside(from, right, rng.bool())?;
    shift(rng, values, from, to)
}

fn between_rows(rng: &mut Rng, values: &mut Values, right: &Figures) -> Option<()> {
    let from = counted(rng, values)?;
    let to = below(from, right)?;
    shift(rng, values, from, to)
}

/// As if an outcome had been entered late: （七） and its 总计 do not count it.
fn totals_forgotten(rng: &mut Rng, values: &mut Values, form: &form::Form) -> Option<()> {
    let of = &form.tables[REQUESTS].blocks[0];
    let (row, total) = (of.row_position("outcome_total")?, of.columns.len() - 1);
    let column = rng.usize(0..total);
    let place = |column| CellRef { block: 0, row, column };
    let most = values[&place(column)]?;
    let amount = rng.i64(1..=most.clamp(1, 9));
    if most < amount {
        return None;
    }
    for column in [column, total] {
        let value = values[&place(column)]?;
        values.insert(place(column), Some(value - amount));
    }
    Some(())
}
