//! Keys that wait for the server, and what is typed behind them meanwhile. VS Code writes it where the cursor still stands; it is taken back
//! from there and typed again when the key has done its work, so that everything comes in the order in which it was typed.

import * as vscode from 'vscode';

import { asEdits, asRange, type WireEdit } from './wire';

/** VS Code tells of a selection that was set; should it ever not do so, keys are not held up longer than this. */
const PATIENCE = 2000;

/** So often something is tried while more is being typed. */
const ATTEMPTS = 20;

const SAME_STEP = { undoStopBefore: false, undoStopAfter: false };

/** What was typed behind a key that still waits. */
interface Behind {
  /** Taken back, to be typed when the key is done. */
  carried: string;
  /** Still in the text, where it does not belong. */
  standing: string;
}

/** The text without what was typed behind keys. */
interface Settled {
  editor: vscode.TextEditor;
  text: string;
  selection: vscode.Selection;
}

export class TypeAhead implements vscode.Disposable {
  /** One for each key that waits, the oldest first. */
  private readonly waiting: Behind[] = [];
  private settled: Settled | undefined;
  /** What the text becomes by edits of ours that are on their way. */
  private readonly expected = new Set<string>();
  private isTakingBack = false;
  /** Something of which nobody knows what it makes of the text is under way. */
  private isCommanding = false;
  private last = Promise.resolve();
  private readonly listeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((change) => this.changed(change)),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.selected(textEditor)),
  );

  get isWaiting(): boolean {
    return this.waiting.length > 0;
  }

  /** Has a key of an editor carried out when those before it are done, and what was typed behind it typed then. */
  press(editor: vscode.TextEditor, act: () => Promise<unknown>): Promise<void> {
    if (this.waiting.length === 0) {
      this.settled = settledOf(editor);
    }
    this.waiting.push({ carried: '', standing: '' });
    const carryOut = async () => {
      try {
        await act();
        await this.catchUp(editor);
      } finally {
        this.waiting.shift();
        this.settled = this.isWaiting ? settledOf(editor) : undefined;
      }
    };
    this.last = this.last.then(carryOut, carryOut);
    return this.last;
  }

  /** Takes back what was typed behind the keys. The text is then what the author saw when the key was pressed. */
  async settle(): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS && this.settled && this.isAnyStanding(); attempt++) {
      const { editor, text, selection } = this.settled;
      this.isTakingBack = true;
      const isDone = await this.edit(editor, [difference(editor.document, text)]);
      this.isTakingBack = false;
      if (isDone) {
        await this.select(editor, selection);
      }
    }
  }

  /** Edits the text, in the undo step of what was typed or in one of its own; not, and `false`, if more was typed before the edit arrived. */
  async edit(editor: vscode.TextEditor, edits: WireEdit[], step = SAME_STEP): Promise<boolean> {
    const expected = applied(editor.document, edits);
    this.expected.add(expected);
    try {
      return await editor.edit(asEdits(edits), step);
    } finally {
      this.expected.delete(expected);
    }
  }

  /** Selects a range, and waits until the editor has done so. */
  async select(editor: vscode.TextEditor, range: vscode.Range): Promise<void> {
    if (this.settled) {
      this.settled.selection = new vscode.Selection(range.start, range.end);
    }
    await select(editor, range);
  }

  /** Does something that changes the text and moves the cursor in its own way. What is typed at that moment stays where VS Code puts it. */
  async command(act: () => Thenable<unknown>): Promise<void> {
    await this.settle();
    this.isCommanding = true;
    try {
      await act();
    } finally {
      this.isCommanding = false;
      if (this.settled) {
        this.settled = settledOf(this.settled.editor);
      }
    }
  }

  /** Makes edits in the text as it is without what was typed behind the keys, however much more is being typed. Answers with whether it could. */
  async editSettled(editor: vscode.TextEditor, make: () => WireEdit[], step = SAME_STEP): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await this.settle();
      const edits = make();
      if (edits.length === 0 || (await this.edit(editor, edits, step))) {
        return true;
      }
    }
    return false;
  }

  /** Writes what was typed behind the key that is done where it belongs. */
  private async catchUp(editor: vscode.TextEditor): Promise<void> {
    if (!this.isInPlace()) {
      await this.editSettled(editor, () => typing(editor.selection, this.waiting[0]?.carried ?? ''));
    }
  }

  /** Whether all that was typed stands where the last key has put the cursor. */
  private isInPlace(): boolean {
    const [last, ...others] = this.waiting;
    if (!this.settled || !last || others.length > 0 || last.carried !== '') {
      return false;
    }
    const { editor, text, selection } = this.settled;
    const [start, end] = [offsetOf(text, selection.start), offsetOf(text, selection.end)];
    return editor.document.getText() === text.slice(0, start) + last.standing + text.slice(end);
  }

  private changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const { settled } = this;
    const behind = this.waiting.at(-1);
    if (!settled || !behind || document !== settled.editor.document || contentChanges.length === 0) {
      return;
    }
    const [change, ...others] = contentChanges;
    const isOurs = this.isCommanding || this.expected.has(document.getText());
    if (change && others.length === 0 && reason === undefined && !isOurs && isTyped(change, settled)) {
      behind.standing += change.text;
      return;
    }
    settled.text = document.getText();
    for (const one of this.waiting) {
      // What somebody changed who was not typing may hold what was typed: that stays.
      one.carried += isOurs && this.isTakingBack ? one.standing : '';
      one.standing = '';
    }
  }

  private selected(editor: vscode.TextEditor): void {
    if (this.settled?.editor === editor && !this.isAnyStanding()) {
      this.settled.selection = editor.selection;
    }
  }

  private isAnyStanding(): boolean {
    return this.waiting.some(({ standing }) => standing !== '');
  }

  dispose(): void {
    this.listeners.dispose();
  }
}

