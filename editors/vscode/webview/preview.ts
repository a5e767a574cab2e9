//! The script of the preview's page: clicks, scrolling, new versions, and the clipboard. What is shown comes from the server alone.

import type { FromPreview, ToPreview, Update } from '../src/pageMessages';
import { onClick, placed, replace, spotOf } from './page';

declare function acquireVsCodeApi(): { postMessage(message: FromPreview): void };

const editor = acquireVsCodeApi();

/** The page is being scrolled by the editor: the next scroll event is no wish of the reader's. */
let scrolledByEditor = false;

/** Everything that stands for a place of the text, in the order of the page. */
function blocks(): { element: HTMLElement; line: number }[] {
  const elements = document.querySelectorAll<HTMLElement>('main [data-line]');
  const all = Array.from(elements, (element) => ({ element, line: Number(element.dataset.line) }));
  // A table's rows are blocks of their own: its frame would only say the same less exactly.
  return all.filter(({ element, line }) => Number.isFinite(line) && element.getClientRects().length > 0 && !element.matches('div.table'));
}

const top = (element: HTMLElement) => element.getBoundingClientRect().top + window.scrollY;

/** The page's height for a line of the text, between the blocks before and behind it. */
function heightOf(line: number): number {
  let before = { line: 0, top: 0 };
  let behind: { line: number; top: number } | undefined;
  for (const block of blocks()) {
    if (block.line <= line && block.line >= before.line) {
      before = { line: block.line, top: top(block.element) };
    } else if (block.line > line && (!behind || block.line < behind.line)) {
      behind = { line: block.line, top: top(block.element) };
    }
  }
  if (!behind || behind.line === before.line) {
    return before.top;
  }
  const part = (line - before.line) / (behind.line - before.line);
  return before.top + part * (behind.top - before.top);
}

/** The line of the text for the upper edge of the page. */
function lineAtTop(): number {
  const edge = window.scrollY;
  let before = { line: 0, top: 0 };
  for (const block of blocks()) {
    const here = { line: block.line, top: top(block.element) };
    if (here.top > edge + 1) {
      const part = here.top > before.top ? (edge - before.top) / (here.top - before.top) : 0;
      return before.line + Math.max(0, part) * Math.max(0, here.line - before.line);
    }
    before = here;
  }
  return before.line;
}

function scrollTo(line: number): void {
  const goal = Math.min(heightOf(line), document.documentElement.scrollHeight - window.innerHeight);
  if (Math.abs(goal - window.scrollY) >= 1) {
    scrolledByEditor = true;
    window.scrollTo({ top: goal });
  }
}

function button(text: string, table?: Element): HTMLButtonElement {
  const made = document.createElement('button');
  made.textContent = text;
  made.addEventListener('click', (event) => {
    event.stopPropagation();
    const place = placed(table);
    editor.postMessage({ kind: 'copy', table: place && spotOf(place) });
  });
  return made;
}

/** Buttons stand beside what they copy, and are no part of the report. */
function addButtons(): void {
  document.querySelector('nav')?.remove();
  const bar = document.createElement('nav');
  bar.append(button('复制全文'));
  document.body.prepend(bar);
  for (const table of document.querySelectorAll('main > div.table')) {
    const line = document.createElement('div');
    line.className = 'copy';
    line.append(button('复制此表', table));
    table.before(line);
  }
}

function update(html: string): void {
  replace(html);
  addButtons();
}

async function copy(html: string, text: string, what: string): Promise<void> {
  try {
    window.focus();
    const blob = (type: string, content: string) => new Blob([content], { type });
    await navigator.clipboard.write([new ClipboardItem({ 'text/html': blob('text/html', html), 'text/plain': blob('text/plain', text) })]);
    editor.postMessage({ kind: 'copied', what });
  } catch (error) {
    editor.postMessage({ kind: 'copied', what, fault: String(error) });
  }
}

window.addEventListener('message', ({ data }: MessageEvent<ToPreview | Update>) => {
  switch (data.kind) {
    case 'update':
      return update(data.html);
    case 'scroll':
      return scrollTo(data.line);
    case 'clipboard':
      return void copy(data.html, data.text, data.what);
  }
});

onClick((element) => editor.postMessage({ kind: 'jump', spot: spotOf(element) }));

window.addEventListener('scroll', () => {
  if (scrolledByEditor) {
    scrolledByEditor = false;
  } else {
    editor.postMessage({ kind: 'scrolled', line: lineAtTop() });
  }
});

addButtons();
