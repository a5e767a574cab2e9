//! Places and edits as the server gives them: lines and UTF-16 columns from 0, which is how VS Code counts too.

import * as vscode from 'vscode';

export interface WireRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

export interface WireEdit {
  range: WireRange;
  newText: string;
}

export function asRange({ start, end }: WireRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** For `TextEditor.edit`. */
export function asEdits(edits: WireEdit[]): (builder: vscode.TextEditorEdit) => void {
  return (builder) => edits.forEach(({ range, newText }) => builder.replace(asRange(range), newText));
}