function settledOf(editor: vscode.TextEditor): Settled {
  return { editor, text: editor.document.getText(), selection: editor.selection };
}

/** Whether a change is what a key makes of the text: something more at the cursor, or something in place of what is selected. */
function isTyped({ range, text }: vscode.TextDocumentContentChangeEvent, { selection }: Settled): boolean {
  return text !== '' && (range.isEmpty || range.isEqual(selection));
}

function select(editor: vscode.TextEditor, range: vscode.Range): Promise<void> {
  const wanted = new vscode.Selection(range.start, range.end);
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
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  });
}

/** What a document's text becomes by edits, whose ranges do not overlap. */
function applied(document: vscode.TextDocument, edits: WireEdit[]): string {
  const text = document.getText();
  const places = edits.map(({ range, newText }) => {
    const { start, end } = asRange(range);
    return { start: document.offsetAt(start), end: document.offsetAt(end), newText };
  });
  places.sort((one, other) => other.start - one.start);
  return places.reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

/** The one edit that makes a document's text another. */
function difference(document: vscode.TextDocument, wanted: string): WireEdit {
  const text = document.getText();
  const most = Math.min(text.length, wanted.length);
  let start = 0;
  while (start < most && text[start] === wanted[start]) {
    start++;
  }
  let same = 0;
  while (same < most - start && text[text.length - 1 - same] === wanted[wanted.length - 1 - same]) {
    same++;
  }
  const range = { start: document.positionAt(start), end: document.positionAt(text.length - same) };
  return { range, newText: wanted.slice(start, wanted.length - same) };
}

/** The edits that typing makes. Of what is selected nothing stays selected, so that the next character does not replace it. */
function typing(selection: vscode.Selection, text: string): WireEdit[] {
  if (text === '') {
    return [];
  }
  const insert = { range: { start: selection.end, end: selection.end }, newText: text };
  return selection.isEmpty ? [insert] : [{ range: selection, newText: '' }, insert];
}

/** The offset of a position, in UTF-16, in a text that need not be a document's. */
function offsetOf(text: string, { line, character }: vscode.Position): number {
  let start = 0;
  for (let at = 0; at < line; at++) {
    start = text.indexOf('\n', start) + 1;
  }
  return start + character;
}
