//! Letting totals be computed. Whoever has figures written by a command sees which: the cell, what stood there and what stands there now.

import * as vscode from 'vscode';

import type { AtHand } from './atHand';
import type { Server } from './server';

/** A figure that was changed, as `nianbao.recomputeTotals` lists it. */
interface Change {
  name: string;
  from: string;
  to: string;
  position: { line: number; character: number };
}

/** So many are told in a message; all of them are in the list. */
const FEW = 3;

export function registerRecompute(server: Server, atHand: AtHand): vscode.Disposable {
  return vscode.commands.registerCommand('nianbao.recompute', () => recompute(server, atHand));
}

async function recompute(server: Server, atHand: AtHand): Promise<void> {
  const editor = await atHand.editor();
  if (!editor) {
    return;
  }
  if (!server.isRunning) {
    void vscode.window.showWarningMessage('年报检查程序没有启动，不能重算。请先执行命令“年报：重新启动检查程序”。');
    return;
  }
  const { document } = editor;
  const changes = await server.ask<Change[]>('nianbao.recomputeTotals', { uri: document.uri.toString(), list: true });
  if (!changes || changes.length === 0) {
    void vscode.window.showInformationMessage('各项合计都与分项之和一致，没有要改的。');
    return;
  }
  server.log.info(`重算合计：${document.fileName}\n${changes.map(told).join('\n')}`);
  await tell(document, changes);
}

async function tell(document: vscode.TextDocument, changes: Change[]): Promise<void> {
  const [list, undo] = ['列出改动', '撤销'];
  const first = changes.slice(0, FEW).map(({ name, from, to }) => `${name} ${shown(from)} → ${shown(to)}`);
  const rest = changes.length > FEW ? `，等 ${changes.length} 处` : '';
  const message = `合计已经按各分项重算：${first.join('；')}${rest}。总计不平，错的不一定是总计，请再核对一遍分项。`;
  const answer = await vscode.window.showInformationMessage(message, list, undo);
  if (answer === undo) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
  } else if (answer === list) {
    await show(document, changes);
  }
}

/** All changes, each a way to its cell. */
async function show(document: vscode.TextDocument, changes: Change[]): Promise<void> {
  const items = changes.map((change) => ({ label: `${change.name}：${shown(change.from)} → ${shown(change.to)}`, description: lineOf(change), change }));
  const options = { title: `重算改了 ${changes.length} 个合计`, placeHolder: '选一个，跳到它所在的格', matchOnDescription: true };
  const chosen = await vscode.window.showQuickPick(items, options);
  if (chosen) {
    const { line, character } = chosen.change.position;
    const place = new vscode.Position(line, character);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place) });
  }
}

function told(change: Change): string {
  return `${lineOf(change)} ${change.name}：${shown(change.from)} → ${shown(change.to)}`;
}

function lineOf({ position }: Change): string {
  return `第 ${position.line + 1} 行`;
}

function shown(figure: string): string {
  return figure === '' ? '（空）' : figure;
}
