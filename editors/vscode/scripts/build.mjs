//! Bundles the extension and the script of the preview's page into a folder: `node scripts/build.mjs [FOLDER]`.

import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import esbuild from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

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
    entryPoints: [path.join(root, 'webview/preview.ts')],
    outfile: path.join(out, 'preview.js'),
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
  });
  await copyFile(path.join(root, 'webview/preview.css'), path.join(out, 'preview.css'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build(path.resolve(process.argv[2] ?? path.join(root, 'dist/out')));
}
