//! The preview: the official table, its faults, going to and fro, and the clipboard.

import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { until } from '../page.mjs';

export async function previewing(page, sandbox, done) {
  const text = readFileSync(path.join(sandbox.workspace, '粘贴来的年报.nianbao'), 'utf8').split('\n');
  await page.openFile('粘贴来的年报');
  await page.page.waitForSelector('.editor-instance .squiggly-warning');
  await page.palette('预览');
  const frame = await page.preview('table.requests');
  const broken = frame.locator('td.broken').first();
  assert.equal((await broken.innerText()).trim(), '272');
  assert.match(await broken.getAttribute('title'), /自然人：新收 306/);
  assert.ok((await frame.locator('[rowspan]').count()) > 3, 'cells are merged as in the official table');
  done('the official table is shown, with the broken cell marked and explained');

  const line = text.findIndex((it) => it.trim() === '272') + 1;
  await page.follow(broken, `Ln ${line}, Col `);
  // The cell is another one when the page is shown anew meanwhile.
  await until('the cell is in sight', () => broken.scrollIntoViewIfNeeded({ timeout: 5000 }).then(() => true, () => false));
  await page.shot('preview', { docs: true, walkthrough: 'publish' });
  done('a click on a cell goes to its place in the text');

  const top = () => frame.evaluate(() => window.scrollY);
  await page.goTo(1);
  await until('the page follows the editor to the top', async () => (await top()) < 400);
  await page.goTo(text.length);
  await until('the page follows the editor down', async () => (await top()) > 400);
  await frame.evaluate(() => window.scrollTo({ top: 0 }));
  await until('the editor follows the page', () => page.line('松荻市政务服务管理局').isVisible());
  done('text and page scroll together');

  await page.goTo(5);
  await page.press('End');
  await page.type('新写的一句。');
  await frame.locator('main', { hasText: '新写的一句。' }).waitFor();
  assert.ok(await frame.locator('nav button').count(), 'the page was not loaded anew');
  done('the page follows what is typed');

  await frame.locator('nav button').click();
  await page.notification('全文已复制');
  const whole = await clipboard(page);
  assert.match(whole.html, /rowspan/);
  assert.match(whole.html, /新写的一句。/);
  assert.match(whole.text, /政府信息公开工作年度报告/);
  await page.shot('copied');
  done('a button puts the report on the clipboard, with merged cells');

  await page.dismissNotifications();
  await page.page.locator('.tab', { hasText: '粘贴来的年报' }).first().click();
  await page.goTo(line);
  await page.palette('复制此表');
  await page.notification('表格已复制');
  const table = await clipboard(page);
  assert.match(table.html, /法律服务机构/);
  assert.doesNotMatch(table.html, /新写的一句/);
  await page.type('9');
  await page.status(`Ln ${line}, Col 2`);
  done('a command puts the table at the cursor on the clipboard, and the keyboard stays with the text');
}

/** What is on the clipboard, as another program would take it. */
function clipboard(page) {
  return page.page.evaluate(async () => {
    window.focus();
    const [item] = await navigator.clipboard.read();
    const read = async (type) => (await item.getType(type)).text();
    return { html: await read('text/html'), text: await read('text/plain') };
  });
}
