//! The report as files: by the button, the palette, the page and by saving, all to the same place; what stands there is safe.

import assert from 'node:assert';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

import { until } from '../page.mjs';

const REPORT = '2023年 年报';
const PASTED = '粘贴来的年报';
const WORD = '.editor-actions .action-label[aria-label*="导出 Word 文档"]';

export async function exporting(page, sandbox, done) {
  const file = (name) => path.join(sandbox.workspace, name);
  const word = file(`${REPORT}.docx`);

  await page.openFile(REPORT);
  await page.status('年报');
  await page.page.locator(WORD).first().click();
  const toast = await page.notification(`已导出Word 文档：${word}`);
  assert.doesNotMatch(await toast.innerText(), /个错误/);
  assert.equal(readFileSync(word, 'latin1').slice(0, 2), 'PK');
  await page.shot('exported', { docs: true });
  done('the button in the title bar writes a Word document, and its place is told');

  await toast.hover();
  await toast.locator('.monaco-button', { hasText: /^打开$/ }).click();
  await page.page.locator('.tab.active', { hasText: path.basename(word) }).waitFor();
  await page.shot('export-opened');
  await page.press('Control+w');
  done('a button of the notification has the file opened');

  await page.page.locator(WORD).first().click();
  const again = await page.notification(`已导出Word 文档：${word}`);
  await again.hover();
  await again.locator('.monaco-button', { hasText: '打开所在文件夹' }).click();
  await page.page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: path.basename(word) }).waitFor();
  done('another one shows where it is');

  await page.dismissNotifications();
  const first = readFileSync(word);
  await page.page.locator('.tab', { hasText: `${REPORT}.nianbao` }).first().click();
  await page.goTo(3);
  await page.press('End');
  await page.type('新写的一句。');
  await page.page.locator(WORD).first().click();
  await page.notification(`已导出Word 文档：${word}`);
  assert.notDeepEqual(readFileSync(word), first, 'the text under edit is exported, and what was exported here is replaced unasked');
  done('the text under edit is exported again to the same place');

  await page.dismissNotifications();
  await page.palette('导出 Excel');
  await page.notification(`已导出Excel 工作簿：${file(`${REPORT}.xlsx`)}`);
  assert.equal(readFileSync(file(`${REPORT}.xlsx`), 'latin1').slice(0, 2), 'PK');
  await page.dismissNotifications();
  // The page is exported by the save and by the command at the same time: neither takes the other's file for somebody else's.
  await page.type('再一句。');
  await page.press('Control+s');
  await page.palette('导出网页');
  await page.notification(`已导出网页：${file(`${REPORT}.html`)}`);
  const exported = readFileSync(file(`${REPORT}.html`), 'utf8');
  assert.match(exported, /新写的一句。/);
  done('commands write a workbook and a page');

  await page.dismissNotifications();
  await page.page.locator('.editor-instance .view-lines').first().click();
  await page.goTo(3);
  await page.press('End');
  await page.type('又一句。');
  await page.press('Control+s');
  await until('the page is exported at the save', () => readFileSync(file(`${REPORT}.html`), 'utf8').includes('又一句。'));
  await page.status(`已导出：${file(`${REPORT}.html`)}`);
  assert.deepEqual(readdirSync(sandbox.workspace).filter((name) => name.endsWith('.html')), [`${REPORT}.html`]);
  done('saving writes to the same place');

  rmSync(word);
  await page.palette('预览');
  const frame = await page.preview('table.requests');
  await frame.locator('h1').first().click();
  await page.page.locator('.tab.active', { hasText: '预览' }).waitFor();
  await page.page.locator('.editor-group-container.active').locator(WORD).first().click();
  await page.notification(`已导出Word 文档：${word}`);
  assert.ok(statSync(word).size > 5000);
  await page.shot('export-preview');
  done('the button of the page writes to the same place');

  await page.dismissNotifications();
  const mine = sandbox.write(`${PASTED}.docx`, 'mine');
  await page.openFile(`${PASTED}.nianbao`);
  await page.palette('导出 Word');
  const dialog = page.page.locator('.monaco-dialog-box', { hasText: '已经存在，要覆盖吗' });
  await dialog.waitFor();
  await page.shot('export-replace');
  await dialog.locator('.monaco-button', { hasText: /Cancel|取消/ }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(readFileSync(mine, 'utf8'), 'mine');
  await page.palette('导出 Word');
  await dialog.locator('.monaco-button', { hasText: '覆盖' }).click();
  const faulty = await page.notification(`已导出Word 文档：${mine}`);
  assert.match(await faulty.innerText(), /年报还有 \d+ 个错误，是照原样导出的/);
  assert.equal(readFileSync(mine, 'latin1').slice(0, 2), 'PK');
  done('what somebody else wrote is replaced only after a question, and errors are told');

  await page.dismissNotifications();
  sandbox.write('nianbao.toml', '[export]\ntemplate = "没有这个.docx"\n');
  const before = readFileSync(mine);
  // The first may still go by the settings before.
  await until('the template is missed', async () => {
    await page.palette('导出 Word');
    const told = await page.notification(/没有这个文件|已导出/);
    const isMissed = (await told.innerText()).includes('没有这个文件');
    if (!isMissed) {
      await page.dismissNotifications();
    }
    return isMissed;
  });
  await page.shot('export-template');
  assert.deepEqual(readFileSync(mine), before);
  assert.ok(!existsSync(file('没有这个.docx')));
  done('why nothing was exported is told');
}
