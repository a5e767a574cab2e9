//! Going from fault to fault.

import * as vscode from 'vscode';

import type { AtHand } from './atHand';
import type { Server } from './server';

export function registerNavigation(server: Server, atHand: AtHand): vscode.Disposable {
  return vscode.commands.registerCommand('nianbao.nextProblem', () => nextProblem(server, atHand));
}

async function nextProblem(server: Server, atHand: AtHand): Promise<void> {
  const editor = await atHand.editor();
  if (!editor) {
    return;
  }
  server.quiet.end();
  if (vscode.languages.getDiagnostics(editor.document.uri).length === 0) {
    void vscode.window.showInformationMessage('这份年报没有发现问题。');
    return;
  }
  await vscode.commands.executeCommand('editor.action.marker.next');
}
