//! What somebody meets who has just installed the extension: the walkthrough, a small dark window, and a server that does not start.

import assert from 'node:assert';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export async function first(page, sandbox, done) {
  await page.openFile('2023年 年报');
  await page.status('勾稽 42/42');
  await page.goTo(30);
  await page.shot('dark', { docs: true });
  done('a report in a small dark window');

  // Where there is little room VS Code leaves out the pictures.
  await page.page.setViewportSize({ width: 1500, height: 940 });
  await page.palette('Welcome: Open Walkthrough...');
  await page.pick('写第一份政府信息公开年报');
  const steps = page.page.locator('.getting-started-step');
  await steps.first().waitFor();
  assert.equal(await steps.count(), 5);
  assert.match(await steps.first().innerText(), /新建一份年报/);
  await page.page.locator('.getting-started-media img').first().waitFor();
  await page.shot('walkthrough', { docs: true });
  done('a walkthrough leads through the first report');

  // Where the program is, is a matter of the machine that it runs on.
  const settings = path.join(sandbox.root, 'data/Machine/settings.json');
  mkdirSync(path.dirname(settings), { recursive: true });
  writeFileSync(settings, JSON.stringify({ 'nianbao.server.path': '/没有 这个/nianbao' }));
  const toast = await page.notification('年报检查程序没有启动');
  assert.match(await toast.innerText(), /没有这个文件.*请改正这项设置/s);
  await page.follow(page.page.locator('.tab', { hasText: '2023年 年报' }).first(), '年报检查没有启动');
  await page.shot('no-server');
  done('who has no server is told why, and what to do');

  writeFileSync(settings, '{}');
  await page.status('勾稽 42/42');
  done('and it works again when that is done');
}
