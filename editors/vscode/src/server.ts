//! The language server: started, watched and asked here. Whoever asks it gets an answer or `undefined`, never an exception.

import * as vscode from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  DocumentDiagnosticRequest,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  type StaticFeature,
} from 'vscode-languageclient/node';

import { type Binary, locate, probe, Unusable } from './binary';
import { askFirst } from './formatting';
import { Quiet } from './quiet';

/** The language, and the section of the settings. */
export const LANGUAGE = 'nianbao';

/** The command that links in hovers run: it opens the guide whose id is its argument. */
export const GUIDE_COMMAND = 'nianbao.openGuide';

/** The command that links of findings run: it shows the page of the rule that is its argument. */
export const RULE_COMMAND = 'nianbao.openRules';

/** What the server is told of this extension alone: its commands, and that people read the codes of findings. */
const OWN_CAPABILITIES = { guideCommand: GUIDE_COMMAND, ruleCommand: RULE_COMMAND, ruleTitles: true };

/** The sections of the settings that are the extension's alone; the server does not know them. */
const OWN_SETTINGS = ['server', 'trace', 'exportOnSave'];

/** A server that ends by itself is started anew, but not more often than this in so many milliseconds. */
const RESTARTS = 4;
const RESTARTS_WITHIN = 180_000;

export class Server implements vscode.Disposable {
  /** Fires when the server begins to answer, or ceases to. */
  readonly onDidChange: vscode.Event<void>;
  readonly log: vscode.LogOutputChannel;
  /** Holds back what is found where somebody is writing. */
  readonly quiet = new Quiet(isReport);
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  private client: LanguageClient | undefined;
  private ends: number[] = [];

  constructor(private readonly context: vscode.ExtensionContext) {
    this.log = vscode.window.createOutputChannel('年报', { log: true });
    this.onDidChange = this.changed.event;
    this.disposables = [
      this.log,
      this.changed,
      this.quiet,
      this.quiet.onDidEnd((uri) => this.client && refresh(this.client, uri)),
      vscode.commands.registerCommand('nianbao.restart', () => this.restart()),
      vscode.commands.registerCommand('nianbao.showLog', () => this.log.show()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('nianbao.server.path')) {
          void this.restart();
        }
      }),
    ];
  }

  get isRunning(): boolean {
    return this.client?.state === State.Running;
  }

  /** The program that the server is, for what is asked of it on the command line. */
  get binary(): Binary {
    return locate(this.context);
  }

  async start(): Promise<void> {
    const binary = this.binary;
    try {
      this.log.info(`${await probe(binary)}: ${binary.path}`);
      this.client = this.connect(binary);
      await this.client.start();
    } catch (error) {
      this.log.error(`${error}`);
      const known = error instanceof Unusable;
      this.tell(known ? error.message : '年报检查程序没有启动。请重新启动；还是不行的话，请查看日志，并重新安装插件。');
    }
    this.changed.fire();
  }

  async restart(): Promise<void> {
    const former = this.client;
    this.client = undefined;
    this.ends = [];
    await former?.dispose().catch((error: unknown) => this.log.warn(`${error}`));
    await this.start();
  }

  /** Asks the server to carry out a command. `undefined` if it is not there or refuses, which the log tells. */
  async ask<Answer>(command: string, argument: unknown): Promise<Answer | undefined> {
    return this.request<Answer>(command, argument).catch(() => undefined);
  }

  /** The same; if it refuses, that is an error whose message is meant for the user. */
  async request<Answer>(command: string, argument: unknown): Promise<Answer | undefined> {
    if (!this.client || !this.isRunning) {
      return undefined;
    }
    try {
      const params = { command, arguments: [argument] };
      return ((await this.client.sendRequest(ExecuteCommandRequest.type, params)) ?? undefined) as Answer | undefined;
    } catch (error) {
      this.log.warn(`${command}: ${error}`);
      throw error;
    }
  }

  private connect(binary: Binary): LanguageClient {
    const options: LanguageClientOptions = {
      documentSelector: [{ language: LANGUAGE }],
      outputChannel: this.log,
      traceOutputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      // A list that was kept while the rest of the workspace changed would be wrong: carry-overs look across reports.
      diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
      // Links in hovers may run this one command, and no other.
      markdown: { isTrusted: { enabledCommands: [GUIDE_COMMAND] } },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.ended(),
      },
      middleware: {
        ...askFirst(this.context.workspaceState),
        // All of them are asked for each time: which may be told changes without the text.
        provideDiagnostics: async (document, _previous, token, next) => {
          const report = await next(document, undefined, token);
          return report && 'items' in report ? { ...report, items: this.quiet.told(document, report.items) } : report;
        },
        workspace: {
          configuration: async (params, token, next) => {
            const answer = await next(params, token);
            return Array.isArray(answer) ? answer.map(withoutOwnSettings) : answer;
          },
        },
      },
    };
    const client = new LanguageClient(LANGUAGE, '年报', { command: binary.path, args: ['lsp'] }, options);
    client.registerFeature(ownCapabilities());
    client.onDidChangeState(() => this.changed.fire());
    return client;
  }

  /** The server has ended without being told to. */
  private ended(): CloseHandlerResult {
    const now = Date.now();
    this.ends = [...this.ends.filter((end) => now - end < RESTARTS_WITHIN), now];
    if (this.ends.length <= RESTARTS) {
      return { action: CloseAction.Restart, handled: true };
    }
    this.tell('年报检查程序接连退出，已不再自动启动。您写的内容不受影响，请照常保存。可以重新启动试试；还是不行的话，请查看日志，把它和出问题的情形告诉我们。');
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  /** Tells that there is no server, without waiting for the user. */
  private tell(message: string): void {
    const ways: Record<string, () => unknown> = {
      重新启动: () => this.restart(),
      打开设置: () => vscode.commands.executeCommand('workbench.action.openSettings', 'nianbao.server.path'),
      查看日志: () => this.log.show(),
    };
    void vscode.window.showErrorMessage(message, ...Object.keys(ways)).then((way) => way && ways[way]?.());
  }

  dispose(): void {
    void this.client?.dispose().catch(() => undefined);
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

function ownCapabilities(): StaticFeature {
  return {
    fillClientCapabilities: (capabilities) => {
      capabilities.experimental = { ...(capabilities.experimental as object | undefined), nianbao: OWN_CAPABILITIES };
    },
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
  };
}

/** Asks anew for the findings of a document. */
function refresh(client: LanguageClient, uri: vscode.Uri): void {
  const document = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const provider = document && client.getFeature(DocumentDiagnosticRequest.method)?.getProvider(document);
  provider?.onDidChangeDiagnosticsEmitter.fire();
}

function withoutOwnSettings(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    return settings;
  }
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !OWN_SETTINGS.includes(name)));
}

/** Whether a document is a report. */
export function isReport(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document?.languageId === LANGUAGE;
}

/** The editor with a report in it that the user is at. */
export function activeReport(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return isReport(editor?.document) ? editor : undefined;
}
