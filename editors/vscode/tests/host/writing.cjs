//! What the extension writes, and how it moves about in tables.

const assert = require('node:assert');
const vscode = require('vscode');

const { apply, diagnostic, diagnostics, open, openText, put, putBehind, range, selected, until } = require('./reports.cjs');

const TABLE = `云岭县档案局2024年政府信息公开工作年度报告

二、主动公开政府信息情况

| 第二十条第（五）项 | 本年处理决定数量 |
| :----------------- | ---------------: |
| 行政许可           |               12 |

| 第二十条第（六）项 | 本年处理决定数量 |
| :----------------- | ---------------: |
| 行政处罚           |                  |
| 行政强制           |                3 |

下文
`;

const OWN = '一、总体情况\n\n| 渠道 | 条数 |\n| --- | --- |\n| 网站 | 5 |\n';

async function completed(editor) {
  const list = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', editor.document.uri, editor.selection.active);
  return list.items.map(({ label }) => label.label ?? label);
}

const format = (document) => vscode.commands.executeCommand('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 4, insertSpaces: true });

module.exports = [
  ['what is found where somebody writes is told when that place is left', async () => {
    const clean = (await open('clean 年报')).document.getText();
    const editor = await openText(clean);
    const sums = () => diagnostics(editor).filter(({ code }) => (code.value ?? code) === '合计不平');
    const total = editor.document.lineAt(range(editor.document, '| 行政复议 ').start).range.end.translate(0, -2);
    const hints = () => vscode.commands.executeCommand('vscode.executeInlayHintProvider', editor.document.uri, new vscode.Range(0, 0, editor.document.lineCount, 0));
    for (const leave of [() => put(editor, new vscode.Position(0, 0)), () => vscode.commands.executeCommand('nianbao.showProblems')]) {
      await put(editor, total);
      await vscode.commands.executeCommand('type', { text: '9' });
      await until('the computed sum', async () => (await hints()).length > 0);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.deepEqual(sums(), [], 'nothing is said of a table that is being written');
      await leave();
      await until('the sum', () => sums().length > 0);
      await vscode.window.showTextDocument(editor.document);
      await vscode.commands.executeCommand('undo');
      await until('no sum', () => sums().length === 0);
    }
  }],
  ['a quick fix mends the heading', async () => {
    const editor = await openText(vscode.workspace.textDocuments.find(({ fileName }) => /faulty/.test(fileName)).getText());
    const found = await diagnostic(editor, 'the heading', ({ code }) => (code.value ?? code) === '小标题不规范');
    const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', editor.document.uri, found.range, 'quickfix');
    const fix = actions.find(({ edit, title }) => edit && title.includes('二、主动公开政府信息情况'));
    assert.ok(fix, actions.map(({ title }) => title).join());
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(editor.document.getText(), /^二、主动公开政府信息情况$/m);
    await until('the problem is gone', () => !diagnostics(editor).some(({ code }) => (code.value ?? code) === '小标题不规范'));
  }],
  ['formatting turns a pasted report into aligned tables', async () => {
    const { document } = await openText((await open('pasted 年报')).document.getText());
    assert.doesNotMatch(document.getText(), /\|/);
    await apply(document, await format(document));
    const rows = document.getText().split('\n').filter((line) => line.startsWith('|'));
    assert.ok(rows.length > 40, `${rows.length} rows`);
    assert.match(document.getText(), /^\| 　（七）总计 +\|/m);
    assert.deepEqual(await format(document) ?? [], [], 'a second time changes nothing');
  }],
  ['totals are computed', async () => {
    const editor = await openText((await open('faulty 年报')).document.getText());
    await until('the server', () => diagnostics(editor).length > 0);
    void vscode.commands.executeCommand('nianbao.recompute');
    await until('the total', () => /予以公开 +\| +9 \| +2 \| +0 \| +0 \| +1 \| +0 \| +12 \|/.test(editor.document.getText()));
  }],
  ['Tab goes from figure to figure, into the next table, and back', async () => {
    const editor = await openText(TABLE);
    await putBehind(editor, '行政许可');
    await vscode.commands.executeCommand('nianbao.toNextCell');
    assert.equal(selected(editor), '12');
    await vscode.commands.executeCommand('nianbao.toNextCell');
    assert.ok(editor.selection.isEmpty && editor.document.lineAt(editor.selection.active.line).text.includes('行政处罚'));
    await vscode.commands.executeCommand('nianbao.toNextCell');
    assert.equal(selected(editor), '3');
    await vscode.commands.executeCommand('nianbao.toNextCell');
    assert.equal(selected(editor), '3', 'there is no cell behind the last one');
    await vscode.commands.executeCommand('nianbao.toPreviousCell');
    await vscode.commands.executeCommand('nianbao.toPreviousCell');
    assert.equal(selected(editor), '12');
    assert.equal(editor.document.getText(), TABLE, 'nothing was written');
  }],
  ['keys that are pressed faster than the server answers are all counted', async () => {
    const editor = await openText(TABLE);
    await putBehind(editor, '行政许可');
    await Promise.all([1, 2, 3].map(() => vscode.commands.executeCommand('nianbao.toNextCell')));
    assert.equal(selected(editor), '3');
  }],
  ['what is typed behind a key that the server has not answered yet comes behind it', async () => {
    const key = (name) => vscode.commands.executeCommand(`nianbao.${name}`);
    const type = (text) => vscode.commands.executeCommand('type', { text });
    const row = (editor, label) => editor.document.lineAt(range(editor.document, label).start.line).text;
    for (let round = 0; round < 10; round++) {
      const editor = await openText(TABLE);
      await putBehind(editor, '行政许可');
      const first = key('toNextCell');
      await type('7');
      await type('8');
      const second = key('enterInTable');
      await type('5');
      const third = key('toPreviousCell');
      await Promise.all([first, second, third]);
      await until(() => `each figure in its cell\n${editor.document.getText()}`, () => / 78 \|$/.test(row(editor, '行政许可')) && / 5 \|$/.test(row(editor, '行政处罚')));
      await until('the cell before', () => selected(editor) === '78');
      assert.match(row(editor, '行政强制'), / 3 \|$/);
    }
  }],
  ['what is typed behind Enter begins the next line', async () => {
    const header = '三、收到和处理政府信息公开申请情况\n\n| 申请人情况 | 自然人 | 总计 |';
    for (let round = 0; round < 10; round++) {
      const editor = await openText(header);
      await putBehind(editor, '总计 |');
      const enter = vscode.commands.executeCommand('nianbao.enterInTable');
      for (const text of '| 一') {
        await vscode.commands.executeCommand('type', { text });
      }
      await enter;
      await until(() => `the next line\n${editor.document.getText()}`, () => editor.document.getText() === `${header}\n| 一`);
    }
  }],
  ['a figure takes the place of blanks, and is aligned as the cursor leaves', async () => {
    const editor = await openText(TABLE);
    await putBehind(editor, '行政许可');
    await vscode.commands.executeCommand('nianbao.toNextCell');
    for (const text of '3456') {
      await vscode.commands.executeCommand('type', { text });
    }
    const row = () => editor.document.lineAt(range(editor.document, '行政许可').start.line).text;
    await until('the row as wide as it was', () => row() === '| 行政许可           |             3456 |');
    await putBehind(editor, '下文');
    await vscode.commands.executeCommand('undo');
    await vscode.commands.executeCommand('undo');
    await vscode.commands.executeCommand('undo');
    await vscode.commands.executeCommand('undo');
    await until('the text as it was', () => editor.document.getText() === TABLE);
  }],
  ['Delete empties a cell, and Shift-Enter goes up', async () => {
    const editor = await openText(TABLE);
    await putBehind(editor, '| 行政许可           |               12');
    await vscode.commands.executeCommand('nianbao.clearCell');
    await until('the blank cell', () => /^\| 行政许可 +\| {18}\|$/m.test(editor.document.getText()));
    await putBehind(editor, '行政强制           |                3');
    await vscode.commands.executeCommand('nianbao.toCellAbove');
    assert.ok(editor.document.lineAt(editor.selection.active.line).text.includes('行政处罚'));
  }],
  ['Enter at the end of a row goes to the next row', async () => {
    const editor = await openText(TABLE);
    await put(editor, editor.document.lineAt(range(editor.document, '行政处罚').start.line).range.end);
    await vscode.commands.executeCommand('nianbao.enterInTable');
    assert.equal(selected(editor), '3');
    assert.equal(editor.document.getText(), TABLE);
  }],
  ['Enter below the last row of an official table adds a line and no row', async () => {
    const editor = await openText(TABLE);
    const last = editor.document.lineAt(range(editor.document, '行政强制').start.line);
    await put(editor, last.range.end);
    await vscode.commands.executeCommand('nianbao.enterInTable');
    const rows = (text) => text.split('\n').filter((line) => line.includes('|')).length;
    assert.equal(rows(editor.document.getText()), rows(TABLE));
    assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [last.lineNumber + 1, 0]);
  }],
  ['a table of the author’s own grows', async () => {
    const editor = await openText(OWN);
    await put(editor, editor.document.lineAt(4).range.end);
    await vscode.commands.executeCommand('nianbao.enterInTable');
    assert.equal(editor.document.lineAt(5).text, '|  |  |');
    assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [5, 2]);
    await vscode.commands.executeCommand('leaveSnippet');
  }],
  ['a numbered list goes on', async () => {
    const editor = await openText('1.加强培训\n');
    await putBehind(editor, '加强培训');
    await vscode.commands.executeCommand('type', { text: '\n' });
    assert.equal(editor.document.lineAt(1).text, '2.');
    await vscode.commands.executeCommand('type', { text: '\n' });
    assert.equal(editor.document.lineAt(2).text, '', 'and ends at a number with nothing behind it');
  }],
  ['an opening mark is closed', async () => {
    const editor = await openText('');
    await vscode.commands.executeCommand('type', { text: '《' });
    assert.equal(editor.document.getText(), '《》');
  }],
  ['headings are completed from Chinese and from pinyin', async () => {
    for (const typed of ['主动', 'zhudong', 'zdgk']) {
      const editor = await openText(`云岭县档案局2024年政府信息公开工作年度报告\n\n${typed}`);
      await putBehind(editor, typed);
      const labels = await completed(editor);
      assert.ok(labels.some((label) => label.includes('主动公开政府信息情况')), `${typed}: ${labels.slice(0, 5)}`);
    }
  }],
];
