//! Reports that VS Code reads in another encoding than they are written in. It guesses GB 2312 where the file is GB18030: characters that only
//! the latter has are lost on the screen, and with the next save in the file.

import * as vscode from 'vscode';

import { isReport, type Server } from './server';

/** What `nianbao.encoding` answers: the file's encoding as VS Code names it, or why it is no text. */
interface Encoding {
  encoding: string | null;
  message?: string;
}

/** What reading leaves of bytes that it does not understand. */
const REPLACEMENT = '\ufffd';

/** The encodings that VS Code tells apart by the byte order mark are one to us. */
const SAME: Record<string, string> = { utf8bom: 'utf8' };

export function registerEncoding(server: Server): vscode.Disposable {
  const looked = new WeakSet<vscode.TextDocument>();

  async function look(document: vscode.TextDocument): Promise<void> {
    const isNew = isReport(document) && document.uri.scheme === 'file' && !document.isDirty && !looked.has(document);
    if (!isNew || !server.isRunning) {
      return;
    }
    looked.add(document);
    const file = await server.ask<Encoding>('nianbao.encoding', document.uri.toString());
    if (!file || document.isDirty || document.isClosed) {
      return;
    }
    if (file.encoding === null) {
      await protect(document, file.message ?? '认不出这个文件的编码');
    } else if (isMisread(document, file.encoding)) {
      await reread(document, file.encoding);
    }
  }

  const lookAtAll = () => vscode.workspace.textDocuments.forEach((document) => void look(document));
  lookAtAll();
  return vscode.Disposable.from(
    server.onDidChange(lookAtAll),
    vscode.workspace.onDidOpenTextDocument((document) => void look(document)),
    vscode.window.onDidChangeActiveTextEditor((editor) => editor && void look(editor.document)),
  );
}

/** The encoding that a document was read in; VS Code before 1.100 does not tell. */
function encodingOf(document: vscode.TextDocument): string | undefined {
  return (document as { encoding?: string }).encoding;
}

function isMisread(document: vscode.TextDocument, encoding: string): boolean {
  const read = encodingOf(document);
  const lost = document.getText().includes(REPLACEMENT);
  if (read === undefined) {
    return lost && encoding !== 'utf8';
  }
  return (SAME[read] ?? read) !== encoding;
}

async function reread(document: vscode.TextDocument, encoding: string): Promise<void> {
  const open = vscode.workspace.openTextDocument as (uri: vscode.Uri, options: { encoding: string }) => Thenable<vscode.TextDocument>;
  const isKnown = encodingOf(document) !== undefined;
  if (isKnown && (await open(document.uri, { encoding }).then(() => true, () => false))) {
    return;
  }
  await protect(document, '有的字没有读出来。请点右下角的编码名称，选“通过编码重新打开”（Reopen with Encoding），再选 GB 18030');
}

/** What was read with losses must not be saved by chance: the editor is locked until the user wants it otherwise. */
async function protect(document: vscode.TextDocument, reason: string): Promise<void> {
  if (!document.getText().includes(REPLACEMENT)) {
    return;
  }
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
  const edit = '仍要编辑';
  const message = `${reason}。在这之前先锁住了编辑，以免一保存就丢字。`;
  if ((await vscode.window.showWarningMessage(message, edit)) === edit) {
    await vscode.window.showTextDocument(document, { preview: false });
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorWriteableInSession');
  }
}
