//! Formatting of files that are not `.nianbao`: a text that came by mail or was pasted is not rewritten by saving it, unless the user says so.

import * as path from 'node:path';

import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

type Answer = 'format' | 'leave';

const KEY = 'nianbao.formatting';

/** Asks once for a file, without keeping its save waiting; the answer is remembered. */
export function askFirst(memory: vscode.Memento): Pick<Middleware, 'provideDocumentFormattingEdits'> {
  const answers = (): Record<string, Answer> => memory.get(KEY, {});
  const asking = new Set<string>();

  async function ask(document: vscode.TextDocument): Promise<void> {
    const uri = document.uri.toString();
    if (asking.has(uri)) {
      return;
    }
    asking.add(uri);
    const [format, leave] = ['排版', '这个文件都不排'];
    const name = path.basename(document.fileName);
    const message = `“${name}”不是 .nianbao 文件，已照原样保存，没有排版。要把里面的表格排成标准格式吗？`;
    const chosen = await vscode.window.showInformationMessage(message, format, leave);
    asking.delete(uri);
    if (chosen) {
      await memory.update(KEY, { ...answers(), [uri]: chosen === format ? 'format' : 'leave' });
    }
    if (chosen === format) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('editor.action.formatDocument');
    }
  }

  return {
    provideDocumentFormattingEdits: async (document, options, token, next) => {
      const edits = await next(document, options, token);
      const isOurs = document.isUntitled || path.extname(document.fileName) === `.${document.languageId}`;
      const answer = isOurs ? 'format' : answers()[document.uri.toString()];
      if (answer === undefined && edits && edits.length > 0) {
        void ask(document);
      }
      return answer === 'format' ? edits : [];
    },
  };
}
