//! What the cases begin with: reports that are open, places in them, and waiting for what comes by itself.

const assert = require('node:assert');
const vscode = require('vscode');

/** Who waits longer than this waits for nothing. */
const PATIENCE = 30_000;

/** Waits until something is there: `look` answers with it, or with nothing as long as it is not. What it waits for may be a function. */
async function until(what, look) {
  for (const start = Date.now(); Date.now() - start < PATIENCE; ) {
    const found = await look();
    if (found) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail(`it does not come: ${typeof what === 'function' ? what() : what}`);
}

const folder = () => vscode.workspace.workspaceFolders[0].uri;

/** Opens a report of the workspace: its name without the ending. */
async function open(name) {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), `${name}.nianbao`));
  return vscode.window.showTextDocument(document);
}

/** Opens a text that is no file. */
async function openText(content) {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'nianbao', content }));
}

const diagnostics = (editor) => vscode.languages.getDiagnostics(editor.document.uri);

/** The first diagnostic that a condition is true of, when it has come. */
const diagnostic = (editor, what, condition) => until(what, () => diagnostics(editor).find(condition));

/** The range of a text that stands in the report, at its `nth` place. */
function range(document, text, nth = 0) {
  let at = -1;
  for (let n = 0; n <= nth; n++) {
    at = document.getText().indexOf(text, at + 1);
    assert.notEqual(at, -1, `“${text}” is not there`);
  }
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

/** Puts the cursor somewhere. VS Code tells when it is there; until then it may tell of where it was. */
async function put(editor, position) {
  const wanted = new vscode.Selection(position, position);
  if (editor.selection.isEqual(wanted)) {
    return;
  }
  const there = new Promise((resolve) => {
    const listener = vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      if (textEditor === editor && selections[0].isEqual(wanted)) {
        listener.dispose();
        resolve();
      }
    });
  });
  editor.selection = wanted;
  await there;
}

/** Puts the cursor behind a text. */
const putBehind = (editor, text, nth = 0) => put(editor, range(editor.document, text, nth).end);

const selected = (editor) => editor.document.getText(editor.selection);

async function apply(document, edits) {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

module.exports = { apply, diagnostic, diagnostics, folder, open, openText, put, putBehind, range, selected, until };
