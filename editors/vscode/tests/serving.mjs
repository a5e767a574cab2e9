//! Starting the two servers that tests drive, and the browser that shows them. Everything is ended and removed at the end.

import { execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, lchownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { chromium } from 'playwright-core';

import { browser as browserPath, innerServer, node, workbench } from './tools.mjs';

/** The user `nobody`, who may write nowhere but where somebody lets them. */
const NOBODY = 65534;

/** A folder for one test run, with a blank and Chinese in its name, as users' folders have. */
export class Sandbox {
  constructor() {
    this.root = mkdtempSync(path.join(os.tmpdir(), 'nianbao '));
    this.workspace = path.join(this.root, '年报 文件夹');
    mkdirSync(this.workspace);
    this.children = [];
  }

  /** Writes a report of the workspace, and tells where. */
  write(name, content) {
    const file = path.join(this.workspace, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  get env() {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_'));
    const PATH = `${path.dirname(node)}${path.delimiter}${process.env.PATH}`;
    return { ...Object.fromEntries(inherited), PATH, HOME: this.root, CS_DISABLE_GETTING_STARTED_OVERRIDE: '1' };
  }

  spawn(args, more = {}) {
    const child = spawn(node, args, { env: { ...this.env, ...more }, cwd: this.root, stdio: ['ignore', 'pipe', 'pipe'], ...this.user });
    child.log = '';
    child.stdout.on('data', (data) => (child.log += data));
    child.stderr.on('data', (data) => (child.log += data));
    this.children.push(child);
    return child;
  }

  /** From here on everything is done by a user who is not the superuser, and everything in the folder is theirs. */
  becomeOrdinary() {
    if (process.getuid?.() !== 0) {
      return;
    }
    this.user = { uid: NOBODY, gid: NOBODY };
    chownSync(this.root, NOBODY, NOBODY);
    for (const entry of readdirSync(this.root, { recursive: true })) {
      lchownSync(path.join(this.root, entry), NOBODY, NOBODY);
    }
  }

  async close() {
    await Promise.all(
      this.children.map((child) => {
        const ended = new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve()));
        child.kill();
        return ended;
      }),
    );
    rmSync(this.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** A port that nobody uses. */
function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answering(child, url) {
  for (;;) {
    if (child.exitCode !== null) {
      throw new Error(`the server has ended:\n${child.log}`);
    }
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Installs a .vsix as a user does, into a folder of extensions. */
export function installExtension(sandbox, vsix, extensions) {
  const args = [workbench, '--user-data-dir', path.join(sandbox.root, 'data'), '--extensions-dir', extensions, '--install-extension', vsix];
  // It complains of parts that were not compiled for it and that it does without: what it says comes with the error, if there is one.
  execFileSync(node, args, { env: sandbox.env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The workbench on the sandbox's folder, or on none, with the user's settings. Answers with its address. */
export async function startWorkbench(sandbox, extensions, settings, { folder = true, ordinary = false } = {}) {
  const user = path.join(sandbox.root, 'data/User');
  mkdirSync(user, { recursive: true });
  const quiet = {
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.enableExperiments': false,
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'extensions.autoUpdate': false,
    'extensions.autoCheckUpdates': false,
    'update.mode': 'none',
    'chat.disableAIFeatures': true,
  };
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  if (ordinary) {
    const own = path.join(sandbox.root, 'extensions');
    cpSync(extensions, own, { recursive: true });
    extensions = own;
    sandbox.becomeOrdinary();
  }
  const port = await freePort();
  const child = sandbox.spawn([
    workbench, '--user-data-dir', path.join(sandbox.root, 'data'), '--extensions-dir', extensions, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`,
    '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--locale', 'en',
  ]);
  await answering(child, `http://127.0.0.1:${port}/healthz`);
  return `http://127.0.0.1:${port}/?${folder ? `folder=${encodeURIComponent(sandbox.workspace)}` : 'ew=true'}`;
}

/** The inner server with a suite that runs in the extension host. The smoke-test switch makes a built workbench take it from the address. */
export async function startHost(sandbox, extension, suite, env) {
  const port = await freePort();
  const child = sandbox.spawn(
    [
      innerServer, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off',
      '--enable-smoke-test-driver', '--disable-workspace-trust', '--server-data-dir', path.join(sandbox.root, 'server'),
      '--user-data-dir', path.join(sandbox.root, 'data'), '--extensions-dir', path.join(sandbox.root, 'extensions'),
    ],
    env,
  );
  await answering(child, `http://127.0.0.1:${port}/version`);
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(suite)],
  ];
  return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(sandbox.workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

export function launchBrowser() {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: browserPath(), args });
}
