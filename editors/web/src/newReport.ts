//! What a new report needs to be told: whose, for which year, and whether last year's figures are carried over.

import * as dialog from './dialog';
import { button, h } from './dom';
import { bytes, chosen, READABLE } from './files';
import type { Session } from './session';

export interface Made {
  text: string;
  name: string;
  notes: string[];
}

export function askNew(session: Session): Promise<Made | undefined> {
  return dialog.show<Made>('新建年报', (close) => {
    // A report is about the year before.
    const year = h('input', { type: 'number', min: '2008', max: '2100', value: String(new Date().getFullYear() - 1), id: 'new-year' });
    const organ = h('input', { type: 'text', id: 'new-organ', autocomplete: 'off', autofocus: true });
    const fault = h('p', { class: 'fault', role: 'alert' });
    const last = h('span', { class: 'note' }, '不选也可以');
    const make = async () => {
      try {
        const { answer } = await session.ask<{ text: string; carried: number }>({ ask: 'new', organ: organ.value, year: Number(year.value) || 0 });
        const notes = answer.carried > 0 ? [`从上年的年报结转了 ${answer.carried} 个数，请核对。`] : [];
        close({ text: answer.text, name: `${organ.value.trim()}${year.value}年度年报`, notes });
      } catch (problem) {
        fault.textContent = problem instanceof Error ? problem.message : String(problem);
      }
    };
    const choose = async () => {
      const file = await chosen(READABLE);
      if (file) {
        await session.recheck({ ask: 'lastYear', name: file.name }, await bytes(file)).then(
          () => (last.textContent = file.name),
          (problem: unknown) => (fault.textContent = String(problem instanceof Error ? problem.message : problem)),
        );
      }
    };
    const enter = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !event.isComposing) {
        void make();
      }
    };
    organ.addEventListener('keydown', enter);
    year.addEventListener('keydown', enter);
    return [
      h('label', { class: 'field' }, h('span', {}, '机关全称，照公章写'), organ),
      h('label', { class: 'field' }, h('span', {}, '哪一年的年报'), year),
      h('p', {}, button('选上年的年报，结转数字……', () => void choose()), ' ', last),
      fault,
      h('footer', {}, button('新建', () => void make(), { class: 'main' })),
    ];
  });
}
