//! From the program's own data to the protocol's types.

use std::ops::Range;

use finding::Severity;
use form::guide::Guide;
use ide::document_symbol::{Symbol, SymbolKind};
use ide::folding_range::FoldKind;
use text::Edit;
use text::position::{Position, Unit};
use tower_lsp::ls_types as lsp;

use super::capabilities::Client;
use super::documents::Snapshot;

/// A snapshot and the client's way of counting columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proto<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) unit: Unit,
}

impl Proto<'_> {
    pub(super) fn position(&self, offset: usize) -> lsp::Position {
        position(self.snapshot.index().position(self.snapshot.text(), offset, self.unit))
    }

    pub(super) fn range(&self, range: &Range<usize>) -> lsp::Range {
        lsp::Range { start: self.position(range.start), end: self.position(range.end) }
    }

    pub(super) fn text_edits(&self, edits: &[Edit]) -> Vec<lsp::TextEdit> {
        edits
            .iter()
            .map(|edit| lsp::TextEdit {
                range: self.range(&edit.range),
                new_text: edit.text.clone(),
            })
            .collect()
    }
}

/// Where a guide is found: a link where the client has a command for it, words elsewhere.
fn pointer(guide: &Guide, client: &Client) -> String {
    let Guide { id, title, .. } = guide;
    match client.guide_command.as_deref().filter(|_| client.markdown) {
        // The argument is `["id"]`, encoded as in any address.
        Some(command) => format!("拿不准？[{title}](command:{command}?%5B%22{id}%22%5D)"),
        None => format!("拿不准？用命令“{title}”一步步判断，或者运行 `nianbao guide {id}`。"),
    }
}

/// A place as the protocol writes it.
pub(super) fn position(at: Position) -> lsp::Position {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    lsp::Position { line: number(at.line), character: number(at.column) }
}

pub(super) fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Info => lsp::DiagnosticSeverity::INFORMATION,
    }
}

/// Short answers of features.
impl Proto<'_> {
    pub(super) fn location(&self, range: &Range<usize>) -> lsp::Location {
        lsp::Location { uri: self.snapshot.uri.clone(), range: self.range(range) }
    }

    pub(super) fn hover(&self, hover: ide::hover::Hover, client: &Client) -> lsp::Hover {
        let guide = hover.guide.map(|guide| format!("\n\n{}", pointer(guide, client)));
        let markdown = hover.markdown + guide.as_deref().unwrap_or_default();
        lsp::Hover {
            range: Some(self.range(&hover.range)),
            contents: lsp::HoverContents::Markup(markup(markdown, client)),
        }
    }

    pub(super) fn inlay_hint(&self, hint: ide::inlay_hint::InlayHint) -> lsp::InlayHint {
        lsp::InlayHint {
            position: self.position(hint.offset),
            label: lsp::InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: Some(lsp::InlayHintTooltip::String(hint.tooltip)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        }
    }

    pub(super) fn code_lens(&self, lens: ide::code_lens::CodeLens) -> lsp::CodeLens {
        lsp::CodeLens {
            range: self.range(&lens.range),
            command: Some(lsp::Command {
                title: lens.title,
                command: String::new(),
                arguments: None,
            }),
            data: None,
        }
    }

    pub(super) fn highlight(
        &self,
        highlight: &ide::document_highlight::Highlight,
    ) -> lsp::DocumentHighlight {
        let kind = if highlight.total {
            lsp::DocumentHighlightKind::WRITE
        } else {
            lsp::DocumentHighlightKind::READ
        };
        lsp::DocumentHighlight { range: self.range(&highlight.range), kind: Some(kind) }
    }

    pub(super) fn folding_range(&self, fold: &ide::folding_range::Fold) -> lsp::FoldingRange {
        let range = self.range(&fold.range);
        let kind = match fold.kind {
            FoldKind::Comment => lsp::FoldingRangeKind::Comment,
            FoldKind::Section | FoldKind::Table => lsp::FoldingRangeKind::Region,
        };
        lsp::FoldingRange {
            start_line: range.start.line,
            start_character: None,
            end_line: range.end.line,
            end_character: None,
            kind: Some(kind),
            collapsed_text: None,
        }
    }

    /// The chain of ranges, the inmost outermost, as the protocol nests them.
    pub(super) fn selection_range(&self, ranges: &[Range<usize>]) -> lsp::SelectionRange {
        let outward = ranges.iter().rev().fold(None, |parent, range| {
            Some(Box::new(lsp::SelectionRange { range: self.range(range), parent }))
        });
        outward.map_or_else(
            || lsp::SelectionRange { range: lsp::Range::default(), parent: None },
            |inmost| *inmost,
        )
    }

    pub(super) fn document_link(
        &self,
        link: &ide::document_link::DocumentLink,
    ) -> lsp::DocumentLink {
        lsp::DocumentLink {
            range: self.range(&link.range),
            target: link.target.parse().ok(),
            tooltip: None,
            data: None,
        }
    }
}

/// Markdown, or the same words without it.
pub(super) fn markup(markdown: String, client: &Client) -> lsp::MarkupContent {
    if client.markdown {
        lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: markdown }
    } else {
        lsp::MarkupContent { kind: lsp::MarkupKind::PlainText, value: ide::hover::plain(&markdown) }
    }
}

/// The outline.
impl Proto<'_> {
    pub(super) fn symbols(
        &self,
        symbols: Vec<Symbol>,
        client: &Client,
    ) -> lsp::DocumentSymbolResponse {
        if client.nested_symbols {
            return lsp::DocumentSymbolResponse::Nested(
                symbols.into_iter().map(|symbol| self.nested(symbol)).collect(),
            );
        }
        let mut flat = Vec::new();
        for symbol in symbols {
            self.flatten(symbol, None, &mut flat);
        }
        lsp::DocumentSymbolResponse::Flat(flat)
    }

    #[allow(deprecated, reason = "the type demands the field")]
    fn nested(&self, symbol: Symbol) -> lsp::DocumentSymbol {
        let children: Vec<_> =
            symbol.children.into_iter().map(|child| self.nested(child)).collect();
        lsp::DocumentSymbol {
            name: symbol.name,
            detail: symbol.detail,
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            range: self.range(&symbol.range),
            selection_range: self.range(&symbol.selection),
            children: (!children.is_empty()).then_some(children),
        }
    }

    fn flatten(
        &self,
        symbol: Symbol,
        container: Option<String>,
        flat: &mut Vec<lsp::SymbolInformation>,
    ) {
        flat.push(self.information(&symbol, container));
        for child in symbol.children {
            self.flatten(child, Some(symbol.name.clone()), flat);
        }
    }

    #[allow(deprecated, reason = "the type demands the field")]
    fn information(
        &self,
        symbol: &Symbol,
        container_name: Option<String>,
    ) -> lsp::SymbolInformation {
        lsp::SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: self.location(&symbol.range),
            container_name,
        }
    }

    /// An entry of another report's outline, with the name of its organ.
    pub(super) fn symbol_information(&self, symbol: Symbol) -> lsp::SymbolInformation {
        let organ = self.snapshot.analysis.report.organ().map(str::to_owned);
        self.information(&symbol, organ)
    }
}

fn symbol_kind(kind: SymbolKind) -> lsp::SymbolKind {
    match kind {
        SymbolKind::Title => lsp::SymbolKind::FILE,
        SymbolKind::Section => lsp::SymbolKind::MODULE,
        SymbolKind::Subsection => lsp::SymbolKind::NAMESPACE,
        SymbolKind::Table => lsp::SymbolKind::ARRAY,
        SymbolKind::Row => lsp::SymbolKind::NUMBER,
    }
}
