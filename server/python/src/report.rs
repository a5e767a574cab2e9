//! What is wrong with a report, and the report mended or formatted.

use std::sync::Arc;

use analysis::Analysis;
use analysis::mend::{FixPolicy, mend};
use archive::{Filed, Neighbours};
use finding::Severity;
use form::organ::OrganKind;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rules::Options;
use text::position::{LineIndex, Unit};

use crate::input::{Input, Source, unreadable};

/// A report that was checked.
#[pyclass(frozen, get_all, module = "nianbao")]
pub(crate) struct Report {
    organ: Option<String>,
    year: Option<i32>,
    edition: Option<&'static str>,
    /// In the order of the text.
    findings: Vec<Py<Finding>>,
    text: String,
}

/// Something that is wrong. Lines and columns count from 1, columns in characters; `start` and `end` are
/// places in the text as Python counts them.
#[pyclass(frozen, get_all, module = "nianbao")]
pub(crate) struct Finding {
    rule: &'static str,
    /// What readers call the rule.
    title: &'static str,
    severity: &'static str,
    /// The same for readers.
    level: &'static str,
    message: String,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    /// Where it stands in a file that is no text.
    place: Option<String>,
    /// What would mend it, each with whether it touches no figure.
    fixes: Vec<(String, bool)>,
}

#[pymethods]
impl Report {
    /// How many errors there are.
    #[getter]
    fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are.
    #[getter]
    fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn __repr__(&self) -> String {
        let organ = self.organ.as_deref().unwrap_or("（没有写机关名称）");
        let year = self.year.map(|year| format!(" {year} 年")).unwrap_or_default();
        format!(
            "<nianbao.Report {organ}{year}：{} 个错误，{} 个警告>",
            self.errors(),
            self.warnings()
        )
    }

    /// The findings as a table, for notebooks.
    fn _repr_html_(&self) -> String {
        let row = |finding: &Py<Finding>| {
            let Finding { line, level, title, message, .. } = finding.get();
            let message = escaped(message);
            format!("<tr><td>{line}</td><td>{level}</td><td>{title}</td><td>{message}</td></tr>")
        };
        let rows: String = self.findings.iter().map(row).collect();
        let head = "<tr><th>行</th><th>级别</th><th>规则</th><th>问题</th></tr>";
        format!(
            "<table><caption>{}</caption><thead>{head}</thead><tbody>{rows}</tbody></table>",
            escaped(self.__repr__().trim_start_matches("<nianbao.Report ").trim_end_matches('>'))
        )
    }
}

impl Report {
    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.get().severity == severity.id()).count()
    }
}

#[pymethods]
impl Finding {
    fn __repr__(&self) -> String {
        format!(
            "<nianbao.Finding {} 第 {} 行 {}：{}>",
            self.title, self.line, self.level, self.message
        )
    }
}

impl Finding {
    fn new(found: &finding::Finding, source: &Source, text: &str, lines: &LineIndex) -> Self {
        let position = lines.position(text, found.range.start, Unit::Utf32);
        let characters = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
        Self {
            rule: found.rule,
            title: rules::title(found.rule),
            severity: found.severity.id(),
            level: found.severity.name(),
            message: found.message.clone(),
            line: position.line + 1,
            column: position.column + 1,
            start: characters(found.range.start),
            end: characters(found.range.end),
            place: source.place(position.line),
            fixes: found.fixes.iter().map(|fix| (fix.title.clone(), fix.safe)).collect(),
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Checks a report, alone or beside that of the year before.
#[pyfunction]
#[pyo3(signature = (report, *, last_year=None, organ_kind=None))]
pub(crate) fn check(
    py: Python<'_>,
    report: Input,
    last_year: Option<Input>,
    organ_kind: Option<String>,
) -> PyResult<Report> {
    let options = Options { organ_kind: kind(organ_kind)?, ..Options::default() };
    let checked = py.detach(|| {
        let last_year = last_year.map(|it| it.read()).transpose()?.map(filed);
        let source = report.read()?;
        let neighbours = Neighbours { last_year, ..Neighbours::default() };
        let analysis = Analysis::among(source.text.clone(), None, &options, |_| neighbours);
        let lines = LineIndex::new(&analysis.text);
        let explained = &analysis.explained().findings;
        let findings: Vec<Finding> =
            explained.iter().map(|it| Finding::new(it, &source, &analysis.text, &lines)).collect();
        Ok((analysis, findings))
    });
    let (analysis, findings) = checked.map_err(unreadable)?;
    let findings = findings.into_iter().map(|finding| Py::new(py, finding));
    Ok(Report {
        organ: analysis.report.organ().map(str::to_owned),
        year: analysis.report.year(),
        edition: analysis.report.edition(),
        findings: findings.collect::<PyResult<_>>()?,
        text: analysis.text.to_string(),
    })
}

/// The kind of organ that is meant, by the names that settings have for it.
fn kind(name: Option<String>) -> PyResult<Option<OrganKind>> {
    let Some(name) = name else { return Ok(None) };
    let kind = serde_json::from_value(serde_json::Value::String(name.clone()));
    kind.map(Some).map_err(|_| PyValueError::new_err(format!("没有“{name}”这种机关类型")))
}

fn filed(source: Source) -> Filed {
    let report = Arc::new(report::read(&source.text));
    Filed::new("last_year".into(), source.text.into(), report)
}

/// The text of a report, formatted as `nianbao fmt` does it.
#[pyfunction]
pub(crate) fn format(py: Python<'_>, report: Input) -> PyResult<String> {
    let formatted = py.detach(|| report.read().map(|source| ::format::formatted(&source.text)));
    formatted.map_err(unreadable)
}

/// The text of a report with all mended that can be mended: without touching a figure, or all of it.
#[pyfunction]
#[pyo3(signature = (report, *, r#unsafe=false))]
pub(crate) fn fix(py: Python<'_>, report: Input, r#unsafe: bool) -> PyResult<String> {
    let policy = if r#unsafe { FixPolicy::All } else { FixPolicy::Safe };
    let mended = py.detach(|| {
        let analysis = Analysis::new(report.read()?.text);
        let mended = mend(&analysis, policy, |_| true).analysis.unwrap_or(analysis);
        Ok(mended.text.to_string())
    });
    mended.map_err(unreadable)
}
