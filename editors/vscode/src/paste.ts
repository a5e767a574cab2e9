//! Figures and tables pasted from Excel, WPS, Word or a web page. What a paste means the server says: figures go into cells, a whole table takes
//! the blank one's place or gives its figures. VS Code offers to keep everything as it came.

import * as vscode from 'vscode';

import { LANGUAGE, type Server } from './server';
import { asRange, type WireEdit } from './wire';

const TABLE = vscode.DocumentDropOrPasteEditKind.Text.append(LANGUAGE, 'table');
const PLAIN_TEXT = 'text/plain';
// It has every cell with what it spans; as text, browsers leave blank cells out without a trace.
const HTML = 'text/html';

/** How long the status bar tells what was filled in, in milliseconds. */
const TOLD = 8000;

/** What `nianbao.pasteCells` answers. Without options it does not fit, and the message says why. */
interface Pasted {
  message: string;
  options: { title: string; message: string; edits: WireEdit[] }[];
}

/** A paste that tells what it did. */
class CellsEdit extends vscode.DocumentPasteEdit {
  constructor(
    title: string,
    readonly message: string,
    edits: vscode.WorkspaceEdit,
  ) {
    super('', title, TABLE);
    this.additionalEdit = edits;
  }
}

export function registerPaste(server: Server): vscode.Disposable {
  const provider: vscode.DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, ranges, dataTransfer, _context, token) {
      const text = (await dataTransfer.get(PLAIN_TEXT)?.asString()) ?? '';
      const html = await dataTransfer.get(HTML)?.asString();
      const [range, ...others] = ranges;
      if ((!text && !html) || !range || others.length > 0 || token.isCancellationRequested) {
        return undefined;
      }
      const cells = text ? await intoCells(server, document, range, text) : undefined;
      return cells ?? (await asTable(server, document, text, html));
    },
    resolveDocumentPasteEdit(edit) {
      if (edit instanceof CellsEdit) {
        vscode.window.setStatusBarMessage(`年报：${edit.message}`, TOLD);
      }
      return edit;
    },
  };
  return vscode.languages.registerDocumentPasteEditProvider({ language: LANGUAGE }, provider, {
    providedPasteEditKinds: [TABLE],
    pasteMimeTypes: [PLAIN_TEXT, HTML],
  });
}

async function intoCells(
  server: Server,
  document: vscode.TextDocument,
  { start }: vscode.Range,
  text: string,
): Promise<vscode.DocumentPasteEdit[] | undefined> {
  const position = { line: start.line, character: start.character };
  const pasted = await server.ask<Pasted>('nianbao.pasteCells', { uri: document.uri.toString(), position, text });
  if (!pasted) {
    return undefined;
  }
  if (pasted.options.length === 0) {
    void vscode.window.showWarningMessage(pasted.message);
    // What does not fit would push the table apart: nothing is pasted, unless the user asks for the text as it is.
    return [new CellsEdit('没有粘贴', pasted.message, new vscode.WorkspaceEdit())];
  }
  return pasted.options.map(({ title, message, edits }) => {
    const edit = new vscode.WorkspaceEdit();
    edits.forEach(({ range, newText }) => edit.replace(document.uri, asRange(range), newText));
    return new CellsEdit(title, message, edit);
  });
}

async function asTable(
  server: Server,
  document: vscode.TextDocument,
  text: string,
  html: string | undefined,
): Promise<vscode.DocumentPasteEdit[] | undefined> {
  const table = await server.ask<string>('nianbao.formatText', { uri: document.uri.toString(), text, html });
  return table === undefined ? undefined : [new vscode.DocumentPasteEdit(table, '粘贴为标准表格', TABLE)];
}
