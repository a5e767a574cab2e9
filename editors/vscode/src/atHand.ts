//! The report that a command means: the one in front, or else the last one that was, as when the walkthrough or a preview is in front.

import * as vscode from 'vscode';

import { activeReport, isReport } from './server';

export class AtHand implements vscode.Disposable {
  private last: vscode.TextDocument | undefined = activeReport()?.document;
  private readonly following = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (isReport(editor?.document)) {
      this.last = editor.document;
    }
  });

  /** The report, brought to the front; where there is none, one may be made or opened, and nothing else is done. */
  async editor(): Promise<vscode.TextEditor | undefined> {
    const active = activeReport();
    if (active) {
      return active;
    }
    const document = this.document();
    if (!document) {
      void offer();
      return undefined;
    }
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    return vscode.window.showTextDocument(document, { viewColumn: shown?.viewColumn, preview: false });
  }

  private document(): vscode.TextDocument | undefined {
    const isOpen = this.last !== undefined && !this.last.isClosed && isReport(this.last);
    return isOpen ? this.last : vscode.workspace.textDocuments.find((document) => isReport(document) && !document.isClosed);
  }

  dispose(): void {
    this.following.dispose();
  }
}

async function offer(): Promise<void> {
  const ways: Record<string, string> = { 新建年报: 'nianbao.createReport', 打开文件: 'workbench.action.files.openFile' };
  const way = await vscode.window.showInformationMessage('还没有打开年报。可以新建一份，或者打开已有的。', ...Object.keys(ways));
  const command = way && ways[way];
  if (command) {
    await vscode.commands.executeCommand(command);
  }
}
