//! A WebAssembly module without its custom sections: names and what only tools read.

/** Where a number of variable length ends, and what it is. */
function number(bytes, at) {
  for (let value = 0, shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) {
      return { value, end: at };
    }
  }
}

export function stripped(bytes) {
  // The magic word and the version.
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const { value: length, end } = number(bytes, at + 1);
    if (bytes[at] !== 0) {
      kept.push(bytes.subarray(at, end + length));
    }
    at = end + length;
  }
  return Buffer.concat(kept);
}
