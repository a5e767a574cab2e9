//! The server itself: one method for each thing that a client may say.
//!
//! Methods are thin: find the snapshot, ask the feature, translate the answer.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, RwLock};
use std::time::Duration;

use archive::Archive;
use config::Fault;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;
use tower_lsp::{Client as Connection, LanguageServer};

use super::capabilities::{self, Client};
use super::commands::{Answer, TALLY};
use super::diagnostics::Told;
use super::documents::{Documents, Snapshot};
use super::file_uri::path_of;
use super::ledgers::Ledgers;
use super::publisher::Publisher;
use super::settings::Settings;
use super::to_proto::Proto;
use super::workspace::{Workspace, is_report, reports_below};
use super::{completion, diagnostics, semantic_tokens};

/// What the server calls itself: as the program that runs it.
const SERVER_NAME: &str = "nianbao";

/// How long the client may take to answer a request of ours before it is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the server knows. Handlers share it; each part locks for itself and never across an await.
#[derive(Debug, Default)]
pub(super) struct State {
    client: OnceLock<Client>,
    pub(super) documents: Documents,
    pub(super) settings: Settings,
    pub(super) workspace: Workspace,
    /// All reports that are known, by organ and year.
    pub(super) archive: RwLock<Archive>,
    pub(super) tokens: semantic_tokens::Sent,
    pub(super) ledgers: Ledgers,
    shut_down: AtomicBool,
    /// The process that started the server; the server ends with it.
    parent: tokio::sync::watch::Sender<Option<u32>>,
}

/// The server, and the connection to its client.
#[derive(Debug, Clone)]
pub(super) struct Backend {
    connection: Connection,
    state: Arc<State>,
    publisher: Publisher,
}

impl State {
    /// What the client can do.
    pub(super) fn client(&self) -> &Client {
        self.client.get_or_init(|| Client::new(&InitializeParams::default()))
    }

    pub(super) fn proto<'s>(&self, snapshot: &'s Snapshot) -> Proto<'s> {
        Proto { snapshot, unit: self.client().unit }
    }

    /// Whether the client said `shutdown`.
    pub(super) fn was_shut_down(&self) -> bool {
        self.shut_down.load(Ordering::Relaxed)
    }

    /// Waits until the process that started the server is gone.
    pub(super) async fn parent_gone(&self) {
        let mut parent = self.parent.subscribe();
        let Ok(parent) = parent.wait_for(Option::is_some).await.map(|id| *id) else {
            return std::future::pending().await;
        };
        let Some(parent) = parent else { return std::future::pending().await };
        loop {
            tokio::time::sleep(Duration::from_secs(3)).await;
            if !super::process::is_alive(parent) {
                return;
            }
        }
    }

    pub(super) fn told<'s>(&self, snapshot: &'s Snapshot) -> &'s Told {
        diagnostics::told(snapshot, self.client(), &|path| self.uri_of(path, Some(&snapshot.uri)))
    }

    pub(super) fn first_diagnostics(&self, snapshot: &Snapshot) -> Vec<Diagnostic> {
        diagnostics::first_diagnostics(snapshot, self.client(), &|path| {
            self.uri_of(path, Some(&snapshot.uri))
        })
    }

    /// Whether there is no newer version of a document.
    pub(super) fn is_current(&self, snapshot: &Snapshot) -> bool {
        let current = self.documents.get(&snapshot.uri);
        current.is_some_and(|current| std::ptr::eq(&*current, snapshot))
    }

    /// The open documents, and the reports on disk that are not open.
    fn all_reports(&self) -> Vec<Arc<Snapshot>> {
        let open = self.documents.all();
        // A client may write the name of a file in its own way.
        let paths: HashSet<_> = open.iter().map(|document| path_of(&document.uri)).collect();
        let is_closed = |file: &Arc<Snapshot>| !paths.contains(&path_of(&file.uri));
        let closed: Vec<_> = self.workspace.all().into_iter().filter(is_closed).collect();
        open.into_iter().chain(closed).collect()
    }
}

impl Backend {
    pub(super) fn new(connection: Connection) -> Self {
        let state = Arc::<State>::default();
        let publisher = Publisher::start(connection.clone(), Arc::clone(&state));
        Self { connection, state, publisher }
    }

    pub(super) fn state(&self) -> Arc<State> {
        Arc::clone(&self.state)
    }

    pub(super) fn client(&self) -> Connection {
        self.connection.clone()
    }

    fn snapshot(&self, document: &TextDocumentIdentifier) -> Option<Arc<Snapshot>> {
        self.state.documents.get(&document.uri)
    }

