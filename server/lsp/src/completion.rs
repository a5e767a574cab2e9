//! Completion as the protocol has it, shaped by what the client can take.

use ide::completion::{Completion, CompletionKind, CompletionList, DocRef, documentation};
use ide::hover::plain;
use serde_json::Value;
use tower_lsp::ls_types as lsp;

use super::capabilities::Client;
use super::to_proto::Proto;

/// Marks after which something may be offered. Letters are among them, for pinyin: some clients ask by
/// themselves only after these.
const TRIGGERS: &str = "|（(《第、abcdefghijklmnopqrstuvwxyz";

/// What of completion a client can do, fixed by `initialize`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ClientCompletion {
    snippets: bool,
    markdown: bool,
    /// It can be told to leave the indent of further lines as it is.
    inserts_as_is: bool,
}

impl ClientCompletion {
    /// Reads `initialize`.
    pub(super) fn new(params: &lsp::InitializeParams) -> Self {
        let text = params.capabilities.text_document.as_ref();
        let item = text.and_then(|text| text.completion.as_ref()?.completion_item.as_ref());
        let Some(item) = item else { return Self::default() };
        let formats = item.documentation_format.as_deref().unwrap_or_default();
        let modes = item.insert_text_mode_support.as_ref().map(|modes| modes.value_set.as_slice());
        Self {
            snippets: item.snippet_support == Some(true),
            markdown: formats.contains(&lsp::MarkupKind::Markdown),
            inserts_as_is: modes.is_some_and(|modes| modes.contains(&lsp::InsertTextMode::AS_IS)),
        }
    }
}

/// What the server offers.
pub(super) fn options() -> lsp::CompletionOptions {
    lsp::CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: Some(TRIGGERS.chars().map(String::from).collect()),
        ..Default::default()
    }
}

impl Proto<'_> {
    pub(super) fn completions(
        &self,
        list: CompletionList,
        client: &Client,
    ) -> lsp::CompletionResponse {
        let items = list.items.into_iter().map(|item| self.completion(item, client.completion));
        let items = items.collect();
        lsp::CompletionResponse::List(lsp::CompletionList { is_incomplete: list.incomplete, items })
    }

    fn completion(&self, item: Completion, client: ClientCompletion) -> lsp::CompletionItem {
        let as_snippet = item.snippet && client.snippets;
        let format = match as_snippet {
            true => lsp::InsertTextFormat::SNIPPET,
            false => lsp::InsertTextFormat::PLAIN_TEXT,
        };
        let new_text = if as_snippet { item.edit.text } else { item.plain };
        let range = self.range(&item.edit.range);
        lsp::CompletionItem {
            label: item.label,
            kind: Some(kind(item.kind)),
            detail: item.detail,
            filter_text: Some(item.filter_text),
            sort_text: Some(item.sort_text),
            insert_text_format: Some(format),
            insert_text_mode: client.inserts_as_is.then_some(lsp::InsertTextMode::AS_IS),
            text_edit: Some(lsp::TextEdit { range, new_text }.into()),
            data: Some(Value::String(item.doc.as_str().to_owned())),
            ..Default::default()
        }
    }
}

/// The item with what it means; as it is, if it is none of ours.
pub(super) fn resolved(mut item: lsp::CompletionItem, client: &Client) -> lsp::CompletionItem {
    let id = item.data.as_ref().and_then(Value::as_str);
    if let Some(markdown) = id.and_then(|id| documentation(&DocRef::new(id))) {
        let markup = match client.completion.markdown {
            true => lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: markdown },
            false => {
                lsp::MarkupContent { kind: lsp::MarkupKind::PlainText, value: plain(&markdown) }
            }
        };
        item.documentation = Some(lsp::Documentation::MarkupContent(markup));
    }
    item
}

fn kind(kind: CompletionKind) -> lsp::CompletionItemKind {
    match kind {
        CompletionKind::Report => lsp::CompletionItemKind::FILE,
        CompletionKind::Heading => lsp::CompletionItemKind::MODULE,
        CompletionKind::Table => lsp::CompletionItemKind::STRUCT,
        CompletionKind::Row => lsp::CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Column => lsp::CompletionItemKind::FIELD,
        CompletionKind::Article | CompletionKind::Instrument => lsp::CompletionItemKind::REFERENCE,
        CompletionKind::Sentence => lsp::CompletionItemKind::TEXT,
        CompletionKind::Rule => lsp::CompletionItemKind::VALUE,
    }
}
