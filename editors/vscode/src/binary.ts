//! The program `nianbao`: where it is, whether it runs, and what it prints. It knows no protocol.

import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import * as path from 'node:path';

import * as vscode from 'vscode';

/** What `nianbao check` finds in all reports of a country's provinces fits into this many bytes. */
const LARGEST_OUTPUT = 1 << 30;

/** The program, and whether the user chose it. */
export interface Binary {
  path: string;
  chosen: boolean;
}

/** Why the program cannot be run, in words for the user. */
export class Unusable extends Error {}

/** What a run of the program gave. Exit codes are the program's own: 1 may only mean that it found something. */
export interface Output {
  code: number;
  stdout: string;
  stderr: string;
}

/** The program of the settings, or else the one that came with the extension. */
export function locate(context: vscode.ExtensionContext): Binary {
  const chosen = vscode.workspace.getConfiguration('nianbao').get<string>('server.path', '').trim();
  if (chosen !== '') {
    return { path: chosen, chosen: true };
  }
  const name = process.platform === 'win32' ? 'nianbao.exe' : 'nianbao';
  return { path: path.join(context.extensionPath, 'server', name), chosen: false };
}

/** Makes sure that the program runs; throws `Unusable` if it does not. Answers with its version. */
export async function probe(binary: Binary): Promise<string> {
  try {
    return (await run(binary.path, ['--version'])).stdout.trim();
  } catch (error) {
    if (!binary.chosen && code(error) === 'EACCES') {
      // Some ways of unpacking an extension lose the mark that a file may be run.
      await chmod(binary.path, 0o755).catch(() => undefined);
      const again = await run(binary.path, ['--version']).catch(() => undefined);
      if (again) {
        return again.stdout.trim();
      }
    }
    throw new Unusable(explanation(binary, error));
  }
}

function explanation(binary: Binary, error: unknown): string {
  const reason = { ENOENT: '没有这个文件', EACCES: '没有运行它的权限' }[code(error) ?? ''] ?? `${error}`;
  if (binary.chosen) {
    return `年报检查程序没有启动：设置 nianbao.server.path 里写的“${binary.path}”打不开（${reason}）。请改正这项设置，或者把它清空，改用插件自带的程序。`;
  }
  return (
    `年报检查程序没有启动：插件自带的“${binary.path}”打不开（${reason}）。` +
    '请确认安装的是适合这台电脑的插件，重新安装一次；也可以在设置 nianbao.server.path 里写上另外安装的 nianbao 程序的完整路径。'
  );
}

function code(error: unknown): string | undefined {
  const value = (error as NodeJS.ErrnoException).code;
  return typeof value === 'string' ? value : undefined;
}

/** Runs the program to its end; throws only if it cannot be started or does not answer by itself. */
export function run(file: string, args: string[], token?: vscode.CancellationToken): Promise<Output> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: LARGEST_OUTPUT, windowsHide: true };
    const child = execFile(file, args, options, (error, stdout, stderr) => {
      cancelled?.dispose();
      if (error && typeof error.code !== 'number') {
        reject(error);
      } else {
        resolve({ code: Number(error?.code ?? 0), stdout, stderr });
      }
    });
    child.stdin?.end();
    const cancelled = token?.onCancellationRequested(() => child.kill());
  });
}
