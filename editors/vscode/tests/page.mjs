//! The workbench as a user has it: what is looked at, typed and clicked. Waits for what it looks for; nothing here sleeps for luck.

import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { extension, project, target } from './tools.mjs';

/** How long the workbench may take for anything. */
const PATIENCE = 45_000;

const shots = path.join(target, 'screenshots');

/** With UPDATE_EXPECT=1 the pictures of the documentation are replaced by those of this run. */
const updates = process.env.UPDATE_EXPECT === '1';

export class Page {
  constructor(page, address) {
    this.page = page;
    this.address = address;
    page.setDefaultTimeout(PATIENCE);
  }

  static async open(browser, address, { width, height, dark = false }) {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'zh-CN',
      colorScheme: dark ? 'dark' : 'light',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = new Page(await context.newPage(), address);
    // Notifications go away by themselves; what they said is kept.
    await page.page.addInitScript(() => {
      const told = (globalThis.told = []);
      const keep = () => document.querySelectorAll('.notification-toast').forEach((toast) => told.push(toast.textContent));
      new MutationObserver(keep).observe(document, { subtree: true, childList: true });
    });
    await page.page.goto(address);
    // Without a folder the explorer has no rows; then the status bar is enough of a sign that the workbench is there.
    const ready = address.includes('folder=') ? '.explorer-folders-view .monaco-list-row' : '.statusbar-item';
    await page.page.waitForSelector(ready).catch(async (error) => {
      await page.shot('failed-open');
      throw error;
    });
    return page;
  }

  /** A picture: in target/, and on demand in the documentation (`docs`) or the walkthrough. */
  async shot(name, { docs = false, walkthrough } = {}) {
    mkdirSync(shots, { recursive: true });
    const file = path.join(shots, `${name}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    if (updates && docs) {
      mkdirSync(path.join(project, 'docs/images'), { recursive: true });
      copyFileSync(file, path.join(project, 'docs/images', `vscode-${name}.png`));
    }
    if (updates && walkthrough) {
      await this.page.screenshot({ path: path.join(extension, 'media/walkthrough', `${walkthrough}.png`), animations: 'disabled', caret: 'hide' });
    }
  }

  /** Opens a file of the folder by its name. */
  async openFile(name) {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.waitForSelector('.editor-instance .view-line');
  }

  press(...keys) {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  type(text) {
    return this.page.keyboard.type(text, { delay: 40 });
  }

  /** Puts the cursor at a line and a column, both from 1. */
  async goTo(line, column = 1) {
    await this.press('Control+g');
    const input = this.page.locator('.quick-input-widget:visible input').first();
    await input.fill(`:${line}:${column}`);
    await this.press('Enter');
    await this.page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
    await this.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ` }).waitFor();
  }

  /** Carries out a command by what a user types into the palette. */
  async palette(title) {
    const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
    // The list does not grow by itself when the extension's commands come: it is asked for again.
    await until(`the command ${title}`, async () => {
      await this.press('Escape', 'F1');
      await this.page.locator('.quick-input-widget:visible input').first().fill(`>${title}`);
      return row.waitFor({ timeout: 2000 }).then(() => true, () => false);
    });
    await this.press('Enter');
  }

  /** Takes an entry of the list that is open. */
  async pick(text) {
    await this.page.locator('.quick-input-widget:visible input').first().fill(text);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text }).waitFor();
    await this.press('Enter');
  }

  /** The quick input that asks something. */
  async answer(prompt, text) {
    const widget = this.page.locator('.quick-input-widget:visible', { hasText: prompt });
    await widget.waitFor();
    if (text !== undefined) {
      await widget.locator('input').first().fill(text);
    }
    await this.press('Enter');
  }

  /** What all notifications said so far. */
  told() {
    return this.page.evaluate(() => globalThis.told);
  }

  async notification(text) {
    const toast = this.page.locator('.notification-toast', { hasText: text }).first();
    await toast.waitFor();
    return toast;
  }

  async dismissNotifications() {
    await this.palette('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'detached' });
  }

  status(text) {
    return this.page.locator('.statusbar-item', { hasText: text }).first().waitFor();
  }

  /** Clicks on something until the status bar tells where that led: what is clicked may be laid out anew between the look and the click. */
  follow(target, text) {
    const arrived = this.page.locator('.statusbar-item', { hasText: text }).first();
    return until(`a click leads to “${text}”`, async () => {
      await target.click();
      return arrived.waitFor({ timeout: 5000 }).then(() => true, () => false);
    });
  }

  /** Hovers over a piece of the text until its hover is there: the first move can fall before the editor's layout. */
  async hover(target, text) {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: text }).first();
    await until(`the hover “${text}”`, async () => {
      const box = await target.boundingBox().catch(() => null);
      if (!box) {
        return false;
      }
      await this.page.mouse.move(5, 5);
      await this.page.mouse.move(box.x + Math.min(12, box.width / 2), box.y + box.height / 2, { steps: 4 });
      return hover.waitFor({ timeout: 5000 }).then(() => true, () => false);
    });
    return hover;
  }

  /** A piece of the text on the screen. */
  text(words) {
    return this.page.locator('.editor-instance .view-line span span', { hasText: words }).first();
  }

  /** A line of the text on the screen. */
  line(words) {
    return this.page.locator('.editor-instance .view-line', { hasText: words }).first();
  }

  /** The frame of the preview's page, when something is in it. */
  async preview(selector) {
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) {
        if ((await frame.locator(selector).count().catch(() => 0)) > 0) {
          return frame;
        }
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`the preview does not show ${selector}`);
  }

  close() {
    return this.page.context().close();
  }
}

/** Waits until a condition is true. */
export async function until(what, condition) {
  const deadline = Date.now() + PATIENCE;
  let last;
  while (Date.now() < deadline) {
    last = await condition();
    if (last) {
      return last;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it does not come: ${what}`);
}
