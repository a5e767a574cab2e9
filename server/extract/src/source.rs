//! Where the rows come from.

use std::fmt;
use std::ops::Range;

use text::position::LineIndex;

use crate::value::Value;

/// A report and its file.
pub struct Source<'s> {
    /// The file as the user wrote it.
    pub file: &'s str,
    pub organ: Option<&'s str>,
    pub year: Option<i32>,
    pub lines: &'s LineIndex,
    /// Where a line stands in a file that is no text; none for text.
    pub place: &'s dyn Fn(usize) -> Option<String>,
}

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.file).finish()
    }
}

impl<'s> Source<'s> {
    pub(crate) fn organ(&self) -> Value<'s> {
        Value::text(self.organ)
    }

    pub(crate) fn year(&self) -> Value<'s> {
        Value::whole(self.year)
    }

    /// File, line and place, as all data sets end.
    pub(crate) fn whereabouts(&self, range: Option<&Range<usize>>) -> [Value<'s>; 3] {
        let line = range.map(|range| self.lines.line(range.start));
        let place = line.and_then(|line| (self.place)(line));
        [Value::text(Some(self.file)), line.map_or(Value::Null, Value::line), Value::owned(place)]
    }
}
