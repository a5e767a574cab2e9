//! Text of the page as the bytes that it was made of.

import { ALPHABET } from './alphabet.mjs';

/** Five digits are four bytes; how many bytes count stands in front. */
export function bytes(packed: string): Uint8Array<ArrayBuffer> {
  const start = packed.indexOf(' ') + 1;
  const values = new Uint8Array(128);
  [...ALPHABET].forEach((digit, value) => (values[digit.charCodeAt(0)] = value));
  const groups = (packed.length - start) / 5;
  const view = new DataView(new ArrayBuffer(groups * 4));
  for (let group = 0; group < groups; group += 1) {
    let number = 0;
    for (let digit = 0; digit < 5; digit += 1) {
      number = number * 85 + values[packed.charCodeAt(start + group * 5 + digit)]!;
    }
    view.setUint32(group * 4, number);
  }
  return new Uint8Array(view.buffer, 0, Number(packed.slice(0, start - 1)));
}
