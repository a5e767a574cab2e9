//! Word, Excel, web and PDF files as reports: from the explorer, the list of commands, or dropped into a report.

import * as path from 'node:path';

import * as vscode from 'vscode';

import { run } from './binary';
import { show } from './createReport';
import { LANGUAGE, type Server } from './server';

/** What can be read as a report though it is no text. */
export const EXTENSIONS = ['docx', 'doc', 'wps', 'odt', 'rtf', 'xlsx', 'xls', 'et', 'ods', 'html', 'htm', 'mht', 'mhtml', 'pdf'];
const URI_LIST = 'text/uri-list';

export function registerImport(server: Server): vscode.Disposable {
  const drop: vscode.DocumentDropEditProvider = {
    async provideDocumentDropEdits(_document, _position, dataTransfer, token) {
      const uri = dropped(await dataTransfer.get(URI_LIST)?.asString());
      const imported = uri && (await read(server, uri, token));
      return imported?.text ? new vscode.DocumentDropEdit(imported.text, '转成年报文本') : undefined;
    },
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('nianbao.importDocument', (chosen?: vscode.Uri) => importDocument(server, chosen)),
    vscode.languages.registerDocumentDropEditProvider({ language: LANGUAGE }, drop, { dropMimeTypes: [URI_LIST] }),
  );
}

async function importDocument(server: Server, chosen?: vscode.Uri): Promise<void> {
  const uri = chosen ?? (await choose());
  if (!uri) {
    return;
  }
  const { text, messages } = await read(server, uri);
  if (text === '') {
    void vscode.window.showErrorMessage(messages || '没能转换：年报检查程序没有启动。请执行命令“年报：重新启动检查程序”。');
    return;
  }
  const name = path.basename(uri.fsPath, path.extname(uri.fsPath));
  await show(text, name, vscode.Uri.joinPath(uri, '..'), undefined);
  if (messages) {
    void vscode.window.showInformationMessage(messages);
  }
}

/** The report's text, and what the program says of it: what was left out, or why there is none. */
async function read(server: Server, uri: vscode.Uri, token?: vscode.CancellationToken): Promise<{ text: string; messages: string }> {
  const arguments_ = ['import', '-o', '-', '--', uri.fsPath];
  const { stdout, stderr } = await run(server.binary.path, arguments_, token).catch(() => ({ stdout: '', stderr: '' }));
  return { text: stdout, messages: stderr.replace(/\s+/g, ' ').trim() };
}

async function choose(): Promise<vscode.Uri | undefined> {
  const filters = { 'Word、Excel、网页、PDF': EXTENSIONS, 所有文件: ['*'] };
  return (await vscode.window.showOpenDialog({ title: '转成年报文本', openLabel: '转换', filters }))?.[0];
}

/** The one document that was dropped; several, or another file, are dropped as always. */
function dropped(list: string | undefined): vscode.Uri | undefined {
  const [first, ...others] = (list ?? '').split(/\r?\n/).filter((line) => line && !line.startsWith('#'));
  const uri = first === undefined || others.length > 0 ? undefined : vscode.Uri.parse(first);
  const known = uri?.scheme === 'file' && EXTENSIONS.includes(path.extname(uri.fsPath).slice(1).toLowerCase());
  return known ? uri : undefined;
}
