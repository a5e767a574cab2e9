//! The script of the page that shows two reports side by side: clicks, new versions, and whether it still is that of the texts.

import type { FromComparison, Side, ToComparison, Update } from '../src/pageMessages';
import { onClick, replace, spotOf } from './page';

declare function acquireVsCodeApi(): { postMessage(message: FromComparison): void };

const editor = acquireVsCodeApi();

function tellStale(why: string): void {
  document.querySelector('.stale')?.remove();
  if (why) {
    const line = document.createElement('p');
    line.className = 'stale';
    line.setAttribute('role', 'status');
    line.textContent = why;
    document.body.prepend(line);
  }
}

window.addEventListener('message', ({ data }: MessageEvent<ToComparison | Update>) => {
  switch (data.kind) {
    case 'update':
      tellStale('');
      return replace(data.html);
    case 'stale':
      return tellStale(data.why);
  }
});

onClick((element) => editor.postMessage({ kind: 'jump', side: element.dataset.side as Side, spot: spotOf(element) }));
