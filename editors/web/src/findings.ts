//! What was found: squiggles in the text, and a list in words that leads to each place and mends it.

import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';

import { button, found, h } from './dom';
import { apply, goTo } from './editor';
import { range } from './places';
import type { Finding, Severity, Summary } from './wire';

const LEVELS: Record<Severity, string> = { error: '错误', warning: '提醒', info: '提示' };

/** How long the numbers must stay before they are read aloud, in milliseconds. */
const SPOKEN = 800;

export class Findings {
  private readonly list = found('findings');
  private readonly counts = found('counts');
  private readonly spoken = found('spoken');
  private readonly mend = found<HTMLButtonElement>('mend');
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shown: Finding[] = [];

  constructor(private readonly view: EditorView, private readonly explain: (rule: string) => void) {}

  show(findings: Finding[], summary: Summary): void {
    this.shown = findings;
    this.squiggle();
    this.keepFocus(() => this.list.replaceChildren(...findings.map((finding, at) => this.item(finding, at))));
    this.count(summary);
  }

  /** The finding after the cursor, or before it; round the end. */
  step(back: boolean): void {
    const { doc, selection } = this.view.state;
    const starts = this.shown.map((finding) => range(doc, finding.range).from);
    const order = back ? starts.map((_, at) => starts.length - 1 - at) : starts.map((_, at) => at);
    const next = order.find((at) => (back ? starts[at]! < selection.main.from : starts[at]! > selection.main.from)) ?? order[0];
    if (next !== undefined) {
      goTo(this.view, this.shown[next]!.range);
    }
  }

  /** A click on a fix must not lose the place in the list. */
  private keepFocus(change: () => void): void {
    const items = () => [...this.list.querySelectorAll<HTMLElement>('.place')];
    const at = items().findIndex((item) => item.parentElement?.contains(document.activeElement));
    change();
    if (at >= 0) {
      (items()[at] ?? items().at(-1) ?? this.view.contentDOM).focus();
    }
  }

  private squiggle(): void {
    const { doc } = this.view.state;
    const diagnostics = this.shown.map((finding): Diagnostic => ({
      ...range(doc, finding.range),
      severity: finding.severity,
      message: finding.message,
      ...(finding.faded && { markClass: 'faded' }),
      actions: finding.fixes.map((fix) => ({ name: fix.title, apply: (view: EditorView) => apply(view, fix.edits) })),
    }));
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  private item(finding: Finding, at: number): HTMLElement {
    const { severity, title, message, where, fixes } = finding;
    const line = finding.range.start.line + 1;
    const go = h('button', { type: 'button', class: 'place', click: () => goTo(this.view, finding.range) },
      h('span', { class: `level ${severity}` }, LEVELS[severity]),
      h('span', { class: 'rule' }, title),
      h('span', { class: 'where' }, where ? `${where}　第 ${line} 行` : `第 ${line} 行`),
      h('span', { class: 'message' }, message));
    const ways = fixes.map((fix) => button(fix.title, () => apply(this.view, fix.edits), { class: fix.safe ? 'fix safe' : 'fix' }));
    const why = button('为什么', () => this.explain(finding.rule), { class: 'why', 'aria-label': `为什么：${message}` });
    return h('li', { class: severity, 'data-rule': finding.rule, 'data-at': String(at) }, go, this.related(finding), h('div', { class: 'ways' }, ...ways, why));
  }

  private related({ related, elsewhere }: Finding): HTMLElement {
    const here = related.map((it) => h('li', {}, button(it.message, () => goTo(this.view, it.range), { class: 'link' })));
    const there = elsewhere.map((it) => h('li', {}, `${it.file}${it.where ? `　${it.where}` : ''}：${it.message}`));
    return h('ul', { class: 'related', hidden: here.length + there.length === 0 }, ...here, ...there);
  }

  private count({ errors, warnings, infos, identities, holding, safe }: Summary): void {
    const numbers: [Severity, number][] = [['error', errors], ['warning', warnings], ['info', infos]];
    const told = numbers.filter(([, count]) => count > 0);
    const sums = identities > 0 ? `勾稽关系 ${identities} 条，成立 ${holding} 条` : '';
    const badges = told.map(([level, count]) => h('span', { class: `badge ${level}` }, `${count} 处${LEVELS[level]}`));
    const clean = h('span', { class: 'badge clean' }, '没有发现问题');
    this.counts.replaceChildren(...(badges.length > 0 ? badges : [clean]), h('span', { class: 'sums' }, sums));
    this.mend.disabled = safe === 0;
    this.mend.textContent = safe > 0 ? `一键修正 ${safe} 处` : '一键修正';
    clearTimeout(this.timer);
    const words = told.map(([level, count]) => `${count} 处${LEVELS[level]}`).join('，') || '没有发现问题';
    this.timer = setTimeout(() => {
      this.spoken.textContent = `${words}。${sums}`;
    }, SPOKEN);
  }
}
