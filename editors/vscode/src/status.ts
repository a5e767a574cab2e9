//! The status bar: how far the tables are filled and how many sums hold, for the report in front of the user. Problems are counted once, by
//! VS Code itself beside it.

import * as vscode from 'vscode';

import { activeReport, isReport, type Server } from './server';

/** What `nianbao.summary` answers. */
interface Summary {
  identities: number;
  holding: number;
  /** Rows of the official tables, those that are filled, and how many sums there will be when all are. */
  rows: number;
  filled: number;
  possible: number;
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
    vscode.commands.registerCommand('nianbao.showProblems', () => {
      server.quiet.end();
      return vscode.commands.executeCommand('workbench.actions.view.problems');
    }),
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

/** How the tables stand: in short, and in a sentence. */
function stand({ identities, holding, rows, filled, possible }: Summary): [string, string] {
  if (rows === 0) {
    return ['年报', '还没有可以核对的官方表'];
  }
  const wrong = identities - holding;
  if (identities < possible) {
    const sums = `可核对 ${identities}/${possible} 条`;
    const broken = wrong > 0 ? `，${wrong} 条不平` : '';
    return [`已填 ${filled}/${rows} 行，${sums}${broken}`, `官方表已填 ${filled} 行，一共 ${rows} 行；勾稽关系${sums}${broken}`];
  }
  const left = filled < rows ? `，已填 ${filled}/${rows} 行` : '';
  return [`勾稽 ${holding}/${identities}${left}`, `${identities} 条勾稽关系，${holding} 条成立${left}`];
}

function told(summary: Summary): Told {
  const { errors, warnings, infos } = summary;
  const faults = [
    [errors, '处错误'],
    [warnings, '处警告'],
    [infos, '处提示'],
  ] as const;
  const found = faults.filter(([count]) => count > 0);
  const words = found.length === 0 ? '没有发现问题' : found.map(([count, name]) => `${count} ${name}`).join('，');
  const [short, told] = stand(summary);
  return {
    text: `${found.length === 0 ? '$(check)' : '$(checklist)'} ${short}`,
    tooltip: `${told}。${words}。\n点这里列出全部问题。`,
    command: 'nianbao.showProblems',
    backgroundColor: undefined,
    accessibilityInformation: { label: `年报：${told}。${words}` },
  };
}
