//! A paste into a report. What it means the engine says: figures go into cells, a whole table takes the blank one's place; everything else
//! is pasted as it came.

import type { EditorView } from '@codemirror/view';

import * as dialog from './dialog';
import { apply } from './editor';
import { place } from './places';
import type { Session } from './session';
import type { Pasted } from './wire';

export async function paste(view: EditorView, session: Session, text: string, html: string | undefined, tell: (notes: string[], fault?: boolean) => void): Promise<void> {
  const at = place(view.state.doc, view.state.selection.main.from);
  const answered = await session.about<Pasted>({ ask: 'paste', at, text, html });
  if (!answered) {
    return;
  }
  const { options, message, text: canonical } = answered.answer;
  if (!options) {
    insert(view, canonical ?? text);
  } else if (options.length === 0) {
    const anyway = await dialog.choose('贴不进去', message ?? '', [{ words: '照原样贴上', value: true }, { words: '不贴了', value: false, main: true }]);
    if (anyway) {
      insert(view, text);
    }
  } else {
    const ways = options.map((option, at) => ({ words: option.title, value: at, main: at === 0 }));
    const way = options.length === 1 ? 0 : await dialog.choose('怎样粘贴这张表', '光标所在的地方已经有一张同样的表。', ways);
    const option = options[way ?? -1];
    if (option) {
      apply(view, option.edits);
      tell([`${option.message}。`]);
    }
  }
}

function insert(view: EditorView, text: string): void {
  view.dispatch(view.state.replaceSelection(text), { userEvent: 'input.paste', scrollIntoView: true });
}
