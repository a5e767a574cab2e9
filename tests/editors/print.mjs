//! Prints a page as a user's browser does: `node print.mjs PAGE PDF`. Ends with 77 if there is no Chromium.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { ADVICE, chromium } from './chromium.mjs';

const [page, pdf] = process.argv.slice(2);
const program = chromium();
if (!program) {
  console.log(ADVICE);
  process.exit(77);
}
const profile = mkdtempSync(path.join(os.tmpdir(), 'nianbao-print-'));
try {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer', `--user-data-dir=${profile}`, `--print-to-pdf=${pdf}`];
  execFileSync(program, [...args, pathToFileURL(page).href], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 120_000 });
} finally {
  rmSync(profile, { recursive: true, force: true });
}
