//! Chromium and a Chinese font; and the page in it, opened from the disk as by a double click.

import { pathToFileURL } from 'node:url';

import { chromium as playwright } from 'playwright-core';

import { ADVICE, chromium } from '../../../tests/editors/chromium.mjs';

/** What the tests end with if this machine lacks something. */
export const SKIPPED = 77;

/** How long the page may take for anything, in milliseconds. */
const PATIENCE = 30_000;

function program() {
  const found = chromium();
  if (!found) {
    console.log(ADVICE);
    process.exit(SKIPPED);
  }
  return found;
}

export async function browser() {
  const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return playwright.launch({ executablePath: program(), args });
}

/** A window with the page in it, without any network. Whatever it asks of the world is kept in `reached`. */
export async function opened(browser, file, { width = 1280, height = 720 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', acceptDownloads: true });
  await context.setOffline(true);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const [reached, faults] = [[], []];
  page.on('request', (request) => {
    if (!/^(file|blob|data|about):/.test(request.url())) {
      reached.push(request.url());
    }
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') {
      faults.push(message.text());
    }
  });
  // A window of the system, in which nobody clicks here; without it, the page downloads.
  await page.addInitScript(() => delete window.showSaveFilePicker);
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('body[data-ready]');
  return { page, context, reached, faults };
}
