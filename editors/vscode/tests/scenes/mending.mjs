//! A pasted report: its problems, their explanation, and how they are mended.

import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { until } from '../page.mjs';

export async function mending(page, sandbox, done) {
  const file = path.join(sandbox.workspace, '粘贴来的年报.nianbao');
  const saved = () => readFileSync(file, 'utf8');
  const lineOf = (text, from = 0) => saved().split('\n').findIndex((line, at) => at >= from && line.includes(text)) + 1;

  await page.openFile('粘贴来的年报');
  await page.status('勾稽 40/42');
  done('the status bar counts the sums that hold');

  const wrong = saved().split('\n').findIndex((line) => line.trim() === '272') + 1;
  await page.goTo(wrong);
  await page.page.waitForSelector('.editor-instance .squiggly-error');
  assert.equal(await squiggled(page), '272');
  done('the squiggle stands under the broken figure');

  await page.press('Control+Shift+m');
  const problem = page.page.locator('.markers-panel .monaco-list-row', { hasText: '自然人：新收 306 ＋ 上年结转 13 ＝ 319' });
  await problem.first().waitFor();
  assert.equal(await problem.count(), 1, 'it is told once');
  await page.hover(page.text('272'), '自然人：新收 306');
  await page.shot('problems', { docs: true, walkthrough: 'check' });
  done('the Problems panel and the hover spell out the arithmetic');

  await page.press('Control+Shift+m');
  await page.page.locator('.markers-panel').waitFor({ state: 'hidden' });
  await page.goTo(lineOf('不掌握'), 3);
  const hover = await page.hover(page.text('不掌握'), '第三十六条');
  assert.match(await hover.innerText(), /不掌握/);
  await page.shot('hover', { docs: true });
  done('a statutory item is explained on hovering');

  await page.goTo(lineOf('主动公开政府信息情况', 15));
  const fix = page.page.locator('.action-widget .monaco-list-row', { hasText: '二、主动公开政府信息情况' }).first();
  // What comes late to the editor, such as the end of a hover, closes the menu again.
  await until('the fix is offered', async () => {
    await page.press('Control+.');
    return fix.waitFor({ timeout: 5000 }).then(() => true, () => false);
  });
  await page.shot('quick-fix');
  await page.press('Enter');
  await page.line('二、主动公开政府信息情况').waitFor();
  done('a quick fix numbers the heading');

  assert.doesNotMatch(saved(), /\|/);
  await page.press('Control+s');
  await until('aligned tables', () => /^\| 　（七）总计 +\| +272 \|/m.test(saved()));
  const rows = saved().split('\n').filter((line) => /^\| [一二三四　]/.test(line));
  assert.ok(rows.length > 25 && new Set(rows.map(width)).size === 1, 'all rows of 表三 are equally wide');
  await page.press('Control+b');
  await page.goTo(lineOf('申请人情况') + 2);
  await page.shot('formatted', { docs: true, walkthrough: 'fill' });
  done('saving turns the stacked tables into aligned ones');

  const row = lineOf('一、本年新收申请');
  const columns = saved().split('\n')[row - 1].matchAll(/\d+/g);
  const [first, second] = [...columns].map(({ index, 0: figure }) => ({ from: index + 1, to: index + 1 + figure.length, figure }));
  await page.goTo(row, 4);
  for (const { to, figure } of [first, second]) {
    await page.press('Tab');
    await page.status(`Ln ${row}, Col ${to} (${figure.length} selected)`);
  }
  await page.press('Shift+Tab');
  await page.status(`Ln ${row}, Col ${first.to} (${first.figure.length} selected)`);
  done('Tab and Shift-Tab go from cell to cell');

  await page.goTo(lineOf('编制本报告'));
  const before = await page.page.locator('.statusbar-item', { hasText: 'Ln ' }).first().innerText();
  await page.press('Tab');
  await until('the indentation', async () => (await page.page.locator('.statusbar-item', { hasText: 'Ln ' }).first().innerText()) !== before);
  await page.press('Control+z');
  done('elsewhere Tab indents');

  await page.palette('跳到下一处问题');
  await page.page.locator('.zone-widget, .marker-widget', { hasText: '自然人' }).first().waitFor();
  await page.press('Escape');
  done('a command from the palette goes to the next problem');
}

/** The text above the error's squiggle that is on the cursor's line. */
async function squiggled(page) {
  return page.page.evaluate(() => {
    const mark = document.querySelector('.editor-instance .squiggly-error').getBoundingClientRect();
    const lines = [...document.querySelectorAll('.editor-instance .view-line')];
    const line = lines.find((it) => it.getBoundingClientRect().top <= mark.top + 2 && mark.top + 2 < it.getBoundingClientRect().bottom);
    const range = document.createRange();
    const text = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < node.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (box.left >= mark.left - 1 && box.right <= mark.right + 1) {
          text.push(node.data[at]);
        }
      }
    }
    return text.join('');
  });
}

/** Columns of a screen: Chinese characters and marks take two. */
function width(line) {
  return [...line].reduce((sum, character) => sum + (/[\u2010-\u2fff\u3000-\uffef]/.test(character) ? 2 : 1), 0);
}
