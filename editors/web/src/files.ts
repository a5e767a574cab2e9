//! Files: chosen, dropped, and given to the user. Nothing leaves the page but what the user saves.

import { h } from './dom';

/** What is offered to be opened. The engine looks into a file to see what it really is, and says what to do where it is none of these. */
export const READABLE = '.nianbao,.txt,.md,.docx,.doc,.wps,.odt,.rtf,.xlsx,.xls,.et,.ods,.html,.htm,.mht,.mhtml';

/** What the user calls them, and the ending. */
export const EXPORTS = [
  { format: 'docx', words: 'Word 文档（.docx）' },
  { format: 'xlsx', words: 'Excel 工作簿（.xlsx）' },
  { format: 'html', words: '网页（.html）' },
] as const;

/** Has the user choose a file; nothing if he does not. */
export function chosen(accept: string): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = h('input', { type: 'file', accept, hidden: true, 'aria-hidden': 'true' });
    input.onchange = () => {
      resolve(input.files?.[0]);
      input.remove();
    };
    input.addEventListener('cancel', () => {
      resolve(undefined);
      input.remove();
    });
    document.body.append(input);
    input.click();
  });
}

export async function bytes(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

/** The name without its ending. */
export function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}

/** A name that every system takes. */
export function safeName(name: string): string {
  return name.replace(/[\\/:*?"<>|\s]+/g, '').slice(0, 80) || '年报';
}

interface Handle {
  name: string;
  createWritable(): Promise<{ write(data: Blob): Promise<void>; close(): Promise<void> }>;
}

type Picker = (options: { suggestedName: string; types?: { description: string; accept: Record<string, string[]> }[] }) => Promise<Handle>;

/** Where a report was saved to, so that the next time nobody is asked. */
export class Target {
  private handle: Handle | undefined;

  forget(): void {
    this.handle = undefined;
  }

  /** Writes the file; its name, or nothing if the user has thought better of it. */
  async save(data: Uint8Array<ArrayBuffer>, name: string): Promise<string | undefined> {
    const picker = (window as { showSaveFilePicker?: Picker }).showSaveFilePicker;
    if (!picker) {
      download(data, name);
      return name;
    }
    try {
      const types = [{ description: '年报文本', accept: { 'text/plain': ['.nianbao'] } }];
      this.handle ??= await picker.call(window, { suggestedName: name, types });
      const writable = await this.handle.createWritable();
      await writable.write(new Blob([data]));
      await writable.close();
      return this.handle.name;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') {
        return undefined;
      }
      // A file that cannot be written in place can still be had as a download.
      this.handle = undefined;
      download(data, name);
      return name;
    }
  }
}

export function download(data: Uint8Array<ArrayBuffer>, name: string): void {
  const address = URL.createObjectURL(new Blob([data]));
  const link = h('a', { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Puts a report or a table on the clipboard, as formatted text and as plain text. */
export async function copy(html: string, text: string): Promise<void> {
  const blob = (type: string, words: string) => new Blob([words], { type });
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/html': blob('text/html', html), 'text/plain': blob('text/plain', text) })]);
  } catch {
    copyByEvent(html, text);
  }
}

/** The way of browsers that do not let pages write to the clipboard by themselves. */
function copyByEvent(html: string, text: string): void {
  const fill = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/html', html);
    event.clipboardData?.setData('text/plain', text);
  };
  document.addEventListener('copy', fill, { capture: true, once: true });
  if (!document.execCommand('copy')) {
    document.removeEventListener('copy', fill, { capture: true });
    throw new Error('浏览器不让网页写剪贴板。请导出成文件，再从文件里复制。');
  }
}
