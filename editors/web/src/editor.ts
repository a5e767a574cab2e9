//! The editor: CodeMirror, its keys and its words in Chinese. What a report means the engine says.

import { acceptCompletion, autocompletion, type CompletionContext, type CompletionResult, completionKeymap, closeCompletion, snippet } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers, type Tooltip } from '@codemirror/view';

import { h } from './dom';
import { markdown } from './markdown';
import { marks } from './marks';
import { changes, place, position, range } from './places';
import type { Session } from './session';
import type { Completion, Edit, Hover, Span } from './wire';

/** Marks the transaction that brings a text that has nothing to do with the one before. */
const anew = Annotation.define<boolean>();

const PHRASES = {
  Find: '查找', Replace: '替换为', next: '下一处', previous: '上一处', all: '全选', 'match case': '区分大小写', 'by word': '整词', regexp: '正则表达式',
  replace: '替换', 'replace all': '全部替换', close: '关闭', 'current match': '当前这一处', 'on line': '在第', 'replaced $ matches': '替换了 $ 处',
  'replaced match on line $': '替换了第 $ 行的一处', 'Go to line': '到第几行', go: '前往', 'No diagnostics': '没有问题', Diagnostics: '问题', Completions: '可以写的内容',
};

export interface Wishes {
  /** A paste; true if it was taken. */
  paste(data: DataTransfer): boolean;
  drop(files: FileList): void;
  save(): void;
  changed(): void;
  moved(line: number): void;
  guide(id: string): void;
}

async function completed(session: Session, context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos } = context;
  const before = state.doc.lineAt(pos).text.slice(0, pos - state.doc.lineAt(pos).from);
  if (!context.explicit && !/[\p{L}\p{N}|（(《]$/u.test(before)) {
    return null;
  }
  const answered = await session.about<Completion[]>({ ask: 'complete', at: place(state.doc, pos) });
  const first = answered?.answer[0];
  if (!first || context.aborted) {
    return null;
  }
  const options = answered.answer.map((item) => ({
    label: item.label,
    detail: item.detail ?? '',
    type: item.kind,
    apply: applied(item),
    info: async () => {
      const told = await session.ask<string | null>({ ask: 'tell', doc: item.doc });
      return told.answer ? h('div', { class: 'told' }, ...markdown(told.answer)) : null;
    },
  }));
  return { from: position(state.doc, first.range.start), to: position(state.doc, first.range.end), options, filter: false };
}

function applied({ text, snippet: hasStops, range: span }: Completion) {
  return (view: EditorView, completion: Parameters<ReturnType<typeof snippet>>[1]) => {
    const { from, to } = range(view.state.doc, span);
    const end = Math.max(to, view.state.selection.main.head);
    if (hasStops) {
      // A mark that stands for itself needs no backslash here.
      snippet(text.replaceAll(/\\(?=[$\\])/g, ''))(view, completion, from, end);
    } else {
      view.dispatch({ changes: { from, to: end, insert: text }, selection: { anchor: from + text.length }, userEvent: 'input.complete' });
    }
  };
}

function hovered(session: Session, wishes: Wishes): Extension {
  return hoverTooltip(async (view, at): Promise<Tooltip | null> => {
    const answered = await session.about<Hover | null>({ ask: 'hover', at: place(view.state.doc, at) });
    if (!answered?.answer) {
      return null;
    }
    const { markdown: text, guide, range: span } = answered.answer;
    const { from, to } = range(view.state.doc, span);
    const dom = h('div', { class: 'told' }, ...markdown(text));
    if (guide) {
      dom.append(h('button', { type: 'button', class: 'link', click: () => wishes.guide(guide) }, '拿不准填哪一行？一步步判断'));
    }
    return { pos: from, end: to, above: true, create: () => ({ dom }) };
  });
}

/** Tab goes from cell to cell in a table, and from part to part of the page elsewhere. */
function cells(session: Session) {
  const go = (back: boolean) => (view: EditorView): boolean => {
    const { head } = view.state.selection.main;
    if (!view.state.doc.lineAt(head).text.startsWith('|')) {
      return false;
    }
    void session.about<{ range: Span | null; edits: Edit[] }>({ ask: 'move', at: place(view.state.doc, head), back }).then((answered) => {
      if (answered?.answer.range) {
        const { edits, range: span } = answered.answer;
        view.dispatch({ changes: changes(view.state.doc, edits), userEvent: 'input.align' });
        const { from, to } = range(view.state.doc, span);
        view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      }
    });
    return true;
  };
  return [{ key: 'Tab', run: (view: EditorView) => acceptCompletion(view) || go(false)(view), shift: go(true) }];
}

function events(wishes: Wishes): Extension {
  return EditorView.domEventHandlers({
    paste: (event) => {
      const taken = event.clipboardData !== null && wishes.paste(event.clipboardData);
      if (taken) {
        event.preventDefault();
      }
      return taken;
    },
    drop: (event) => {
      const files = event.dataTransfer?.files;
      if (!files || files.length === 0) {
        return false;
      }
      event.preventDefault();
      wishes.drop(files);
      return true;
    },
  });
}

export function editor(parent: HTMLElement, nonce: string, session: Session, wishes: Wishes): EditorView {
  const save = { key: 'Mod-s', run: () => (wishes.save(), true), preventDefault: true };
  const extensions: Extension = [
    EditorView.cspNonce.of(nonce),
    EditorState.phrases.of(PHRASES),
    EditorView.contentAttributes.of({ 'aria-label': '年报正文', spellcheck: 'false', lang: 'zh-CN' }),
    lineNumbers(), highlightActiveLineGutter(), history(), drawSelection(), highlightActiveLine(), highlightSelectionMatches(),
    EditorView.lineWrapping,
    search({ top: true }),
    autocompletion({ override: [(context) => completed(session, context)], icons: false, maxRenderedOptions: 60 }),
    hovered(session, wishes), marks, events(wishes),
    Prec.high(keymap.of([save, ...cells(session)])),
    keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        const isNew = update.transactions.some((of) => of.annotation(anew));
        session.changed(update.state.doc, isNew);
        wishes.changed();
      }
      if (update.selectionSet || update.docChanged) {
        wishes.moved(update.state.doc.lineAt(update.state.selection.main.head).number - 1);
      }
    }),
  ];
  return new EditorView({ parent, state: EditorState.create({ extensions }) });
}

/** Another text takes the place of this one. It can be undone. */
export function show(view: EditorView, text: string): void {
  closeCompletion(view);
  const all = { from: 0, to: view.state.doc.length };
  view.dispatch({ changes: { ...all, insert: text }, selection: { anchor: 0 }, annotations: anew.of(true), scrollIntoView: true });
}

export function goTo(view: EditorView, span: Span): void {
  const { from, to } = range(view.state.doc, span);
  view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  view.focus();
}

export function apply(view: EditorView, edits: readonly Edit[]): void {
  view.dispatch({ changes: changes(view.state.doc, edits), userEvent: 'input.fix', scrollIntoView: false });
}
