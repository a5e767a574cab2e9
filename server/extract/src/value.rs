//! What stands in a place of a row.

use std::borrow::Cow;

use report::number::Number;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'v> {
    Null,
    Text(Cow<'v, str>),
    Whole(i32),
    Decimal(Number),
    Flag(bool),
}

/// As many values as the schema has columns.
pub type Row<'v> = Vec<Value<'v>>;

impl<'v> Value<'v> {
    /// A text that there may be.
    pub(crate) fn text(text: Option<&'v str>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(Cow::Borrowed(text)))
    }

    /// A text that was made for this row.
    pub(crate) fn owned(text: Option<String>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(Cow::Owned(text)))
    }

    /// A line, which counts from 0 inside and from 1 here.
    pub(crate) fn line(line: usize) -> Self {
        i32::try_from(line)
            .ok()
            .and_then(|line| line.checked_add(1))
            .map_or(Self::Null, Self::Whole)
    }

    pub(crate) fn whole(value: Option<i32>) -> Self {
        value.map_or(Self::Null, Self::Whole)
    }

    pub(crate) fn decimal(value: Option<Number>) -> Self {
        value.map_or(Self::Null, Self::Decimal)
    }

    pub(crate) fn flag(value: Option<bool>) -> Self {
        value.map_or(Self::Null, Self::Flag)
    }
}
