//! What the extension and the page of the preview say to each other. Lines and columns count from 0, as VS Code has them.

export interface Spot {
  line: number;
  character: number;
}

export type ToPage =
  /** A new version of the page, as a whole HTML document. */
  | { kind: 'update'; html: string }
  /** The editor's first visible line, with the fraction of it that is scrolled away. */
  | { kind: 'scroll'; line: number }
  /** To be put on the clipboard. */
  | { kind: 'clipboard'; html: string; text: string; what: string };

export type FromPage =
  | { kind: 'jump'; spot: Spot }
  | { kind: 'scrolled'; line: number }
  /** The reader pressed a button: copy a table, or everything. */
  | { kind: 'copy'; table?: Spot }
  | { kind: 'copied'; what: string; fault?: string };
