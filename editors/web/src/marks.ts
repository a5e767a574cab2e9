//! What is drawn into the text: colours, computed sums, and which lines are rows of a table.

import { type Extension, type Range, RangeSetBuilder, StateEffect, type StateEffectType, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, type ViewUpdate, ViewPlugin, WidgetType } from '@codemirror/view';

import { h } from './dom';
import { position, range } from './places';
import type { Hint, Span } from './wire';

export const setTokens = StateEffect.define<[Span, string][]>();
export const setHints = StateEffect.define<Hint[]>();

class Sum extends WidgetType {
  constructor(readonly hint: Hint) {
    super();
  }
  override eq({ hint }: Sum): boolean {
    return hint.label === this.hint.label && hint.tooltip === this.hint.tooltip;
  }
  override toDOM(): HTMLElement {
    return h('span', { class: 'sum', title: this.hint.tooltip, 'aria-label': this.hint.tooltip }, this.hint.label);
  }
}

function coloured(text: Text, tokens: [Span, string][]): DecorationSet {
  const marks = tokens.flatMap(([span, kinds]): Range<Decoration>[] => {
    const { from, to } = range(text, span);
    const names = kinds.split(' ').map((kind) => `tok-${kind}`);
    return from < to ? [Decoration.mark({ class: names.join(' ') }).range(from, to)] : [];
  });
  return Decoration.set(marks, true);
}

function summed(text: Text, hints: Hint[]): DecorationSet {
  const widgets = hints.map((hint) => Decoration.widget({ widget: new Sum(hint), side: 1 }).range(position(text, hint.at)));
  return Decoration.set(widgets, true);
}

function field<T>(effect: StateEffectType<T>, draw: (text: Text, value: T) => DecorationSet): StateField<DecorationSet> {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(drawn, { changes, effects, state }) {
      for (const found of effects) {
        if (found.is(effect)) {
          return draw(state.doc, found.value);
        }
      }
      return drawn.map(changes);
    },
    provide: (drawn) => EditorView.decorations.from(drawn),
  });
}

const row = Decoration.line({ class: 'row' });

function rows(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      if (line.text.startsWith('|')) {
        builder.add(line.from, line.from, row);
      }
      at = line.to + 1;
    }
  }
  return builder.finish();
}

/** Rows do not wrap: their bars stand below each other. */
const unwrapped = ViewPlugin.fromClass(
  class {
    drawn: DecorationSet;
    constructor(view: EditorView) {
      this.drawn = rows(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) {
        this.drawn = rows(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.drawn },
);

export const marks: Extension = [field(setTokens, coloured), field(setHints, summed), unwrapped];
