//! Real reports, pasted from web pages: each is opened, and the faulty one's faults are where they are.

import assert from 'node:assert';
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { project } from '../tools.mjs';

/** Where real reports are at hand; they are no part of the project. */
const folder = path.resolve(project, '../shared/seeds');

export const haveSeeds = existsSync(folder);

export function bringSeeds(sandbox) {
  for (const name of readdirSync(folder).sort()) {
    copyFileSync(path.join(folder, name), path.join(sandbox.workspace, `${name.slice(0, 3)} 年报.nianbao`));
  }
}

export async function seeds(page, _sandbox, done) {
  for (const [name, sums] of [['000', '42/42'], ['001', '42/42'], ['003', '42/42'], ['004', '40/42']]) {
    await page.openFile(`${name} 年报`);
    await page.status(`勾稽 ${sums}`);
  }
  done('the sums of each are counted');

  await page.press('Control+Shift+m');
  await page.page.locator('.pane-header, .composite.title, .panel').locator('input[placeholder^="Filter"]').first().fill('商业企业：新收 31');
  const problem = page.page.locator('.markers-panel .monaco-list-row', { hasText: '商业企业：新收 31 ＋ 上年结转 9 ＝ 40，办理结果总计 44 ＋ 结转下年度 10 ＝ 54，差 14' });
  await problem.first().waitFor();
  assert.equal(await problem.count(), 1);
  await page.follow(problem.first(), 'Ln 340, Col ');
  await page.page.waitForSelector('.editor-instance .squiggly-error');
  done('a click on a problem goes to its figure');
}
