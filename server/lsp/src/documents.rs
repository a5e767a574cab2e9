//! The open documents.
//!
//! A change is applied to the rope and the tree before anything is awaited; what requests see is an
//! immutable snapshot, taken when the change is complete. No guard of the map leaves this module.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use analysis::{Analysis, Edits};
use archive::Neighbours;
use config::Config;
use dashmap::DashMap;
use ropey::Rope;
use text::position::{LineIndex, Position, Unit, offset_of_column};
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};
use tree_sitter::{InputEdit, Point, Tree};

use super::backend::State;
use super::diagnostics::Told;
use super::from_proto::place;
use super::settings::InForce;

/// A document at one version: what a request works on.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// As the client wrote it; results go back under the same name.
    pub(super) uri: Uri,
    /// `None` for a file that is not open.
    pub(super) version: Option<i32>,
    pub(super) analysis: Arc<Analysis>,
    /// Where its lines begin, once somebody has asked.
    index: OnceLock<LineIndex>,
    /// What the analysis goes by, and everything that is answered.
    pub(super) settings: Arc<InForce>,
    /// What it is compared with.
    pub(super) neighbours: Neighbours,
    /// Its diagnostics, once somebody has asked for them.
    pub(super) told: OnceLock<Told>,
}

impl Snapshot {
    pub(super) fn new(
        uri: Uri,
        version: Option<i32>,
        analysis: Analysis,
        settings: Arc<InForce>,
        neighbours: Neighbours,
    ) -> Self {
        let (analysis, index, told) = (Arc::new(analysis), OnceLock::new(), OnceLock::new());
        Self { uri, version, analysis, index, settings, neighbours, told }
    }

    /// A text, analysed under the settings for it and beside the reports that are known.
    pub(super) fn of(uri: Uri, version: Option<i32>, text: String, state: &State) -> Self {
        let settings = Arc::new(state.settings.of(&uri));
        let (analysis, neighbours) = analysed(text, None, &settings, state);
        Self::new(uri, version, analysis, settings, neighbours)
    }

    /// The same text under other settings or beside other reports; none if they are the same.
    pub(super) fn under(&self, settings: Arc<InForce>, neighbours: Neighbours) -> Option<Self> {
        if settings == self.settings && neighbours.are(&self.neighbours) {
            return None;
        }
        let analysis = self.analysis.rechecked(&settings.config.options, &neighbours);
        Some(Self::new(self.uri.clone(), self.version, analysis, settings, neighbours))
    }

    pub(super) fn config(&self) -> &Config {
        &self.settings.config
    }

    pub(super) fn text(&self) -> &str {
        &self.analysis.text
    }

    pub(super) fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(self.text()))
    }
}

/// A text's analysis, and what it was compared with.
fn analysed(
    text: String,
    edited: Option<Edits<'_>>,
    settings: &InForce,
    state: &State,
) -> (Analysis, Neighbours) {
    let mut neighbours = Neighbours::default();
    let analysis = Analysis::among(text, edited, &settings.config.options, |report| {
        neighbours = state.neighbours(report, settings);
        neighbours.clone()
    });
    (analysis, neighbours)
}

/// The text under edit. The rope takes an edit without touching the rest of the text.
#[derive(Debug)]
struct Document {
    rope: Rope,
    snapshot: Arc<Snapshot>,
}

/// All open documents.
#[derive(Debug, Default)]
pub(super) struct Documents(DashMap<Uri, Document>);

impl Documents {
    /// Takes a newly opened text.
    pub(super) fn open(&self, uri: Uri, version: i32, text: String, state: &State) {
        let rope = Rope::from_str(&text);
        // Settings that change meanwhile wait for the entry in `renew`, so none are missed.
        let entry = self.0.entry(uri.clone());
        let snapshot = Arc::new(Snapshot::of(uri, Some(version), text, state));
        drop(entry.insert(Document { rope, snapshot }));
    }

