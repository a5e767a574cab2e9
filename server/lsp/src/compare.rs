//! The command that lays a report beside last year's, or beside another one that the user names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use archive::{Filed, Neighbours};
use compare::{Pair, Relation, Reported, pair};
use finding::{Finding, Severity};
use html::{ComparisonPage, Nonce, PairView, PassageView, ProblemView, Side};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;

use super::backend::State;
use super::diagnostics::findings;
use super::documents::Snapshot;
use super::file_uri::path_of;
use super::preview::nonce_of;

/// What a report is compared with.
struct Other {
    snapshot: Arc<Snapshot>,
    /// It is a document that a text was made from: lines of that text mean nothing to anybody.
    is_document: bool,
}

/// One of the two reports of a page.
struct Shown<'s> {
    snapshot: &'s Snapshot,
    is_document: bool,
    findings: Vec<Finding>,
}

impl State {
    /// The page, or the addresses of what may be last year's report where none can be taken for it.
    pub(super) fn compare(&self, argument: &Value) -> Result<Value> {
        let snapshot = self.snapshot_named(argument)?;
        // A page that is read from a file has none.
        let nonce = argument.get("nonce").filter(|nonce| !nonce.is_null());
        let nonce = nonce.map(|nonce| nonce_of(Some(nonce))).transpose()?;
        let Some(other) = self.other(&snapshot, argument.get("with"))? else {
            let untaken = snapshot.neighbours.untaken.iter();
            let uris = untaken.filter_map(|it| self.uri_of(&it.path, Some(&snapshot.uri)));
            return Ok(json!({ "page": null, "candidates": uris.collect::<Vec<_>>() }));
        };
        let aliases = &snapshot.config().aliases;
        let pair = pair(filed(&other.snapshot), filed(&snapshot), aliases);
        let own = Shown::new(&snapshot, false);
        let other = Shown::new(&other.snapshot, other.is_document);
        let is_later = Arc::ptr_eq(&pair.after.report, &snapshot.analysis.report);
        let mut sides = if is_later { [other, own] } else { [own, other] };
        if pair.relation == Relation::NextYear {
            sides[1].look_again(&pair.before);
        }
        let page = self.page(&pair, &sides, nonce.as_ref());
        let [before, after] = sides.map(|side| side.snapshot.uri.clone());
        Ok(json!({ "page": page, "before": before, "after": after }))
    }

    /// The report that is named, or else last year's.
    fn other(&self, snapshot: &Snapshot, named: Option<&Value>) -> Result<Option<Other>> {
        let Some(named) = named.filter(|named| !named.is_null()) else {
            let last_year = snapshot.neighbours.last_year.as_ref();
            let uri = last_year.and_then(|it| self.uri_of(&it.path, Some(&snapshot.uri)));
            let found = uri.and_then(|uri| self.report_of(&uri));
            return Ok(found.map(|snapshot| Other { snapshot, is_document: false }));
        };
        let uri = named.as_str().and_then(|uri| uri.parse::<Uri>().ok());
        let uri = uri.ok_or_else(|| Error::invalid_params("with 应为另一份年报的地址"))?;
        if let Some(snapshot) = self.documents.get(&uri) {
            return Ok(Some(Other { snapshot, is_document: false }));
        }
        let path =
            path_of(&uri).ok_or_else(|| Error::invalid_params("要对照的年报应是本机的文件"))?;
        self.read_other(uri, &path).map(Some).map_err(|why| {
            let name = path.file_name().unwrap_or_default().display();
            Error::invalid_params(format!("{name} 用不了：{why}"))
        })
    }

