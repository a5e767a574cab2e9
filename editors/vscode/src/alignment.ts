//! Tables stay aligned while they are filled: a digit takes the place of a blank in its cell, and the table is aligned anew when the cell is
//! left, in the undo step of what was typed. What an input method composes is not touched: it composes no digits.

import * as vscode from 'vscode';

import { barsOf, isDelimiter, isRow } from './rows';
import { isReport, type Server } from './server';
import type { TypeAhead } from './typeAhead';
import type { WireEdit } from './wire';

/** What is typed into cells of figures. */
const FIGURE = /^[\d.,-]*$/;

export class Alignment implements vscode.Disposable {
  /** The row that was written into since the cursor came to its cell. */
  private written: { document: vscode.TextDocument; position: vscode.Position } | undefined;
  /** What is being done to the cell that was typed into. */
  private padding = Promise.resolve();
  private readonly disposables: vscode.Disposable;

  constructor(
    private readonly server: Server,
    private readonly typeAhead: TypeAhead,
  ) {
    this.disposables = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((change) => this.changed(change)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void this.moved(textEditor)),
    );
  }

  /** Whether the table at the cursor is to be aligned as a key goes on; whoever asks does so. Nothing is aligned here while keys wait. */
  async takeOver({ document }: vscode.TextEditor): Promise<boolean> {
    await this.padding;
    const isOurs = this.written?.document === document;
    if (isOurs) {
      this.written = undefined;
    }
    return isOurs;
  }

  private changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const editor = vscode.window.activeTextEditor;
    const [change, ...others] = contentChanges;
    if (!change || !isReport(document) || editor?.document !== document) {
      return;
    }
    const { start } = change.range;
    if (reason !== undefined || others.length > 0 || change.text.includes('\n') || !isRow(document.lineAt(start.line).text)) {
      this.written = undefined;
      return;
    }
    this.written = { document, position: start };
    if (FIGURE.test(change.text) && !this.typeAhead.isWaiting) {
      this.padding = this.pad(editor, start);
    }
  }

  /** The cursor may have left the cell by an arrow or the mouse. */
  private async moved(editor: vscode.TextEditor): Promise<void> {
    const { written } = this;
    if (!written || this.typeAhead.isWaiting || editor.document !== written.document || isSameCell(editor, written.position)) {
      return;
    }
    this.written = undefined;
    const { document } = editor;
    const { version } = document;
    const { line, character } = written.position;
    const argument = { uri: document.uri.toString(), position: { line, character } };
    const edits = await this.server.ask<WireEdit[]>('nianbao.alignTable', argument);
    if (edits && edits.length > 0 && document.version === version) {
      await this.typeAhead.edit(editor, edits);
    }
  }

  /** Makes the cell at a place as wide as its column again. */
  async pad(editor: vscode.TextEditor, position: vscode.Position): Promise<void> {
    const edits = padding(editor, position);
    if (edits.length > 0) {
      await this.typeAhead.edit(editor, edits);
    }
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

function isSameCell({ document, selection }: vscode.TextEditor, position: vscode.Position): boolean {
  if (selection.active.line !== position.line) {
    return false;
  }
  const bars = barsOf(document.lineAt(position.line).text);
  const cellOf = ({ character }: vscode.Position) => bars.filter((bar) => bar < character).length;
  return cellOf(selection.active) === cellOf(position);
}

/** Makes the cell at a place as wide as its column again, by the blanks in it. */
function padding(editor: vscode.TextEditor, { line, character }: vscode.Position): WireEdit[] {
  const text = editor.document.lineAt(line).text;
  const bars = barsOf(text);
  const cell = bars.filter((bar) => bar < character).length;
  const [open, close] = [bars[cell - 1], bars[cell]];
  const width = widthOf(editor.document, line, cell, bars.length);
  if (open === undefined || close === undefined || cell < 2 || width === undefined) {
    return [];
  }
  const area = text.slice(open + 1, close);
  if (!/^[\x20-\x7e]*$/.test(area) || area.length === width) {
    return [];
  }
  const before = area.length - area.trimStart().length;
  const behind = area.trim() === '' ? 0 : area.length - area.trimEnd().length;
  const content = area.length - before - behind;
  // Figures stand at the right, with a blank beside each bar.
  const wantedBehind = content === 0 ? 0 : Math.min(behind, Math.max(1, width - content - before));
  const wantedBefore = Math.max(1, width - content - wantedBehind);
  return [...resized(line, open + 1, before, wantedBefore), ...resized(line, close - behind, behind, wantedBehind)];
}

/** Adds blanks at the beginning of a run of blanks, or takes them away there. */
function resized(line: number, start: number, length: number, wanted: number): WireEdit[] {
  if (wanted === length) {
    return [];
  }
  const end = { line, character: start + Math.max(0, length - wanted) };
  return [{ range: { start: { line, character: start }, end }, newText: ' '.repeat(Math.max(0, wanted - length)) }];
}

/** How wide the cells of a column are: as the row of dashes above has it. */
function widthOf(document: vscode.TextDocument, line: number, cell: number, bars: number): number | undefined {
  for (let above = line - 1; above >= 0 && isRow(document.lineAt(above).text); above--) {
    const text = document.lineAt(above).text;
    if (isDelimiter(text)) {
      const dashes = barsOf(text);
      const [open, close] = [dashes[cell - 1], dashes[cell]];
      return dashes.length === bars && open !== undefined && close !== undefined ? close - open - 1 : undefined;
    }
  }
  return undefined;
}
