//! Files in the encodings of older systems: what VS Code guesses, and what is saved.

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const { diagnostics, folder, until } = require('./reports.cjs');

/** 㙟 and a no-break space, which GB18030 has and GB 2312 and GBK have not. */
const RARE = Buffer.from('8230ad31', 'hex');
const NO_BREAK_SPACE = Buffer.from('81308432', 'hex');

/** The sample in GB18030, which VS Code guesses to be GB 2312, with something put before the first place of a text. */
function written(name, before, what) {
  const bytes = fs.readFileSync(path.join(process.env.NIANBAO_OUTSIDE, 'gb18030.txt'));
  const at = bytes.indexOf(before);
  assert.notEqual(at, -1);
  const all = Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
  const file = path.join(folder().fsPath, name);
  fs.writeFileSync(file, all);
  return { uri: vscode.Uri.file(file), bytes: all };
}

/** The figure 36 of the sample, behind the TAB of its cell. */
const CELL = Buffer.from('\t36');

module.exports = [
  ['a report in GB18030 that is taken for GB 2312 is read anew, and nothing of it is lost', async () => {
    const { uri, bytes } = written('罕用字.nianbao', CELL, RARE);
    const editor = await vscode.window.showTextDocument(uri);
    await until('the rare character', () => editor.document.getText().includes('㙟'));
    assert.equal(editor.document.encoding, 'gb18030');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '㙟'), { undoStopBefore: true, undoStopAfter: true });
    await vscode.commands.executeCommand('workbench.action.files.saveWithoutFormatting');
    assert.deepEqual(fs.readFileSync(uri.fsPath), Buffer.concat([RARE, bytes]));
  }],
  ['a no-break space beside a figure is a blank', async () => {
    const { uri } = written('不换行空格.nianbao', Buffer.from('36'), NO_BREAK_SPACE);
    const editor = await vscode.window.showTextDocument(uri);
    await until('the blank', () => editor.document.getText().includes('\u00a036'));
    const rules = () => diagnostics(editor).map(({ code }) => code.value ?? code);
    await until('its problems', () => rules().includes('表格漏填') && !rules().includes('乱码'));
    assert.ok(!rules().includes('数字无效'), rules().join());
  }],
  ['what was lost before is told', async () => {
    const file = path.join(folder().fsPath, '丢过字.nianbao');
    fs.writeFileSync(file, fs.readFileSync(path.join(folder().fsPath, 'clean 年报.nianbao'), 'utf8').replace('门户', '门�0�1户'));
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
    await until('the finding', () => diagnostics(editor).some(({ code }) => (code.value ?? code) === '乱码'));
  }],
  ['what cannot be read without loss is not saved by chance', async () => {
    const file = path.join(folder().fsPath, '坏字节.nianbao');
    const bytes = Buffer.concat([Buffer.from('云岭县档案局2024年政府信息公开工作年度报告\n\n一、总体情况\n\n'), Buffer.from([0xe4, 0xba]), Buffer.from('全年公开信息。\n')]);
    fs.writeFileSync(file, bytes);
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
    await until('the lock', async () => !(await typed(editor)));
    await vscode.commands.executeCommand('workbench.action.files.save');
    assert.deepEqual(fs.readFileSync(file), bytes);
  }],
];

/** Whether a key writes something into the editor; what it wrote is taken back. */
async function typed(editor) {
  const before = editor.document.getText();
  await vscode.commands.executeCommand('type', { text: 'x' });
  const changed = editor.document.getText() !== before;
  if (changed) {
    await vscode.commands.executeCommand('undo');
  }
  return changed;
}
