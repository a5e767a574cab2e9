//! The view 年报: the reports of the opened folders by organ and year, each with what is wrong with it.

import * as path from 'node:path';

import * as vscode from 'vscode';

import { check } from './reports';
import type { Server } from './server';

/** Files that come in a crowd are asked about once. */
const PAUSE = 300;

interface Report {
  uri: vscode.Uri;
  organ: string | null;
  year: number | null;
}

/** A line of the view: an organ with its reports, or a report. */
type Line = { organ: string; reports: Report[] } | Report;

const NO_ORGAN = '没有写明机关的';

export function registerReportsView(server: Server): vscode.Disposable {
  const reports = new Reports(server);
  const view = vscode.window.createTreeView('nianbao.reports', { treeDataProvider: reports });
  const show = () => {
    const faulty = reports.faulty();
    view.badge = faulty > 0 ? { value: faulty, tooltip: `${faulty} 份年报有错误` } : undefined;
    view.message = reports.message;
  };
  /** A command of the view, which means the report of a line. */
  const onLine = (name: string, command: string) =>
    vscode.commands.registerCommand(name, async (line: Line) => {
      if ('uri' in line) {
        await vscode.window.showTextDocument(line.uri, { preview: false });
        await vscode.commands.executeCommand(command);
      }
    });
  return vscode.Disposable.from(
    reports,
    view,
    reports.onDidChangeTreeData(show),
    onLine('nianbao.previewReport', 'nianbao.openPreview'),
    onLine('nianbao.compareReport', 'nianbao.compareLastYear'),
    vscode.commands.registerCommand('nianbao.refreshReports', () => reports.load()),
  );
}

class Reports implements vscode.TreeDataProvider<Line>, vscode.Disposable {
  private reports: Report[] = [];
  /** What is told above the lines. */
  message: string | undefined;
  private readonly changed = new vscode.EventEmitter<Line | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private timer: NodeJS.Timeout | undefined;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly server: Server) {
    const files = vscode.workspace.createFileSystemWatcher('**/*.nianbao');
    const soon = () => this.soon();
    this.disposables = [
      this.changed,
      files,
      files.onDidCreate(soon),
      files.onDidDelete(soon),
      // An organ or a year may have been written.
      files.onDidChange(soon),
      vscode.workspace.onDidChangeWorkspaceFolders(soon),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => this.told(uris)),
    ];
    void this.load();
  }

  /** Asks anew which reports there are. */
  async load(): Promise<void> {
    const found: Report[] = [];
    this.message = undefined;
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      try {
        const checked = await check(this.server.binary, folder.uri.fsPath);
        const uri = (file: string) => vscode.Uri.file(path.resolve(folder.uri.fsPath, file));
        found.push(...checked.files.map((file) => ({ uri: uri(file.path), organ: file.organ, year: file.year })));
      } catch (error) {
        this.server.log.error(`${error}`);
        this.message = `没能读出“${folder.name}”里的年报，原因见日志（命令“年报：查看运行日志”）。`;
      }
    }
    this.reports = found;
    this.changed.fire(undefined);
  }

  /** How many reports have errors. */
  faulty(): number {
    return this.reports.filter(({ uri }) => counted(uri).errors > 0).length;
  }

  getChildren(line?: Line): Line[] {
    if (line) {
      return 'reports' in line ? line.reports : [];
    }
    const organs = [...new Set(this.reports.map(({ organ }) => organ ?? NO_ORGAN))];
    organs.sort((one, other) => Number(one === NO_ORGAN) - Number(other === NO_ORGAN) || one.localeCompare(other, 'zh-CN'));
    return organs.map((organ) => ({ organ, reports: this.of(organ) }));
  }

  getTreeItem(line: Line): vscode.TreeItem {
    return 'reports' in line ? organItem(line) : reportItem(line);
  }

  /** The reports of an organ, the latest first. */
  private of(organ: string): Report[] {
    const own = this.reports.filter((report) => (report.organ ?? NO_ORGAN) === organ);
    return own.sort((one, other) => (other.year ?? 0) - (one.year ?? 0));
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), PAUSE);
  }

  private told(uris: readonly vscode.Uri[]): void {
    const those = new Set(uris.map(String));
    if (this.reports.some(({ uri }) => those.has(uri.toString()))) {
      this.changed.fire(undefined);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.disposables.forEach((disposable) => disposable.dispose());
  }
}

function organItem({ organ, reports }: { organ: string; reports: Report[] }): vscode.TreeItem {
  const item = new vscode.TreeItem(organ, vscode.TreeItemCollapsibleState.Expanded);
  item.id = organ;
  item.description = `${reports.length} 份`;
  item.contextValue = 'organ';
  return item;
}

function reportItem({ uri, year }: Report): vscode.TreeItem {
  const { errors, warnings } = counted(uri);
  const name = path.basename(uri.fsPath);
  const item = new vscode.TreeItem(year === null ? name : `${year}年`);
  const found = [errors > 0 ? `${errors} 处错误` : '', warnings > 0 ? `${warnings} 处警告` : ''].filter(Boolean);
  const state = found.length > 0 ? found.join('、') : '没有错误和警告';
  item.id = uri.toString();
  item.description = state;
  item.tooltip = `${name}：${state}`;
  item.iconPath = icon(errors, warnings);
  item.contextValue = 'report';
  item.command = { command: 'vscode.open', title: '打开', arguments: [uri] };
  return item;
}

/** What the server has told of a report. */
function counted(uri: vscode.Uri): { errors: number; warnings: number } {
  const found = vscode.languages.getDiagnostics(uri);
  const count = (wanted: vscode.DiagnosticSeverity) => found.filter(({ severity }) => severity === wanted).length;
  return { errors: count(vscode.DiagnosticSeverity.Error), warnings: count(vscode.DiagnosticSeverity.Warning) };
}

function icon(errors: number, warnings: number): vscode.ThemeIcon {
  if (errors > 0) {
    return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  }
  return warnings > 0 ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')) : new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
}
