//! A new report: made, written with completion, filled with a table from Excel.

import assert from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { until } from '../page.mjs';

const FROM_EXCEL = '第二十条第（五）项\t本年处理决定数量\n行政许可\t418\n第二十条第（六）项\t本年处理决定数量\n行政处罚\t26\n行政强制\t0\n';

/** The beginning of 表三, up to the row that is written next. */
const REQUESTS = '| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n| ';

export async function writing(page, sandbox, done) {
  await page.palette('新建年报');
  await page.answer('第 1 步，共 3 步');
  await page.answer('第 2 步，共 3 步', '云岭县档案局');
  await page.answer('第 3 步，共 3 步', '2024');
  await page.page.locator('.tab.active', { hasText: '云岭县档案局2024年年报.nianbao' }).waitFor();
  await page.line('云岭县档案局2024年').waitFor();
  await page.goTo(1);
  await page.shot('new-report', { docs: true, walkthrough: 'create' });
  done('a new report is made from the palette');

  await page.press('Control+n');
  await page.page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
  await page.palette('Change Language Mode');
  await page.pick('政府信息公开年报');
  await page.status('政府信息公开年报');
  await page.page.locator('.editor-instance .view-lines').first().click();
  await page.type('云岭县档案局2024年政府信息公开工作年度报告\n\n');
  await suggested(page, 'zdgk', '二、主动公开政府信息情况', { docs: true, walkthrough: 'write' }, 'completion-pinyin');
  done('a heading is completed from pinyin initials');
  await page.press('Enter');
  await page.line('二、主动公开政府信息情况').waitFor();

  await page.press('Control+End', 'Escape', 'Enter', 'Enter');
  await page.page.evaluate((text) => navigator.clipboard.writeText(text), FROM_EXCEL);
  await page.press('Control+v');
  await page.line('| 行政许可').waitFor();
  await page.page.locator('.post-edit-widget').first().waitFor();
  await page.press('Control+.');
  await page.page.locator('.action-widget .monaco-list-row', { hasText: '粘贴为标准表格' }).first().waitFor();
  await page.shot('paste', { docs: true });
  await page.press('Escape');
  done('a table from Excel is pasted as an official table, and it can be kept as it came');

  await page.press('Control+End', 'Escape', 'Enter', 'Enter');
  await suggested(page, '三、收', '三、收到和处理政府信息公开申请情况');
  await page.press('Enter');
  await page.line('三、收到和处理政府信息公开申请情况').waitFor();
  done('a heading is completed from its Chinese characters');

  await page.press('Control+End', 'Escape', 'Enter', 'Enter');
  await page.type(REQUESTS);
  await suggested(page, 'cfsq', '2.重复申请');
  await page.press('Enter');
  await page.line('2.重复申请').waitFor();
  done('an outcome category is completed from pinyin initials');

  await page.palette('检查文件夹');
  await page.pick('年报 文件夹');
  const toast = await page.notification('份有问题');
  assert.match(await toast.innerText(), /检查了“年报 文件夹”里的 \d 份年报/);
  done('a folder is checked');

  const former = path.join(sandbox.workspace, '2023年 年报.nianbao');
  assert.ok(existsSync(former));
  const text = readFileSync(former, 'utf8');
  await page.palette('新建年报');
  await page.pick('从去年的年报开始');
  await page.pick('2023年 年报');
  await page.answer('第 2 步，共 3 步');
  await page.answer('第 3 步，共 3 步');
  await page.page.locator('.tab', { hasText: '云岭县自然资源局2024年年报.nianbao' }).first().waitFor();
  await until('last year’s report beside it', async () => (await page.page.locator('.editor-group-container').count()) === 2);
  assert.equal(readFileSync(former, 'utf8'), text, 'last year’s report is not touched');
  await page.shot('last-year');
  done('a new report begins from last year’s, which stands beside it');
}

/** Types into the report until the list offers something; the list is asked for by its key where typing alone did not open it. */
async function suggested(page, typed, label, kept, name) {
  await page.type(typed);
  const offered = page.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
  await until(`${label} is offered`, async () => {
    const shown = await offered.waitFor({ timeout: 4000 }).then(() => true, () => false);
    if (!shown) {
      await page.press('Escape', 'Control+Space');
    }
    return shown;
  });
  if (name) {
    await page.shot(name, kept);
  }
}
