//! Tables pasted from Excel, Word or a web page. The server writes them as official tables; VS Code offers to keep them as they came.

import * as vscode from 'vscode';

import { LANGUAGE, type Server } from './server';

const TABLE = vscode.DocumentDropOrPasteEditKind.Text.append(LANGUAGE, 'table');
const PLAIN_TEXT = 'text/plain';

export function registerPaste(server: Server): vscode.Disposable {
  const provider: vscode.DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, ranges, dataTransfer, _context, token) {
      const text = await dataTransfer.get(PLAIN_TEXT)?.asString();
      if (!text || ranges.length !== 1 || token.isCancellationRequested) {
        return undefined;
      }
      const table = await server.ask<string>('nianbao.formatText', { uri: document.uri.toString(), text });
      return table === undefined ? undefined : [new vscode.DocumentPasteEdit(table, '粘贴为标准表格', TABLE)];
    },
  };
  return vscode.languages.registerDocumentPasteEditProvider({ language: LANGUAGE }, provider, {
    providedPasteEditKinds: [TABLE],
    pasteMimeTypes: [PLAIN_TEXT],
  });
}
