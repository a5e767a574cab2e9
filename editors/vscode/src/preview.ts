//! The preview beside the text: one panel, which shows the report that the user is at. The page comes from the server.

import * as path from 'node:path';

import * as vscode from 'vscode';

import type { AtHand } from './atHand';
import type { FromPreview, Spot, ToPreview } from './pageMessages';
import { editorOf, jump, ReportPage } from './reportPage';
import { isReport, type Server } from './server';

const KIND = { name: 'preview', title: '预览', place: { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true } };

/** What `nianbao.copyHtml` answers. */
interface Copied {
  errors: number;
  html: string;
  text: string;
}

/** The preview, for who has to know what is shown. */
export interface Shown extends vscode.Disposable {
  /** The report of the page that the user is at; none if that is something else. */
  readonly report: vscode.TextDocument | undefined;
}

export function registerPreview(context: vscode.ExtensionContext, server: Server, atHand: AtHand): Shown {
  let open: Preview | undefined;

  async function show(document: vscode.TextDocument): Promise<Preview> {
    if (!open) {
      const made = new Preview(context, server);
      made.onDidDispose(() => (open = open === made ? undefined : open));
      open = made;
    }
    await open.show(document);
    return open;
  }

  async function withReport(act: (editor: vscode.TextEditor) => Promise<unknown>): Promise<void> {
    const editor = await atHand.editor();
    if (!editor) {
      return;
    }
    if (!server.isRunning) {
      void vscode.window.showWarningMessage('年报检查程序没有启动，不能预览和复制。请先执行命令“年报：重新启动检查程序”。');
    } else {
      await act(editor);
    }
  }

  const openPreview = () => withReport(({ document }) => show(document));
  const copyReport = () => withReport(async (editor) => (await show(editor.document)).copy(undefined, editor));
  const copyTable = () => withReport(async (editor) => (await show(editor.document)).copy(editor.selection.active, editor));
  const disposables = vscode.Disposable.from(
    { dispose: () => open?.dispose() },
    vscode.commands.registerCommand('nianbao.openPreview', openPreview),
    vscode.commands.registerCommand('nianbao.copyReport', copyReport),
    vscode.commands.registerCommand('nianbao.copyTable', copyTable),
  );
  return {
    get report() {
      return open?.report;
    },
    dispose: () => disposables.dispose(),
  };
}

class Preview implements vscode.Disposable {
  readonly onDidDispose: vscode.Event<void>;
  private readonly page: ReportPage<ToPreview, FromPreview>;
  private readonly disposables: vscode.Disposable[];
  private document: vscode.TextDocument | undefined;
  /** The editor that something is being copied from; none if a button of the page was pressed. */
  private copiedFrom: vscode.TextEditor | undefined;
  /** How many errors are in what is being copied. */
  private copiedErrors = 0;
  /** The editor is being scrolled by the page: what it tells of it is no wish of the user's. */
  private scrolledByPage = false;

  constructor(context: vscode.ExtensionContext, private readonly server: Server) {
    this.page = new ReportPage(context, KIND, (message) => this.heard(message));
    this.onDidDispose = this.page.panel.onDidDispose;
    const isShown = (uri: vscode.Uri) => uri.toString() === this.document?.uri.toString();
    this.disposables = [
      this.page,
      this.onDidDispose(() => this.dispose()),
      vscode.workspace.onDidChangeTextDocument((change) => isShown(change.document.uri) && this.refreshSoon()),
      vscode.languages.onDidChangeDiagnostics((change) => change.uris.some(isShown) && this.refreshSoon()),
      server.onDidChange(() => this.refreshSoon()),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (isReport(editor?.document) && !isShown(editor.document.uri)) {
          void this.show(editor.document);
        }
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
        const first = visibleRanges[0];
        if (first && isShown(textEditor.document.uri)) {
          this.follow(first.start.line);
        }
      }),
    ];
  }

  /** The report that is shown, if the user is at the page. */
  get report(): vscode.TextDocument | undefined {
    return this.page.panel.active ? this.document : undefined;
  }

  async show(document: vscode.TextDocument): Promise<void> {
    this.document = document;
    this.page.panel.title = `预览 ${path.basename(document.fileName)}`;
    await this.refresh();
  }

  /** Puts the report, or the table at a place, on the clipboard. VS Code itself writes plain text only; the page can write HTML. */
  async copy(table?: Spot, from?: vscode.TextEditor): Promise<void> {
    const argument = { uri: this.document?.uri.toString(), ...(table && { table: true, position: { line: table.line, character: table.character } }) };
    const copied = await this.server.ask<Copied>('nianbao.copyHtml', argument);
    if (!copied) {
      void vscode.window.showWarningMessage(table ? '这里没有表格。请把光标放到要复制的表格里，再试一次。' : '没能复制。请看一看日志（命令“年报：查看运行日志”）。');
      return;
    }
    // Only a page that has the keyboard may write to the clipboard. Then it goes back to where the user was.
    this.copiedFrom = from;
    this.copiedErrors = copied.errors;
    this.page.panel.reveal(undefined, false);
    this.page.say({ kind: 'clipboard', ...copied, what: table ? '表格' : '全文' });
  }

  private refreshSoon(): void {
    this.page.soon(() => this.refresh());
  }

  private async refresh(): Promise<void> {
    const uri = this.document?.uri.toString();
    const html = await this.server.ask<string>('nianbao.preview', { uri, nonce: this.page.nonce });
    if (html !== undefined && uri === this.document?.uri.toString()) {
      await this.page.show(html);
    }
  }

  private heard(message: FromPreview): void {
    switch (message.kind) {
      case 'jump':
        return void (this.document && jump(this.document, message.spot, vscode.ViewColumn.One));
      case 'scrolled':
        return this.scrollEditor(message.line);
      case 'copy':
        return void this.copy(message.table);
      case 'copied':
        return void this.copied(message.what, message.fault);
    }
  }

  private scrollEditor(line: number): void {
    const first = Math.floor(line);
    const editor = this.document && editorOf(this.document);
    if (editor && editor.visibleRanges[0]?.start.line !== first) {
      this.scrolledByPage = true;
      const start = new vscode.Position(first, 0);
      editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
    }
  }

  private follow(line: number): void {
    if (this.scrolledByPage) {
      this.scrolledByPage = false;
    } else {
      this.page.say({ kind: 'scroll', line });
    }
  }

  private async copied(what: string, fault: string | undefined): Promise<void> {
    const from = this.copiedFrom;
    if (from) {
      await vscode.window.showTextDocument(from.document, { viewColumn: from.viewColumn, selection: from.selection });
    }
    if (fault === undefined) {
      const done = `${what}已复制，到 Word、WPS 或网站后台里粘贴就行，表格会是带合并格子的官方表。`;
      if (this.copiedErrors === 0) {
        void vscode.window.showInformationMessage(done);
        return;
      }
      const list = '列出问题';
      const warning = `${done}注意：里面还有 ${this.copiedErrors} 处错误没有改。`;
      if ((await vscode.window.showWarningMessage(warning, list)) === list) {
        await vscode.commands.executeCommand('workbench.actions.view.problems');
      }
      return;
    }
    this.server.log.warn(fault);
    const button = what === '全文' ? '复制全文' : '复制此表';
    void vscode.window.showWarningMessage(`没能写到剪贴板。请点一下预览里的“${button}”按钮再试。`);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }
}
