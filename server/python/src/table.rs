//! The figures of a report as rows, with the columns of `nianbao extract`.

use ::extract::{Source, Value, figures};
use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyList};
use text::position::LineIndex;

use crate::input::{Input, unreadable};

/// A row for each cell of the official tables: a dictionary by the names of the columns.
#[pyfunction]
#[pyo3(signature = (report, *, file=""))]
pub(crate) fn extract<'py>(
    py: Python<'py>,
    report: Input,
    file: &str,
) -> PyResult<Bound<'py, PyList>> {
    let read = py.detach(|| report.read().map(|source| (report::read(&source.text), source)));
    let (report, source) = read.map_err(unreadable)?;
    let lines = LineIndex::new(&source.text);
    let place = |line: usize| source.place(line);
    let (organ, year) = (report.organ(), report.year());
    let of = Source { file, organ, year, lines: &lines, place: &place };
    let rows = PyList::empty(py);
    for row in figures::rows(&of, &source.text, &report) {
        let dictionary = PyDict::new(py);
        for (column, value) in figures::SCHEMA.columns.iter().zip(row) {
            dictionary.set_item(column.name, object(py, value)?)?;
        }
        rows.append(dictionary)?;
    }
    Ok(rows)
}

/// A value as Python has it; decimals are exact.
fn object<'py>(py: Python<'py>, value: Value<'_>) -> PyResult<Bound<'py, PyAny>> {
    static DECIMAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    match value {
        Value::Null => Ok(py.None().into_bound(py)),
        Value::Text(text) => text.into_bound_py_any(py),
        Value::Whole(whole) => whole.into_bound_py_any(py),
        Value::Flag(flag) => flag.into_bound_py_any(py),
        Value::Decimal(number) => {
            let of = DECIMAL.import(py, "decimal", "Decimal")?;
            of.call1((number.to_string(),))
        }
    }
}
