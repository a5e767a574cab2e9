//! Which row is this reply, which cell is this case? One question after the other. What is asked and what follows the engine says.

import { button, h } from './dom';
import * as dialog from './dialog';
import type { Session } from './session';
import type { Guided, Outcome, Question, Span } from './wire';

type Reply = { answer: string } | { range: Span } | 'back';

/** Leads through a guide; the place in the text that the user wants to go to. */
export async function lead(session: Session, guide: string): Promise<Span | undefined> {
  const answers: string[] = [];
  for (;;) {
    const answered = await session.ask<Guided>({ ask: 'guide', guide, answers });
    const reply = await step(answered.answer);
    if (reply === 'back') {
      answers.pop();
    } else if (reply && 'answer' in reply) {
      answers.push(reply.answer);
    } else {
      return reply?.range;
    }
  }
}

function step({ progress, place }: Guided): Promise<Reply | undefined> {
  const { title, question, outcome, path } = progress;
  return dialog.show<Reply>(title, (close) => {
    const said = path.map(({ topic, text }) => h('li', {}, h('span', {}, topic), text));
    const trail = h('ol', { class: 'trail', hidden: said.length === 0 }, ...said);
    const back = button('上一步', () => close('back'), path.length === 0 ? { hidden: true } : {});
    const body = question ? asked(question, path.length, progress.about, close) : outcome ? concluded(outcome, place, close) : [];
    return [trail, ...body, h('footer', {}, back)];
  });
}

function asked({ topic, question, note, choices }: Question, before: number, about: string, close: (reply: Reply) => void): Node[] {
  const list = choices.map(({ id, text, hint }, at) =>
    h('button', { type: 'button', class: 'choice', click: () => close({ answer: id }), autofocus: at === 0 }, h('strong', {}, text), ...(hint ? [h('span', {}, hint)] : [])));
  return [
    h('p', { class: 'topic' }, `第 ${before + 1} 步：${topic}`),
    h('p', { class: 'question' }, question),
    h('div', { class: 'choices' }, ...list),
    h('p', { class: 'note' }, before === 0 ? about : note),
  ];
}

function concluded({ row, column, columns, table_name, text, notes, basis }: Outcome, place: Guided['place'], close: (reply: Reply) => void): Node[] {
  const words = row ? `填在${table_name}：${row.label}${column ? `·${column.label}` : ''}` : `不计入${table_name}`;
  const range = (id: string) => place?.cells.find((cell) => cell.column === id)?.range ?? place?.row;
  const jump = (label: string, span: Span | undefined) => (span ? [button(label, () => close({ range: span }), { class: 'main' })] : []);
  const ways = !place ? [] : column ? jump('跳到这一格', range(column.id)) : [...columns.flatMap(({ id, label }) => jump(label, range(id))), ...jump('只跳到这一行', place.row)];
  const missing = row && !place ? [h('p', { class: 'note' }, '正在写的这份年报里没有找到这一行。')] : [];
  return [
    h('p', { class: 'outcome' }, words),
    h('p', {}, text),
    h('ul', { hidden: notes.length === 0 }, ...notes.map((note) => h('li', {}, note))),
    h('p', { class: 'note' }, `依据　${basis.text}`),
    ...missing,
    ...(place && !column ? [h('p', { class: 'question' }, '跳到哪一列？')] : []),
    h('div', { class: 'columns' }, ...ways),
  ];
}
