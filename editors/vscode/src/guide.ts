//! 这件申请填哪一行？ One question after the other, to the row and into its cell. What is asked and what follows the server says.

import * as vscode from 'vscode';

import { activeReport, GUIDE_COMMAND, type Server } from './server';

/** The commands, each with the guide that it opens. */
const GUIDES: Record<string, string> = {
  [GUIDE_COMMAND]: 'requests',
  'nianbao.openCaseGuide': 'challenges',
};

interface Choice {
  id: string;
  text: string;
  hint: string | null;
}

interface Question {
  topic: string;
  question: string;
  note: string;
  choices: Choice[];
}

interface Column {
  id: string;
  label: string;
  summary: string;
}

interface Outcome {
  table_name: string;
  row: { id: string; label: string } | null;
  column: Column | null;
  columns: Column[];
  text: string;
  notes: string[];
  basis: { grade: string; text: string };
}

/** A range as the server gives it: lines and UTF-16 columns from 0, which is how VS Code counts too. */
interface WireRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

/** What `nianbao.guide` answers: one of `question` and `outcome`, and where the row stands in the report. */
interface Progress {
  title: string;
  about: string;
  path: unknown[];
  question?: Question;
  outcome?: Outcome;
  place: { row: WireRange; cells: { column: string; range: WireRange }[] } | null;
}

/** What an item of a list leads to; one that only tells something has the question asked again. */
type Reply = { answer: string } | { range: WireRange } | 'back' | 'again';

interface Item extends vscode.QuickPickItem {
  reply?: Reply;
}

export function registerGuide(server: Server): vscode.Disposable {
  const commands = Object.entries(GUIDES).map(([command, guide]) =>
    vscode.commands.registerCommand(command, (named?: unknown) => openGuide(server, typeof named === 'string' ? named : guide)),
  );
  return vscode.Disposable.from(...commands);
}

async function openGuide(server: Server, guide: string): Promise<void> {
  const document = activeReport()?.document;
  const answers: string[] = [];
  for (;;) {
    const progress = await server.ask<Progress>('nianbao.guide', { guide, answers, uri: document?.uri.toString() });
    if (!progress) {
      void vscode.window.showWarningMessage('年报检查程序没有回答。请先执行命令“年报：重新启动检查程序”。');
      return;
    }
    const reply = progress.question ? await ask(progress, progress.question) : progress.outcome && (await conclude(progress, progress.outcome));
    if (reply === 'again') {
      continue;
    }
    if (reply === 'back') {
      answers.pop();
    } else if (reply && 'answer' in reply) {
      answers.push(reply.answer);
    } else {
      if (document && reply) {
        await jump(document, reply.range);
      }
      return;
    }
  }
}

function ask({ title, about, path }: Progress, { topic, question, note, choices }: Question): Promise<Reply | undefined> {
  const items: Item[] = choices.map(({ id, text, hint }) => ({ label: text, detail: hint ?? undefined, reply: { answer: id } }));
  const said = path.length === 0 ? about : note;
  return choose(`${title}　第 ${path.length + 1} 步：${topic}`, question, [...items, ...told(said)], path.length > 0);
}

/** What to know before choosing, below the choices and a clause a line: beside a choice it would take away the room of the choice's own words. */
function told(text: string): Item[] {
  const clauses = text.split(/(?<=[。；])/).map((clause): Item => ({ label: `$(info) ${clause}`, reply: 'again' }));
  return [{ label: '说明', kind: vscode.QuickPickItemKind.Separator }, ...clauses];
}

/** Tells where it counts, and asks for the column where the guide does not know it. */
async function conclude(progress: Progress, outcome: Outcome): Promise<Reply | undefined> {
  const { row, column, columns, text, notes, basis } = outcome;
  const place = row ? `填在${outcome.table_name}：${row.label}${column ? `·${column.label}` : ''}` : `不计入${outcome.table_name}`;
  const also = notes.length > 0 ? `\n\n还要看：\n${notes.map((note) => `· ${note}`).join('\n')}` : '';
  const missing = row && !progress.place && activeReport() ? '\n\n这份年报里没有找到这一行。' : '';
  const go = column ? '跳到这一格' : '选申请人一列，跳过去';
  const back = '上一步';
  const detail = `${text}${also}\n\n依据　${basis.text}${missing}`;
  const ways = progress.place ? [go, back] : [back];
  const way = await vscode.window.showInformationMessage(place, { modal: true, detail }, ...ways);
  if (way === back) {
    return 'back';
  }
  if (way !== go || !progress.place) {
    return undefined;
  }
  const range = (id: string) => progress.place?.cells.find((cell) => cell.column === id)?.range ?? progress.place!.row;
  if (column) {
    return { range: range(column.id) };
  }
  const items: Item[] = columns.map(({ id, label, summary }) => ({ label, detail: summary, reply: { range: range(id) } }));
  const reply = await choose(place, '申请人属于哪一列？', [...items, { label: '只跳到这一行', reply: { range: progress.place.row } }], true);
  return reply === 'back' ? conclude(progress, outcome) : reply;
}

/** Has one of the items chosen. `undefined` if the user leaves. */
function choose(title: string, placeholder: string, items: Item[], canGoBack: boolean): Promise<Reply | undefined> {
  const list = vscode.window.createQuickPick<Item>();
  Object.assign(list, { title, placeholder, items, matchOnDetail: true, ignoreFocusOut: true });
  list.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  return new Promise<Reply | undefined>((resolve) => {
    list.onDidTriggerButton(() => resolve('back'));
    list.onDidAccept(() => resolve(list.selectedItems[0]?.reply));
    list.onDidHide(() => resolve(undefined));
    list.show();
  }).finally(() => list.dispose());
}

/** Goes to what is written there and selects it, so that typing replaces it. */
async function jump(document: vscode.TextDocument, { start, end }: WireRange): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(start.line, start.character, end.line, end.character);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
