//! A report beside last year's: problems, paragraphs and figures, ways to the text, and what happens when the texts change.

import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { project } from '../tools.mjs';
import { until } from '../page.mjs';

const [LAST, NOW, OTHER] = ['2023年.nianbao', '2024年.nianbao', '教育局.nianbao'];

/** The example, a report for the year after it that was copied from it, and one of an organ that has no other. */
export function bringTwoYears(sandbox) {
  const last = readFileSync(path.join(project, 'examples/clean.nianbao'), 'utf8');
  const next = last.replaceAll('2023年', '2024年');
  sandbox.write(LAST, last);
  sandbox.write(NOW, next.replace('信息215条', '信息230条').replace('|      2 |        1 |        0 |            0 |            0 |    0 |    3 |', '|      9 |        1 |        0 |            0 |            0 |    0 |   10 |'));
  sandbox.write(OTHER, next.replaceAll('自然资源局', '教育局'));
}

export async function comparing(page, sandbox, done) {
  const read = (name) => readFileSync(path.join(sandbox.workspace, name), 'utf8').split('\n');
  const lineOf = (name, words) => read(name).findIndex((line) => line.includes(words)) + 1;
  // A text is to be seen a moment before it has the keyboard, and a click on the page may take it back.
  const focused = page.page.locator('.editor-instance .monaco-editor.focused');
  const keyboard = () =>
    until('the text has the keyboard', async () => {
      await page.press('Control+2');
      return focused.waitFor({ timeout: 2000 }).then(() => true, () => false);
    });
  await page.openFile(NOW);
  await page.page.waitForSelector('.editor-instance .squiggly-warning, .editor-instance .squiggly-error');
  await page.palette('与上年对照');
  const frame = await page.preview('.changes');
  const problem = frame.locator('.problems li', { hasText: '与上年年报' });
  await problem.waitFor();
  const headings = await frame.locator('h2').allInnerTexts();
  assert.deepEqual(headings.map((words) => words.replace(/：.*/, '')), ['要核对的问题', '几乎相同的段落', '不同的数字']);
  const row = frame.locator('.changes tbody tr', { hasText: '上年结转' }).filter({ hasText: '自然人' });
  const cells = async () => (await row.locator('td.figure').allInnerTexts()).slice(0, 2);
  assert.deepEqual(await cells(), ['2', '9']);
  const passage = frame.locator('.passage', { hasText: '土地征收' });
  assert.deepEqual([await passage.locator('del').allInnerTexts(), await passage.locator('ins').allInnerTexts()], [['15'], ['30']]);
  await page.shot('comparison-problems');
  done('the problems come first, then the paragraphs, then the figures');

  const carried = lineOf(NOW, '二、上年结转');
  await page.follow(row.locator('td.figure').nth(1), `Ln ${carried}, Col `);
  await page.page.locator('.tab.active', { hasText: NOW }).first().waitFor();
  done('a click on a figure leads to its cell');

  const sides = passage.locator('div');
  // The page may be shown anew between the two looks.
  await until('both are side by side in half of the window, and so scroll together', async () => {
    const [before, after] = [await sides.nth(0).boundingBox(), await sides.nth(1).boundingBox()];
    return before && after && before.y === after.y && before.x + before.width <= after.x;
  });
  await page.follow(sides.nth(0), `Ln ${lineOf(LAST, '土地征收')}, Col `);
  await page.page.locator('.tab.active', { hasText: LAST }).waitFor();
  await page.shot('comparison', { docs: true });
  done('a click on a paragraph of last year leads to it in that report');

  await page.follow(row.locator('td.figure').nth(1), `Ln ${carried}, Col `);
  await keyboard();
  // The cell is emptied wherever in it the click has put the cursor.
  await page.press('Delete');
  await page.type('5');
  await until('the page has what was typed', async () => (await cells())[1] === '5');
  await row.scrollIntoViewIfNeeded();
  await page.shot('comparison-figures');
  done('the page follows what is typed');

  await page.follow(sides.nth(0), `Ln ${lineOf(LAST, '土地征收')}, Col `);
  // By the mouse: an input of the workbench that is open when the report comes to the front would be closed by that.
  await page.follow(page.line('云岭县自然资源局2023年').last(), 'Ln 1, Col ');
  await keyboard();
  await page.press('Home', ...'云岭县自然资源局'.split('').map(() => 'ArrowRight'), 'Delete');
  await frame.locator('.stale', { hasText: '下面是先前的对照' }).waitFor();
  assert.equal(await frame.locator('.changes').count(), 1, 'what was there stays');
  await page.press('Control+z');
  await frame.locator('.stale').waitFor({ state: 'detached' });
  assert.equal(await page.page.locator('.editor-group-container').count(), 2, 'all texts are shown in one column beside the page');
  done('where last year is no longer known, the page says that it is older');

  await page.openFile(OTHER);
  await page.palette('与上年对照');
  await page.page.locator('.quick-input-widget:visible input[placeholder*="没有认出上年的年报"]').waitFor();
  await page.pick(LAST);
  const other = await page.preview('h1:has-text("云岭县教育局 2024 年")');
  assert.match(await other.locator('h1').innerText(), /云岭县自然资源局 2023 年与云岭县教育局 2024 年/);
  done('where there is none of last year, another report is chosen');
}
