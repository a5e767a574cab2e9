//! Bundles the extension and the scripts of its pages into a folder: `node scripts/build.mjs [FOLDER]`.

import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import esbuild from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The pages that the server makes, each with a script and a style of the extension's. */
const PAGES = ['comparison', 'preview'];

export async function build(out) {
  const shared = { bundle: true, minify: true, sourcemap: false, legalComments: 'eof', logLevel: 'warning' };
  await esbuild.build({
    ...shared,
    entryPoints: [path.join(root, 'src/extension.ts')],
    outfile: path.join(out, 'extension.js'),
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
  });
  await esbuild.build({
    ...shared,
    entryPoints: PAGES.map((page) => path.join(root, 'webview', `${page}.ts`)),
    outdir: out,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
  });
  await Promise.all(PAGES.map((page) => copyFile(path.join(root, 'webview', `${page}.css`), path.join(out, `${page}.css`))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build(path.resolve(process.argv[2] ?? path.join(root, 'dist/out')));
}
