//! A first report where no folder is open, by a user who may write only at home.

import assert from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { until } from '../page.mjs';

export async function homeless(page, sandbox, done) {
  await page.palette('新建年报');
  await page.answer('第 1 步，共 3 步');
  await page.answer('第 2 步，共 3 步', '云岭县档案局');
  await page.answer('第 3 步，共 3 步', '2024');
  await page.line('云岭县档案局2024年').waitFor();
  await page.status('政府信息公开年报');
  done('a report is made without a folder');

  await page.press('Control+s');
  const dialog = page.page.locator('.quick-input-widget:visible', { hasText: 'Save As' });
  await dialog.waitFor();
  const input = dialog.locator('input').first();
  await until('a name is proposed', async () => /云岭县档案局2024年.*\.nianbao$/.test(await input.inputValue()));
  await page.shot('save-dialog');
  done('saving asks where to');

  const file = path.join(sandbox.workspace, '云岭县档案局2024年年报.nianbao');
  await input.fill(file);
  // The dialog looks at the folder first, and takes no answer meanwhile.
  const saved = page.page.locator('.tab.active', { hasText: '云岭县档案局2024年年报.nianbao' });
  await until('the dialog is answered', async () => {
    await dialog.getByText('OK', { exact: true }).click({ timeout: 2000 }).catch(() => undefined);
    return saved.waitFor({ timeout: 2000 }).then(() => true, () => false);
  });
  await until('the file', () => existsSync(file));
  assert.match(readFileSync(file, 'utf8'), /^云岭县档案局2024年政府信息公开工作年度报告\n/);
  assert.ok(!existsSync('/云岭县档案局2024年年报.nianbao'), 'nothing is written at the root of the disk');
  done('and the report is there');

  await page.goTo(2);
  await page.type('补一句。');
  await page.press('Control+s');
  await until('the second save', () => readFileSync(file, 'utf8').includes('补一句。'));
  done('the next save asks nothing');
}
