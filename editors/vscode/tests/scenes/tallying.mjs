//! 表三 is filled from a ledger: what was understood and what would change is shown first, one undo takes it back, and cells that differ say so.

import assert from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { until } from '../page.mjs';
import { project } from '../tools.mjs';

const NAME = '对账 年报.nianbao';
const LEDGER = '台账.csv';

/** Forty applications of the year of the sample, one of which says too little. */
const ledger = () => {
  const row = (at) => `${at},2023-3-${(at % 28) + 1},${at % 4 === 0 ? '企业' : '公民'},2023-4-10,${at % 5 === 0 ? '信息不存在' : '公开'}`;
  const rows = Array.from({ length: 39 }, (_, at) => row(at + 1));
  return ['序号,收到时间,申请人类型,答复日期,答复情况', ...rows, '40,2023-5-1,公民,2023-5-20,不予公开', '合计,40,,,', ''].join('\n');
};

export function bringLedger(sandbox) {
  writeFileSync(path.join(sandbox.workspace, NAME), readFileSync(path.join(project, 'examples/clean.nianbao')));
  writeFileSync(path.join(sandbox.workspace, LEDGER), ledger());
}

export async function tallying(page, sandbox, done) {
  const saved = () => readFileSync(path.join(sandbox.workspace, NAME), 'utf8');
  const received = () => saved().split('\n').find((line) => line.startsWith('| 一、本年新收')).split('|').slice(2, -1).map((cell) => cell.trim());
  const before = received();
  const list = page.page.locator('.quick-input-widget:visible', { hasText: `台账 ${LEDGER}，2023 年度` });

  const choose = async () => {
    await page.palette('用台账填表');
    const dialog = page.page.locator('.quick-input-widget:visible', { hasText: '选台账文件' });
    await dialog.waitFor();
    const input = dialog.locator('input').first();
    // The dialog looks at the folder first, and takes no answer meanwhile.
    await until('the ledger is chosen', async () => {
      await input.fill(path.join(sandbox.workspace, LEDGER)).catch(() => undefined);
      await dialog.locator('.monaco-button', { hasText: '用来填表' }).click({ timeout: 2000 }).catch(() => undefined);
      return list.waitFor({ timeout: 3000 }).then(() => true, () => false);
    });
  };

  await page.openFile('对账');
  await choose();
  const told = await list.innerText();
  for (const words of ['填进年报，改', '还有 1 件申请没有归类', '没有算进去的', '第 41 行：办理结果“不予公开”还要写明是哪一种', '会改的格子', `表三 新收·自然人 ${before[0]}，台账 30`]) {
    assert.ok(told.includes(words), `${words}: ${told}`);
  }
  await page.shot('tally');
  await page.page.locator('.quick-input-widget:visible input').first().fill('认出');
  await page.press('Escape');
  await page.press('Control+s');
  assert.deepEqual(received(), before);
  done('a ledger is told before anything is written');

  const lens = page.page.locator('.codelens-decoration', { hasText: '和台账不一致' }).first();
  await page.goTo(saved().split('\n').findIndex((line) => line.startsWith('| 申请人情况')) + 1);
  await lens.waitFor();
  await page.text('台账 30').waitFor();
  await page.shot('tally-differs');
  done('cells that differ from the ledger show what it has');

  await choose();
  await page.pick('填进年报');
  await page.notification('已用台账填了');
  await page.page.locator('.codelens-decoration', { hasText: '和台账一致' }).first().waitFor();
  await page.press('Control+s');
  await until('the figures of the ledger', () => received().join(' ') === '30 9 0 0 0 0 39');
  await page.shot('tally-filled');
  done('the tables are filled from the ledger');

  await page.dismissNotifications();
  await page.page.locator('.editor-instance .view-lines').first().click();
  await page.press('Control+z');
  await page.press('Control+s');
  await until('the figures as they were', () => received().join(' ') === before.join(' '));
  done('one undo takes it back');
}
