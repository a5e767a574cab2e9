//! Keys in tables: Tab, Enter, Ctrl with an arrow and Delete do what they do in a sheet. Where they mean nothing there, they do what they do
//! elsewhere. Which cell lies where the server knows.

import * as vscode from 'vscode';

import { Alignment } from './alignment';
import { isRow } from './rows';
import { activeReport, type Server } from './server';
import { TypeAhead } from './typeAhead';
import { asRange, type WireEdit, type WireRange } from './wire';

/** So often the server is asked while the text changes under it. */
const ATTEMPTS = 10;

/** The argument with which a key does nothing. */
const MAKE_READY = 'nianbao.makeReady';

const OWN_STEP = { undoStopBefore: true, undoStopAfter: false };

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
  const typeAhead = new TypeAhead();
  const keys = new Keys(server, new Alignment(server, typeAhead), typeAhead);
  const refresh = () => setContexts(vscode.window.activeTextEditor);
  refresh();
  const key = (name: string, act: (editor: vscode.TextEditor) => Promise<unknown>, elsewhere?: () => Thenable<unknown>) =>
    vscode.commands.registerCommand(name, (argument?: unknown) => {
      if (argument === MAKE_READY) {
        return undefined;
      }
      const editor = activeReport();
      return editor ? typeAhead.press(editor, () => act(editor)) : elsewhere?.();
    });
  const moves = Object.entries(MOVES).map(([name, to]) => key(name, (editor) => keys.go(editor, to)));
  const registered = vscode.Disposable.from(
    typeAhead,
    keys,
    ...moves,
    key('nianbao.enterInTable', (editor) => keys.enter(editor), breakLine),
    key('nianbao.clearCell', (editor) => keys.clear(editor), deleteRight),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) {
        refresh();
      }
    }),
  );
  makeReady([...Object.keys(MOVES), 'nianbao.enterInTable', 'nianbao.clearCell']);
  return registered;
}

/** VS Code activates extensions for a command when it is used for the first time, and does not wait for that with what is typed behind the
 * key: each command is used once before anybody presses its key. */
function makeReady(names: string[]): void {
  const commands = names.map((command) => ({ command, args: MAKE_READY }));
  void vscode.commands.executeCommand('runCommands', { commands });
}

const breakLine = () => vscode.commands.executeCommand('type', { text: '\n' });
const deleteRight = () => vscode.commands.executeCommand('deleteRight');

/** Tells the key bindings where the cursor stands. */
function setContexts(editor: vscode.TextEditor | undefined): void {
  const report = editor && editor === activeReport() ? editor : undefined;
  const row = report && isRow(lineAt(report));
  void vscode.commands.executeCommand('setContext', 'nianbao.inTable', row === true);
}

function lineAt({ document, selection }: vscode.TextEditor): string {
  return document.lineAt(selection.active.line).text;
}

/** What the keys do. */
class Keys implements vscode.Disposable {
  constructor(
    private readonly server: Server,
    private readonly alignment: Alignment,
    private readonly typeAhead: TypeAhead,
  ) {}

  /** Goes to a cell, and aligns the table that is left if something was written in it. Answers with whether there is such a cell. */
  async go(editor: vscode.TextEditor, to: string): Promise<boolean> {
    const align = await this.alignment.takeOver(editor);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const moved = await this.ask(editor, to, align);
      if (moved !== 'changed' && (await this.move(editor, moved))) {
        return Boolean(moved?.range);
      }
    }
    return false;
  }

  /** What the server says of the text as it was when the key was pressed; `changed` if it is no longer so, but for what was typed behind the key. */
  private async ask(editor: vscode.TextEditor, to: string, align: boolean): Promise<Moved | 'changed' | undefined> {
    await this.typeAhead.settle();
    const { document, selection } = editor;
    const text = document.getText();
    const { line, character } = to === 'next' ? selection.end : selection.start;
    const argument = { uri: document.uri.toString(), position: { line, character }, to, align };
    const moved = await this.server.ask<Moved>('nianbao.moveCell', argument);
    await this.typeAhead.settle();
    return document.getText() === text && selection.isEqual(editor.selection) ? moved : 'changed';
  }

  /** Whether the text was edited and the cursor set, or there was nothing to do. */
  private async move(editor: vscode.TextEditor, moved: Moved | undefined): Promise<boolean> {
    if (moved && moved.edits.length > 0 && !(await this.typeAhead.edit(editor, moved.edits))) {
      return false;
    }
    if (moved?.range) {
      await this.typeAhead.select(editor, asRange(moved.range));
    }
    return true;
  }

  /** On to the cell below. At the end of its last row a table of the author's own grows; below an official one writing goes on. A row is
   * never broken. */
  async enter(editor: vscode.TextEditor): Promise<void> {
    const { server, typeAhead } = this;
    if (!isRow(lineAt(editor))) {
      await typeAhead.command(breakLine);
    } else if (isBehindLastRow(editor) && server.isRunning && !(await isOfficial(editor.document, editor.selection.active))) {
      await typeAhead.command(() => grow(editor));
    } else if (!(await this.go(editor, 'below'))) {
      await this.addLine(editor);
    }
  }

  /** Goes on in a line of its own below the row. */
  private async addLine(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const newText = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    const end = () => document.lineAt(editor.selection.active.line).range.end;
    let row = end();
    const insert = () => {
      row = end();
      return [{ range: { start: row, end: row }, newText }];
    };
    if (await this.typeAhead.editSettled(editor, insert, OWN_STEP)) {
      const below = new vscode.Position(row.line + 1, 0);
      await this.typeAhead.select(editor, new vscode.Range(below, below));
    }
  }

  /** Delete empties the figure's cell that the cursor stands in; elsewhere, and where several characters are selected, it does what it does. */
  async clear(editor: vscode.TextEditor): Promise<void> {
    const cell = () => {
      const { isEmpty, active } = editor.selection;
      const figure = isEmpty ? figureAt(lineAt(editor), active.character) : undefined;
      return figure && new vscode.Range(active.line, figure.start, active.line, figure.end);
    };
    await this.typeAhead.settle();
    const start = cell()?.start;
    if (!start) {
      await this.typeAhead.command(deleteRight);
      return;
    }
    const empty = () => {
      const range = cell();
      return range ? [{ range, newText: '' }] : [];
    };
    if (await this.typeAhead.editSettled(editor, empty, OWN_STEP)) {
      await this.alignment.pad(editor, start);
    }
  }

  dispose(): void {
    this.alignment.dispose();
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
