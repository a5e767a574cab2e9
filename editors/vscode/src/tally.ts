//! 用台账填表: the figures of a report from the ledger that they are counted in. What was understood of the ledger and what would change is
//! shown before anything is written; the cells that differ from the ledger then say so in the text.

import * as vscode from 'vscode';

import type { AtHand } from './atHand';
import type { Server } from './server';

const EXTENSIONS = ['xlsx', 'xls', 'et', 'ods', 'csv'];

/** A figure that filling changes. */
interface Change {
  name: string;
  from: string;
  to: string;
  position: { line: number; character: number };
}

/** What `nianbao.tally` answers; each list is of lines to be read. */
interface Tally {
  year: number;
  columns: string[];
  count: string[];
  unplaced: string[];
  notes: string[];
  /** How much is not counted. */
  open: string | null;
  differences: string[];
  changes: Change[];
}

/** An item of the list; only one of them does something. */
interface Item extends vscode.QuickPickItem {
  fills?: boolean;
}

/** The command is not called as that of the server, which the client registers under its own name. */
export function registerTally(server: Server, atHand: AtHand): vscode.Disposable {
  return vscode.commands.registerCommand('nianbao.fillFromLedger', (chosen?: vscode.Uri) => tally(server, atHand, chosen));
}

async function tally(server: Server, atHand: AtHand, chosen?: vscode.Uri): Promise<void> {
  const editor = await atHand.editor();
  if (!editor) {
    return;
  }
  if (!server.isRunning) {
    void vscode.window.showWarningMessage('年报检查程序没有启动，不能用台账填表。请先执行命令“年报：重新启动检查程序”。');
    return;
  }
  const files = chosen instanceof vscode.Uri ? [chosen] : await choose(editor.document);
  if (!files) {
    return;
  }
  try {
    const ask = (write: boolean) => read(server, editor.document, files, write);
    const counted = await ask(false);
    if (counted && (await confirm(counted, files))) {
      const written = await ask(true);
      await tell(editor.document, written?.changes.length ?? 0);
    }
  } catch (error) {
    void vscode.window.showErrorMessage(`没有填。${error instanceof Error ? error.message : error}`);
  }
}

function choose(document: vscode.TextDocument): Thenable<vscode.Uri[] | undefined> {
  const defaultUri = document.isUntitled ? undefined : vscode.Uri.joinPath(document.uri, '..');
  return vscode.window.showOpenDialog({
    title: '选台账文件，可以选几个',
    openLabel: '用来填表',
    canSelectMany: true,
    defaultUri,
    filters: { 'Excel、WPS 表格、CSV': EXTENSIONS },
  });
}

function read(server: Server, document: vscode.TextDocument, files: vscode.Uri[], write: boolean): Thenable<Tally | undefined> {
  const argument = { uri: document.uri.toString(), files: files.map((file) => file.toString()), write };
  const options = { location: vscode.ProgressLocation.Window, title: '正在统计台账' };
  return vscode.window.withProgress(options, () => server.request<Tally>('nianbao.tally', argument));
}

/** Shows what was understood, until the user fills the report or leaves. */
async function confirm(counted: Tally, files: vscode.Uri[]): Promise<boolean> {
  const names = files.map((file) => file.path.split('/').pop()).join('、');
  const list = vscode.window.createQuickPick<Item>();
  list.title = `台账 ${names}，${counted.year} 年度`;
  list.placeholder = '核对以后，选第一行填进年报；按 Esc 不填';
  list.items = items(counted);
  list.ignoreFocusOut = true;
  return new Promise<boolean>((resolve) => {
    list.onDidAccept(() => {
      if (list.selectedItems[0]?.fills) {
        resolve(true);
        list.hide();
      }
    });
    list.onDidHide(() => resolve(false));
    list.show();
  }).finally(() => list.dispose());
}

function items({ changes, open, differences, unplaced, notes, count, columns }: Tally): Item[] {
  const first: Item =
    changes.length === 0
      ? { label: '$(check) 年报的数字和台账一样，没有要改的' }
      : { label: `$(edit) 填进年报，改 ${changes.length} 格`, detail: open ? `还有 ${open}没有归类，填了数字也不全；可以先把台账改好` : undefined, fills: true };
  // A report that was just begun has a hundred blanks that become 0.
  const zeros = changes.filter(({ from, to }) => from === '' && to === '0').length;
  const told = zeros > 0 ? [...differences, `另有 ${zeros} 格原来空着，填 0`] : differences;
  return [
    first,
    ...part('没有算进去的', unplaced.slice(1)),
    ...part('会改的格子', told),
    ...part('算进去了，请核对', notes.slice(1)),
    ...part('统计', count),
    ...part('认出的列', columns.flatMap(clauses)),
  ];
}

/** A list is narrow: each column has a line. */
function clauses(line: string): string[] {
  return line.split(/(?<=[，；：])/).map((clause) => clause.replace(/[，；：。]$/, ''));
}

function part(title: string, lines: string[]): Item[] {
  const heading = { label: title, kind: vscode.QuickPickItemKind.Separator };
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => ({ label: line.trim() }))];
}

async function tell(document: vscode.TextDocument, changed: number): Promise<void> {
  const undo = '撤销';
  const answer = await vscode.window.showInformationMessage(`已用台账填了 ${changed} 格。和台账不一致的格，后面会标出台账的数。`, undo);
  if (answer === undo) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
  }
}
