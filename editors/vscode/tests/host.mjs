//! Runs the suite inside VS Code's extension host, where it has the whole API of VS Code.

import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { launchBrowser, Sandbox, startHost } from './serving.mjs';
import { extension, project } from './tools.mjs';

/** Nothing of the suite takes so long; a suite that hangs must end some time. */
const PATIENCE = 300_000;

export async function runHost(installed) {
  const sandbox = new Sandbox();
  const browser = await launchBrowser();
  try {
    for (const name of ['clean', 'faulty', 'pasted']) {
      cpSync(path.join(project, `examples/${name}.nianbao`), path.join(sandbox.workspace, `${name} 年报.nianbao`));
    }
    const outside = path.join(sandbox.root, '别处');
    cpSync(path.join(project, 'tests/fixtures/astral.nianbao'), path.join(outside, '县局.nianbao'));
    cpSync(path.join(project, 'tests/fixtures/pasted-from-excel-gb18030.txt'), path.join(outside, 'gb18030.txt'));
    const results = path.join(sandbox.root, 'results.json');
    const env = { NIANBAO_RESULTS: results, NIANBAO_OUTSIDE: outside };
    const address = await startHost(sandbox, installed, path.join(extension, 'tests/host/index.cjs'), env);
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(address);
    for (const start = Date.now(); !existsSync(results); ) {
      if (Date.now() - start > PATIENCE) {
        throw new Error(`the suite does not come to an end:\n${said.join('\n')}\n${sandbox.children.map(({ log }) => log).join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return JSON.parse(readFileSync(results, 'utf8'));
  } finally {
    await browser.close();
    await sandbox.close();
  }
}
