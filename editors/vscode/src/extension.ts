//! The extension: what it starts with VS Code, in the order in which a user meets it.

import * as vscode from 'vscode';

import { AtHand } from './atHand';
import { registerCells } from './cells';
import { registerCheckFolder } from './checkFolder';
import { registerComparison } from './comparison';
import { registerCreateReport } from './createReport';
import { registerEncoding } from './encoding';
import { registerExport } from './exportReport';
import { registerGuide } from './guide';
import { registerImport } from './importDocument';
import { registerNavigation } from './navigation';
import { registerPages } from './pages';
import { registerPaste } from './paste';
import { registerPreview } from './preview';
import { registerRecompute } from './recompute';
import { registerReportsView } from './reportsView';
import { Server } from './server';
import { registerStatus } from './status';
import { registerTally } from './tally';

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = new Server(context);
  const atHand = new AtHand();
  const preview = registerPreview(context, server, atHand);
  context.subscriptions.push(
    server,
    atHand,
    registerStatus(server),
    registerEncoding(server),
    registerNavigation(server, atHand),
    registerRecompute(server, atHand),
    registerTally(server, atHand),
    registerGuide(server),
    registerCells(server),
    registerPaste(server),
    preview,
    registerExport(context, server, preview),
    registerComparison(context, server, atHand),
    registerPages(server),
    registerCreateReport(server),
    registerImport(server),
    registerCheckFolder(server),
    registerReportsView(server),
  );
  await server.start();
}
