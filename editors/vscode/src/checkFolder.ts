//! Checking all reports of a folder. Those of the opened folders the server tells about anyway; for others the problems are listed here.

import * as path from 'node:path';

import * as vscode from 'vscode';

import { checklist } from './checklist';
import { type Checked, type CheckedReport, check, type Finding, type Place } from './reports';
import { type Server } from './server';

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

export function registerCheckFolder(server: Server): vscode.Disposable {
  const problems = vscode.languages.createDiagnosticCollection('nianbao-folder');

  async function checkFolder(chosen?: vscode.Uri): Promise<void> {
    const folder = chosen ?? (await chooseFolder());
    if (!folder) {
      return;
    }
    const checked = await withProgress(server, folder);
    if (!checked) {
      return;
    }
    problems.clear();
    for (const report of checked.files.filter((file) => file.findings.length > 0)) {
      const uri = vscode.Uri.file(path.resolve(folder.fsPath, report.path));
      if (!vscode.workspace.getWorkspaceFolder(uri)) {
        problems.set(uri, await diagnostics(uri, report));
      }
    }
    void tell(folder, checked);
  }

  return vscode.Disposable.from(
    problems,
    vscode.commands.registerCommand('nianbao.checkFolder', checkFolder),
    // From here on the server tells what is wrong with it.
    vscode.workspace.onDidOpenTextDocument((document) => problems.delete(document.uri)),
  );
}

/** One of the opened folders, or another one. */
async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const opened = vscode.workspace.workspaceFolders ?? [];
  const items: (vscode.QuickPickItem & { folder?: vscode.Uri })[] = [
    ...opened.map(({ name, uri }) => ({ label: `$(folder) ${name}`, description: uri.fsPath, folder: uri })),
    { label: '$(folder-opened) 另选一个文件夹…' },
  ];
  const item = opened.length === 0 ? items[0] : await vscode.window.showQuickPick(items, { title: '检查文件夹', placeHolder: '要检查哪个文件夹里的年报？' });
  if (!item || item.folder) {
    return item?.folder;
  }
  const chosen = await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: '检查', title: '检查文件夹' });
  return chosen?.[0];
}

async function withProgress(server: Server, folder: vscode.Uri): Promise<Checked | undefined> {
  const title = `正在检查“${path.basename(folder.fsPath)}”里的年报`;
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    try {
      return await check(server.binary, folder.fsPath, token);
    } catch (error) {
      if (!token.isCancellationRequested) {
        server.log.error(`${error}`);
        void vscode.window.showErrorMessage('没能检查这个文件夹，原因见日志（命令“年报：查看运行日志”）。');
      }
      return undefined;
    }
  });
}

async function tell(folder: vscode.Uri, checked: Checked): Promise<void> {
  const { files, errors, summary } = checked;
  const name = path.basename(folder.fsPath);
  if (files.length === 0 && errors.length === 0) {
    void vscode.window.showInformationMessage(`“${name}”里没有年报。年报的文件名要以 .nianbao 结尾。`);
    return;
  }
  const unread = errors.length === 0 ? '' : `另有 ${errors.length} 份没能读取：${errors.map((error) => `${path.basename(error.path)}（${error.message}）`).join('；')}。`;
  const counts = [
    [summary.errors, '处错误'],
    [summary.warnings, '处警告'],
    [summary.infos, '处提示'],
  ] as const;
  const found = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  if (found.length === 0) {
    void vscode.window.showInformationMessage(`检查了“${name}”里的 ${files.length} 份年报，没有发现问题。${unread}`);
    return;
  }
  const faulty = files.filter((file) => file.findings.length > 0).length;
  const [list, save] = ['列出问题', '导出整改清单'];
  const message = `检查了“${name}”里的 ${files.length} 份年报，${faulty} 份有问题，共 ${found.join('，')}。${unread}`;
  const answer = await vscode.window.showWarningMessage(message, list, save);
  if (answer === list) {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  } else if (answer === save) {
    await saveChecklist(folder, checked);
  }
}

async function saveChecklist(folder: vscode.Uri, checked: Checked): Promise<void> {
  const defaultUri = vscode.Uri.joinPath(folder, '整改清单.csv');
  const uri = await vscode.window.showSaveDialog({ defaultUri, filters: { 'Excel 可以打开的表格': ['csv'] }, title: '导出整改清单' });
  if (!uri) {
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(checklist(checked)));
    await vscode.window.showInformationMessage(`整改清单已导出：${uri.fsPath}。一行一个问题，问题多的年报排在前面。`);
  } catch (error) {
    await vscode.window.showErrorMessage(`整改清单没有导出。${error instanceof Error ? error.message : error}`);
  }
}

async function diagnostics(uri: vscode.Uri, report: CheckedReport): Promise<vscode.Diagnostic[]> {
  const lines = decoded(await vscode.workspace.fs.readFile(uri)).split(/\r\n|\r|\n/);
  const position = ({ line, column }: Place) => {
    // The program counts characters, VS Code counts UTF-16.
    const before = Array.from(lines[line - 1] ?? '').slice(0, column - 1);
    return new vscode.Position(line - 1, before.join('').length);
  };
  return report.findings.map(({ title, severity, message, range }: Finding) => {
    const found = new vscode.Range(position(range.start), position(range.end));
    const diagnostic = new vscode.Diagnostic(found, message, SEVERITIES[severity]);
    return Object.assign(diagnostic, { code: title, source: 'nianbao' });
  });
}

/** Reports are UTF-8; older ones are GB18030 or, from the old Notepad, UTF-16. */
function decoded(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
