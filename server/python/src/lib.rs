//! The engine as a module for Python: what `web` is for a page. Texts and bytes come in, plain objects go
//! out; files are the caller's matter. While a report is read, other threads of Python go on.

mod input;
mod report;
mod table;

/// The compiled part of the package `nianbao`, which says in `__init__.pyi` what all of it means.
#[pyo3::pymodule]
mod _nianbao {
    #[pymodule_export]
    use super::input::{Document, UnreadableError, read_document};
    #[pymodule_export]
    use super::report::{Finding, Report, check, fix, format};
    #[pymodule_export]
    use super::table::extract;
}
