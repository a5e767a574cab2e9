//! What the client can do, and what the server offers it in turn.

use text::position::Unit;
use tower_lsp::ls_types as lsp;

use super::commands::COMMANDS;
use super::completion::{self, ClientCompletion};
use super::file_uri::encoded;
use super::workspace::write_rules_page;

/// What is known of the client, fixed by `initialize`.
#[derive(Debug, Clone)]
pub(super) struct Client {
    pub(super) unit: Unit,
    /// It pulls diagnostics; then none are pushed.
    pub(super) pulls_diagnostics: bool,
    pub(super) related_information: bool,
    /// It shows Markdown in hovers.
    pub(super) markdown: bool,
    pub(super) completion: ClientCompletion,
    pub(super) nested_symbols: bool,
    /// It takes `workspace/configuration` requests.
    pub(super) configuration: bool,
    pub(super) watches_files: bool,
    pub(super) registers_configuration: bool,
    pub(super) progress: bool,
    pub(super) refreshes_diagnostics: bool,
    pub(super) refreshes_inlay_hints: bool,
    pub(super) refreshes_code_lenses: bool,
    /// Its own command that opens a guide, for links in Markdown: `experimental.nianbao.guideCommand`.
    pub(super) guide_command: Option<String>,
    /// Its own command that shows the page of a rule, for the links of findings: `experimental.nianbao.ruleCommand`.
    rule_command: Option<String>,
    /// It shows codes to readers, who know rules by their titles: `experimental.nianbao.ruleTitles`.
    rule_titles: bool,
    /// Where the rules are explained, on this machine.
    rules_page: Option<lsp::Uri>,
    pub(super) folders: Vec<lsp::Uri>,
}

impl Client {
    /// Reads `initialize`.
    pub(super) fn new(params: &lsp::InitializeParams) -> Self {
        let text = params.capabilities.text_document.as_ref();
        let workspace = params.capabilities.workspace.as_ref();
        let window = params.capabilities.window.as_ref();
        let diagnostics = text.and_then(|text| text.publish_diagnostics.as_ref());
        let hover = text.and_then(|text| text.hover.as_ref()?.content_format.as_deref());
        let symbols = text.and_then(|text| text.document_symbol.as_ref());
        let describes_codes =
            diagnostics.is_some_and(|it| it.code_description_support == Some(true));
        let refresh = |support: Option<Option<bool>>| support.flatten().unwrap_or(false);
        let folders = folders(params);
        let rule_command = own_command(params, "ruleCommand").filter(|_| describes_codes);
        Self {
            unit: unit(params),
            pulls_diagnostics: text.is_some_and(|text| text.diagnostic.is_some()),
            related_information: diagnostics.is_some_and(|it| it.related_information == Some(true)),
            markdown: hover.is_none_or(|formats| formats.contains(&lsp::MarkupKind::Markdown)),
            completion: ClientCompletion::new(params),
            nested_symbols: symbols
                .is_some_and(|it| it.hierarchical_document_symbol_support == Some(true)),
            configuration: workspace.is_some_and(|it| it.configuration == Some(true)),
            watches_files: workspace
                .and_then(|it| it.did_change_watched_files)
                .is_some_and(|it| it.dynamic_registration == Some(true)),
            registers_configuration: workspace
                .and_then(|it| it.did_change_configuration)
                .is_some_and(|it| it.dynamic_registration == Some(true)),
            progress: window.is_some_and(|it| it.work_done_progress == Some(true)),
            refreshes_diagnostics: refresh(
                workspace.and_then(|it| it.diagnostics.as_ref()).map(|it| it.refresh_support),
            ),
            refreshes_inlay_hints: refresh(
                workspace.and_then(|it| it.inlay_hint.as_ref()).map(|it| it.refresh_support),
            ),
            refreshes_code_lenses: refresh(
                workspace.and_then(|it| it.code_lens.as_ref()).map(|it| it.refresh_support),
            ),
            guide_command: own_command(params, "guideCommand"),
            rules_page: (describes_codes && rule_command.is_none())
                .then(|| write_rules_page(&folders))
                .flatten(),
            rule_command,
            rule_titles: own(params, "ruleTitles") == Some(&true.into()),
            folders,
        }
    }

    /// What the findings of a rule have for a code: its id, or what readers call it.
    pub(super) fn code(&self, rule: &'static str) -> &'static str {
        if self.rule_titles { rules::title(rule) } else { rule }
    }

    /// The page that explains a rule.
    pub(super) fn rule_page(&self, rule: &'static str) -> Option<lsp::Uri> {
        let page = match (&self.rule_command, &self.rules_page) {
            (Some(command), _) => format!("command:{command}?%5B%22{rule}%22%5D"),
            (None, Some(page)) => {
                let anchor = rules::rule(rule)?.anchor();
                format!("{}#{}", page.as_str(), encoded(&anchor))
            }
            (None, None) => return None,
        };
        page.parse().ok()
    }
}

/// What the client says of itself that only this server asks for.
fn own<'p>(params: &'p lsp::InitializeParams, name: &str) -> Option<&'p serde_json::Value> {
    params.capabilities.experimental.as_ref()?.get("nianbao")?.get(name)
}

