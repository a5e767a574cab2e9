//! Tab, Shift-Tab and Enter within tables. Where the keys mean nothing there, they do what they do elsewhere.

import * as vscode from 'vscode';

import { activeReport, type Server } from './server';

/** A range as the server gives it: lines and UTF-16 columns from 0, which is how VS Code counts too. */
interface WireRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

/** VS Code tells of a selection that was set; should it ever not do so, keys are not held up longer than this. */
const PATIENCE = 2000;

export function registerCells(server: Server): vscode.Disposable {
  const refresh = () => setContexts(vscode.window.activeTextEditor);
  refresh();
  // Who presses Tab twice goes two cells on: the second one waits for where the first one went.
  let former = Promise.resolve();
  const key = (name: string, act: () => Promise<void>) =>
    vscode.commands.registerCommand(name, () => (former = former.then(act, act)));
  return vscode.Disposable.from(
    key('nianbao.toNextCell', () => go(server, 'nianbao.nextCell', 'end')),
    key('nianbao.toPreviousCell', () => go(server, 'nianbao.previousCell', 'start')),
    key('nianbao.enterInTable', () => enter(server)),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) {
        refresh();
      }
    }),
  );
}

/** A row of a table has a bar. Rows of TABs are as they were pasted: there Tab writes a TAB. */
export function isRow(line: string): boolean {
  return /(^|[^\\])\|/.test(line);
}

/** Tells the key bindings where the cursor stands. Enter is taken only where it does something else than elsewhere: what is typed behind it
 * need not wait then. */
function setContexts(editor: vscode.TextEditor | undefined): void {
  const report = editor && editor === activeReport() ? editor : undefined;
  const row = report && rowAt(report);
  setContext('nianbao.inTable', row !== undefined);
  const enters = row?.isLeft === true && row.isAbove;
  setContext('nianbao.atRowEnd', enters);
  if (report && row?.isLeft && !row.isAbove && row.isBelow) {
    const { version } = report.document;
    const { selection } = report;
    void growsAt(report).then((grows) => {
      const isStill = report.document.version === version && selection.isEqual(report.selection) && report === activeReport();
      if (grows && isStill) {
        setContext('nianbao.atRowEnd', true);
      }
    });
  }
}

function setContext(name: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', name, value);
}

/** The row that the cursor is in: whether the cursor is at its end, and whether there are rows right below and above it. */
function rowAt({ document, selection }: vscode.TextEditor) {
  const { line, character } = selection.active;
  const text = document.lineAt(line).text;
  const isRowAt = (other: number) => other >= 0 && other < document.lineCount && isRow(document.lineAt(other).text);
  return isRow(text)
    ? {
        isLeft: selection.isEmpty && text.trimStart().startsWith('|') && character >= text.trimEnd().length,
        isAbove: isRowAt(line + 1),
        isBelow: isRowAt(line - 1),
      }
    : undefined;
}

/** What was asked last of a table's growth. */
let asked: { document: vscode.TextDocument; version: number; line: number; grows: Promise<boolean> } | undefined;

/** Whether the table at the cursor grows by Enter: an official one does not. Asked once for a place. */
function growsAt({ document, selection }: vscode.TextEditor): Promise<boolean> {
  const { version } = document;
  const { line } = selection.active;
  if (asked?.document !== document || asked.version !== version || asked.line !== line) {
    const grows = isOfficial(document, selection.active).then((official) => !official);
    asked = { document, version, line, grows };
  }
  return asked.grows;
}

async function neighbour(server: Server, command: string, document: vscode.TextDocument, position: vscode.Position) {
  const argument = { uri: document.uri.toString(), position: { line: position.line, character: position.character } };
  const cell = await server.ask<WireRange>(command, argument);
  return cell && new vscode.Range(cell.start.line, cell.start.character, cell.end.line, cell.end.character);
}

async function go(server: Server, command: string, from: 'start' | 'end'): Promise<void> {
  const editor = activeReport();
  if (!editor) {
    return;
  }
  const { document, selection } = editor;
  const cell = await neighbour(server, command, document, selection[from]);
  if (cell && selection.isEqual(editor.selection)) {
    await select(editor, cell);
  }
}

/** Selects a cell, and waits until the editor has done so. */
function select(editor: vscode.TextEditor, cell: vscode.Range): Promise<void> {
  const wanted = new vscode.Selection(cell.start, cell.end);
  if (editor.selection.isEqual(wanted)) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(done, PATIENCE);
    const listener = vscode.window.onDidChangeTextEditorSelection((change) => {
      if (change.textEditor === editor && change.selections[0]?.isEqual(wanted)) {
        done();
      }
    });
    editor.selection = wanted;
    editor.revealRange(cell, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  });
}

/** At the end of a row: on to the next row. Below the last row a table of the author's own grows, an official one does not. */
async function enter(server: Server): Promise<void> {
  const editor = activeReport();
  if (!editor) {
    return;
  }
  const { document, selection } = editor;
  const row = rowAt(editor);
  if (row?.isAbove) {
    const cell = await neighbour(server, 'nianbao.nextCell', document, selection.active);
    if (cell && cell.start.line > selection.active.line && selection.isEqual(editor.selection)) {
      return select(editor, cell);
    }
  } else if (row?.isBelow && server.isRunning && (await growsAt(editor))) {
    const cells = document.lineAt(selection.active.line).text.split(/(?<!\\)\|/).length - 2;
    const places = Array.from({ length: Math.max(cells, 1) }, (_, at) => ` $${at + 1} |`);
    await editor.insertSnippet(new vscode.SnippetString(`\n|${places.join('')}`));
    return;
  }
  await vscode.commands.executeCommand('type', { text: '\n' });
}

/** The outline has the official tables, and no others. */
async function isOfficial(document: vscode.TextDocument, { line }: vscode.Position): Promise<boolean> {
  const command = 'vscode.executeDocumentSymbolProvider';
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(command, document.uri);
  const isTable = ({ kind, range }: vscode.DocumentSymbol) =>
    kind === vscode.SymbolKind.Array && range.start.line <= line && line <= range.end.line;
  const holds = (symbol: vscode.DocumentSymbol): boolean => isTable(symbol) || symbol.children.some(holds);
  return (symbols ?? []).some(holds);
}
