//! The status bar: how many sums hold and what is left to do, for the report in front of the user.

import * as vscode from 'vscode';

import { activeReport, isReport, type Server } from './server';

/** What `nianbao.summary` answers. */
interface Summary {
  identities: number;
  holding: number;
  errors: number;
  warnings: number;
  infos: number;
}

export function registerStatus(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('nianbao.status', vscode.StatusBarAlignment.Left, 50);
  item.name = '年报';
  let latest = 0;

  async function refresh(): Promise<void> {
    const editor = activeReport();
    const mine = ++latest;
    if (!editor) {
      item.hide();
      return;
    }
    if (!server.isRunning) {
      show(item, stopped());
      return;
    }
    const summary = await server.ask<Summary>('nianbao.summary', { uri: editor.document.uri.toString() });
    // Of several questions under way only the answer to the last one counts.
    if (summary && mine === latest) {
      show(item, told(summary));
    }
  }

  const isInFront = (uri: vscode.Uri) => uri.toString() === activeReport()?.document.uri.toString();
  void refresh();
  return vscode.Disposable.from(
    item,
    vscode.commands.registerCommand('nianbao.showProblems', () =>
      vscode.commands.executeCommand('workbench.actions.view.problems'),
    ),
    server.onDidChange(refresh),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.languages.onDidChangeDiagnostics((change) => change.uris.some(isInFront) && void refresh()),
    // Figures change without a finding coming or going, too.
    vscode.workspace.onDidChangeTextDocument(({ document }) => isReport(document) && isInFront(document.uri) && void refresh()),
  );
}

type Told = Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'command' | 'backgroundColor' | 'accessibilityInformation'>;

function show(item: vscode.StatusBarItem, told: Told): void {
  Object.assign(item, told);
  item.show();
}

function stopped(): Told {
  return {
    text: '$(circle-slash) 年报检查没有启动',
    tooltip: '点这里重新启动检查程序',
    command: 'nianbao.restart',
    backgroundColor: new vscode.ThemeColor('statusBarItem.errorBackground'),
    accessibilityInformation: { label: '年报检查没有启动，点击重新启动' },
  };
}

function told(summary: Summary): Told {
  const { identities, holding, errors, warnings, infos } = summary;
  const sums = identities === 0 ? '年报' : `勾稽 ${holding}/${identities}`;
  const faults = [
    [errors, '$(error)', '处错误'],
    [warnings, '$(warning)', '处警告'],
    [infos, '$(info)', '处提示'],
  ] as const;
  const found = faults.filter(([count]) => count > 0);
  const words = found.length === 0 ? '没有发现问题' : found.map(([count, , name]) => `${count} ${name}`).join('，');
  const told = identities === 0 ? '还没有可以核对的官方表' : `${identities} 条勾稽关系，${holding} 条成立`;
  return {
    text: [`${found.length === 0 ? '$(check)' : '$(checklist)'} ${sums}`, ...found.map(([count, icon]) => `${icon} ${count}`)].join('  '),
    tooltip: `${told}。${words}。\n点这里列出全部问题。`,
    command: 'nianbao.showProblems',
    backgroundColor: undefined,
    accessibilityInformation: { label: `年报：${told}。${words}` },
  };
}
