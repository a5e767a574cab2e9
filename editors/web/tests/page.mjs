//! What a user does with the page, and what he sees in it.

import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

export class User {
  constructor(page) {
    this.page = page;
  }

  /** Opens a file by the button, under a name that no other had: by its name it is seen that it is open. */
  async open(original) {
    this.opened = (this.opened ?? 0) + 1;
    const file = join(mkdtempSync(join(tmpdir(), 'nianbao-')), `${this.opened} ${basename(original)}`);
    copyFileSync(original, file);
    const chooser = this.page.waitForEvent('filechooser');
    const onFirstPage = await this.page.locator('#welcome').isVisible();
    await this.page.click(onFirstPage ? '#welcome-open' : '#open');
    await (await chooser).setFiles(file);
    const leave = this.page.locator('dialog button', { hasText: '不保存' });
    await Promise.race([leave.click().catch(() => {}), this.page.waitForFunction((stem) => document.getElementById('name').textContent === stem, stemOf(file))]);
    await this.page.waitForFunction((stem) => document.getElementById('name').textContent === stem, stemOf(file));
    await this.checked();
  }

  /** Pastes as a browser does it: an event with what the clipboard holds. */
  async paste(selector, data) {
    await this.page.locator(selector).evaluate((element, held) => {
      const clipboardData = new DataTransfer();
      Object.entries(held).forEach(([type, words]) => clipboardData.setData(type, words));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, data);
  }

  /** Until all that is wrong with the text as it is now is known. */
  async checked() {
    await this.page.waitForSelector('#findings[aria-busy=false]', { state: 'attached' });
  }

  /** What the list says: level, rule, line and message of each. */
  async findings() {
    await this.checked();
    return this.page.locator('#findings > li').evaluateAll((items) => items.map((item) => [
      item.className,
      item.dataset.rule,
      Number(/第 (\d+) 行/.exec(item.querySelector('.where').textContent)[1]),
      item.querySelector('.message').textContent,
    ]));
  }

  /** The file that a click has the browser save. */
  async saved(click) {
    const download = this.page.waitForEvent('download');
    await click();
    const saved = await download;
    return { name: saved.suggestedFilename(), bytes: readFileSync(await saved.path()) };
  }

  async text() {
    return (await this.saved(() => this.page.click('#save'))).bytes.toString('utf8');
  }

  /** What the guide says once it says something else than before: the topic of its question, or the outcome. Between two steps its dialog is gone. */
  async guided(before) {
    const said = await this.page.waitForFunction((old) => {
      const element = document.querySelector('dialog .topic, dialog .outcome');
      const text = element?.textContent ?? '';
      return text && text !== old && { text, outcome: element.className === 'outcome' };
    }, before);
    return said.jsonValue();
  }

  /** Chooses from a menu of the bar. */
  async choose(menu, words) {
    await this.page.click(`#${menu}`);
    await this.page.locator('[role=menuitem]:visible', { hasText: words }).click();
  }

  /** Until the page says so. */
  async told(words) {
    await this.page.locator('#notice', { hasText: words }).waitFor();
  }
}

export function stemOf(file) {
  return file.split('/').at(-1).replace(/\.[^.]*$/, '');
}
