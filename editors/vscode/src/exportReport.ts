//! Exporting: the report as a Word document, a workbook or a page beside it. A button, a command and saving write to the same place,
//! since the server alone knows where that is. What somebody else put there is not replaced unasked.

import * as vscode from 'vscode';

import type { Shown } from './preview';
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

/** The files that were exported here before, each with what told it from others then; in the memory of the workspace. */
const EXPORTED = 'nianbao.exported';

export function registerExport(context: vscode.ExtensionContext, server: Server, preview: Shown): vscode.Disposable {
  const exporter = new Exporter(context.workspaceState, server, preview);
  const commands = Object.entries(FORMATS).map(([command, format]) =>
    vscode.commands.registerCommand(command, () => exporter.command(format)),
  );
  const saved = vscode.workspace.onDidSaveTextDocument((document) => void exporter.saved(document));
  return vscode.Disposable.from(...commands, saved);
}

class Exporter {
  /** Files that the user did not want replaced: saving does not ask again. */
  private readonly kept = new Set<string>();
  /** The export before: with two at a time, the later would find the file of the earlier and take it for somebody else's. */
  private last: Promise<Exported | undefined> = Promise.resolve(undefined);

  constructor(
    private readonly memory: vscode.Memento,
    private readonly server: Server,
    private readonly preview: Shown,
  ) {}

  async command(format: Format): Promise<void> {
    const document = this.report();
    if (!document) {
      void vscode.window.showWarningMessage('请先打开一份年报。');
    } else if (!this.server.isRunning) {
      void vscode.window.showWarningMessage('年报检查程序没有启动，不能导出。请先执行命令“年报：重新启动检查程序”。');
    } else if (document.isUntitled) {
      void vscode.window.showWarningMessage('这份年报还没有存成文件，请先保存，再导出。');
    } else {
      const exported = await this.export(document, format, mayReplace);
      if (exported) {
        await tell(exported);
      }
    }
  }

  /** What is to be exported at every save. */
  async saved(document: vscode.TextDocument): Promise<void> {
    const format = vscode.workspace.getConfiguration('nianbao', document).get<Format | 'never'>('exportOnSave', 'never');
    if (isReport(document) && this.server.isRunning && format !== 'never') {
      const exported = await this.export(document, format, (file) => this.mayReplaceAtSave(file));
      if (exported) {
        vscode.window.setStatusBarMessage(`已导出：${exported.file}`, 5000);
      }
    }
  }

  /** The report that the user is at, as text or as a page; else one that is to be seen. */
  private report(): vscode.TextDocument | undefined {
    const visible = () => vscode.window.visibleTextEditors.find((editor) => isReport(editor.document))?.document;
    return activeReport()?.document ?? this.preview.report ?? visible();
  }

  private export(document: vscode.TextDocument, format: Format, mayReplace: (file: string) => Promise<boolean>): Promise<Exported | undefined> {
    this.last = this.last.then(() => this.write(document, format, mayReplace));
    return this.last;
  }

  private async write(document: vscode.TextDocument, format: Format, mayReplace: (file: string) => Promise<boolean>): Promise<Exported | undefined> {
    const ask = (force: boolean) => this.server.request<Exported>('nianbao.export', { uri: document.uri.toString(), format, force });
    try {
      let exported = await ask(false);
      if (exported && !exported.written && ((await this.isOwn(exported)) || (await mayReplace(exported.file)))) {
        exported = await ask(true);
      }
      if (!exported?.written) {
        return undefined;
      }
      const own = { ...this.own(), [exported.file]: await state(exported.uri) };
      await this.memory.update(EXPORTED, own);
      return exported;
    } catch (error) {
      void vscode.window.showErrorMessage(`没有导出。${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  }

  private async mayReplaceAtSave(file: string): Promise<boolean> {
    const may = !this.kept.has(file) && (await mayReplace(file));
    if (!may) {
      this.kept.add(file);
    }
    return may;
  }

  private own(): Record<string, string | undefined> {
    return this.memory.get(EXPORTED, {});
  }

  /** Whether it was exported here, and nobody has changed it since. */
  private async isOwn({ file, uri }: Exported): Promise<boolean> {
    const then = this.own()[file];
    return then !== undefined && then === (await state(uri));
  }
}

/** What tells a file from itself before it was changed. */
async function state(uri: string): Promise<string | undefined> {
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(vscode.Uri.parse(uri));
    return `${mtime} ${size}`;
  } catch {
    return undefined;
  }
}

async function mayReplace(file: string): Promise<boolean> {
  const replace = '覆盖';
  const detail = '它不是在这里导出的，或者导出以后有人改过。覆盖的话，里面的内容会被替换。';
  return (await vscode.window.showWarningMessage(`${file} 已经存在，要覆盖吗？`, { modal: true, detail }, replace)) === replace;
}

async function tell({ file, uri, name, errors }: Exported): Promise<void> {
  const [open, reveal] = ['打开', '打开所在文件夹'];
  const warning = errors > 0 ? `年报还有 ${errors} 个错误，是照原样导出的。` : '';
  const answer = await vscode.window.showInformationMessage(`已导出${name}：${file}。${warning}`, open, reveal);
  // A file of another machine is no program's here: the editor shows what it can of it.
  const isHere = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  const at = vscode.Uri.parse(uri);
  if (answer === open) {
    await (isHere ? vscode.env.openExternal(at) : vscode.commands.executeCommand('vscode.open', at));
  } else if (answer === reveal) {
    await vscode.commands.executeCommand(isHere ? 'revealFileInOS' : 'revealInExplorer', at);
  }
}
