//! Findings as diagnostics: pushed with the document's version, or pulled if the client prefers;
//! never both.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::OnceLock;

use finding::{Elsewhere, Finding, Fix, Related, Tag};
use serde_json::json;
use text::position::LineIndex;
use tower_lsp::ls_types as lsp;

use super::capabilities::Client;
use super::documents::Snapshot;
use super::to_proto::{Proto, position, severity};

/// The name of the server in diagnostics.
pub(super) const SOURCE: &str = "nianbao";

/// How the client writes the address of a file.
pub(super) type UriOf<'a> = &'a dyn Fn(&Path) -> Option<lsp::Uri>;

/// The findings of a document under its settings, with the cells that are probably wrong.
pub(super) fn findings(snapshot: &Snapshot) -> Vec<Finding> {
    let mut findings = snapshot.analysis.explained().findings.clone();
    snapshot.config().apply(&mut findings);
    findings
}

/// The diagnostics of a document. Editors ask for those of a whole folder every few seconds, so they are kept
/// with the snapshot.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) items: Vec<lsp::Diagnostic>,
    id: OnceLock<String>,
}

impl Told {
    /// Those of a document that is not there.
    pub(super) fn nothing() -> Self {
        Self::new(Vec::new())
    }

    fn new(items: Vec<lsp::Diagnostic>) -> Self {
        Self { items, id: OnceLock::new() }
    }

    /// A name for them: equal lists have equal names.
    fn id(&self) -> &String {
        self.id.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            serde_json::to_string(&self.items).unwrap_or_default().hash(&mut hasher);
            format!("{:016x}", hasher.finish())
        })
    }
}

/// The diagnostics of a document.
pub(super) fn told<'s>(snapshot: &'s Snapshot, client: &Client, uri_of: UriOf<'_>) -> &'s Told {
    let translate = || {
        let mut findings = findings(snapshot);
        let suspects = &snapshot.analysis.explained().suspects;
        show_suspects(&mut findings, &|it| suspects.iter().any(|of| of.range == it.range));
        Told::new(translated(&findings, snapshot, client, uri_of))
    };
    snapshot.told.get_or_init(translate)
}

/// Where it is known which cells are probably wrong, an editor shows these, and the sums that they break as
/// well, and not every part of the sum.
fn show_suspects(findings: &mut [Finding], is_suspect: &dyn Fn(&Related) -> bool) {
    let broken = findings.iter().filter(|finding| finding.is_broken_sum());
    let totals: Vec<_> = broken.map(|finding| finding.range.clone()).collect();
    for finding in findings.iter_mut().filter(|finding| finding.is_broken_sum()) {
        if finding.related.iter().any(is_suspect) {
            let own = finding.range.clone();
            let is_tied = |it: &Related| it.range != own && totals.contains(&it.range);
            finding.related.retain(|it| is_suspect(it) || is_tied(it));
        }
    }
}

/// The diagnostics of a document before it is sought which cell is probably wrong.
pub(super) fn first_diagnostics(
    snapshot: &Snapshot,
    client: &Client,
    uri_of: UriOf<'_>,
) -> Vec<lsp::Diagnostic> {
    let mut findings = snapshot.analysis.findings.clone();
    snapshot.config().apply(&mut findings);
    translated(&findings, snapshot, client, uri_of)
}

fn translated(
    findings: &[Finding],
    snapshot: &Snapshot,
    client: &Client,
    uri_of: UriOf<'_>,
) -> Vec<lsp::Diagnostic> {
    let proto = Proto { snapshot, unit: client.unit };
    findings.iter().map(|finding| diagnostic(finding, proto, client, uri_of)).collect()
}

