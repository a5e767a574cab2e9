//! The first script of the page: unpacks the other one, which is there compressed, and has it run with the same nonce.

import { bytes } from './base85';

/** The browser shows it to a script that runs, and to nobody who looks for it later. */
const nonce = document.currentScript?.nonce ?? '';

async function load(): Promise<void> {
  const packed = document.getElementById('page')?.textContent ?? '';
  const stream = new Blob([bytes(packed)]).stream().pipeThrough(new DecompressionStream('gzip'));
  const script = document.createElement('script');
  script.nonce = nonce;
  script.textContent = await new Response(stream).text();
  document.body.append(script);
}

load().catch(() => {
  const told = document.getElementById('starting');
  if (told) {
    told.className = 'starting fault';
    told.textContent = told.dataset['old'] ?? '';
  }
});
