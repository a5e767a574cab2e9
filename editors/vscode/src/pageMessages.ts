//! What the extension and its pages say to each other. Lines and columns count from 0, as VS Code has them.

export interface Spot {
  line: number;
  character: number;
}

/** A new version of a page, as a whole HTML document. */
export interface Update {
  kind: 'update';
  html: string;
}

/** To the preview. */
export type ToPreview =
  /** The editor's first visible line, with the fraction of it that is scrolled away. */
  | { kind: 'scroll'; line: number }
  /** To be put on the clipboard. */
  | { kind: 'clipboard'; html: string; text: string; what: string };

export type FromPreview =
  | { kind: 'jump'; spot: Spot }
  | { kind: 'scrolled'; line: number }
  /** The reader pressed a button: copy a table, or everything. */
  | { kind: 'copy'; table?: Spot }
  | { kind: 'copied'; what: string; fault?: string };

/** Which one of two reports. */
export type Side = 'before' | 'after';

/** To the comparison: why it is that of an earlier state; nothing once it is not any more. */
export interface ToComparison {
  kind: 'stale';
  why: string;
}

export interface FromComparison {
  kind: 'jump';
  side: Side;
  spot: Spot;
}
