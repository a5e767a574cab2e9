//! The view 年报: the reports of a folder with what is wrong with them, and the list of what is to be mended.

import assert from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { until } from '../page.mjs';
import { project } from '../tools.mjs';

export async function overview(page, sandbox, done) {
  const row = (text) => page.page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
  await page.page.locator('.activitybar .action-label[aria-label^="年报"]').first().click();
  const clean = row(/2023年\s*没有错误和警告/);
  await clean.waitFor();
  await row(/\d 处错误/).waitFor();
  await page.shot('reports', { docs: true });
  done('the reports of the folder are listed with what is wrong with them');

  await clean.click();
  await page.page.locator('.tab.active', { hasText: '2023年 年报.nianbao' }).waitFor();
  await page.status('勾稽');
  done('a click opens a report');

  const text = readFileSync(path.join(project, 'examples/clean.nianbao'), 'utf8');
  sandbox.write('又一份 年报.nianbao', text.replaceAll('2023年', '2024年'));
  await row(/2024年/).waitFor();
  done('a report that comes is listed');

  await clean.hover();
  await clean.locator('.action-label[aria-label*="预览"]').click();
  await (await page.preview('table.requests')).locator('h1', { hasText: '2023年' }).first().waitFor();
  done('a report is shown as it will be published');

  await page.palette('检查文件夹');
  await page.pick('年报 文件夹');
  const toast = await page.notification('份有问题');
  await toast.hover();
  await toast.locator('.monaco-button', { hasText: '导出整改清单' }).click();
  const dialog = page.page.locator('.quick-input-widget:visible', { hasText: '导出整改清单' });
  await dialog.waitFor();
  const file = path.join(sandbox.workspace, '整改清单.csv');
  await until('the list is saved', async () => {
    await dialog.getByText('OK', { exact: true }).click({ timeout: 2000 }).catch(() => undefined);
    return existsSync(file);
  });
  await page.notification('整改清单已导出');
  const lines = readFileSync(file, 'utf8').split('\r\n');
  assert.equal(lines[0], '\u{feff}机关,年份,级别,问题,说明,文件,行');
  assert.ok(lines.some((line) => /,错误,合计不平,/.test(line)), lines.slice(0, 3).join('\n'));
  done('what is to be mended is saved as a table');
}
