//! Which report is meant: one that is open or in the folder, or a file from elsewhere.

import * as path from 'node:path';

import * as vscode from 'vscode';

import { isReport, LANGUAGE } from './server';

export interface Question {
  title: string;
  placeHolder: string;
  /** What a dialog for files offers, beside all of them. */
  filters: Record<string, string[]>;
  /** Reports that are probably meant come first. */
  likely?: vscode.Uri[];
  /** A report that cannot be meant. */
  except?: vscode.Uri;
}

export async function chooseReport({ title, placeHolder, filters, likely = [], except }: Question): Promise<vscode.Uri | undefined> {
  const elsewhere = { label: '$(folder-opened) 另选一个文件…', uri: undefined };
  const found = await vscode.workspace.findFiles(`**/*.${LANGUAGE}`, undefined, 200);
  const open = vscode.workspace.textDocuments.filter((document) => isReport(document) && document.uri.scheme === 'file').map(({ uri }) => uri);
  const item = (uri: vscode.Uri) => ({ label: path.basename(uri.fsPath), description: path.dirname(uri.fsPath), uri });
  const first = new Map(likely.map((uri) => [uri.toString(), uri]));
  const rest = new Map([...open, ...found].map((uri) => [uri.toString(), uri]));
  [...first.keys(), except?.toString() ?? ''].forEach((known) => rest.delete(known));
  const others = [...rest.values()].map(item).sort((one, two) => two.label.localeCompare(one.label, 'zh-CN'));
  const items = [...[...first.values()].map(item), ...others];
  const chosen = items.length === 0 ? elsewhere : await vscode.window.showQuickPick([...items, elsewhere], { title, placeHolder });
  if (!chosen || chosen.uri) {
    return chosen?.uri;
  }
  return (await vscode.window.showOpenDialog({ title: placeHolder, openLabel: '选用', filters: { ...filters, 所有文件: ['*'] } }))?.[0];
}
