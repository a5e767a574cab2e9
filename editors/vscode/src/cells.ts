//! Keys in tables: Tab, Enter, Ctrl with an arrow and Delete do what they do in a sheet. Where they mean nothing there, they do what they do
//! elsewhere. Which cell lies where the server knows.

import * as vscode from 'vscode';

import { Alignment } from './alignment';
import { isRow } from './rows';
import { activeReport, type Server } from './server';
import { asEdits, asRange, type WireEdit, type WireRange } from './wire';

/** VS Code tells of a selection that was set; should it ever not do so, keys are not held up longer than this. */
const PATIENCE = 2000;

/** So often the server is asked while the text changes under it. */
const ATTEMPTS = 3;

/** What `nianbao.moveCell` answers: the range stands in the text after the edits. */
interface Moved {
  range: WireRange | null;
  edits: WireEdit[];
}

/** The keys that only go somewhere, and where they go. */
const MOVES = {
  'nianbao.toNextCell': 'next',
  'nianbao.toPreviousCell': 'previous',
  'nianbao.toCellAbove': 'above',
  'nianbao.toRowStart': 'rowStart',
  'nianbao.toRowEnd': 'rowEnd',
  'nianbao.toColumnTop': 'top',
  'nianbao.toColumnBottom': 'bottom',
};

export function registerCells(server: Server): vscode.Disposable {
  const alignment = new Alignment(server);
  const refresh = () => setContexts(vscode.window.activeTextEditor);
  refresh();
  // Who presses Tab twice goes two cells on: the second one waits for where the first one went.
  let former = Promise.resolve();
  const key = (name: string, act: () => Promise<unknown>) =>
    vscode.commands.registerCommand(name, () => (former = former.then(act, act).then(() => undefined)));
  const moves = Object.entries(MOVES).map(([name, to]) => key(name, () => go(server, alignment, to)));
  return vscode.Disposable.from(
    alignment,
    ...moves,
    key('nianbao.enterInTable', () => enter(server, alignment)),
    key('nianbao.clearCell', () => clear()),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) {
        refresh();
      }
    }),
  );
}

/** Tells the key bindings where the cursor stands. */
function setContexts(editor: vscode.TextEditor | undefined): void {
  const report = editor && editor === activeReport() ? editor : undefined;
  const row = report && isRow(lineAt(report));
  void vscode.commands.executeCommand('setContext', 'nianbao.inTable', row === true);
}

function lineAt({ document, selection }: vscode.TextEditor): string {
  return document.lineAt(selection.active.line).text;
}

/** Goes to a cell, and aligns the table that is left if something was written in it. Answers with whether there is such a cell. */
async function go(server: Server, alignment: Alignment, to: string): Promise<boolean> {
  const editor = activeReport();
  if (!editor) {
    return false;
  }
  const align = await alignment.takeOver(editor);
  const moved = await ask(server, editor, to, align);
  alignment.goOn();
  if (moved && moved.edits.length > 0) {
    await editor.edit(asEdits(moved.edits), { undoStopBefore: false, undoStopAfter: false });
  }
  if (moved?.range) {
    await select(editor, asRange(moved.range));
  }
  return Boolean(moved?.range);
}

/** What the server says of the text as it is when the answer has come: if it has changed meanwhile, it is asked again. */
async function ask(server: Server, editor: vscode.TextEditor, to: string, align: boolean): Promise<Moved | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { document, selection } = editor;
    const { version } = document;
    const { line, character } = to === 'next' ? selection.end : selection.start;
    const argument = { uri: document.uri.toString(), position: { line, character }, to, align };
    const moved = await server.ask<Moved>('nianbao.moveCell', argument);
    if (document.version === version && selection.isEqual(editor.selection)) {
      return moved;
    }
  }
  return undefined;
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

/** On to the cell below. At the end of its last row a table of the author's own grows; below an official one writing goes on. A row is
 * never broken. */
async function enter(server: Server, alignment: Alignment): Promise<void> {
  const editor = activeReport();
  if (!editor || !isRow(lineAt(editor))) {
    await vscode.commands.executeCommand('type', { text: '\n' });
    return;
  }
  if (isBehindLastRow(editor) && server.isRunning && !(await isOfficial(editor.document, editor.selection.active))) {
    return grow(editor);
  }
  if (!(await go(server, alignment, 'below'))) {
    await vscode.commands.executeCommand('editor.action.insertLineAfter');
  }
}

/** Whether the cursor stands at the end of a row that others stand above and none below. */
function isBehindLastRow({ document, selection }: vscode.TextEditor): boolean {
  const { line, character } = selection.active;
  const text = document.lineAt(line).text;
  const isRowAt = (other: number) => other >= 0 && other < document.lineCount && isRow(document.lineAt(other).text);
  return selection.isEmpty && text.trimStart().startsWith('|') && character >= text.trimEnd().length && isRowAt(line - 1) && !isRowAt(line + 1);
}

async function grow(editor: vscode.TextEditor): Promise<void> {
  const cells = lineAt(editor).split(/(?<!\\)\|/).length - 2;
  const places = Array.from({ length: Math.max(cells, 1) }, (_, at) => ` $${at + 1} |`);
  await editor.insertSnippet(new vscode.SnippetString(`\n|${places.join('')}`));
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

/** Delete empties the figure's cell that the cursor stands in; elsewhere, and where several characters are selected, it does what it does. */
async function clear(): Promise<void> {
  const editor = activeReport();
  const cell = editor?.selection.isEmpty ? figureAt(lineAt(editor), editor.selection.active.character) : undefined;
  if (!editor || !cell) {
    await vscode.commands.executeCommand('deleteRight');
    return;
  }
  const { line } = editor.selection.active;
  await editor.edit((edit) => edit.delete(new vscode.Range(line, cell.start, line, cell.end)));
}

/** What is written in the cell of a column, if it is a figure or nothing. */
function figureAt(line: string, character: number): { start: number; end: number } | undefined {
  const open = line.lastIndexOf('|', character - 1);
  const close = line.indexOf('|', character);
  const written = line.slice(open + 1, close);
  if (open < 0 || close < 0 || !/^[\d.,\- ]*$/.test(written)) {
    return undefined;
  }
  const start = open + 1 + written.length - written.trimStart().length;
  return { start, end: Math.max(start, open + 1 + written.trimEnd().length) };
}
