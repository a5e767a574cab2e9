//! Going from fault to fault.

import * as vscode from 'vscode';

import { activeReport } from './server';

export function registerNavigation(): vscode.Disposable {
  return vscode.commands.registerCommand('nianbao.nextProblem', nextProblem);
}

async function nextProblem(): Promise<void> {
  const editor = activeReport();
  if (!editor) {
    return;
  }
  if (vscode.languages.getDiagnostics(editor.document.uri).length === 0) {
    void vscode.window.showInformationMessage('这份年报没有发现问题。');
    return;
  }
  await vscode.commands.executeCommand('editor.action.marker.next');
}
