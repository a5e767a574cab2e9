#!/usr/bin/env bash
# Chromium 141.0.7390.0 (npm @sparticuz/chromium 141.0.0, playwright-core 1.58.2) with Debian's Noto Sans CJK; pdfminer.six 20251107, pypdf 6.4.0,
# pypdfium2 5.1.0, PyMuPDF 1.26.6; Unicode data of Python's unicodedata.
#
# "Print to PDF" of a page set in Noto Sans CJK writes radicals into the PDF's ToUnicode map, since the font has one glyph for 一 (U+4E00)
# and ⼀ (U+2F00) and the lower code point wins. The page looks right; text searched or extracted by some readers is not: pdfminer and pypdf give ⼀ ⼆
# ⼈ ⼯ ⻔ ⼾, pdfium and MuPDF map them back. The obvious remedy fails twice: NFKC leaves the radicals of U+2E80–2EFF (⻔ ⻅ ⻚ ⻓) as they are, and turns ⼾ into the
# traditional 戶, so that 门户 becomes ⻔戶. A table of one's own is needed.
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
command -v node >/dev/null || { echo "needs Node.js"; exit 2; }
python3 -m venv "$dir/venv" && "$dir/venv/bin/pip" -q install pdfminer.six==20251107 pypdf==6.4.0 pypdfium2==5.1.0 PyMuPDF==1.26.6 || exit 2
cd "$dir" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund playwright-core@1.58.2 @sparticuz/chromium@141.0.0 || exit 2
mkdir font && cd font && apt-get download -qq fonts-noto-cjk && dpkg -x fonts-noto-cjk_*.deb . || exit 2
cd "$dir" && cp "$(find font -name 'NotoSansCJK-Regular.ttc')" noto.ttc || exit 2
cat > fonts.conf <<XML
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>$dir</dir><cachedir>$dir/cache</cachedir></fontconfig>
XML
cat > print.mjs <<'JS'
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
const browser = await chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, '--no-sandbox'] });
const page = await browser.newPage();
await page.setContent('<meta charset=utf-8><body style="font-family: Noto Sans CJK SC">一二人工门户见页长</body>');
await page.pdf({ path: 'page.pdf' });
console.log('Chromium', browser.version());
await browser.close();
JS
TMPDIR=$dir FONTCONFIG_FILE=$dir/fonts.conf node print.mjs || exit 2
cat > read.py <<'PY'
import logging, sys, unicodedata
import pymupdf, pypdf, pypdfium2
from pdfminer.high_level import extract_text

logging.disable(logging.ERROR)
seen = {
    "pdfminer": extract_text("page.pdf"),
    "pypdf": pypdf.PdfReader("page.pdf").pages[0].extract_text(),
    "pdfium": pypdfium2.PdfDocument("page.pdf")[0].get_textpage().get_text_range(),
    "MuPDF": pymupdf.open("page.pdf")[0].get_text(),
}
seen = {name: text.strip() for name, text in seen.items()}
seen["pdfminer, then NFKC"] = unicodedata.normalize("NFKC", seen["pdfminer"])
for name, text in seen.items():
    print(f"{name}: {text}", " ".join(f"U+{ord(c):04X}" for c in text if "\u2e80" <= c < "\u3000"))
radicals = "\u2f00\u2f06\u2f08\u2f2f\u2ed4\u2f3e\u2ec5\u2eda\u2ed3"
plain = "一二人工门户见页长"
expected = {"pdfminer": radicals, "pypdf": radicals, "pdfium": plain, "MuPDF": plain, "pdfminer, then NFKC": "一二人工\u2ed4戶\u2ec5\u2eda\u2ed3"}
sys.exit(0 if seen == expected else 1)
PY
"$dir/venv/bin/python" read.py; status=$?
[ $status = 0 ] && echo "as described: radicals in two of four readers, and NFKC is no remedy" || echo "changed"
exit $status
