//! A new report: asked for in three steps, and opened with everything in it but the author's words and figures.

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import * as path from 'node:path';

import * as vscode from 'vscode';

import { chooseReport } from './chooseReport';
import { check } from './reports';
import { LANGUAGE, type Server } from './server';

/** A report of the year before, to begin from. */
interface Former {
  uri: vscode.Uri;
  organ: string | null;
  year: number | null;
}

export function registerCreateReport(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand('nianbao.createReport', (chosen?: vscode.Uri) => createReport(server, chosen));
}

async function createReport(server: Server, chosen?: vscode.Uri): Promise<void> {
  const isFile = chosen !== undefined && path.extname(chosen.fsPath) === `.${LANGUAGE}`;
  const former = isFile ? await read(server, chosen) : await chooseFormer(server);
  if (former === 'cancelled') {
    return;
  }
  const organ = await askOrgan(former?.organ ?? '');
  const year = organ && (await askYear(former?.year ? former.year + 1 : new Date().getFullYear() - 1));
  if (!organ || !year) {
    return;
  }
  const text = await server.ask<string>('nianbao.newReport', { organ, year, lastYear: former?.uri.toString() });
  if (text === undefined) {
    void vscode.window.showErrorMessage('没能新建年报：年报检查程序没有启动，或者没有这一年度的格式。请换一个年份，或者执行命令“年报：重新启动检查程序”。');
    return;
  }
  await show(text, `${organ}${year}年年报`, folderFor(chosen, former), former);
}

/** A new report; and that of the year before, if any, beside it, to be looked at. */
export async function show(text: string, name: string, folder: vscode.Uri | undefined, former: Former | undefined): Promise<void> {
  const document = await open(text, name, folder);
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
  const start = new vscode.Position(0, 0);
  if (document.getText() === '') {
    await editor.edit((edit) => edit.insert(start, text));
  }
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(editor.selection);
  if (former) {
    await vscode.window.showTextDocument(former.uri, { viewColumn: vscode.ViewColumn.Two, preview: false, preserveFocus: true });
  }
}

/** A document that is not on the disk yet. One with a path is saved there without a question: it has one only where the user works anyway and
 * may write. Any other gets its place from the dialog of the first save. */
async function open(text: string, name: string, folder: vscode.Uri | undefined): Promise<vscode.TextDocument> {
  return folder && (await isWritable(folder))
    ? vscode.workspace.openTextDocument(await free(folder, name))
    : vscode.workspace.openTextDocument({ language: LANGUAGE, content: text });
}

async function isWritable(folder: vscode.Uri): Promise<boolean> {
  return access(folder.fsPath, constants.W_OK).then(() => true, () => false);
}

/** A name in the folder that no file has: nothing is written before the user saves, and nothing is overwritten then. */
async function free(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const file = `${name.replace(/[\\/:*?"<>|]/g, '_')}${number === 1 ? '' : `（${number}）`}.${LANGUAGE}`;
    const uri = vscode.Uri.joinPath(folder, file);
    const untitled = uri.with({ scheme: 'untitled' });
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === untitled.toString());
    const exists = await vscode.workspace.fs.stat(uri).then(() => true, () => false);
    if (!isOpen && !exists) {
      return untitled;
    }
  }
}

function folderFor(chosen: vscode.Uri | undefined, former: Former | undefined): vscode.Uri | undefined {
  if (former) {
    return vscode.Uri.joinPath(former.uri, '..');
  }
  return chosen ?? vscode.workspace.workspaceFolders?.[0]?.uri;
}

/** A blank report, or one that goes on from last year's. */
async function chooseFormer(server: Server): Promise<Former | undefined | 'cancelled'> {
  const blank = { label: '$(file) 空白年报', detail: '六个部分和三张官方表都备好，只等填写' };
  const other = { label: '$(history) 从去年的年报开始…', detail: '机关名称照抄，年份加一，结转下年度的数填进上年结转；去年的年报在旁边打开，随时对照' };
  const options = { title: '新建年报（第 1 步，共 3 步）', placeHolder: '从哪里开始？' };
  const kind = await vscode.window.showQuickPick([blank, other], options);
  if (kind !== other) {
    return kind ? undefined : 'cancelled';
  }
  const filters = { 年报: [LANGUAGE, 'txt'] };
  const uri = await chooseReport({ title: options.title, placeHolder: '去年的年报是哪一份？', filters });
  return uri ? read(server, uri) : 'cancelled';
}

async function read(server: Server, uri: vscode.Uri): Promise<Former> {
  const checked = await check(server.binary, uri.fsPath).catch(() => undefined);
  const report = checked?.files[0];
  return { uri, organ: report?.organ ?? null, year: report?.year ?? null };
}

function askOrgan(value: string): Thenable<string | undefined> {
  return ask({
    title: '新建年报（第 2 步，共 3 步）',
    prompt: '机关名称，写全称',
    placeHolder: '例如：云岭县档案局',
    value,
    validateInput: (input) => (input.trim() === '' ? '请写上机关名称' : undefined),
  });
}

async function askYear(value: number): Promise<number | undefined> {
  const year = await ask({
    title: '新建年报（第 3 步，共 3 步）',
    prompt: '报告哪一年的工作（不是编制的那一年）',
    value: String(value),
    validateInput: (input) => (/^20(19|[2-9]\d)$/.test(plainYear(input)) ? undefined : '请写四位数的年份，2019 年起的都可以，例如 2024'),
  });
  return year === undefined ? undefined : Number(plainYear(year));
}

/** `２０２５`, `2025年` and `2025年度` as 2025. */
function plainYear(input: string): string {
  return input.normalize('NFKC').trim().replace(/\s*年度?$/, '');
}

async function ask(options: vscode.InputBoxOptions): Promise<string | undefined> {
  return (await vscode.window.showInputBox({ ...options, ignoreFocusOut: true }))?.trim();
}