/// One finding as a diagnostic.
pub(super) fn diagnostic(
    finding: &Finding,
    proto: Proto<'_>,
    client: &Client,
    uri_of: UriOf<'_>,
) -> lsp::Diagnostic {
    lsp::Diagnostic {
        range: proto.range(&finding.range),
        severity: Some(severity(finding.severity)),
        code: Some(lsp::NumberOrString::String(client.code(finding.rule).to_owned())),
        code_description: client.rule_page(finding.rule).map(|href| lsp::CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: client.related_information.then(|| {
            let elsewhere = finding.elsewhere.iter().filter_map(|it| elsewhere(it, client, uri_of));
            related(&finding.related, proto).into_iter().chain(elsewhere).collect()
        }),
        tags: finding.tag.map(|it| vec![tag(it)]),
        data: data(finding, proto, client),
    }
}

/// What programs go by: the ways to mend it, and the rule's id where the code is not the id.
fn data(finding: &Finding, proto: Proto<'_>, client: &Client) -> Option<serde_json::Value> {
    let mut data = serde_json::Map::new();
    if client.code(finding.rule) != finding.rule {
        data.insert("rule".to_owned(), json!(finding.rule));
    }
    if !finding.fixes.is_empty() {
        data.insert("fixes".to_owned(), json!(fixes(&finding.fixes, proto)));
    }
    (!data.is_empty()).then_some(data.into())
}

fn related(related: &[Related], proto: Proto<'_>) -> Vec<lsp::DiagnosticRelatedInformation> {
    related
        .iter()
        .map(|related| lsp::DiagnosticRelatedInformation {
            location: lsp::Location {
                uri: proto.snapshot.uri.clone(),
                range: proto.range(&related.range),
            },
            message: related.message.clone(),
        })
        .collect()
}

/// A place in another report; none if its file has no name that the protocol can carry.
fn elsewhere(
    place: &Elsewhere,
    client: &Client,
    uri_of: UriOf<'_>,
) -> Option<lsp::DiagnosticRelatedInformation> {
    let text = &place.of.text;
    let index = LineIndex::new(text);
    let position = |offset| position(index.position(text, offset, client.unit));
    let range = lsp::Range { start: position(place.range.start), end: position(place.range.end) };
    let location = lsp::Location { uri: uri_of(&place.of.path)?, range };
    Some(lsp::DiagnosticRelatedInformation { location, message: place.message.clone() })
}

fn fixes(fixes: &[Fix], proto: Proto<'_>) -> Vec<serde_json::Value> {
    fixes
        .iter()
        .map(|fix| json!({ "title": fix.title, "safe": fix.safe, "edits": proto.text_edits(&fix.edits) }))
        .collect()
}

/// How editors draw what is superfluous or superseded.
fn tag(tag: Tag) -> lsp::DiagnosticTag {
    match tag {
        Tag::Superfluous => lsp::DiagnosticTag::UNNECESSARY,
        Tag::Superseded => lsp::DiagnosticTag::DEPRECATED,
    }
}

/// The answer to a pull: all diagnostics, or that nothing has changed since the last one.
pub(super) fn report(told: &Told, previous: Option<&str>) -> lsp::DocumentDiagnosticReport {
    let (id, items) = (told.id(), &told.items);
    if previous == Some(id) {
        let unchanged = lsp::UnchangedDocumentDiagnosticReport { result_id: id.clone() };
        return lsp::DocumentDiagnosticReport::Unchanged(
            lsp::RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: unchanged,
            },
        );
    }
    let full =
        lsp::FullDocumentDiagnosticReport { result_id: Some(id.clone()), items: items.clone() };
    lsp::DocumentDiagnosticReport::Full(lsp::RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: full,
    })
}

/// The part of a document in the answer to a pull for the whole workspace.
pub(super) fn workspace_report(
    snapshot: &Snapshot,
    told: &Told,
    previous: Option<&str>,
) -> lsp::WorkspaceDocumentDiagnosticReport {
    let uri = snapshot.uri.clone();
    let version = snapshot.version.map(i64::from);
    match report(told, previous) {
        lsp::DocumentDiagnosticReport::Full(full) => lsp::WorkspaceFullDocumentDiagnosticReport {
            uri,
            version,
            full_document_diagnostic_report: full.full_document_diagnostic_report,
        }
        .into(),
        lsp::DocumentDiagnosticReport::Unchanged(same) => {
            lsp::WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: same.unchanged_document_diagnostic_report,
            }
            .into()
        }
    }
}
