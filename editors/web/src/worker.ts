//! The engine, in a thread of its own: takes it out of the page, and hands messages through its memory. Knows nothing of what they say, but
//! how to bring an engine that failed back to where it was.

import { XzReadableStream } from 'xz-decompress';

import { bytes } from './base85';

interface Engine {
  memory: WebAssembly.Memory;
  room(length: number): number;
  answer(): number;
  answered(): number;
}

interface Message {
  id: number;
  question: { ask: string; [name: string]: unknown };
  file?: Uint8Array;
}

/** What is said to the user if the engine fails; the page cannot tell why. */
const FAILED = '检查程序刚才出了错，已经重新启动，文字都在。请再试一次；总是这样，请告诉开发者。';

let compiled: WebAssembly.Module;
let engine: Engine;
/** What a new engine has to be told first: the text, and last year's report. */
const told = new Map<string, Message>();

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function unpacked(packed: string): Promise<ArrayBuffer> {
  return new Response(new XzReadableStream(new Blob([bytes(packed)]).stream())).arrayBuffer();
}

/** Libraries that could ask for the time or for chance get 0: nothing that the engine makes depends on either. */
function nothing(): WebAssembly.Imports {
  const imports: WebAssembly.Imports = {};
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    (imports[module] ??= {})[name] = () => 0;
  }
  return imports;
}

function start(): void {
  engine = new WebAssembly.Instance(compiled, nothing()).exports as unknown as Engine;
}

function answered({ question, file }: Message): { answer?: unknown; fault?: string; file: Uint8Array } {
  const json = encoder.encode(JSON.stringify(question));
  const length = 4 + json.length + (file?.length ?? 0);
  const at = engine.room(length);
  const room = new Uint8Array(engine.memory.buffer, at, length);
  new DataView(room.buffer, at).setUint32(0, json.length, true);
  room.set(json, 4);
  room.set(file ?? [], 4 + json.length);
  const start = engine.answer();
  const answer = new Uint8Array(engine.memory.buffer, start, engine.answered());
  const split = 4 + new DataView(answer.buffer, start).getUint32(0, true);
  return { ...JSON.parse(decoder.decode(answer.subarray(4, split))), file: answer.slice(split) };
}

/** A question that a new engine has to be asked again. */
function remember(message: Message): void {
  const { ask } = message.question;
  if (ask === 'start' || ask === 'text') {
    told.set('text', { ...message, question: { ...message.question, ask: 'start' } });
  } else if (ask === 'lastYear') {
    told.set('lastYear', message);
  } else if (ask === 'forgetLastYear') {
    told.delete('lastYear');
  }
}

function restart(failed: Message): void {
  start();
  for (const message of told.values()) {
    // A text that the engine fails on is not told again.
    if (message.id !== failed.id) {
      answered(message);
    }
  }
}

function reply(message: Message): void {
  try {
    remember(message);
    postMessage({ id: message.id, ...answered(message) });
  } catch {
    try {
      restart(message);
    } catch {
      told.clear();
      start();
    }
    postMessage({ id: message.id, fault: FAILED });
  }
}

const waiting: Message[] = [];
addEventListener('message', ({ data }: MessageEvent<{ packed: string } | Message>) => {
  if ('packed' in data) {
    void unpacked(data.packed).then(async (bytes) => {
      compiled = await WebAssembly.compile(bytes);
      start();
      postMessage({ ready: true });
      waiting.splice(0).forEach(reply);
    }, (error: unknown) => postMessage({ failed: String(error) }));
  } else if (compiled) {
    reply(data);
  } else {
    waiting.push(data);
  }
});
