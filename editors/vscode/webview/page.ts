//! What the scripts of all pages do: places of the text, and new versions. What is shown comes from the server alone.

import type { Spot } from '../src/pageMessages';

/** What stands for the place of the text that an element stands for. */
export function placed(element: EventTarget | null | undefined): HTMLElement | undefined {
  return (element as Element | null)?.closest<HTMLElement>('[data-line]') ?? undefined;
}

export function spotOf(element: HTMLElement): Spot {
  return { line: Number(element.dataset.line), character: Number(element.dataset.character ?? 0) };
}

/** Calls back with what is clicked on; words that are being selected are not clicked on. */
export function onClick(act: (element: HTMLElement) => void): void {
  document.addEventListener('click', ({ target }) => {
    const element = placed(target);
    if (element && window.getSelection()?.isCollapsed !== false) {
      act(element);
    }
  });
}

/** Shows a new version without loading the page anew. */
export function replace(html: string): void {
  const next = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
  if (next) {
    document.querySelector('main')?.replaceWith(document.adoptNode(next));
  }
}
