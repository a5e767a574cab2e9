//! What is read: a text, or the bytes of a text, Word, Excel, web or PDF file.

use document::Format;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use text::encoding;

pyo3::create_exception!(
    nianbao,
    UnreadableError,
    PyValueError,
    "Bytes that are neither a text nor a document that can be read. The message says why, in Chinese."
);

/// A report as Python has it.
#[derive(FromPyObject)]
pub(crate) enum Input {
    Text(PyBackedStr),
    Bytes(PyBackedBytes),
}

/// The text of a report, and what the file was that it was made from.
pub(crate) struct Source {
    pub(crate) text: String,
    /// The format, the losses, and for each line of the text where it stands in the file; none for a text.
    pub(crate) document: Option<Made>,
}

/// What a document became.
pub(crate) struct Made {
    format: Format,
    losses: Vec<String>,
    places: Vec<Option<document::Place>>,
}

impl Input {
    /// The text. Says why there is none.
    pub(crate) fn read(&self) -> Result<Source, String> {
        match self {
            Self::Text(text) => Ok(Source { text: text.to_string(), document: None }),
            Self::Bytes(bytes) if document::is_document(bytes) => of_document(bytes),
            Self::Bytes(bytes) => {
                let decoded = encoding::decode(bytes.to_vec());
                let (text, _) = decoded.map_err(|not_text| not_text.to_string())?;
                Ok(Source { text, document: None })
            }
        }
    }
}

fn of_document(bytes: &[u8]) -> Result<Source, String> {
    let read = document::read(bytes).map_err(|refusal| refusal.to_string())?;
    let written = document::write(&read);
    let losses = read.losses.iter().map(|(loss, count)| loss.told(count)).collect();
    let made = Made { format: read.format, losses, places: written.places };
    Ok(Source { text: written.text, document: Some(made) })
}

impl Source {
    /// Where a line of the text, counted from 0, stands in the file.
    pub(crate) fn place(&self, line: usize) -> Option<String> {
        let place = self.document.as_ref()?.places.get(line)?.as_ref()?.to_string();
        (!place.is_empty()).then_some(place)
    }
}

pub(crate) fn unreadable(message: String) -> PyErr {
    UnreadableError::new_err(message)
}

/// A Word, Excel, web or PDF file as the text of a report.
#[pyclass(frozen, get_all, module = "nianbao")]
pub(crate) struct Document {
    text: String,
    /// `docx`, `xlsx`, …
    format: &'static str,
    /// What is not in the text, a sentence for each kind of thing.
    losses: Vec<String>,
}

#[pymethods]
impl Document {
    fn __repr__(&self) -> String {
        let lines = self.text.lines().count();
        format!(
            "<nianbao.Document {}，{lines} 行，没有转出来的 {} 项>",
            self.format,
            self.losses.len()
        )
    }
}

/// Reads the bytes of a document.
#[pyfunction]
pub(crate) fn read_document(py: Python<'_>, data: PyBackedBytes) -> PyResult<Document> {
    let read = py.detach(|| match document::is_document(&data) {
        true => of_document(&data),
        false => Err("这不是 Word、Excel、网页或者 PDF 文件".to_owned()),
    });
    let Source { text, document } = read.map_err(unreadable)?;
    let (format, losses) = document.map_or(("", Vec::new()), |it| (it.format.id(), it.losses));
    Ok(Document { text, format, losses })
}
