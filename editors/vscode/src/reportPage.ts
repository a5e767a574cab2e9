//! A page that the server makes of a report: a panel that is written once and takes new versions from then on. What is done on
//! it, and with it, is a matter of whoever shows it.

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import * as vscode from 'vscode';

import type { Spot, Update } from './pageMessages';

/** Who types does not wait for a page; it comes when there is a moment's rest. */
const REST = 150;

export interface Kind {
  /** The name of the page's script, of its style, and of the panel for menus. */
  name: string;
  title: string;
  place: { viewColumn: vscode.ViewColumn; preserveFocus: boolean };
}

export class ReportPage<ToPage, FromPage> implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  /** What lets the script and the style of the extension into the server's page. */
  readonly nonce = randomBytes(18).toString('base64url');
  private resting: NodeJS.Timeout | undefined;
  private loaded = false;

  constructor(private readonly context: vscode.ExtensionContext, private readonly kind: Kind, heard: (message: FromPage) => unknown) {
    const roots = [vscode.Uri.joinPath(context.extensionUri, 'out')];
    const options = { enableScripts: true, localResourceRoots: roots, retainContextWhenHidden: true, enableFindWidget: true };
    this.panel = vscode.window.createWebviewPanel(`nianbao.${kind.name}`, kind.title, kind.place, options);
    this.panel.webview.onDidReceiveMessage((message: FromPage) => heard(message));
  }

  /** Does something once nothing has asked for it for a while. */
  soon(act: () => unknown): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void act(), REST);
  }

  async show(html: string): Promise<void> {
    if (this.loaded) {
      this.post({ kind: 'update', html });
    } else {
      this.loaded = true;
      this.panel.webview.html = await this.withScript(html);
    }
  }

  say(message: ToPage): void {
    this.post(message);
  }

  private post(message: ToPage | Update): void {
    void this.panel.webview.postMessage(message);
  }

  /** The server's page with the script and the looks of the extension, both let through by the page's own policy. */
  private async withScript(html: string): Promise<string> {
    const out = vscode.Uri.joinPath(this.context.extensionUri, 'out');
    const script = this.panel.webview.asWebviewUri(vscode.Uri.joinPath(out, `${this.kind.name}.js`));
    const style = await readFile(vscode.Uri.joinPath(out, `${this.kind.name}.css`).fsPath, 'utf8');
    const end = html.lastIndexOf('</body>');
    return `${html.slice(0, end)}<style nonce="${this.nonce}">${style}</style><script nonce="${this.nonce}" src="${script}"></script>${html.slice(end)}`;
  }

  dispose(): void {
    clearTimeout(this.resting);
    this.panel.dispose();
  }
}

/** The editor in which a report is to be seen. */
export function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document);
}

/** Goes to a place of a report: where it is to be seen already, or else in a column that is given. */
export async function jump(document: vscode.TextDocument, { line, character }: Spot, otherwise: vscode.ViewColumn): Promise<void> {
  const viewColumn = editorOf(document)?.viewColumn ?? otherwise;
  const editor = await vscode.window.showTextDocument(document, { viewColumn });
  const place = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
