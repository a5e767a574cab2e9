//! 整改清单: what was found in a folder as a table for a spreadsheet, a line a finding, the worst reports first.

import type { Checked, CheckedReport, Finding } from './reports';

const LEVELS = { error: '错误', warning: '警告', info: '提示' };
const HEADER = ['机关', '年份', '级别', '问题', '说明', '文件', '行'];

/** The list as CSV, with the mark by which Excel knows UTF-8. */
export function checklist({ files }: Checked): string {
  const worst = [...files].sort((one, other) => errors(other) - errors(one) || other.findings.length - one.findings.length);
  const rows = worst.flatMap((file) => file.findings.map((finding) => row(file, finding)));
  return `\u{feff}${[HEADER, ...rows].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function errors({ findings }: CheckedReport): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

function row({ organ, year, path }: CheckedReport, { severity, title, message, range }: Finding): string[] {
  return [organ ?? '', year === null ? '' : `${year}`, LEVELS[severity], title, message, path, `${range.start.line}`];
}

/** A spreadsheet takes what begins with one of these characters for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function quoted(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
