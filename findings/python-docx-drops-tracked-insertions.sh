#!/usr/bin/env bash
# python-docx 1.2.0; beside it docx2txt 0.9 and mammoth 1.11.0.
#
# With "track changes" on, what is typed is wrapped in w:ins; Word shows and prints it. `paragraph.text` and `cell.text` of
# python-docx go over the paragraph's own runs and hyperlinks only, so the insertion is left out as if it had been
# rejected. A corrected figure reads as an empty cell, and a sentence as if it had never held a number. Other readers take insertions.
#
# Seen: 全年新收件。 and '' from python-docx, 全年新收706件。 and 33 from docx2txt and mammoth.
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv" && "$dir/venv/bin/pip" -q install python-docx==1.2.0 docx2txt==0.9 mammoth==1.11.0 || exit 2
cat > "$dir/try.py" <<'PY'
import sys
import docx, docx2txt, mammoth
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def insert(paragraph, text):
    run = paragraph.add_run(text)
    insertion = OxmlElement("w:ins")
    for name, value in (("id", "1"), ("author", "a"), ("date", "2024-01-02T00:00:00Z")):
        insertion.set(qn("w:" + name), value)
    paragraph._p.remove(run._r)
    insertion.append(run._r)
    paragraph._p.append(insertion)


path = sys.argv[1] + "/report.docx"
document = docx.Document()
sentence = document.add_paragraph("全年新收")
insert(sentence, "706")
sentence.add_run("件。")
insert(document.add_table(1, 1).cell(0, 0).paragraphs[0], "33")
document.save(path)

document = docx.Document(path)
mine = document.paragraphs[0].text, document.tables[0].cell(0, 0).text
with open(path, "rb") as file:
    others = [docx2txt.process(path).split(), mammoth.extract_raw_text(file).value.split()]
print("python-docx", docx.__version__, mine)
print("docx2txt, mammoth", others)
sys.exit(0 if mine == ("全年新收件。", "") and all(text == ["全年新收706件。", "33"] for text in others) else 1)
PY
"$dir/venv/bin/python" "$dir/try.py" "$dir"; status=$?
[ $status = 0 ] && echo "as described: python-docx leaves insertions out" || echo "changed"
exit $status
