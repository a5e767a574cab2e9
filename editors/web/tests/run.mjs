//! The page as a user has it, in Chromium: `node tests/run.mjs --page FILE --expected FILE --pictures FOLDER`. `--expected` is what the program
//! itself says: for texts the findings, for documents the text, for a report its files.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { browser, opened } from './browser.mjs';
import { User } from './page.mjs';

const options = Object.fromEntries(['page', 'expected', 'pictures'].map((name) => [name, { type: 'string' }]));
const { values } = parseArgs({ options });
const expected = JSON.parse(readFileSync(values.expected, 'utf8'));
mkdirSync(values.pictures, { recursive: true });
const documentation = new URL('../../../docs/images/web.png', import.meta.url);

/** A picture, and on demand the one of the documentation. */
async function picture(page, name) {
  const file = path.join(values.pictures, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  if (name === 'faulty' && process.env.UPDATE_EXPECT === '1') {
    copyFileSync(file, documentation);
  }
}

const scenes = {
  async 'a report from Word is pasted, checked, mended, exported, saved and opened again'({ page, user }) {
    const { faulty } = expected;
    await picture(page, 'welcome');
    await user.paste('body', { 'text/html': faulty.html, 'text/plain': faulty.html });
    await user.checked();
    const rules = (await user.findings()).map(([, rule]) => rule).sort();
    assert.deepEqual(rules, faulty.rules, 'the same as in the text itself');
    await page.frameLocator('#preview').locator('main table').first().waitFor();
    await picture(page, 'faulty');
    await page.click('#mend');
    await user.told('没有动数字');
    await user.checked();
    assert.deepEqual((await user.findings()).map(([, rule]) => rule).sort(), faulty.mended);
    assert.equal(await page.locator('#mend').isDisabled(), true);
    // A figure is changed only by whoever chooses to.
    const before = (await user.findings()).length;
    await page.locator('#findings .fix').first().click();
    await user.checked();
    assert.ok((await user.findings()).length < before, 'a fix removes its finding');
    const text = await user.text();
    const docx = await user.saved(() => user.choose('export', '.docx'));
    assert.match(docx.name, /\.docx$/);
    assert.equal(docx.bytes.subarray(0, 2).toString(), 'PK');
    const findings = await user.findings();
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing is kept unasked');
    await user.paste('body', { 'text/plain': text });
    assert.deepEqual(await user.findings(), findings);
  },

  async 'what is found is what the program finds'({ user }) {
    for (const { file, findings } of expected.texts) {
      await user.open(file);
      assert.deepEqual(await user.findings(), findings, file);
    }
  },

  async 'documents become the text that the program makes of them'({ user }) {
    for (const { file, text } of expected.documents) {
      await user.open(file);
      assert.equal(await user.text(), text, file);
    }
  },

  async 'files are those that the program writes'({ user }) {
    const { file, files } = expected.exported;
    await user.open(file);
    for (const [format, written] of Object.entries(files)) {
      const { bytes } = await user.saved(() => user.choose('export', `.${format}`));
      assert.ok(bytes.equals(readFileSync(written)), format);
    }
  },

  async 'who types on while the page saves has saved'({ page, user }) {
    await user.open(expected.exported.file);
    await page.click('.cm-content');
    await page.keyboard.press('Control+End');
    const { bytes } = await user.saved(async () => {
      await page.keyboard.press('Control+s');
      await page.keyboard.type('甲乙丙丁');
    });
    assert.match(bytes.toString('utf8'), /政府信息公开工作年度报告/);
  },

  async 'a file that nobody can read is told and changes nothing'({ page, user }) {
    await user.open(expected.exported.file);
    const text = await user.text();
    const chooser = page.waitForEvent('filechooser');
    await page.click('#open');
    await (await chooser).setFiles({ name: '照片.docx', mimeType: '', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0]) });
    await page.locator('#notice.fault', { hasText: '。' }).waitFor();
    assert.equal(await user.text(), text);
  },

  async 'a new report is filled by completion, with pinyin'({ page, user }) {
    await page.click('#welcome-new');
    await page.fill('#new-organ', '云岭县水务局');
    await page.fill('#new-year', '2024');
    await page.keyboard.press('Enter');
    await page.locator('.cm-content', { hasText: '云岭县水务局2024年' }).waitFor();
    await user.checked();
    await page.frameLocator('#preview').locator('main table').first().waitFor();
    await page.click('.cm-content');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('shouf', { delay: 30 });
    await page.locator('.cm-tooltip-autocomplete li').first().waitFor();
    await picture(page, 'completion');
  },

  async 'the preview and the list lead to the text'({ page, user }) {
    await user.open(expected.texts.find(({ findings }) => findings.length > 0).file);
    const frame = page.frameLocator('#preview');
    await frame.locator('main h2').last().click();
    const heading = (await frame.locator('main h2').last().innerText()).trim();
    await page.locator('.cm-activeLine', { hasText: heading }).waitFor();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('F8');
    const [[, , line]] = await user.findings();
    await page.locator('.cm-activeLineGutter', { hasText: new RegExp(`^${line}$`) }).waitFor();
  },

  async 'last year is laid beside'({ page, user }) {
    const { this_year, last_year, rules } = expected.beside;
    await user.open(this_year);
    const chooser = page.waitForEvent('filechooser');
    await user.choose('beside', '选上年');
    await (await chooser).setFiles(last_year);
    await user.told('已对照');
    await user.checked();
    assert.deepEqual((await user.findings()).map(([, rule]) => rule).sort(), rules);
  },

  async 'the guide leads to a cell'({ page, user }) {
    await user.open(expected.exported.file);
    await page.click('#guide');
    await page.locator('[role=menuitem]:visible').first().click();
    await page.locator('dialog .choice').first().waitFor();
    await picture(page, 'guide');
    for (let said = await user.guided(''); !said.outcome; said = await user.guided(said.text)) {
      await page.locator('dialog .choice').first().click();
    }
    await page.locator('dialog .columns button').first().click();
    await page.locator('.cm-activeLine', { hasText: /^\|/ }).waitFor();
  },

  async 'drafts are kept only when they are wanted'({ page, user }) {
    await user.open(expected.exported.file);
    await page.click('#draft');
    await page.locator('dialog', { hasText: '别的本地网页' }).waitFor();
    await page.locator('dialog button.main').click();
    await page.waitForFunction(() => localStorage.length === 1);
    await page.reload();
    await page.locator('#welcome-draft button', { hasText: '接着写' }).click();
    await user.checked();
    await page.click('#draft');
    await page.waitForFunction(() => localStorage.length === 0);
  },

  async 'everything has a name, and the keyboard reaches it'({ page, user }) {
    await user.open(expected.texts[0].file);
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, iframe, [role=menu], dialog')].filter((element) => {
        const label = element.closest('label')?.textContent ?? '';
        const named = element.getAttribute('aria-labelledby');
        const words = element.getAttribute('aria-label') ?? element.getAttribute('title') ?? (named && document.getElementById(named)?.textContent) ?? element.textContent;
        return !element.hidden && !`${words}${label}`.trim();
      }).map((element) => element.outerHTML));
    assert.deepEqual(nameless, []);
    await page.locator('#spoken', { hasText: /处|没有/ }).waitFor({ state: 'attached' });
    await page.focus('#new');
    const reached = [];
    for (let at = 0; at < 12; at += 1) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.className));
    }
    for (const wanted of ['open', 'save', 'export', 'guide', 'about']) {
      assert.ok(reached.includes(wanted), `${wanted}: ${reached}`);
    }
    assert.ok(reached.some((name) => name.includes('cm-content')), String(reached));
  },

  async 'nothing gets out'({ page }) {
    const stopped = await page.evaluate(async () => {
      const wanted = ['connect-src', 'frame-src', 'img-src'];
      const seen = new Set();
      const all = new Promise((resolve) =>
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          seen.add(effectiveDirective);
          if (wanted.every((directive) => seen.has(directive))) {
            resolve();
          }
        }),
      );
      const asked = await fetch('https://example.invalid/').then(() => 'done', () => 'stopped');
      new Image().src = 'https://example.invalid/a.png';
      const frame = document.createElement('iframe');
      frame.src = 'https://example.invalid/';
      document.body.append(frame);
      await all;
      frame.remove();
      return asked;
    });
    assert.equal(stopped, 'stopped');
  },
};

const chromium = await browser();
let failed = 0;
for (const [name, scene] of Object.entries(scenes)) {
  const { page, context, reached, faults } = await opened(chromium, values.page);
  try {
    await scene({ page, user: new User(page) });
    // That scene tries to, and is told.
    if (name !== 'nothing gets out') {
      assert.deepEqual(reached, [], 'nothing is asked of the world');
      assert.deepEqual(faults, [], 'nothing goes wrong');
    }
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    await picture(page, `failed-${failed}`);
    console.log(`FAILED ${name}\n${error.stack}\n${faults.join('\n')}`);
  }
  await context.close();
}
await chromium.close();
process.exit(failed === 0 ? 0 : 1);
