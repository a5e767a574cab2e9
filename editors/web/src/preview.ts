//! The report as it will be published, beside the text: a page of the engine's in a frame that can run nothing. A click leads to the text,
//! and the cursor leads the page.

import { found, h } from './dom';
import type { Session } from './session';
import type { Place } from './wire';

/** How long nothing must change before the page is made anew, in milliseconds. */
const QUIET = 200;

/** What the page looks like in half a window. */
const STYLE = `
body { padding: 1.4rem 1.2rem 3rem; font-size: 15px; }
h1 { text-wrap: balance; }
main > button { display: block; margin: 4px 0 -8px auto; padding: 1px 8px; border: 1px solid #c6cdd6; border-radius: 4px; background: #fff; color: #1f4e79; font: 12px sans-serif; cursor: pointer; }
main [data-line] { scroll-margin: 40px; }
`;

export class Preview {
  private readonly frame = found<HTMLIFrameElement>('preview');
  private timer: ReturnType<typeof setTimeout> | undefined;
  private loaded = false;
  private line = 0;

  constructor(
    private readonly session: Session,
    private readonly nonce: string,
    private readonly jump: (place: Place) => void,
    private readonly copy: (place: Place) => void,
  ) {}

  /** The text has changed. */
  later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.draw(), QUIET);
  }

  /** The cursor is in this line now. */
  follow(line: number): void {
    this.line = line;
    let block: HTMLElement | undefined;
    for (const each of this.page()?.querySelectorAll<HTMLElement>('main [data-line]') ?? []) {
      if (Number(each.dataset['line']) <= line && !each.matches('div.table')) {
        block = each;
      }
    }
    block?.scrollIntoView({ block: 'nearest' });
  }

  private page(): Document | undefined {
    return this.loaded ? (this.frame.contentDocument ?? undefined) : undefined;
  }

  private async draw(): Promise<void> {
    if (this.frame.closest('[hidden]')) {
      return;
    }
    const answered = await this.session.about<string>({ ask: 'preview', nonce: this.nonce });
    if (answered) {
      this.page() ? this.update(answered.answer) : await this.load(answered.answer);
      this.offerTables();
      this.follow(this.line);
    }
  }

  private load(html: string): Promise<void> {
    return new Promise((resolve) => {
      this.frame.addEventListener('load', () => {
        this.loaded = true;
        const page = this.frame.contentDocument;
        // The page follows the system's dark colours unless it is told; ours are light.
        page?.body.classList.add('vscode-light');
        page?.head.append(h('style', { nonce: this.nonce }, STYLE));
        page?.addEventListener('click', (event) => this.clicked(event));
        resolve();
      }, { once: true });
      this.frame.srcdoc = html;
    });
  }

  private update(html: string): void {
    const next = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
    const page = this.page();
    if (next && page) {
      page.querySelector('main')?.replaceWith(page.adoptNode(next));
    }
  }

  /** A button above each table, no part of the report. */
  private offerTables(): void {
    const page = this.page();
    for (const table of page?.querySelectorAll<HTMLElement>('main > div.table') ?? []) {
      const bar = page!.createElement('button');
      bar.type = 'button';
      bar.textContent = '复制此表';
      bar.addEventListener('click', (event) => {
        event.stopPropagation();
        const place = spot(table) ?? spot(table.querySelector('[data-line]'));
        if (place) {
          this.copy(place);
        }
      });
      table.before(bar);
    }
  }

  private clicked(event: MouseEvent): void {
    const place = spot(event.target as Element | null);
    // Words that are being selected are not clicked on.
    if (place && this.frame.contentWindow?.getSelection()?.isCollapsed !== false) {
      this.jump(place);
    }
  }
}

function spot(element: Element | null): Place | undefined {
  const block = element?.closest<HTMLElement>('[data-line]');
  return block ? { line: Number(block.dataset['line']), character: Number(block.dataset['character'] ?? 0) } : undefined;
}