    /// Replaces all documents for which there is a new snapshot. Their names.
    pub(super) fn renew(&self, renewed: impl Fn(&Snapshot) -> Option<Snapshot>) -> Vec<Uri> {
        let mut names = Vec::new();
        for mut document in self.0.iter_mut() {
            if let Some(renewed) = renewed(&document.snapshot) {
                names.push(renewed.uri.clone());
                document.snapshot = Arc::new(renewed);
            }
        }
        names
    }

    /// Applies the changes of one notification, each to the text that the former left. What the
    /// document was before; none if they were not taken: it must be open, and not at a newer version
    /// already.
    pub(super) fn change(
        &self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        state: &State,
    ) -> Option<Arc<Snapshot>> {
        let unit = state.client().unit;
        let mut document = self.0.get_mut(uri)?;
        if document.snapshot.version.is_some_and(|current| version < current) {
            return None;
        }
        let mut tree = Some(document.snapshot.analysis.tree.clone());
        for change in changes {
            document.apply(change, &mut tree, unit);
        }
        let text = String::from(&document.rope);
        let settings = Arc::clone(&document.snapshot.settings);
        let edits = Edits { former: &document.snapshot.analysis, tree: tree.as_ref() };
        let (analysis, neighbours) = analysed(text, Some(edits), &settings, state);
        let snapshot = Snapshot::new(uri.clone(), Some(version), analysis, settings, neighbours);
        Some(std::mem::replace(&mut document.snapshot, Arc::new(snapshot)))
    }

    /// Forgets a document. Whether it was open.
    pub(super) fn close(&self, uri: &Uri) -> bool {
        self.0.remove(uri).is_some()
    }

    /// The document as it is now.
    pub(super) fn get(&self, uri: &Uri) -> Option<Arc<Snapshot>> {
        self.0.get(uri).map(|document| Arc::clone(&document.snapshot))
    }

    /// The names of all documents, in their order.
    pub(super) fn uris(&self) -> Vec<Uri> {
        let mut uris: Vec<_> = self.0.iter().map(|document| document.key().clone()).collect();
        uris.sort();
        uris
    }

    /// All documents as they are now, in the order of their names.
    pub(super) fn all(&self) -> Vec<Arc<Snapshot>> {
        let mut all: Vec<_> =
            self.0.iter().map(|document| Arc::clone(&document.snapshot)).collect();
        all.sort_by(|one, two| one.uri.cmp(&two.uri));
        all
    }
}

impl Document {
    /// Applies one change. A change without a range replaces the text, and with it the tree.
    fn apply(
        &mut self,
        change: TextDocumentContentChangeEvent,
        tree: &mut Option<Tree>,
        unit: Unit,
    ) {
        let Some(range) = change.range else {
            self.rope = Rope::from_str(&change.text);
            *tree = None;
            return;
        };
        let (start, end) = (
            rope_offset(&self.rope, place(range.start), unit),
            rope_offset(&self.rope, place(range.end), unit),
        );
        let (start, end) = (start.min(end), start.max(end));
        let start_position = point(&self.rope, start);
        let old_end_position = point(&self.rope, end);
        let (from, to) = (self.rope.byte_to_char(start), self.rope.byte_to_char(end));
        self.rope.remove(from..to);
        self.rope.insert(from, &change.text);
        let new_end = start + change.text.len();
        if let Some(tree) = tree {
            tree.edit(&InputEdit {
                start_byte: start,
                old_end_byte: end,
                new_end_byte: new_end,
                start_position,
                old_end_position,
                new_end_position: point(&self.rope, new_end),
            });
        }
    }
}

/// [`LineIndex::offset`] for a text under edit, which has no index.
fn rope_offset(rope: &Rope, position: Position, unit: Unit) -> usize {
    let Some(line) = rope.get_line(position.line) else { return rope.len_bytes() };
    let line = Cow::from(line);
    let content = line.trim_end_matches(['\n', '\r']);
    rope.line_to_byte(position.line) + offset_of_column(content, position.column, unit)
}

/// A place as tree-sitter counts it. The tree is only ever asked for bytes, so any consistent
/// counting of rows will do; the rope's is at hand.
fn point(rope: &Rope, byte: usize) -> Point {
    let row = rope.byte_to_line(byte);
    Point { row, column: byte - rope.line_to_byte(row) }
}
