//! What the engine answers, and how places are counted: lines and UTF-16 columns from 0.

export interface Place {
  line: number;
  character: number;
}

export interface Span {
  start: Place;
  end: Place;
}

export interface Edit {
  range: Span;
  newText: string;
}

export interface Fix {
  title: string;
  /** Touches no figure. */
  safe: boolean;
  edits: Edit[];
}

export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  rule: string;
  title: string;
  severity: Severity;
  message: string;
  range: Span;
  /** The place as the form calls it. */
  where: string | null;
  related: { message: string; range: Span }[];
  /** Places in last year's report. */
  elsewhere: { message: string; file: string; where: string | null }[];
  fixes: Fix[];
  faded: boolean;
}

export interface Summary {
  identities: number;
  holding: number;
  errors: number;
  warnings: number;
  infos: number;
  /** Findings that can be mended without touching a figure. */
  safe: number;
}

export interface Hint {
  at: Place;
  label: string;
  tooltip: string;
}

export interface Entry {
  name: string;
  detail: string | null;
  at: Place;
  children: Entry[];
}

/** What is known of a version of the text. */
export interface Explained {
  findings: Finding[];
  summary: Summary;
  hints: Hint[];
}

export interface Checked extends Explained {
  unexplained: boolean;
  /** Each with its kind and modifiers. */
  tokens: [Span, string][];
  outline: Entry[];
  name: string | null;
  year: number | null;
  organ: string | null;
  lastYear: string | null;
}

/** A file, read. */
export interface Opened {
  text: string;
  notes: string[];
  crlf: boolean;
  imported: boolean;
}

/** What a paste means; neither options nor a message: as it is, or as `text` has it. */
export interface Pasted {
  message?: string;
  options?: { title: string; message: string; edits: Edit[] }[];
  text?: string | null;
}

export interface Completion {
  label: string;
  kind: string;
  detail: string | null;
  range: Span;
  text: string;
  snippet: boolean;
  doc: string;
}

export interface Hover {
  range: Span;
  markdown: string;
  guide: string | null;
}

export interface Question {
  topic: string;
  question: string;
  note: string;
  choices: { id: string; text: string; hint: string | null }[];
}

export interface Outcome {
  table_name: string;
  row: { id: string; label: string } | null;
  column: { id: string; label: string } | null;
  columns: { id: string; label: string; summary: string }[];
  text: string;
  notes: string[];
  basis: { text: string };
}

/** How far the answers of a guide lead. */
export interface Guided {
  progress: { title: string; about: string; path: { topic: string; text: string }[]; question?: Question; outcome?: Outcome };
  place: { row: Span; cells: { column: string; range: Span }[] } | null;
}
