//! A report beside last year's: one panel. The page comes from the server, and follows what is typed in either of the two.

import * as path from 'node:path';

import * as vscode from 'vscode';

import type { AtHand } from './atHand';
import { chooseReport } from './chooseReport';
import { EXTENSIONS } from './importDocument';
import type { FromComparison, ToComparison } from './pageMessages';
import { jump, ReportPage } from './reportPage';
import { LANGUAGE, type Server } from './server';

/** Two reports take the whole width; what a click leads to is shown beside them. */
const KIND = { name: 'comparison', title: '与上年对照', place: { viewColumn: vscode.ViewColumn.Active, preserveFocus: false } };

/** What `nianbao.compare` answers: the page and whose it is, or what may be last year's report. */
type Compared = { page: string; before: string; after: string } | { page: null; candidates: string[] };

export function registerComparison(context: vscode.ExtensionContext, server: Server, atHand: AtHand): vscode.Disposable {
  let open: Comparison | undefined;

  async function compare(): Promise<void> {
    const document = (await atHand.editor())?.document;
    if (!document) {
      return;
    }
    if (!server.isRunning) {
      void vscode.window.showWarningMessage('年报检查程序没有启动，不能对照。请先执行命令“年报：重新启动检查程序”。');
      return;
    }
    const pair = await choose(server, document);
    if (pair) {
      open?.dispose();
      const made = new Comparison(context, server, pair);
      made.onDidDispose(() => (open = open === made ? undefined : open));
      open = made;
      await made.refresh();
    }
  }

  return vscode.Disposable.from({ dispose: () => open?.dispose() }, vscode.commands.registerCommand('nianbao.compareLastYear', compare));
}

/** Which two reports are compared; the other one is last year's unless somebody has named it. */
interface Pair {
  document: vscode.TextDocument;
  other: string | undefined;
}

async function choose(server: Server, document: vscode.TextDocument): Promise<Pair | undefined> {
  const found = await ask(server, { document, other: undefined }).catch(() => undefined);
  if (found === undefined || found.page !== null) {
    return { document, other: undefined };
  }
  const other = await chooseReport({
    title: '与上年对照',
    placeHolder: '没有认出上年的年报。要和哪一份对照？',
    filters: { 年报: [LANGUAGE, 'txt', ...EXTENSIONS] },
    likely: found.candidates.map((uri) => vscode.Uri.parse(uri)),
    except: document.uri,
  });
  return other && { document, other: other.toString() };
}

function ask(server: Server, { document, other }: Pair, nonce?: string): Promise<Compared | undefined> {
  return server.request<Compared>('nianbao.compare', { uri: document.uri.toString(), with: other, nonce });
}

class Comparison implements vscode.Disposable {
  readonly onDidDispose: vscode.Event<void>;
  private readonly page: ReportPage<ToComparison, FromComparison>;
  private readonly disposables: vscode.Disposable[];
  /** The two of the page, the earlier first. */
  private shown: { before: string; after: string } | undefined;

  constructor(context: vscode.ExtensionContext, private readonly server: Server, private readonly pair: Pair) {
    this.page = new ReportPage(context, KIND, (message: FromComparison) => this.jump(message));
    this.page.panel.title = `${KIND.title} ${path.basename(pair.document.fileName)}`;
    this.onDidDispose = this.page.panel.onDidDispose;
    const isShown = (uri: vscode.Uri) => [this.shown?.before, this.shown?.after].some((shown) => shown !== undefined && same(shown, uri));
    this.disposables = [
      this.page,
      this.onDidDispose(() => this.dispose()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => isShown(document.uri) && this.refreshSoon()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.some(isShown) && this.refreshSoon()),
      server.onDidChange(() => this.refreshSoon()),
    ];
  }

  private refreshSoon(): void {
    this.page.soon(() => this.refresh());
  }

  /** Shows the page of now; where there is none any more, the one before stays, and says so. */
  async refresh(): Promise<void> {
    try {
      const compared = await ask(this.server, this.pair, this.page.nonce);
      if (compared && compared.page !== null) {
        this.shown = { before: compared.before, after: compared.after };
        await this.page.show(compared.page);
      } else {
        this.stale(compared ? '现在认不出上年的年报了' : '年报检查程序没有回答');
      }
    } catch (error) {
      this.stale(`没有对照成：${error instanceof Error ? error.message : error}`);
    }
  }

  private stale(why: string): void {
    if (this.shown) {
      this.page.say({ kind: 'stale', why: `下面是先前的对照。${why}。` });
    } else {
      void vscode.window.showErrorMessage(`${why}。`);
      this.dispose();
    }
  }

  private async jump({ side, spot }: FromComparison): Promise<void> {
    const uri = this.shown?.[side];
    if (uri) {
      const beside = (this.page.panel.viewColumn ?? vscode.ViewColumn.One) + 1;
      await jump(await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)), spot, beside);
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

/** The server and VS Code may write the same address in their own ways. */
function same(one: string, other: vscode.Uri): boolean {
  return vscode.Uri.parse(one).toString() === other.toString();
}
