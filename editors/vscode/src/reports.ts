//! What the command line says of reports on disk: the part of its JSON that the extension reads.

import * as vscode from 'vscode';

import { run, type Binary } from './binary';

/** A place: lines and columns from 1, columns in Unicode characters. */
export interface Place {
  line: number;
  column: number;
}

export interface Finding {
  rule: string;
  title: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  range: { start: Place; end: Place };
}

export interface CheckedReport {
  path: string;
  organ: string | null;
  year: number | null;
  findings: Finding[];
}

export interface Checked {
  files: CheckedReport[];
  errors: { path: string; message: string }[];
  summary: { files: number; errors: number; warnings: number; infos: number };
}

/** Checks a report, or those of a folder. */
export async function check(binary: Binary, path: string, token?: vscode.CancellationToken): Promise<Checked> {
  const { stdout, stderr } = await run(binary.path, ['check', '--output-format', 'json', '--exit-zero', '--', path], token);
  if (stdout.trim() === '') {
    throw new Error(stderr.trim());
  }
  return JSON.parse(stdout) as Checked;
}
