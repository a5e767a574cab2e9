//! What a user does, in a real workbench: opens a pasted report, mends it, fills it, looks at it, copies it.

import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import path from 'node:path';

import { Page } from './page.mjs';
import { bringTwoYears, comparing } from './scenes/comparing.mjs';
import { exporting } from './scenes/exporting.mjs';
import { bringBlank, filling } from './scenes/filling.mjs';
import { first } from './scenes/first.mjs';
import { guiding } from './scenes/guiding.mjs';
import { mending } from './scenes/mending.mjs';
import { homeless } from './scenes/homeless.mjs';
import { overview } from './scenes/overview.mjs';
import { previewing } from './scenes/previewing.mjs';
import { bringLedger, tallying } from './scenes/tallying.mjs';
import { bringSeeds, haveSeeds, seeds } from './scenes/seeds.mjs';
import { writing } from './scenes/writing.mjs';
import { launchBrowser, Sandbox, startWorkbench } from './serving.mjs';
import { project } from './tools.mjs';

const LIGHT = { 'workbench.colorTheme': 'Default Light Modern' };
const DARK = { 'workbench.colorTheme': 'Default Dark Modern' };

const LARGE = { width: 1500, height: 940 };
/** The smallest screen that offices still have. */
const OFFICE = { width: 1280, height: 720 };
const SMALL = { width: 1100, height: 720, dark: true };

/** Each in a workbench of its own, with its settings and the size of its window. */
const scenes = [
  { name: 'mending', act: mending, settings: LIGHT, view: LARGE },
  { name: 'writing', act: writing, settings: LIGHT, view: LARGE },
  { name: 'previewing', act: previewing, settings: LIGHT, view: LARGE },
  { name: 'comparing', act: comparing, bring: bringTwoYears, settings: LIGHT, view: OFFICE },
  { name: 'exporting', act: exporting, settings: { ...LIGHT, 'nianbao.exportOnSave': 'html' }, view: LARGE },
  { name: 'guiding', act: guiding, settings: LIGHT, view: LARGE },
  { name: 'filling', act: filling, bring: bringBlank, settings: LIGHT, view: OFFICE },
  { name: 'tallying', act: tallying, bring: bringLedger, settings: LIGHT, view: OFFICE },
  { name: 'homeless', act: homeless, bring: () => {}, settings: LIGHT, view: OFFICE, start: { folder: false, ordinary: true } },
  { name: 'overview', act: overview, settings: LIGHT, view: OFFICE },
  { name: 'first', act: first, settings: DARK, view: SMALL },
  ...(haveSeeds ? [{ name: 'seeds', act: seeds, bring: bringSeeds, settings: LIGHT, view: LARGE }] : []),
];

export async function runWorkbench(extensions, only) {
  const browser = await launchBrowser();
  const results = [];
  for (const scene of scenes.filter(({ name }) => only === undefined || name === only)) {
    results.push(...(await play(scene, browser, extensions)));
  }
  await browser.close();
  return results;
}

async function play({ name, act, bring = bringSamples, settings, view, start }, browser, extensions) {
  const sandbox = new Sandbox();
  bring(sandbox);
  const steps = [];
  let page;
  try {
    page = await Page.open(browser, await startWorkbench(sandbox, extensions, settings, start), view);
    await act(page, sandbox, (step) => steps.push({ name: `${name}: ${step}` }));
    assert.deepEqual((await page.told()).filter((words) => words.includes('设置有误')), []);
  } catch (error) {
    await page?.shot(`failed-${name}`).catch(() => undefined);
    steps.push({ name, fault: String(error?.stack ?? error) });
  } finally {
    await page?.close();
    await sandbox.close();
  }
  return steps;
}

/** Reports of invented organs. */
function bringSamples(sandbox) {
  const copy = (from, to) => copyFileSync(path.join(project, from), path.join(sandbox.workspace, to));
  copy('tests/fixtures/moved-applications.txt', '粘贴来的年报.nianbao');
  copy('examples/clean.nianbao', '2023年 年报.nianbao');
}