    /// A document is another one now: tells the client what is found in it, and in those that are
    /// compared with it.
    fn changed(&self, uri: Uri) {
        self.state.file_document(&uri);
        self.publish(uri);
        let others = self.state.compare_documents();
        if !others.is_empty() {
            others.into_iter().for_each(|uri| self.publish(uri));
            self.refresh();
        }
    }

    /// Tells the client what is found in a document now, unless it pulls.
    fn publish(&self, uri: Uri) {
        if !self.state.client().pulls_diagnostics {
            self.publisher.publish(uri);
        }
    }

    /// Tells the client that answers it has may have changed: settings or other files are new.
    fn refresh(&self) {
        let (connection, state) = (self.connection.clone(), self.state());
        tokio::spawn(async move {
            let client = state.client();
            if client.refreshes_diagnostics {
                drop(
                    tokio::time::timeout(PATIENCE, connection.workspace_diagnostic_refresh()).await,
                );
            }
            if client.refreshes_inlay_hints {
                drop(tokio::time::timeout(PATIENCE, connection.inlay_hint_refresh()).await);
            }
            if client.refreshes_code_lenses {
                drop(tokio::time::timeout(PATIENCE, connection.code_lens_refresh()).await);
            }
        });
    }

    /// Carries out a command; one that reads files on a thread of its own, so that nobody waits for it.
    async fn carried_out(&self, params: ExecuteCommandParams) -> Result<Answer> {
        if params.command != TALLY {
            return self.state.command(&params);
        }
        let state = self.state();
        let command = tokio::task::spawn_blocking(move || state.command(&params));
        let answer = command.await.unwrap_or_else(|_| Err(Error::internal_error()));
        self.refresh();
        answer
    }

    /// Checks everything anew by the settings that are in force now, and tells the client.
    async fn publish_all(&self) {
        self.state.renew_documents();
        for snapshot in self.state.documents.all() {
            self.publish(snapshot.uri.clone());
        }
        self.tell_settings_files().await;
        let state = self.state();
        let checking = tokio::task::spawn_blocking(move || state.renew_files());
        drop(checking.await);
        self.refresh();
    }

    /// Publishes what is wrong with settings' files that were read since the last time.
    async fn tell_settings_files(&self) {
        for path in self.state.settings.untold() {
            self.publish_settings_file(&path).await;
        }
    }

    async fn publish_settings_file(&self, path: &Path) {
        let diagnostics = self.state.settings.file_diagnostics(path, self.state.client().unit);
        if let Some(uri) = self.state.uri_of(path, None) {
            self.connection.publish_diagnostics(uri, diagnostics, None).await;
        }
    }

    /// Asks for what needs the client's consent: to be told of changed files and settings.
    fn register(&self) {
        let (connection, state) = (self.connection.clone(), self.state());
        tokio::spawn(async move {
            let registrations = capabilities::registrations(state.client());
            if !registrations.is_empty() {
                drop(
                    tokio::time::timeout(PATIENCE, connection.register_capability(registrations))
                        .await,
                );
            }
        });
    }

    /// Takes the editor's settings, and tells what is wrong with them.
    async fn take_settings(&self, settings: Value) {
        let faults = self.state.settings.set_current(settings);
        self.tell_faults(&faults).await;
        self.publish_all().await;
    }

    /// Tells what is wrong with the editor's settings; there is no place to show it at.
    async fn tell_faults(&self, faults: &[Fault]) {
        if faults.is_empty() {
            return;
        }
        let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        let message =
            format!("编辑器里的 nianbao 设置有误，其余的照常生效。{}。", messages.join("；"));
        self.connection.show_message(MessageType::WARNING, message).await;
    }

    /// Asks the client for its settings, without keeping anything waiting for the answer.
    fn ask_for_settings(&self) {
        let backend = self.clone();
        tokio::spawn(async move {
            let item = ConfigurationItem {
                scope_uri: None,
                section: Some(diagnostics::SOURCE.to_owned()),
            };
            let answer =
                tokio::time::timeout(PATIENCE, backend.connection.configuration(vec![item])).await;
            if let Ok(Ok(mut settings)) = answer
                && let Some(settings) = settings.pop()
            {
                backend.take_settings(settings).await;
            }
        });
    }

