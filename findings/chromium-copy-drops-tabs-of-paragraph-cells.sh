#!/usr/bin/env bash
# Chromium 141.0.7390.0 (npm @sparticuz/chromium 141.0.0, driven by playwright-core 1.58.2); Debian's Chromium 156 does the same.
#
# A table copied from a web page arrives in a text editor as rows of TABs. If the cells hold <p> or <div>, as in every page that was
# made by Word and in most content management systems, Chromium writes no TAB and no end of a row at all, and an empty cell leaves no trace: the figures
# of a row can no longer be told apart by position. It is the selection's own serialisation: `innerText` of the very same table keeps the TABs, and text/html on the same clipboard is whole.
#
# Seen, for 新收 | 285 | (empty) | 206:
#   text in td   "新收⇥285⇥⇥206"
#   <p> in td    "新收⏎⏎285⏎⏎206"
#   <div> in td  "新收⏎285⏎206"
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
command -v node >/dev/null || { echo "needs Node.js"; exit 2; }
cd "$dir" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund playwright-core@1.58.2 @sparticuz/chromium@141.0.0 || exit 2
cat > try.mjs <<'JS'
import http from 'node:http';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const cells = ['新收', '285', '', '206'];
const page = (open, close) => '<!doctype html><meta charset=utf-8><table><tr>' + cells.map((text) => `<td>${open}${text}${close}</td>`).join('') + '</tr></table>';
const pages = { '/bare': page('', ''), '/p': page('<p>', '</p>'), '/div': page('<div>', '</div>') };
const server = http.createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(pages[request.url] ?? '');
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));

const browser = await chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, '--no-sandbox'] });
const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
const tab = await context.newPage();
const seen = {};
for (const path of Object.keys(pages)) {
  await tab.goto(`http://127.0.0.1:${server.address().port}${path}`);
  await tab.keyboard.press('Control+A');
  await tab.keyboard.press('Control+C');
  seen[path] = await tab.evaluate(() => navigator.clipboard.readText());
  console.log(path, JSON.stringify(seen[path]), 'innerText:', JSON.stringify(await tab.evaluate(() => document.body.innerText)));
}
console.log('Chromium', browser.version());
await browser.close();
server.close();
const same = seen['/bare'] === '新收\t285\t\t206' && seen['/p'] === '新收\n\n285\n\n206' && seen['/div'] === '新收\n285\n206';
process.exitCode = same ? 0 : 1;
JS
TMPDIR=$dir node try.mjs; status=$?
[ $status = 0 ] && echo "as described: no TAB, and no trace of the empty cell" || echo "changed, or could not start"
exit $status
