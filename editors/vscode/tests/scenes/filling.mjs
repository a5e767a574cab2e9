//! 表三 is filled: a block from Excel, cell by cell with the keys of a sheet, and what does not fit.

import assert from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { until } from '../page.mjs';
import { project } from '../tools.mjs';

const NAME = '空表 年报.nianbao';

const clean = () => readFileSync(path.join(project, 'examples/clean.nianbao'), 'utf8');

/** The rows of 表三 in a text: each its cells, without the label. */
function requests(text) {
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  const first = rows.findIndex((row) => row.startsWith('| 申请人情况'));
  const own = rows.slice(first + 2, rows.findIndex((row) => row.startsWith('| 案件类型')));
  return own.map((row) => row.split('|').slice(2, -1).map((cell) => cell.trim()));
}

/** The sample without the figures of 表三. */
export function bringBlank(sandbox) {
  const lines = clean().split('\n');
  const [first, last] = ['| 申请人情况', '| 案件类型'].map((start) => lines.findIndex((line) => line.startsWith(start)));
  // Only what is a figure goes: labels have digits too.
  const blank = (line, at) => (at > first + 1 && at < last ? line.replace(/(?<= )\d+(?= \|)/g, (figure) => ' '.repeat(figure.length)) : line);
  writeFileSync(path.join(sandbox.workspace, NAME), lines.map(blank).join('\n'));
}

export async function filling(page, sandbox, done) {
  const saved = () => readFileSync(path.join(sandbox.workspace, NAME), 'utf8');
  const block = requests(clean()).filter((row) => row.some(Boolean));
  assert.deepEqual([block.length, block[0].length], [25, 7]);
  const lines = saved().split('\n');
  const row = (label) => lines.findIndex((line) => line.startsWith(`| ${label}`)) + 1;

  await page.openFile('空表');
  await page.status('已填 9/34 行，可核对 3/42 条');
  const received = row('一、本年新收');
  await page.goTo(received);
  await page.page.evaluate((text) => navigator.clipboard.writeText(text), block.map((cells) => cells.join('\t')).join('\r\n'));
  await page.press('Control+v');
  await page.status('勾稽 42/42');
  await page.status('填了 175 格');
  await page.shot('block');
  done('a block from Excel fills 表三 by one key');

  await page.press('Control+z');
  await page.press('Control+s');
  await until('the blank table', () => requests(saved()).flat().every((cell) => cell === ''));
  done('one undo takes it back');

  await page.page.evaluate(() => navigator.clipboard.writeText('1\t2\t3\t4\t5\t6\t7\t8'));
  await page.press('Control+v');
  await page.notification('这块数字有 8 列');
  await page.shot('refused');
  await page.press('Control+s');
  assert.ok(requests(saved()).flat().every((cell) => cell === ''));
  done('what does not fit is refused with the reason, and nothing changes');
  await page.dismissNotifications();

  await page.page.locator('.editor-instance .view-lines').first().click();
  await page.goTo(received);
  await page.press('Tab');
  const line = lines[received - 1];
  await page.status(`Ln ${received}, Col ${line.indexOf('|', line.indexOf('|', 1) + 1)}`);
  for (const [figure, next] of [['306', row('二、上年结转')], ['13', row('　（一）予以公开')]]) {
    await page.type(figure);
    await page.press('Enter');
    await page.status(`Ln ${next}, Col `);
  }
  await page.type('40');
  await page.press('Tab');
  await page.shot('typed');
  const granted = row('　（一）予以公开');
  await page.status(`Ln ${granted}, Col `);
  await page.press('Control+s');
  await until('the figures', () => requests(saved())[0][0] === '306' && requests(saved())[1][0] === '13' && requests(saved())[3][0] === '40');
  assert.equal(saved().split('\n').length, lines.length, 'no row was broken');
  done('Enter goes down the column over the headings of groups, and every cell stays in its place');
}
