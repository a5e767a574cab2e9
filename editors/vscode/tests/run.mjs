//! All tests of the extension: `npm test -- --server PROGRAM [PART…] [--scene NAME]`. Ends with 0, with 1 if one fails, or with 77 if this machine lacks what they need.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { runHost } from './host.mjs';
import { installExtension, Sandbox } from './serving.mjs';
import { extension, installWorkbench, Missing, target } from './tools.mjs';
import { runWorkbench } from './workbench.mjs';

const SKIPPED = 77;
const vsix = path.join(target, 'nianbao.vsix');
const extensions = path.join(target, 'extensions');

const parts = {
  /** Types, and the colours of the TextMate grammar. */
  static: () => {
    npm('check');
    npm('test:grammar');
    return [];
  },
  host: () => runHost(path.join(extensions, readdirSync(extensions).find((name) => name.startsWith('nianbao.nianbao-')))),
  workbench: () => runWorkbench(extensions, values.scene),
};

const { values, positionals } = parseArgs({ options: { server: { type: 'string' }, scene: { type: 'string' } }, allowPositionals: true });
const wanted = positionals.length > 0 ? positionals : Object.keys(parts);

try {
  if (wanted.some((part) => part !== 'static')) {
    installWorkbench();
    await installBuilt(path.resolve(values.server ?? '../../target/debug/nianbao'));
  }
  let failed = 0;
  for (const part of wanted) {
    for (const { name, fault } of await parts[part]()) {
      console.log(`${fault ? 'FAILED' : 'ok'} ${part}: ${name}${fault ? `\n${fault}` : ''}`);
      failed += fault ? 1 : 0;
    }
  }
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof Missing)) {
    throw error;
  }
  console.log(`SKIPPED: the tests of the VS Code extension need ${error.message}`);
  process.exitCode = SKIPPED;
}

function npm(script) {
  execFileSync('npm', ['run', '--silent', script], { cwd: extension, stdio: 'inherit' });
}

/** Packages the extension with the server under test, and installs it as a user would. */
async function installBuilt(server) {
  mkdirSync(target, { recursive: true });
  const args = [path.join(extension, 'scripts/package.mjs'), '--server', server, '--out', vsix];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  rmSync(extensions, { recursive: true, force: true });
  const sandbox = new Sandbox();
  installExtension(sandbox, vsix, extensions);
  await sandbox.close();
}
