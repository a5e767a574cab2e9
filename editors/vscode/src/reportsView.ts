//! The view 年报: the reports of the opened folders by organ and year, each with what is wrong with it.

import * as path from 'node:path';

import * as vscode from 'vscode';

import { check, type CheckedReport } from './reports';
import type { Server } from './server';

/** Files that come in a crowd are asked about once. */
const PAUSE = 300;

interface Report {
  uri: vscode.Uri;
  organ: string | null;
  year: number | null;
  /** As they were found on the disk, or as the server has told since. */
  errors: number;
  warnings: number;
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
  /** How often somebody has asked which reports there are: only the last answer counts. */
  private asked = 0;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly server: Server) {
    const files = vscode.workspace.createFileSystemWatcher('**/*.nianbao');
    const soon = () => this.soon();
    this.disposables = [
      this.changed,
      files,
      files.onDidCreate(soon),
      files.onDidDelete(soon),
      files.onDidChange((uri) => void this.again(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(soon),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => this.told(uris)),
    ];
    void this.load();
  }

  /** Asks anew which reports there are. */
  async load(): Promise<void> {
    const asked = ++this.asked;
    const found: Report[] = [];
    let message: string | undefined;
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      try {
        const checked = await check(this.server.binary, folder.uri.fsPath);
        found.push(...checked.files.map((file) => this.report(vscode.Uri.file(path.resolve(folder.uri.fsPath, file.path)), file)));
      } catch (error) {
        this.server.log.error(`${error}`);
        message = `没能读出“${folder.name}”里的年报，原因见日志（命令“年报：查看运行日志”）。`;
      }
    }
    if (asked === this.asked) {
      this.reports = found;
      this.message = message;
      this.changed.fire(undefined);
    }
  }

  /** A report was saved: its organ or its year may be another. What is wrong with it the server tells, which knows the reports beside it. */
  private async again(uri: vscode.Uri): Promise<void> {
    const known = this.reports.find((report) => report.uri.toString() === uri.toString());
    const [file] = this.server.isRunning ? await check(this.server.binary, uri.fsPath).then(({ files }) => files, () => []) : [];
    if (!file || !known) {
      this.soon();
    } else if (file.organ !== known.organ || file.year !== known.year) {
      Object.assign(known, { organ: file.organ, year: file.year });
      this.changed.fire(undefined);
    }
  }

  private report(uri: vscode.Uri, { organ, year, findings }: CheckedReport): Report {
    const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
    const isEdited = vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri.toString());
    const counts = isEdited && this.server.isRunning ? told(uri) : { errors: count('error'), warnings: count('warning') };
    return { uri, organ, year, ...counts };
  }

  /** How many reports have errors. */
  faulty(): number {
    return this.reports.filter(({ errors }) => errors > 0).length;
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
    const own = this.reports.filter(({ uri }) => those.has(uri.toString()));
    // A server that has ended takes back what it told: that is no news of a report.
    if (own.length > 0 && this.server.isRunning) {
      own.forEach((report) => Object.assign(report, told(report.uri)));
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

function reportItem({ uri, year, errors, warnings }: Report): vscode.TreeItem {
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
function told(uri: vscode.Uri): { errors: number; warnings: number } {
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
