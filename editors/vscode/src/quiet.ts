//! Quiet while writing: what is found in the table or the line under the cursor, and was not there before, is told when the cursor leaves it,
//! when the report is saved, or when somebody asks for it.

import * as vscode from 'vscode';

import { isRow } from './rows';

/** The table or line that is being written. */
interface Written {
  uri: string;
  first: number;
  /** What was told of it before. */
  known: Set<string>;
}

export class Quiet implements vscode.Disposable {
  private written: Written | undefined;
  private readonly over = new vscode.EventEmitter<vscode.Uri>();
  /** A table or line has been left: all that is found in it may be told. */
  readonly onDidEnd = this.over.event;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly isReport: (document: vscode.TextDocument) => boolean) {
    this.disposables = [
      this.over,
      vscode.workspace.onDidChangeTextDocument((change) => this.begin(change)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.moved(textEditor)),
      vscode.window.onDidChangeActiveTextEditor(() => this.end()),
      vscode.workspace.onDidSaveTextDocument(() => this.end()),
    ];
  }

  /** What may be told now of all that is found in a document. */
  told(document: vscode.TextDocument | vscode.Uri, found: vscode.Diagnostic[]): vscode.Diagnostic[] {
    const { written } = this;
    if (!written || !('lineCount' in document) || document.uri.toString() !== written.uri) {
      return found;
    }
    const end = lastOf(document, written.first);
    const isHere = ({ range }: vscode.Diagnostic) => written.first <= range.start.line && range.start.line <= end;
    return found.filter((one) => !isHere(one) || written.known.has(key(one, written.first)));
  }

  /** Tells what was held back. */
  end(): void {
    const { written } = this;
    this.written = undefined;
    if (written) {
      this.over.fire(vscode.Uri.parse(written.uri));
    }
  }

  private begin({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document !== document || !this.isReport(document) || contentChanges.length === 0) {
      return;
    }
    const line = editor.selection.active.line;
    const first = firstOf(document, line);
    const isTable = isRow(document.lineAt(Math.min(line, document.lineCount - 1)).text);
    const isHere = contentChanges.every(({ range, text }) => firstOf(document, range.start.line) === first && (isTable || !text.includes('\n')));
    // What is done elsewhere, or undone, is not being written.
    if (!isHere || reason !== undefined) {
      this.end();
      return;
    }
    if (this.written?.uri === document.uri.toString() && this.written.first === first) {
      return;
    }
    this.end();
    const before = vscode.languages.getDiagnostics(document.uri);
    this.written = { uri: document.uri.toString(), first, known: new Set(before.map((one) => key(one, first))) };
  }

  private moved({ document, selection }: vscode.TextEditor): void {
    const { written } = this;
    if (written?.uri === document.uri.toString() && firstOf(document, selection.active.line) !== written.first) {
      this.end();
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

/** A finding as it is known again while its figures change. */
function key({ code, range }: vscode.Diagnostic, first: number): string {
  return `${String(typeof code === 'object' ? code.value : code)} ${range.start.line - first}`;
}

/** The first line of the table that a line is in, or the line itself. */
function firstOf(document: vscode.TextDocument, line: number): number {
  let first = Math.min(line, document.lineCount - 1);
  while (first > 0 && isRow(document.lineAt(first).text) && isRow(document.lineAt(first - 1).text)) {
    first -= 1;
  }
  return first;
}

function lastOf(document: vscode.TextDocument, first: number): number {
  let last = Math.min(first, document.lineCount - 1);
  while (last + 1 < document.lineCount && isRow(document.lineAt(last).text) && isRow(document.lineAt(last + 1).text)) {
    last += 1;
  }
  return last;
}
