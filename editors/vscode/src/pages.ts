//! Pages that are read, not written: the rules, and the settings in force.

import * as vscode from 'vscode';

import { activeReport, RULE_COMMAND, type Server } from './server';

const SCHEME = 'nianbao-page';
const RULES = vscode.Uri.from({ scheme: SCHEME, path: '/规则说明.md' });
const SETTINGS = vscode.Uri.from({ scheme: SCHEME, path: '/生效的设置.json' });

/** What `nianbao.showConfiguration` answers. */
interface InForce {
  settings: unknown;
  file: string | null;
}

export function registerPages(server: Server): vscode.Disposable {
  const pages = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = { onDidChange: changed.event, provideTextDocumentContent: (uri: vscode.Uri) => pages.get(uri.toString()) };

  function put(uri: vscode.Uri, text: string): void {
    pages.set(uri.toString(), text);
    changed.fire(uri);
  }

  async function openRules(named?: string): Promise<void> {
    const page = await server.ask<string>('nianbao.rules', null);
    if (page === undefined) {
      void vscode.window.showWarningMessage('年报检查程序没有启动，打不开规则说明。请先执行命令“年报：重新启动检查程序”。');
      return;
    }
    const anchor = anchorOf(page, typeof named === 'string' ? named : ruleAtCursor());
    put(RULES, page);
    await vscode.commands.executeCommand('markdown.showPreview', anchor ? RULES.with({ fragment: anchor }) : RULES);
  }

  async function showSettings(): Promise<void> {
    const editor = activeReport();
    const inForce = editor && (await server.ask<InForce>('nianbao.showConfiguration', editor.document.uri.toString()));
    if (!inForce) {
      void vscode.window.showWarningMessage('请先打开一份年报，再看对它生效的设置。');
      return;
    }
    const origin = inForce.file
      ? `编辑器的设置，加上 ${inForce.file}（两处都设了的，以文件为准）`
      : '编辑器的设置（这份年报所在的文件夹及上级文件夹里没有 nianbao.toml）';
    put(SETTINGS, `// 对这份年报生效的设置。来自：${origin}。\n// 没有列出的规则，用它自己的级别。\n${JSON.stringify(inForce.settings, null, 2)}\n`);
    const document = await vscode.workspace.openTextDocument(SETTINGS);
    await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'jsonc'), { preview: true });
  }

  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
    vscode.commands.registerCommand(RULE_COMMAND, openRules),
    vscode.commands.registerCommand('nianbao.showSettings', showSettings),
  );
}

/** What links call a rule's chapter: a heading `## 合计不平 unbalanced-sum` names the rule in both ways. */
function anchorOf(page: string, rule: string | undefined): string | undefined {
  const headings = [...page.matchAll(/^## (\S+) (\S+)$/gm)];
  const heading = headings.find(([, title, id]) => rule !== undefined && (rule === title || rule === id));
  return heading && `${heading[1]}-${heading[2]}`;
}

/** The rule of the problem under the cursor. */
function ruleAtCursor(): string | undefined {
  const editor = activeReport();
  const cursor = editor?.selection.active;
  const problems = editor ? vscode.languages.getDiagnostics(editor.document.uri) : [];
  const code = problems.find((problem) => cursor && problem.range.contains(cursor))?.code;
  return code === undefined ? undefined : String(typeof code === 'object' ? code.value : code);
}
