//! Going from fault to fault, and letting totals be computed.

import * as vscode from 'vscode';

import { activeReport, type Server } from './server';

export function registerNavigation(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('nianbao.nextProblem', nextProblem),
    vscode.commands.registerCommand('nianbao.recompute', () => recompute(server)),
  );
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

async function recompute(server: Server): Promise<void> {
  const editor = activeReport();
  if (!editor) {
    return;
  }
  if (!server.isRunning) {
    void vscode.window.showWarningMessage('年报检查程序没有启动，不能重算。请先执行命令“年报：重新启动检查程序”。');
    return;
  }
  const { document } = editor;
  if (!(await server.ask<boolean>('nianbao.recomputeTotals', document.uri.toString()))) {
    void vscode.window.showInformationMessage('各项合计都与分项之和一致，没有要改的。');
    return;
  }
  const undo = '撤销';
  const answer = await vscode.window.showInformationMessage('合计已经按各分项重算。总计不平，错的不一定是总计，请再核对一遍分项。', undo);
  if (answer === undo) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
  }
}
