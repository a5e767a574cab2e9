//! Puts everything into one file: `node scripts/build.mjs --engine FILE --crates FILE --version N --out FILE`. `--crates` lists the engine's
//! libraries, a line each: name, version and licence between TABs.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

import esbuild from 'esbuild';

import { compressed, digits } from './pack.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Licences that what is bundled may have. */
const ALLOWED = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC'];

/** It marks the page's own script and styles; the page is one file and always the same, so nothing is secret about it. */
const NONCE = 'nianbao';

/** Nothing may be loaded from anywhere, sent anywhere, or gone to. */
const POLICY = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}' 'wasm-unsafe-eval'`,
  `style-src 'nonce-${NONCE}'`,
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

async function bundled(entry, format) {
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: [path.join(root, 'src', entry)],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format,
    target: ['chrome96', 'firefox113'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    absWorkingDir: root,
  });
  return { text: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
}

/** The licence's text; a package without one says in the head of its file whose it is. */
function text(name) {
  const folder = path.join(root, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file) {
    return readFileSync(path.join(folder, file), 'utf8').trim();
  }
  const { main } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const head = /^\/\*!?([^]*?)\*\//.exec(readFileSync(path.join(folder, main), 'utf8'))?.[1];
  if (!head) {
    throw new Error(`${name} says nowhere whose it is`);
  }
  return head.replaceAll(/^ \* ?/gm, '').trim();
}

/** The packages that files come from, with their licences; one that may not be bundled ends the build. */
function packages(inputs) {
  const names = new Set(inputs.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(Boolean));
  return [...names].sort().map((name) => {
    const { version, license } = JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'));
    if (!ALLOWED.includes(license)) {
      throw new Error(`${name}: ${license} may not be bundled`);
    }
    return { name, version, license, text: text(name) };
  });
}

/** What the page is made of, for its reader: each library, and the texts of the licences of what is bundled. */
function licences(npm, crates) {
  const line = ({ name, version, license }) => `${name} ${version}　${license}`;
  const texts = new Map(npm.map(({ text }) => [text, '']));
  for (const { name, text } of npm) {
    texts.set(text, texts.get(text) + (texts.get(text) ? '、' : '') + name);
  }
  const full = [...texts].map(([text, names]) => `${names}：\n\n${text}`);
  return [...npm.map(line), ...crates.map(line), '', ...full].join('\n');
}

/** No script may end the element that it stands in, and no data either. */
const script = (text) => text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');
const data = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');

const options = Object.fromEntries(['engine', 'crates', 'version', 'out'].map((name) => [name, { type: 'string' }]));
const { values } = parseArgs({ options });
const page = await bundled('page.ts', 'iife');
const loader = await bundled('loader.ts', 'iife');
const worker = await bundled('worker.ts', 'iife');
const style = await bundled('style.css');
const crates = readFileSync(values.crates, 'utf8').split('\n').filter(Boolean).map((line) => {
  const [name, version, license] = line.split('\t');
  return { name, version, license };
});
const filled = {
  policy: POLICY,
  nonce: NONCE,
  style: style.text,
  parts: data({ nonce: NONCE, version: values.version, licences: licences(packages([...page.inputs, ...worker.inputs]), crates) }),
  worker: script(worker.text),
  engine: digits(compressed(values.engine)),
  page: digits(gzipSync(page.text, { level: 9 })),
  loader: script(loader.text),
};
const template = readFileSync(path.join(root, 'src/index.html'), 'utf8');
writeFileSync(values.out, template.replace(/\{\{(\w+)\}\}/g, (_, name) => filled[name]));
