//! Rows of a table between bars, as lines of text.

/** Whether a line is a row. Rows of TABs are as they were pasted: there Tab writes a TAB. */
export function isRow(line: string): boolean {
  return /(^|[^\\])\|/.test(line);
}

/** Where the bars of a row stand, those aside that are part of a cell. */
export function barsOf(line: string): number[] {
  return [...line.matchAll(/(?<!\\)\|/g)].map(({ index }) => index);
}

/** Whether a line is the row of dashes below a header. */
export function isDelimiter(line: string): boolean {
  return /^\s*\|(\s*:?-+:?\s*\|)+\s*$/.test(line);
}
