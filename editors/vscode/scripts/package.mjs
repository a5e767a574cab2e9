//! Makes dist/nianbao.vsix for this machine's platform, with the server in it.
//!
//!     npm run package                       builds the server for release first
//!     npm run package -- --server PROGRAM   takes a server that is already built
//!     npm run package -- --target win32-x64 --server nianbao.exe   for another platform
//!     npm run package -- --out FILE         writes to another file

import { execFileSync } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { build } from './build.mjs';

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const project = path.resolve(here, '../..');

const { values } = parseArgs({
  options: { server: { type: 'string' }, target: { type: 'string' }, out: { type: 'string' } },
});
const target = values.target ?? `${process.platform}-${process.arch}`;
const out = path.resolve(values.out ?? path.join(here, 'dist/nianbao.vsix'));
const stage = path.join(path.dirname(out), `${path.basename(out, '.vsix')}-files`);

const server = values.server ? path.resolve(values.server) : buildServer();
await gather();
vsce();
await rm(stage, { recursive: true });
console.log(`${out} (${target})`);

/** On Linux with glibc it is linked so that it runs on older systems, and on those without glibc, too. */
function buildServer() {
  const isStatic = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
  const triple = { x64: 'x86_64-unknown-linux-gnu', arm64: 'aarch64-unknown-linux-gnu' }[process.arch];
  const flags = `${process.env.RUSTFLAGS ?? ''} -C target-feature=+crt-static`.trim();
  // Without an explicit target the flag would reach proc macros, which cannot be linked so.
  const extra = isStatic ? ['--target', triple] : [];
  const env = isStatic ? { ...process.env, RUSTFLAGS: flags } : process.env;
  const args = ['build', '--release', '--locked', '-p', 'nianbao', '--message-format=json-render-diagnostics', ...extra];
  const output = execFileSync('cargo', args, { cwd: project, env, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
  const built = output.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return built.findLast((message) => message.executable && message.target.name === 'nianbao').executable;
}

/** What goes into the package, and nothing else. */
async function gather() {
  await rm(stage, { recursive: true, force: true });
  await mkdir(path.join(stage, 'server'), { recursive: true });
  await build(path.join(stage, 'out'));
  for (const name of ['package.nls.json', 'package.nls.en.json', 'language-configuration.json', 'syntaxes', 'media']) {
    await cp(path.join(here, name), path.join(stage, name), { recursive: true });
  }
  const program = path.join(stage, 'server', target.startsWith('win32') ? 'nianbao.exe' : 'nianbao');
  await copyFile(server, program);
  await chmod(program, 0o755);
  await writeFile(path.join(stage, 'CHANGELOG.md'), withoutPictures(await readFile(path.join(project, 'CHANGELOG.md'), 'utf8')));
  const licences = ['LICENSE-MIT', 'LICENSE-APACHE'].map((name) => readFile(path.join(project, name), 'utf8'));
  await writeFile(path.join(stage, 'LICENSE.txt'), (await Promise.all(licences)).join('\n\n----\n\n'));
  await writeFile(path.join(stage, 'README.md'), withoutPictures(await readFile(path.join(here, 'README.md'), 'utf8')));
  // Everything that was gathered is wanted.
  await writeFile(path.join(stage, '.vscodeignore'), '');
  const manifest = JSON.parse(await readFile(path.join(here, 'package.json'), 'utf8'));
  // Not for the user of the extension; and a package without scripts runs none of them.
  for (const name of ['scripts', 'devDependencies', 'private']) {
    delete manifest[name];
  }
  await writeFile(path.join(stage, 'package.json'), JSON.stringify(manifest, null, 2));
}

/** The pictures are in the repository, which the package does not know an address of. The walkthrough has its own. */
function withoutPictures(text) {
  return text.replace(/^!\[[^\]]*\]\([^)]*\)\n+/gm, '').replace(/\[([^\]]*)\]\((?!https?:)[^)]*\)/g, '$1');
}

function vsce() {
  const entry = path.join(here, 'node_modules/@vscode/vsce/vsce');
  const args = ['package', '--target', target, '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', out];
  execFileSync(process.execPath, [entry, ...args], { cwd: stage, stdio: ['ignore', 'ignore', 'inherit'] });
}
