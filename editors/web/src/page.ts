//! The page: what its buttons do, which file is open, and who is told what. The table of contents of the rest.

import type { EditorView } from '@codemirror/view';

import * as dialog from './dialog';
import { button, found, h } from './dom';
import * as drafts from './drafts';
import { apply, editor, goTo, show } from './editor';
import { Engine } from './engine';
import { bytes, chosen, copy, download, EXPORTS, READABLE, safeName, stem, Target } from './files';
import { Findings } from './findings';
import { lead } from './guide';
import { markdown } from './markdown';
import { setHints, setTokens } from './marks';
import { Menu } from './menu';
import { askNew } from './newReport';
import { paste } from './paste';
import { place } from './places';
import { Preview } from './preview';
import { Session } from './session';
import type { Checked, Edit, Explained, Opened } from './wire';

interface Parts {
  nonce: string;
  version: string;
  licences: string;
}

const parts = JSON.parse(found('parts').textContent ?? '') as Parts;

class Page {
  private readonly engine = new Engine(found('worker').textContent ?? '', found('engine').textContent ?? '');
  private readonly session = new Session(this.engine);
  private readonly view: EditorView;
  private readonly findings: Findings;
  private readonly preview: Preview;
  private readonly target = new Target();
  private guides: { id: string; title: string }[] = [];
  private checked: Checked | undefined;
  /** The file's name without its ending; none as long as it has none. */
  private name = '';
  private crlf = false;
  private isOpen = false;
  private dirty = false;
  private draftTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.view = editor(found('editor'), parts.nonce, this.session, {
      paste: (data) => this.pasted(data),
      drop: (files) => void this.opened(files[0]),
      save: () => this.run(this.save()),
      changed: () => this.changed(),
      moved: (line) => this.preview?.follow(line),
      guide: (id) => this.run(this.guide(id)),
    });
    this.findings = new Findings(this.view, (rule) => this.run(this.explainRule(rule)));
    this.preview = new Preview(this.session, parts.nonce, (at) => goTo(this.view, { start: at, end: at }), (at) => this.run(this.copy(at)));
    this.session.onChecked = (checked) => this.show(checked);
    this.session.onExplained = (explained) => this.showFindings(explained);
    this.session.onFault = (fault) => this.tell([reason(fault)], true);
    this.wire();
    this.engine.ready.then(
      () => this.run(this.started()),
      () => this.unable(),
    );
  }

  private wire(): void {
    const on = (id: string, run: () => Promise<unknown>) => found(id).addEventListener('click', () => this.run(run()));
    on('new', () => this.create());
    on('welcome-new', () => this.create());
    on('open', () => this.open());
    on('welcome-open', () => this.open());
    on('welcome-paste', () => this.pasteByButton());
    on('save', () => this.save());
    on('mend', () => this.mend());
    on('format', () => this.format());
    on('about', () => this.about());
    on('draft', () => this.draftWanted());
    new Menu('export', () => [
      ...EXPORTS.map(({ format, words }) => ({ words: `导出 ${words}`, run: () => this.run(this.export(format)) })),
      { words: '复制全文（带格式）', run: () => this.run(this.copy()) },
      { words: '复制光标所在的表', run: () => this.run(this.copy(place(this.view.state.doc, this.view.state.selection.main.head))) },
    ]);
    new Menu('beside', () => [
      { words: '选上年的年报……', run: () => this.run(this.lastYear()) },
      { words: '不再对照', run: () => this.run(this.forgetLastYear()) },
    ]);
    new Menu('guide', () => this.guides.map(({ id, title }) => ({ words: title, run: () => this.run(this.guide(id)) })));
    this.listen();
  }

  private listen(): void {
    document.addEventListener('keydown', (event) => {
      if (event.key === 'F8') {
        event.preventDefault();
        this.findings.step(event.shiftKey);
      } else if ((event.ctrlKey || event.metaKey) && !event.defaultPrevented && ['s', 'o'].includes(event.key.toLowerCase())) {
        event.preventDefault();
        this.run(event.key.toLowerCase() === 's' ? this.save() : this.open());
      }
    });
    // On the first page there is no editor to paste into.
    document.addEventListener('paste', (event) => {
      if (!this.isOpen && event.clipboardData && !document.querySelector('dialog')) {
        event.preventDefault();
        this.pasted(event.clipboardData);
      }
    });
    const drop = found('drop');
    addEventListener('dragover', (event) => {
      event.preventDefault();
      drop.hidden = !event.dataTransfer?.types.includes('Files');
    });
    addEventListener('dragleave', (event) => {
      drop.hidden ||= event.relatedTarget === null;
    });
    addEventListener('drop', (event) => {
      drop.hidden = true;
      if (!event.defaultPrevented) {
        event.preventDefault();
        this.run(this.opened(event.dataTransfer?.files[0]));
      }
    });
    addEventListener('beforeunload', (event) => {
      if (this.dirty && !found<HTMLInputElement>('draft').checked) {
        event.preventDefault();
      }
    });
  }

  /** Does something, and tells if it fails. */
  private run(work: Promise<unknown>): void {
    work.catch((fault: unknown) => this.tell([reason(fault)], true));
  }

  private async started(): Promise<void> {
    found('starting').textContent = '检查程序已就绪，断网也能用。';
    document.body.dataset['ready'] = 'true';
    this.guides = (await this.session.ask<{ id: string; title: string }[]>({ ask: 'guides' })).answer;
    this.offerDraft();
  }

  private unable(): void {
    const told = found('starting');
    told.classList.add('fault');
    told.textContent = told.dataset['old'] ?? '';
  }

  private offerDraft(): void {
    const draft = drafts.read();
    const box = found('welcome-draft');
    if (!draft) {
      return;
    }
    found<HTMLInputElement>('draft').checked = true;
    const when = new Date(draft.at).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short' });
    const forget = () => {
      drafts.forget();
      found<HTMLInputElement>('draft').checked = false;
      box.hidden = true;
    };
    const go = () => this.start(draft.text, draft.name, { dirty: true });
    box.replaceChildren(h('span', {}, `上次的草稿：${draft.name || '还没有名字'}（${when}）`), button('接着写', go, { class: 'main' }), button('删掉草稿', forget));
    box.hidden = false;
  }

  /** Begins with a text. */
  private start(text: string, name: string, { crlf = false, dirty = false } = {}): void {
    found('welcome').hidden = true;
    for (const id of ['work', 'foot']) {
      found(id).hidden = false;
    }
    for (const id of ['save', 'export', 'beside']) {
      found<HTMLButtonElement>(id).disabled = false;
    }
    this.isOpen = true;
    this.target.forget();
    this.name = name;
    this.crlf = crlf;
    show(this.view, text);
    this.dirty = dirty;
    this.title();
    this.view.focus();
  }

  private title(): void {
    const name = this.name || this.checked?.name || '还没有名字的年报';
    found('name').textContent = this.isOpen ? name : '';
    found('state').textContent = !this.isOpen ? '' : this.dirty ? '还没有保存' : '已保存';
    document.title = !this.isOpen ? '年报 · 离线版' : `${this.dirty ? '● ' : ''}${name} · 年报离线版`;
  }

  private changed(): void {
    found('findings').setAttribute('aria-busy', 'true');
    this.dirty = true;
    this.title();
    clearTimeout(this.draftTimer);
    this.draftTimer = setTimeout(() => this.keepDraft(), 1000);
  }

  private show(checked: Checked): void {
    this.checked = checked;
    this.view.dispatch({ effects: setTokens.of(checked.tokens) });
    if (checked.unexplained) {
      // The sums follow with the cells that are probably wrong.
      this.findings.show(checked.findings, checked.summary);
    } else {
      this.showFindings(checked);
    }
    this.preview.later();
    this.title();
  }

  private showFindings({ findings, summary, hints }: Explained): void {
    this.view.dispatch({ effects: setHints.of(hints) });
    this.findings.show(findings, summary);
    found('findings').setAttribute('aria-busy', 'false');
    this.preview.later();
  }

  /** Says something above the text until it is closed or something else is said. */
  private tell(notes: string[], isFault = false): void {
    const notice = found('notice');
    notice.classList.toggle('fault', isFault);
    const leave = button('知道了', () => (notice.hidden = true));
    notice.replaceChildren(h('ul', {}, ...notes.map((note) => h('li', {}, note))), leave);
    notice.hidden = notes.length === 0;
  }

  /** Whether the text may be left: it is saved, blank, or nobody wants it. */
  private async mayLeave(): Promise<boolean> {
    if (!this.dirty || this.isBlank()) {
      return true;
    }
    const answer = await dialog.choose('现在这份还没有保存', '接着做，正在写的内容就会被换掉。', [
      { words: '取消', value: 'stay' },
      { words: '不保存', value: 'leave' },
      { words: '先保存', value: 'save', main: true },
    ]);
    return answer === 'save' ? this.save() : answer === 'leave';
  }

  private isBlank(): boolean {
    return !this.isOpen || this.view.state.doc.toString().trim() === '';
  }

  private async open(): Promise<void> {
    await this.opened(await chosen(READABLE));
  }

  private async opened(file: File | undefined): Promise<void> {
    if (!file) {
      return;
    }
    const { answer } = await this.session.ask<Opened>({ ask: 'open' }, await bytes(file));
    if (await this.mayLeave()) {
      this.start(answer.text, stem(file.name), { crlf: answer.crlf, dirty: answer.imported });
      this.tell(answer.notes.map((note) => `${note}。`));
    }
  }

  private async create(): Promise<void> {
    const made = await askNew(this.session);
    if (made && (await this.mayLeave())) {
      this.start(made.text, made.name, { dirty: true });
      this.tell(made.notes);
    }
  }

  private pasted(data: DataTransfer): boolean {
    const [text, html] = [data.getData('text/plain'), data.getData('text/html') || undefined];
    if (!text && !html) {
      // A picture, or a file.
      const file = data.files[0];
      this.run(file ? this.opened(file) : Promise.resolve());
      return file !== undefined;
    }
    this.run(this.isBlank() ? this.pasteWhole(text, html) : paste(this.view, this.session, text, html, (notes, fault) => this.tell(notes, fault)));
    return true;
  }

  private async pasteWhole(text: string, html: string | undefined): Promise<void> {
    const { answer } = await this.session.ask<Opened>({ ask: 'whole', text, html });
    this.start(answer.text, '', { dirty: true });
    this.tell(answer.notes.map((note) => `${note}。`));
  }

  /** The button on the first page. A browser may not let a page read the clipboard; then the keys do. */
  private async pasteByButton(): Promise<void> {
    try {
      const [item] = await navigator.clipboard.read();
      const of = async (type: string) => (item?.types.includes(type) ? (await item.getType(type)).text() : undefined);
      const [text, html] = [await of('text/plain'), await of('text/html')];
      if (text ?? html) {
        await this.pasteWhole(text ?? '', html);
        return;
      }
    } catch {
      // Told below.
    }
    this.tell(['请按 Ctrl+V 粘贴（苹果电脑按 Command+V）。']);
  }

  private async save(): Promise<boolean> {
    if (!this.isOpen) {
      return false;
    }
    const answered = await this.session.latest<null>({ ask: 'save', crlf: this.crlf });
    const { doc } = this.view.state;
    const saved = await this.target.save(answered.file, `${safeName(this.name || this.checked?.name || '')}.nianbao`);
    if (saved === undefined) {
      return false;
    }
    this.name = stem(saved);
    this.dirty = !doc.eq(this.view.state.doc);
    this.title();
    this.tell([`已保存 ${saved}。`]);
    return true;
  }

  private async export(format: string): Promise<void> {
    const answered = await this.session.latest<{ name: string }>({ ask: 'export', format });
    const name = `${safeName(this.name || answered.answer.name)}.${format}`;
    download(answered.file, name);
    const errors = this.checked?.summary.errors ?? 0;
    this.tell([`已导出 ${name}。`, ...(errors > 0 ? [`里面还有 ${errors} 处错误没有改，公布前请改好再导出。`] : [])]);
  }

  private async copy(at?: { line: number; character: number }): Promise<void> {
    const answered = await this.session.about<{ html: string; text: string; errors: number }>({ ask: 'copy', at });
    if (answered) {
      await copy(answered.answer.html, answered.answer.text);
      const { errors } = answered.answer;
      const warning = errors > 0 ? [`注意：里面还有 ${errors} 处错误没有改。`] : [];
      this.tell([`${at ? '这张表' : '全文'}已复制，到 Word、WPS 或网页后台里粘贴。`, ...warning]);
    }
  }

  private async mend(): Promise<void> {
    const answered = await this.session.about<{ count: number; edits: Edit[] } | null>({ ask: 'mend' });
    if (answered?.answer) {
      apply(this.view, answered.answer.edits);
      this.tell([`修正了 ${answered.answer.count} 处版式、用字和标点，没有动数字。不合意可以按 Ctrl+Z 撤销。`]);
    }
  }

  private async format(): Promise<void> {
    const answered = await this.session.about<Edit[]>({ ask: 'format' });
    if (answered) {
      const { answer: edits } = answered;
      apply(this.view, edits);
      this.tell([edits.length > 0 ? '表格已整理，没有动数字。' : '表格已经是整齐的。']);
    }
  }

  private async lastYear(): Promise<void> {
    const file = await chosen(READABLE);
    if (!file) {
      return;
    }
    type Compared = Checked & { kept: { name: string; organ: string | null; year: number | null } };
    const { lastYear, kept } = await this.session.recheck<Compared>({ ask: 'lastYear', name: file.name }, await bytes(file));
    const of = `${kept.organ ?? '不知道哪个机关'}${kept.year ?? '不知道哪'}年`;
    this.tell([lastYear ? `已对照 ${lastYear}：结转的数、照抄的文字都会查。` : `${kept.name} 读出来是${of}的年报，不是本机关上一年的，没有用来对照。`], !lastYear);
  }

  private async forgetLastYear(): Promise<void> {
    await this.session.recheck({ ask: 'forgetLastYear' });
    this.tell(['不再对照上年的年报。']);
  }

  private async guide(id: string): Promise<void> {
    const span = await lead(this.session, id);
    if (span) {
      goTo(this.view, span);
    }
  }

  private async explainRule(name: string): Promise<void> {
    const { answer } = await this.session.ask<{ title: string; what: string; why: string; fix: string | null } | null>({ ask: 'rule', name });
    if (answer) {
      const told = [answer.what, answer.why, ...(answer.fix ? [answer.fix] : [])];
      await dialog.show(answer.title, () => told.map((text) => h('div', {}, ...markdown(text))));
    }
  }

  private async draftWanted(): Promise<void> {
    const box = found<HTMLInputElement>('draft');
    if (!box.checked) {
      drafts.forget();
      return;
    }
    const words = '草稿存在浏览器里，每次改动后自动更新，下次打开这个网页可以接着写。要知道：在 Edge、Chrome 等浏览器里，同一台电脑上别的本地网页也读得到它。多人共用的电脑，不要留。';
    const agreed = await dialog.choose('在这台电脑上留草稿', words, [{ words: '不留', value: false }, { words: '留草稿', value: true, main: true }]);
    box.checked = agreed === true;
    this.keepDraft();
  }

  private keepDraft(): void {
    const kept = { text: this.view.state.doc.toString(), name: this.name, at: Date.now() };
    if (found<HTMLInputElement>('draft').checked && !this.isBlank() && !drafts.write(kept)) {
      this.tell(['草稿没有存成，浏览器的存储空间不够或者不让用。请自己保存。'], true);
    }
  }

  private async about(): Promise<void> {
    await dialog.show('关于', () => [
      h('p', {}, `年报离线版 ${parts.version}。一个文件就是全部：双击打开，不用安装，不联网，也不会把文字发到任何地方。`),
      h('p', {}, '检查只凭读到的文字和数字，不能代替审核；改动前请核对原始台账。'),
      h('p', { class: 'note' }, '按 MIT 或 Apache-2.0 许可发布。里面用到的程序库和它们的许可：'),
      h('div', { class: 'parts', tabindex: '0', role: 'region', 'aria-label': '程序库和许可' }, parts.licences),
    ]);
  }
}

function reason(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

new Page();