    /// Reads a report, which may be a document. The error's text says why it cannot be had.
    fn read_other(&self, uri: Uri, path: &Path) -> std::result::Result<Other, String> {
        // Who reads a pipe may wait for ever.
        if !path.is_file() {
            return Err("没有这个文件".to_owned());
        }
        let bytes = disk::read(path).map_err(|error| disk::reason_at(path, &error))?;
        let is_document = document::is_document(&bytes);
        let text = if is_document {
            let document = document::read(&bytes).map_err(|refusal| refusal.to_string())?;
            document::write(&document).text
        } else {
            let decoded = text::encoding::decode(bytes);
            decoded.map(|(text, _)| text).map_err(|error| error.to_string())?
        };
        let snapshot = Arc::new(Snapshot::of(uri, None, text, self));
        Ok(Other { snapshot, is_document })
    }

    fn page(&self, pair: &Pair, sides: &[Shown<'_>; 2], nonce: Option<&Nonce>) -> String {
        let [before, after] = sides;
        let unit = self.client().unit;
        let names = sides.each_ref().map(|side| file_name(&side.snapshot.uri));
        let title = format!("年报对照：{}", pair.subject());
        let passages = pair.passages.iter().map(|passage| PassageView {
            passage,
            share: passage.told_share(),
            places: [before.place(passage.before.start), after.place(passage.after.start)],
        });
        let mut problems: Vec<ProblemView<'_>> =
            [(Side::After, after), (Side::Before, before)].into_iter().flat_map(problems).collect();
        problems.sort_by_key(|problem| !problem.is_error);
        let view = PairView {
            report: Reported::from(&pair.after).told(),
            names: pair.names(),
            paths: names.each_ref().map(String::as_str),
            problems,
            differences: &pair.differences,
            rest: pair.rest(),
            passages: passages.collect(),
            locate: &|side, offset| {
                let shown = match side {
                    Side::Before => before,
                    Side::After => after,
                };
                let snapshot = shown.snapshot;
                let position = || snapshot.index().position(snapshot.text(), offset, unit);
                (!shown.is_document).then(position)
            },
        };
        html::comparison(&ComparisonPage { title, nonce, grid: None, pairs: vec![view] })
    }
}

impl<'s> Shown<'s> {
    fn new(snapshot: &'s Snapshot, is_document: bool) -> Self {
        Self { snapshot, is_document, findings: findings(snapshot) }
    }

    /// Judges it beside last year's report, which need not be the one that it was found beside.
    fn look_again(&mut self, last_year: &Filed) {
        let settings = Arc::clone(&self.snapshot.settings);
        let neighbours =
            Neighbours { last_year: Some(last_year.clone()), ..self.snapshot.neighbours.clone() };
        if let Some(snapshot) = self.snapshot.under(settings, neighbours) {
            self.findings = findings(&snapshot);
        }
    }

    /// Where something stands, in words.
    fn place(&self, offset: usize) -> String {
        if self.is_document {
            let name = report::name(&self.snapshot.analysis.report, &(offset..offset));
            return name.unwrap_or_else(|| "正文".to_owned());
        }
        format!("第 {} 行", self.snapshot.index().line(offset) + 1)
    }
}

/// What is wrong with the figures of a report.
fn problems<'s>((side, of): (Side, &'s Shown<'_>)) -> impl Iterator<Item = ProblemView<'s>> {
    let wrong = of.findings.iter().filter(|finding| finding.is_about_figures());
    wrong.map(move |finding| ProblemView {
        level: finding.severity.name(),
        is_error: finding.severity == Severity::Error,
        side,
        offset: finding.range.start,
        place: format!("{} {}", file_name(&of.snapshot.uri), of.place(finding.range.start)),
        message: &finding.message,
    })
}

fn filed(snapshot: &Snapshot) -> Filed {
    let path = path_of(&snapshot.uri).unwrap_or_else(|| PathBuf::from(snapshot.uri.as_str()));
    let analysis = &snapshot.analysis;
    Filed::new(path, Arc::clone(&analysis.text), Arc::clone(&analysis.report))
}

/// What a report is called on the page.
fn file_name(uri: &Uri) -> String {
    let path = path_of(uri);
    let name = path.as_deref().and_then(Path::file_name);
    name.map_or_else(|| uri.as_str().to_owned(), |name| name.to_string_lossy().into_owned())
}
