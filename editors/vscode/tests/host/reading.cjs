//! What is told of a report: problems, explanations, colours, settings.

const assert = require('node:assert');
const path = require('node:path');
const vscode = require('vscode');

const { diagnostic, diagnostics, folder, open, openText, range, until } = require('./reports.cjs');

const hovered = async (document, position) => {
  const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join('\n');
};

module.exports = [
  ['opening a report starts the extension', async () => {
    await open('clean 年报');
    await until('the extension', () => vscode.extensions.getExtension('nianbao.nianbao')?.isActive);
  }],
  ['a problem stands at its figure', async () => {
    const editor = await open('faulty 年报');
    const found = await diagnostic(editor, 'a sum', ({ code, message }) => (code.value ?? code) === '合计不平' && message.includes('＝'));
    assert.match(editor.document.getText(found.range), /^\d+$/);
    assert.equal(found.source, 'nianbao');
    assert.ok(found.relatedInformation.length > 0, 'the parts are named');
    assert.equal(found.code.target.toString(true), 'command:nianbao.openRules?["unbalanced-sum"]', 'its link opens the page on the rule');
    const heading = await diagnostic(editor, 'a heading', ({ code }) => (code.value ?? code) === '小标题不规范');
    assert.equal(editor.document.getText(heading.range), '2、主动公开政府信息情况');
  }],
  ['each problem is told once', async () => {
    const editor = await open('faulty 年报');
    await diagnostic(editor, 'any', () => true);
    const told = diagnostics(editor).map(({ message, range }) => `${message}${range.start.line}:${range.start.character}`);
    assert.equal(new Set(told).size, told.length);
  }],
  ['a clean report has no problem', async () => {
    const editor = await open('clean 年报');
    await until('no problems', () => diagnostics(editor).length === 0);
  }],
  ['reports that are not open are checked too', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'pasted 年报.nianbao');
    assert.ok(!vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()));
    await until('its problems', () => vscode.languages.getDiagnostics(uri).length > 0);
  }],
  ['a statutory item is explained', async () => {
    const { document } = await open('clean 年报');
    assert.match(await hovered(document, range(document, '1.本机关不掌握').start.translate(0, 2)), /第三十六条/);
    assert.match(await hovered(document, range(document, '法律服务机构').start.translate(0, 1)), /法律服务/);
  }],
  ['the outline is the form', async () => {
    const { document } = await open('clean 年报');
    const symbols = await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
    const names = symbols.map(({ name }) => name);
    assert.equal(names.filter((name) => /^[一二三四五六]、/.test(name)).length, 6, names.join());
  }],
  ['tokens are coloured by meaning', async () => {
    const { document } = await open('clean 年报');
    const legend = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', document.uri);
    const { data } = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', document.uri);
    assert.ok(legend.tokenModifiers.includes('total') && legend.tokenModifiers.includes('broken'));
    assert.ok(data.length > 500 && data.length % 5 === 0);
  }],
  ['characters outside the BMP do not shift a range', async () => {
    const editor = await openText('𠮷水县𠮷档案局2024年政府信息公开工作年度报告\n\n𠮷🀄一、总体情况\n\n| 第二十条第（五）项 | 本年处理决定数量 |\n| :-- | --: |\n| 行政许可🀄 | 𠮷５２ |\n');
    const found = await diagnostic(editor, 'the figure', ({ code }) => /数字/.test(code.value ?? code));
    assert.equal(editor.document.getText(found.range), '𠮷５２');
  }],
  ['the editor is set up for Chinese', async () => {
    const { document } = await open('clean 年报');
    const editor = vscode.workspace.getConfiguration('editor', document);
    assert.equal(editor.get('formatOnSave'), true);
    assert.equal(editor.get('wordWrap'), 'on');
    assert.equal(editor.get('wordBasedSuggestions'), 'off');
    assert.equal(editor.get('unicodeHighlight.ambiguousCharacters'), false);
    assert.equal(editor.get('semanticHighlighting.enabled'), true);
    assert.match(editor.get('wordSeparators'), /，.*》/);
  }],
  ['a word ends where Chinese words do', async () => {
    const { document } = await openText('新收政府信息公开申请25件，《政府信息公开条例》。');
    const word = (at) => document.getText(document.getWordRangeAtPosition(new vscode.Position(0, at)));
    assert.equal(word(11), '25');
    assert.equal(word(16), '政府信息公开条例');
  }],
  ['an older file in GB18030 is read as what it is', async () => {
    const uri = vscode.Uri.joinPath(folder(), 'gb.nianbao');
    const bytes = Buffer.from('d4c6c1ebcfd8b5b5b0b8bed632303234c4ead5feb8aed0c5cfa2b9abbfaab9a4d7f7c4eab6c8b1a8b8e60a0ab8f9beddccf5c0fdb5dacee5caaeccf5b5c4b9e6b6a8a3acb1e0d6c6b1beb1a8b8e6a1a3b1beb1a8b8e6cbf9c1d0cafdbeddb5c4cdb3bcc6c6dacfded7d432303234c4ea31d4c231c8d5c6f0a1a30a', 'hex');
    await vscode.workspace.fs.writeFile(uri, bytes);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.ok(document.getText().startsWith('云岭县档案局2024年'), document.getText().slice(0, 20));
    await vscode.workspace.fs.delete(uri);
  }],
  ['a setting of the editor counts at once, and the extension’s own are no fault', async () => {
    const editor = await open('faulty 年报');
    const settings = vscode.workspace.getConfiguration('nianbao');
    const isHeading = ({ code }) => (code.value ?? code) === '小标题不规范';
    await diagnostic(editor, 'the heading', isHeading);
    await settings.update('rules', { 'malformed-heading': 'off' }, vscode.ConfigurationTarget.Workspace);
    await until('the rule is off', () => !diagnostics(editor).some(isHeading));
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    await diagnostic(editor, 'the heading again', isHeading);
  }],
  ['the settings in force are shown', async () => {
    await open('clean 年报');
    await vscode.commands.executeCommand('nianbao.showSettings');
    const page = await until('the page', () => vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'nianbao-page'));
    assert.match(page.document.getText(), /没有 nianbao\.toml/);
    assert.match(page.document.getText(), /"ambiguous-width": "wide"/);
  }],
  ['a folder elsewhere is checked', async () => {
    const outside = vscode.Uri.file(process.env.NIANBAO_OUTSIDE);
    await vscode.commands.executeCommand('nianbao.checkFolder', outside);
    const uri = vscode.Uri.joinPath(outside, '县局.nianbao');
    const found = await until('its problems', () => vscode.languages.getDiagnostics(uri).find(({ code }) => code === '合计不平'));
    const text = Buffer.from(await vscode.workspace.fs.readFile(uri)).toString().split(/\r?\n/)[found.range.start.line];
    assert.match(text.slice(found.range.start.character, found.range.end.character), /^\d+$/, text);
    // Once it is open the server tells, and tells once.
    const editor = await vscode.window.showTextDocument(uri);
    await diagnostic(editor, 'the server’s', ({ relatedInformation }) => relatedInformation?.length > 0);
    const told = diagnostics(editor).map(({ message, range }) => `${message}${range.start.line}`);
    assert.equal(new Set(told).size, told.length);
    assert.equal(path.basename(editor.document.fileName), '县局.nianbao');
  }],
  ['a folder of 500 reports is checked', async () => {
    const many = vscode.Uri.joinPath(vscode.Uri.file(process.env.NIANBAO_OUTSIDE), '五百份');
    const report = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder(), 'faulty 年报.nianbao'));
    const uris = Array.from({ length: 500 }, (_, at) => vscode.Uri.joinPath(many, `第 ${at} 份.nianbao`));
    await Promise.all(uris.map((uri) => vscode.workspace.fs.writeFile(uri, report)));
    await vscode.commands.executeCommand('nianbao.checkFolder', many);
    const without = uris.filter((uri) => vscode.languages.getDiagnostics(uri).length === 0);
    assert.deepEqual(without.map(String), []);
    await vscode.workspace.fs.delete(many, { recursive: true });
  }],
];