    /// Reads the reports of the opened folders, with progress where the client shows it.
    fn read_folders(&self) {
        let backend = self.clone();
        tokio::spawn(async move {
            let folders: Vec<_> =
                backend.state.client().folders.iter().filter_map(path_of).collect();
            if folders.is_empty() {
                return;
            }
            let token = ProgressToken::String("nianbao/read".to_owned());
            let shown = backend.state.client().progress
                && matches!(
                    tokio::time::timeout(
                        PATIENCE,
                        backend.connection.create_work_done_progress(token.clone())
                    )
                    .await,
                    Ok(Ok(()))
                );
            let progress = match shown {
                true => {
                    Some(backend.connection.progress(token, "正在读取文件夹里的年报").begin().await)
                }
                false => None,
            };
            let state = backend.state();
            let reading = tokio::task::spawn_blocking(move || {
                for path in folders.iter().flat_map(|folder| reports_below(folder)) {
                    state.read_file(&path);
                }
                state.renew_files();
            });
            drop(reading.await);
            if let Some(progress) = progress {
                progress.finish().await;
            }
            backend.publish_all().await;
        });
    }

    async fn changed_file(&self, path: &Path) {
        if Settings::is_file(path) {
            self.state.settings.forget(path);
            self.publish_settings_file(path).await;
        } else if is_report(path) {
            self.state.read_file(path);
        }
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = self.state.client.get_or_init(|| Client::new(&params));
        self.state.parent.send_replace(params.process_id);
        if let Some(settings) = params.initialization_options {
            self.state.settings.set_initial(settings);
        }
        Ok(InitializeResult {
            capabilities: capabilities::offered(client),
            server_info: Some(ServerInfo {
                name: SERVER_NAME.to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        // Before the first document comes.
        tokio::task::spawn_blocking(analysis::prepare);
        self.register();
        self.tell_faults(&self.state.settings.initial_faults()).await;
        if self.state.client().configuration {
            self.ask_for_settings();
        }
        self.read_folders();
    }

    async fn shutdown(&self) -> Result<()> {
        self.state.shut_down.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let (uri, state) = (document.uri, &self.state);
        state.documents.open(uri.clone(), document.version, document.text, state);
        self.changed(uri);
        self.tell_settings_files().await;
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        let (uri, version) = (document.uri, document.version);
        let changes = params.content_changes;
        if let Some(former) = self.state.documents.change(&uri, version, changes, &self.state) {
            self.changed(uri);
            self.publisher.discard(former);
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        if let Some(path) = path_of(&params.text_document.uri) {
            self.changed_file(&path).await;
            self.publish_all().await;
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let was_open = self.state.documents.close(&uri);
        self.state.tokens.forget(&uri);
        self.state.ledgers.forget(&uri);
        if was_open {
            self.changed(uri);
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.state.client().configuration {
            self.ask_for_settings();
        } else {
            self.take_settings(params.settings).await;
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        for change in params.changes {
            if let Some(path) = path_of(&change.uri) {
                self.changed_file(&path).await;
            }
        }
        self.publish_all().await;
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        for folder in params.event.removed.iter().filter_map(|folder| path_of(&folder.uri)) {
            self.state.forget_folder(&folder);
        }
        let added: Vec<_> = params.event.added.iter().filter_map(|it| path_of(&it.uri)).collect();
        let state = self.state();
        let reading = tokio::task::spawn_blocking(move || {
            for path in added.iter().flat_map(|folder| reports_below(folder)) {
                state.read_file(&path);
            }
        });
        drop(reading.await);
        self.publish_all().await;
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let previous = params.previous_result_id.as_deref();
        let report = match self.snapshot(&params.text_document) {
            Some(snapshot) => diagnostics::report(self.state.told(&snapshot), previous),
            None => diagnostics::report(&Told::nothing(), previous),
        };
        Ok(report.into())
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let known = params.previous_result_ids.iter();
        let known: HashMap<_, _> = known.map(|known| (&known.uri, known.value.as_str())).collect();
        let reports = self.state.all_reports();
        let items = reports.iter().map(|snapshot| {
            let known = known.get(&snapshot.uri).copied();
            diagnostics::workspace_report(snapshot, self.state.told(snapshot), known)
        });
        Ok(WorkspaceDiagnosticReport { items: items.collect() }.into())
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let place = params.text_document_position;
        let Some(snapshot) = self.snapshot(&place.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let offset = proto.offset(place.position);
        let list = ide::completion::completions(&snapshot.analysis, offset);
        Ok(Some(proto.completions(list, self.state.client())))
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        Ok(completion::resolved(item, self.state.client()))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let place = params.text_document_position_params;
        let Some(snapshot) = self.snapshot(&place.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let findings = diagnostics::findings(&snapshot);
        let hover = ide::hover::hover(&snapshot.analysis, &findings, proto.offset(place.position));
        Ok(hover.map(|hover| proto.hover(hover, self.state.client())))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let range = proto.bytes(params.range);
        let sums = snapshot.config().inlay_hints.sums;
        let hints = ide::inlay_hint::inlay_hints(&snapshot.analysis, &range, sums);
        let figures = self.state.ledgers.of(&snapshot.uri);
        let counted = ide::ledger::inlay_hints(&snapshot.analysis, &figures, &range);
        Ok(Some(hints.into_iter().chain(counted).map(|hint| proto.inlay_hint(hint)).collect()))
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let figures = self.state.ledgers.of(&snapshot.uri);
        let counted = ide::ledger::code_lenses(&snapshot.analysis, &figures);
        let lenses = ide::code_lens::code_lenses(&snapshot.analysis).into_iter().chain(counted);
        Ok(Some(lenses.map(|lens| proto.code_lens(lens)).collect()))
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let place = params.text_document_position_params;
        let Some(snapshot) = self.snapshot(&place.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let found = ide::document_highlight::document_highlights(
            &snapshot.analysis,
            proto.offset(place.position),
        );
        Ok(Some(found.into_iter().map(|highlight| proto.highlight(&highlight)).collect()))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let snapshot = self.snapshot(&params.text_document);
        Ok(snapshot.map(|snapshot| self.state.code_actions(&snapshot, &params)))
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        let symbols = ide::document_symbol::document_symbols(&snapshot.analysis);
        Ok(Some(self.state.proto(&snapshot).symbols(symbols, self.state.client())))
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        let reports = self.state.all_reports();
        let found = reports.iter().flat_map(|snapshot| {
            let symbols =
                ide::workspace_symbol::workspace_symbols(&snapshot.analysis, &params.query);
            symbols
                .into_iter()
                .map(|symbol| self.state.proto(snapshot).symbol_information(symbol))
                .collect::<Vec<_>>()
        });
        Ok(Some(WorkspaceSymbolResponse::Flat(found.collect())))
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let folds = ide::folding_range::folding_ranges(&snapshot.analysis);
        Ok(Some(folds.iter().map(|fold| proto.folding_range(fold)).collect()))
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let around = |position: &Position| {
            let ranges =
                ide::selection_range::selection_ranges(&snapshot.analysis, proto.offset(*position));
            proto.selection_range(&ranges)
        };
        Ok(Some(params.positions.iter().map(around).collect()))
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let place = params.text_document_position_params;
        let Some(snapshot) = self.snapshot(&place.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let found = ide::definition::definition(&snapshot.analysis, proto.offset(place.position));
        Ok(Some(GotoDefinitionResponse::Array(
            found.iter().map(|range| proto.location(range)).collect(),
        )))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let place = params.text_document_position;
        let Some(snapshot) = self.snapshot(&place.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let offset = proto.offset(place.position);
        let found = ide::definition::references(
            &snapshot.analysis,
            offset,
            params.context.include_declaration,
        );
        Ok(Some(found.iter().map(|range| proto.location(range)).collect()))
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let links = ide::document_link::document_links(&snapshot.analysis);
        Ok(Some(links.iter().map(|link| proto.document_link(link)).collect()))
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        Ok(Some(self.state.tokens_full(&snapshot).into()))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        Ok(Some(self.state.tokens_delta(&snapshot, &params.previous_result_id)))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        Ok(Some(self.state.tokens_range(&snapshot, params.range).into()))
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        Ok(Some(self.state.proto(&snapshot).text_edits(&self.state.format(&snapshot))))
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let Some(snapshot) = self.snapshot(&params.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let edits = self.state.format(&snapshot);
        let within =
            ide::range_formatting::within(&snapshot.analysis, edits, &proto.bytes(params.range));
        Ok(Some(proto.text_edits(&within)))
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let place = params.text_document_position;
        let Some(snapshot) = self.snapshot(&place.text_document) else { return Ok(None) };
        let proto = self.state.proto(&snapshot);
        let Some(typed) = params.ch.chars().next() else { return Ok(None) };
        let edits = ide::on_type_formatting::on_type(
            &snapshot.analysis,
            proto.offset(place.position),
            typed,
            format::Options::from(&snapshot.config().format).ambiguous_width,
        );
        Ok(Some(proto.text_edits(&edits)))
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        match self.carried_out(params).await? {
            Answer::Value(value) => Ok(Some(value)),
            Answer::Edit { edit, answer } => {
                let connection = self.connection.clone();
                tokio::spawn(async move {
                    tokio::time::timeout(PATIENCE, connection.apply_edit(edit)).await
                });
                Ok(Some(answer))
            }
        }
    }
}

impl State {
    /// What formatting would change, under the document's settings.
    fn format(&self, snapshot: &Snapshot) -> Vec<text::Edit> {
        let options = format::Options::from(&snapshot.config().format);
        format::edits_with(snapshot.text(), &snapshot.analysis.report, options)
    }
}
