//! The server: ended while the user types, not there at all, and there again.

const assert = require('node:assert');
const fs = require('node:fs');
const vscode = require('vscode');

const { diagnostic, diagnostics, openText, until } = require('./reports.cjs');

/** The processes of the server that this extension host has started. */
function servers() {
  return fs.readdirSync('/proc').filter((id) => /^\d+$/.test(id)).filter((id) => {
    try {
      const [name, , parent] = fs.readFileSync(`/proc/${id}/stat`, 'utf8').split(/[()]/).flatMap((part, at) => (at === 2 ? part.trim().split(' ') : [part])).slice(1);
      // Others look through a folder, and end.
      const isServer = fs.readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0').includes('lsp');
      return name === 'nianbao' && Number(parent) === process.pid && isServer;
    } catch {
      return false;
    }
  });
}

const TEXT = '云岭县档案局2024年政府信息公开工作年度报告\n\n2、总体情况\n';
const isHeading = ({ code }) => (code.value ?? code) === '小标题不规范';

module.exports = [
  ['a server that ends is started again, and knows what was typed meanwhile', async () => {
    const editor = await openText(TEXT);
    await diagnostic(editor, 'the heading', isHeading);
    const [server, ...others] = servers();
    assert.deepEqual(others, [], 'there is one server');
    process.kill(Number(server), 'SIGKILL');
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), '正文，无。\n\n'));
    const found = await until('the problem at its new place', () => diagnostics(editor).find((it) => isHeading(it) && it.range.start.line === 4));
    assert.equal(editor.document.getText(found.range), '2、总体情况');
    assert.notEqual(servers()[0], server);
  }],
  ['without a server the text can be edited, and another one is started when it is there', async () => {
    const editor = await openText(TEXT);
    await diagnostic(editor, 'the heading', isHeading);
    const settings = vscode.workspace.getConfiguration('nianbao');
    await settings.update('server.path', '/没有 这个/nianbao', vscode.ConfigurationTarget.Global);
    await until('no problems', () => diagnostics(editor).length === 0 && servers().length === 0);
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), '第一行\n'));
    assert.match(editor.document.getText(), /第一行/);
    await settings.update('server.path', undefined, vscode.ConfigurationTarget.Global);
    await diagnostic(editor, 'the heading again', isHeading);
  }],
];
