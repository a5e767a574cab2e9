//! Places of the engine and positions of the editor, each as the other; the only file that converts.

import type { ChangeSpec, Text } from '@codemirror/state';

import type { Edit, Place, Span } from './wire';

/** A place that is not there is the nearest that is. */
export function position(text: Text, { line, character }: Place): number {
  if (line >= text.lines) {
    return text.length;
  }
  const { from, to } = text.line(line + 1);
  return Math.min(from + character, to);
}

export function place(text: Text, position: number): Place {
  const line = text.lineAt(position);
  return { line: line.number - 1, character: position - line.from };
}

export function range(text: Text, { start, end }: Span): { from: number; to: number } {
  const from = position(text, start);
  return { from, to: Math.max(from, position(text, end)) };
}

export function changes(text: Text, edits: readonly Edit[]): ChangeSpec[] {
  return edits.map((edit) => ({ ...range(text, edit.range), insert: edit.newText }));
}
