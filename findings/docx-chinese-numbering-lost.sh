#!/usr/bin/env bash
# pandoc 3.9 (PyPI pypandoc_binary 1.17), mammoth 1.11.0, docx2txt 0.9, docx2python 3.7.1; input made by python-docx 1.2.0.
#
# Word numbers the headings of an official document by itself (numFmt chineseCountingThousand, lvlText "%1、" and "（%2）"). The document
# shows 一、总体情况, （一）主动公开, 二、主动公开政府信息情况; the text of its paragraphs has no number. Of four converters none gives these
# numbers, and no two do the same instead: pandoc writes decimal lists (1., 2.) and keeps counting, mammoth writes lists and begins again with 1
# after each paragraph, so that the second heading has the first one's number, docx2python writes "--", docx2txt nothing.
#
# Seen: gfm "1.  总体情况 … 2.  主动公开政府信息情况"; HTML "<ol><li>…</li></ol><p>…</p><ol><li>主动公开政府信息情况</li></ol>" without a start; "--"; no number.
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv" && "$dir/venv/bin/pip" -q install python-docx==1.2.0 pypandoc_binary==1.17 mammoth==1.11.0 docx2txt==0.9 docx2python==3.7.1 || exit 2
cat > "$dir/try.py" <<'PY'
import sys, warnings
import docx, docx2txt, mammoth, pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

warnings.simplefilter("ignore")
W = nsdecls("w")
path = sys.argv[1] + "/report.docx"
document = docx.Document()
numbering = document.part.numbering_part._element
levels = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, text in ((0, "%1、"), (1, "（%2）"))
)
numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'))
numbering.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))


def heading(text, level):
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'))


heading("总体情况", 0)
heading("主动公开", 1)
document.add_paragraph("正文。")
heading("主动公开政府信息情况", 0)
document.save(path)

with open(path, "rb") as file:
    seen = {
        "pandoc": pypandoc.convert_file(path, "gfm"),
        "mammoth": mammoth.convert_to_html(file).value,
        "docx2python": docx2python(path).text,
        "docx2txt": docx2txt.process(path),
    }
for name, text in seen.items():
    print(f"{name}:", " ".join(text.split()))
expected = [
    "1. 总体情况 1. 主动公开 正文。 2. 主动公开政府信息情况" == " ".join(seen["pandoc"].split()),
    seen["mammoth"].endswith("<p>正文。</p><ol><li>主动公开政府信息情况</li></ol>"),
    "-- 主动公开政府信息情况" in " ".join(seen["docx2python"].split()),
    seen["docx2txt"].split() == ["总体情况", "主动公开", "正文。", "主动公开政府信息情况"],
]
sys.exit(0 if all(expected) else 1)
PY
"$dir/venv/bin/python" "$dir/try.py" "$dir" 2>/dev/null; status=$?
[ $status = 0 ] && echo "as described: no converter gives 一、" || echo "changed"
exit $status