/// A command of the client's own; a name that would not stand in a link is none.
fn own_command(params: &lsp::InitializeParams, name: &str) -> Option<String> {
    let command = own(params, name)?.as_str()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    (!command.is_empty() && command.chars().all(plain)).then(|| command.to_owned())
}

/// UTF-8 if the client takes it, for it costs least; else UTF-16, which every client takes.
fn unit(params: &lsp::InitializeParams) -> Unit {
    let general = params.capabilities.general.as_ref();
    let offered =
        general.and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
    if offered.contains(&lsp::PositionEncodingKind::UTF8) {
        Unit::Utf8
    } else if offered.contains(&lsp::PositionEncodingKind::UTF16)
        || !offered.contains(&lsp::PositionEncodingKind::UTF32)
    {
        Unit::Utf16
    } else {
        Unit::Utf32
    }
}

#[allow(deprecated, reason = "older clients name one root only")]
fn folders(params: &lsp::InitializeParams) -> Vec<lsp::Uri> {
    let named = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    let root = params.root_uri.as_ref().filter(|_| params.workspace_folders.is_none());
    named.chain(root).cloned().collect()
}

/// What the server offers this client.
pub(super) fn offered(client: &Client) -> lsp::ServerCapabilities {
    let encoding = match client.unit {
        Unit::Utf8 => lsp::PositionEncodingKind::UTF8,
        Unit::Utf16 => lsp::PositionEncodingKind::UTF16,
        Unit::Utf32 => lsp::PositionEncodingKind::UTF32,
    };
    lsp::ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(lsp::TextDocumentSyncCapability::Options(
            lsp::TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(lsp::TextDocumentSyncKind::INCREMENTAL),
                save: Some(lsp::TextDocumentSyncSaveOptions::Supported(true)),
                ..Default::default()
            },
        )),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            lsp::DiagnosticServerCapabilities::Options(lsp::DiagnosticOptions {
                identifier: Some(super::diagnostics::SOURCE.to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..Default::default()
            })
        }),
        completion_provider: Some(completion::options()),
        hover_provider: Some(lsp::HoverProviderCapability::Simple(true)),
        inlay_hint_provider: Some(lsp::OneOf::Left(true)),
        code_lens_provider: Some(lsp::CodeLensOptions { resolve_provider: Some(false) }),
        document_highlight_provider: Some(lsp::OneOf::Left(true)),
        code_action_provider: Some(lsp::CodeActionProviderCapability::Options(
            lsp::CodeActionOptions {
                code_action_kinds: Some(super::commands::code_action_kinds()),
                ..Default::default()
            },
        )),
        document_symbol_provider: Some(lsp::OneOf::Left(true)),
        workspace_symbol_provider: Some(lsp::OneOf::Left(true)),
        folding_range_provider: Some(lsp::FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(lsp::SelectionRangeProviderCapability::Simple(true)),
        definition_provider: Some(lsp::OneOf::Left(true)),
        references_provider: Some(lsp::OneOf::Left(true)),
        document_link_provider: Some(lsp::DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
        }),
        semantic_tokens_provider: Some(
            lsp::SemanticTokensOptions {
                legend: lsp::SemanticTokensLegend {
                    token_types: ide::semantic_tokens::TYPES
                        .iter()
                        .map(|name| lsp::SemanticTokenType::new(name))
                        .collect(),
                    token_modifiers: ide::semantic_tokens::MODIFIERS
                        .iter()
                        .map(|name| lsp::SemanticTokenModifier::new(name))
                        .collect(),
                },
                full: Some(lsp::SemanticTokensFullOptions::Delta { delta: Some(true) }),
                range: Some(true),
                ..Default::default()
            }
            .into(),
        ),
        document_formatting_provider: Some(lsp::OneOf::Left(true)),
        document_range_formatting_provider: Some(lsp::OneOf::Left(true)),
        document_on_type_formatting_provider: Some(lsp::DocumentOnTypeFormattingOptions {
            first_trigger_character: "|".to_owned(),
            more_trigger_character: Some(vec!["\n".to_owned()]),
        }),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: COMMANDS.map(str::to_owned).into(),
            ..Default::default()
        }),
        workspace: Some(lsp::WorkspaceServerCapabilities {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(lsp::OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..Default::default()
    }
}

/// What the server asks the client to be told of, where the client can be asked.
pub(super) fn registrations(client: &Client) -> Vec<lsp::Registration> {
    let mut registrations = Vec::new();
    if client.watches_files {
        let watchers: Vec<_> = ["**/*.nianbao", "**/nianbao.toml"]
            .map(|pattern| lsp::FileSystemWatcher {
                glob_pattern: lsp::GlobPattern::String(pattern.to_owned()),
                kind: None,
            })
            .into();
        let options = lsp::DidChangeWatchedFilesRegistrationOptions { watchers };
        registrations.push(registration(
            "workspace/didChangeWatchedFiles",
            serde_json::to_value(options).ok(),
        ));
    }
    if client.registers_configuration {
        let options = serde_json::json!({ "section": super::diagnostics::SOURCE });
        registrations.push(registration("workspace/didChangeConfiguration", Some(options)));
    }
    registrations
}

fn registration(method: &str, register_options: Option<serde_json::Value>) -> lsp::Registration {
    lsp::Registration {
        id: format!("nianbao/{method}"),
        method: method.to_owned(),
        register_options,
    }
}
