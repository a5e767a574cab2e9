//! Exporting: the report as a Word document, a workbook or a page beside it. A button, a command and saving write to the same place,
//! since the server alone knows where that is. What somebody else put there is not replaced unasked.

import * as vscode from 'vscode';

import { activeReport, isReport, type Server } from './server';

/** What `nianbao.export` answers. */
interface Exported {
  file: string;
  uri: string;
  name: string;
  written: boolean;
  errors: number;
}

const FORMATS = { 'nianbao.exportWord': 'docx', 'nianbao.exportExcel': 'xlsx', 'nianbao.exportPage': 'html' } as const;
type Format = (typeof FORMATS)[keyof typeof FORMATS];

/** The files that were exported here before, in the memory of the workspace. */
const EXPORTED = 'nianbao.exported';

export function registerExport(context: vscode.ExtensionContext, server: Server): vscode.Disposable {
  const exporter = new Exporter(context.workspaceState, server);
  const commands = Object.entries(FORMATS).map(([command, format]) =>
    vscode.commands.registerCommand(command, () => exporter.command(format)),
  );
  const saved = vscode.workspace.onDidSaveTextDocument((document) => void exporter.saved(document));
  return vscode.Disposable.from(...commands, saved);
}

class Exporter {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly server: Server,
  ) {}

  async command(format: Format): Promise<void> {
    const document = (activeReport() ?? vscode.window.visibleTextEditors.find((editor) => isReport(editor.document)))?.document;
    if (!document) {
      void vscode.window.showWarningMessage('请先打开一份年报。');
    } else if (!this.server.isRunning) {
      void vscode.window.showWarningMessage('年报检查程序没有启动，不能导出。请先执行命令“年报：重新启动检查程序”。');
    } else if (document.isUntitled) {
      void vscode.window.showWarningMessage('这份年报还没有存成文件，请先保存，再导出。');
    } else {
      const exported = await this.export(document, format);
      if (exported) {
        await tell(exported);
      }
    }
  }

  /** What is to be exported at every save. */
  async saved(document: vscode.TextDocument): Promise<void> {
    const format = vscode.workspace.getConfiguration('nianbao', document).get<Format | 'never'>('exportOnSave', 'never');
    if (isReport(document) && this.server.isRunning && format !== 'never') {
      const exported = await this.export(document, format);
      if (exported) {
        vscode.window.setStatusBarMessage(`已导出：${exported.file}`, 5000);
      }
    }
  }

  private async export(document: vscode.TextDocument, format: Format): Promise<Exported | undefined> {
    const ask = (force: boolean) => this.server.ask<Exported>('nianbao.export', { uri: document.uri.toString(), format, force });
    let exported = await ask(false);
    if (exported && !exported.written && (this.isOwn(exported.file) || (await mayReplace(exported.file)))) {
      exported = await ask(true);
    }
    if (!exported) {
      void vscode.window.showErrorMessage('没有导出。目标文件可能正在别的程序里打开着，请关掉再试；原因见命令“年报：查看运行日志”。');
      return undefined;
    }
    if (!exported.written) {
      return undefined;
    }
    await this.memory.update(EXPORTED, [...new Set([...this.own(), exported.file])]);
    return exported;
  }

  private own(): string[] {
    return this.memory.get<string[]>(EXPORTED, []);
  }

  private isOwn(file: string): boolean {
    return this.own().includes(file);
  }
}

async function mayReplace(file: string): Promise<boolean> {
  const replace = '覆盖';
  const detail = '它不是在这里导出的，里面的内容会被替换。';
  return (await vscode.window.showWarningMessage(`${file} 已经存在，要覆盖吗？`, { modal: true, detail }, replace)) === replace;
}

async function tell({ file, uri, name, errors }: Exported): Promise<void> {
  const [open, reveal] = ['打开', '打开所在文件夹'];
  const warning = errors > 0 ? `年报还有 ${errors} 个错误，是照原样导出的。` : '';
  const answer = await vscode.window.showInformationMessage(`已导出${name}：${file}。${warning}`, open, reveal);
  if (answer === open) {
    await vscode.env.openExternal(vscode.Uri.parse(uri));
  } else if (answer === reveal) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.parse(uri));
  }
}
