//! Semantic tokens in the protocol's relative numbers, and what has changed of them.

use dashmap::DashMap;
use ide::semantic_tokens::{Token, semantic_tokens};
use text::position::length;
use tower_lsp::ls_types as lsp;

use super::backend::State;
use super::documents::Snapshot;
use super::to_proto::Proto;

/// What was last sent for each document, so that only changes need to be sent next time.
#[derive(Debug, Default)]
pub(super) struct Sent(DashMap<lsp::Uri, lsp::SemanticTokens>);

impl Sent {
    /// Forgets a closed document.
    pub(super) fn forget(&self, uri: &lsp::Uri) {
        self.0.remove(uri);
    }
}

impl State {
    /// All tokens of a document.
    pub(super) fn tokens_full(&self, snapshot: &Snapshot) -> lsp::SemanticTokens {
        let data = encode(semantic_tokens(&snapshot.analysis, None), self.proto(snapshot));
        let previous = self.tokens.0.get(&snapshot.uri).and_then(|sent| sent.result_id.clone());
        let count = previous.and_then(|id| id.parse::<u64>().ok()).unwrap_or(0);
        let tokens = lsp::SemanticTokens { result_id: Some((count + 1).to_string()), data };
        self.tokens.0.insert(snapshot.uri.clone(), tokens.clone());
        tokens
    }

    /// What has changed since the tokens of that name were sent; all tokens if they are not known.
    pub(super) fn tokens_delta(
        &self,
        snapshot: &Snapshot,
        previous: &str,
    ) -> lsp::SemanticTokensFullDeltaResult {
        let known = self.tokens.0.get(&snapshot.uri).map(|sent| sent.clone());
        let tokens = self.tokens_full(snapshot);
        let Some(known) = known.filter(|known| known.result_id.as_deref() == Some(previous)) else {
            return tokens.into();
        };
        let edits = edits(&known.data, &tokens.data);
        lsp::SemanticTokensDelta { result_id: tokens.result_id, edits }.into()
    }

    /// The tokens within a range.
    pub(super) fn tokens_range(
        &self,
        snapshot: &Snapshot,
        range: lsp::Range,
    ) -> lsp::SemanticTokens {
        let proto = self.proto(snapshot);
        let tokens = semantic_tokens(&snapshot.analysis, Some(proto.bytes(range)));
        lsp::SemanticTokens { result_id: None, data: encode(tokens, proto) }
    }
}

/// The one stretch in which two lists differ. Positions count single numbers, five to a token.
fn edits(old: &[lsp::SemanticToken], new: &[lsp::SemanticToken]) -> Vec<lsp::SemanticTokensEdit> {
    let before = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (old.get(before..).unwrap_or_default(), new.get(before..).unwrap_or_default());
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let removed = old.len() - behind;
    let added = new.get(..new.len() - behind).unwrap_or_default();
    if removed == 0 && added.is_empty() {
        return Vec::new();
    }
    let number = |tokens: usize| u32::try_from(tokens * 5).unwrap_or(u32::MAX);
    vec![lsp::SemanticTokensEdit {
        start: number(before),
        delete_count: number(removed),
        data: (!added.is_empty()).then(|| added.to_vec()),
    }]
}

fn encode(tokens: Vec<Token>, proto: Proto<'_>) -> Vec<lsp::SemanticToken> {
    let mut last = lsp::Position::default();
    tokens
        .into_iter()
        .map(|token| {
            let start = proto.position(token.range.start);
            let delta_line = start.line - last.line;
            let delta_start =
                if delta_line == 0 { start.character - last.character } else { start.character };
            last = start;
            let text = proto.snapshot.text().get(token.range).unwrap_or_default();
            lsp::SemanticToken {
                delta_line,
                delta_start,
                length: u32::try_from(length(text, proto.unit)).unwrap_or(u32::MAX),
                token_type: u32::try_from(token.kind).unwrap_or(0),
                token_modifiers_bitset: token.modifiers,
            }
        })
        .collect()
}
