//! The Chromium that pages are tried in, and a Chinese font for it.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** What is said where one of them is missing. */
export const ADVICE = 'Chromium and a Chinese font: on Debian and Ubuntu, apt-get install chromium fonts-noto-cjk';

/** The program; none if it or the font is missing, and cannot be installed by apt. */
export function chromium() {
  const find = () => ['chromium', 'chromium-browser', 'google-chrome'].map(which).find(Boolean);
  if (!find() || !hasChineseFont()) {
    aptInstall(['chromium', 'fonts-noto-cjk']);
  }
  return hasChineseFont() ? find() : undefined;
}

function which(name) {
  return (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)).find(existsSync);
}

function hasChineseFont() {
  try {
    return execFileSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' }).trim() !== '';
  } catch {
    return false;
  }
}

function aptInstall(packages) {
  if (process.getuid?.() !== 0 || !which('apt-get')) {
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update', '-qq'], ['install', '-y', '-qq', '--no-install-recommends', ...packages]]) {
    try {
      execFileSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    } catch {
      return;
    }
  }
}
