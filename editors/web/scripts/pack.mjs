//! Bytes as text that may stand in a page, five characters for four bytes; and the engine without what only tools read, compressed. That takes a
//! while, so what was made of the same bytes before is kept beside them.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { ALPHABET } from '../src/alphabet.mjs';
import { stripped } from './strip.mjs';

/** Python has xz along, and is there for pip. The page's decoder takes this check alone. */
const COMPRESS = `
import lzma, sys
filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 8 << 20, "pb": 0}]
sys.stdout.buffer.write(lzma.compress(sys.stdin.buffer.read(), check=lzma.CHECK_CRC32, filters=filters))
`;

export function compressed(file) {
  const engine = readFileSync(file);
  const of = createHash('sha256').update(engine).update(COMPRESS).digest('hex');
  const [kept, stamp] = [`${file}.xz`, `${file}.xz.of`];
  if (existsSync(kept) && existsSync(stamp) && readFileSync(stamp, 'utf8') === of) {
    return readFileSync(kept);
  }
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const bytes = execFileSync(python, ['-c', COMPRESS], { input: stripped(engine), maxBuffer: 64 << 20 });
  writeFileSync(kept, bytes);
  writeFileSync(stamp, of);
  return bytes;
}

/** Bytes as digits. The last group is filled up with zeros; how many bytes count stands in front. */
export function digits(bytes) {
  const whole = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  const groups = [`${bytes.length} `];
  for (let at = 0; at < whole.length; at += 4) {
    let rest = whole.readUInt32BE(at);
    let group = '';
    for (let digit = 0; digit < 5; digit += 1) {
      group = ALPHABET[rest % 85] + group;
      rest = Math.floor(rest / 85);
    }
    groups.push(group);
  }
  return groups.join('');
}
