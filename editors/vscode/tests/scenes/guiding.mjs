//! From a reply to its row: questions one after the other, and at the end the cell.

import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export async function guiding(page, sandbox, done) {
  const text = readFileSync(path.join(sandbox.workspace, '2023年 年报.nianbao'), 'utf8').split('\n');
  const asked = (topic) => page.page.locator('.quick-input-widget:visible', { hasText: topic }).waitFor();
  const lineOf = (words) => text.findIndex((line) => line.includes(words)) + 1;
  // The list before is the same widget: it is answered when its title has come.
  const answer = async (topic, text) => {
    await asked(topic);
    await page.pick(text);
  };
  await page.openFile('2023年 年报');
  await page.palette('这件申请填哪一行？');
  await asked('第 1 步：办到哪一步');
  await page.pick('已经答复');
  await asked('第 2 步：是不是政府信息');
  const list = await page.page.locator('.quick-input-list:visible').innerText();
  for (const words of ['申请政府信息，按政府信息公开申请答复', '也要计数']) {
    assert.ok(list.includes(words), `${words}: ${list}`);
  }
  await page.shot('guide', { docs: true });
  await page.pick('申请政府信息');
  await asked('第 3 步：谁负责公开，有没有');
  await page.page.locator('.quick-input-widget:visible .codicon-quick-input-back').click();
  await asked('第 2 步：是不是政府信息');
  await page.pick('申请政府信息');
  await answer('第 3 步', '由本机关负责公开');
  await answer('第 4 步', '不予公开');
  await answer('第 5 步：不公开的理由', '过程性信息');
  done('questions follow each other, and one can go back');

  const dialog = page.page.locator('.monaco-dialog-box');
  await dialog.filter({ hasText: '（三）不予公开／6.属于四类过程性信息' }).waitFor();
  const told = await dialog.innerText();
  for (const words of ['还要看：', '复议', '依据　明文规定：条例第十六条第二款']) {
    assert.ok(told.includes(words), `${words}: ${told}`);
  }
  await page.shot('guide-end');
  await dialog.locator('.monaco-button', { hasText: '选申请人一列' }).click();
  await answer('6.属于四类过程性信息', '自然人');
  const line = lineOf('6.过程性信息');
  await page.status(`Ln ${line}, Col `);
  const selected = await page.page.locator('.statusbar-item', { hasText: 'selected' }).first().innerText();
  assert.match(selected, /\(\d+ selected\)/);
  done('it ends at the cell, which typing replaces, with the basis and what else to fill in');

  await page.goTo(line, 8);
  await page.press('Control+k', 'Control+i');
  const hover = page.page.locator('.monaco-hover:visible', { hasText: '拿不准' }).first();
  await hover.locator('a', { hasText: '这件申请填哪一行？' }).click();
  await asked('第 1 步：办到哪一步');
  await page.press('Escape');
  done('the hover of a row has a link to it');

  await page.palette('这个复议、诉讼案件填哪一格？');
  await answer('第 1 步：本机关是什么身份', '复议机关，和作出答复的机关一起作被告');
  await dialog.filter({ hasText: '不计入表四' }).waitFor();
  await dialog.locator('.monaco-button', { hasText: '上一步' }).click();
  await answer('第 1 步', '作出答复的机关，是被申请人');
  await answer('第 2 步', '没有经过复议');
  await answer('第 3 步', '还在审理');
  await dialog.locator('.monaco-button', { hasText: '跳到这一格' }).click();
  await page.status(`Ln ${lineOf('未经复议直接起诉')}, Col `);
  done('a case finds its cell of 表四');
}
