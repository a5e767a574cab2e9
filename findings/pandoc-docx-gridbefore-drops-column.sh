#!/usr/bin/env bash
# pandoc 3.9 (PyPI pypandoc_binary 1.17), input made by python-docx 1.2.0.
#
# A row of a Word table may skip grid columns at its left (w:gridBefore), as Word writes it for rows that do not
# begin at the table's edge. One would expect that row to be short, or padded. pandoc instead takes the number of
# cells of that row for the width of the whole table: the last column of every other row is gone, without a warning
# and with exit status 0. In an official table that is the column 总计.
#
# Seen: a table 00 01 02 / (skip) 11 12 becomes | 00 | 01 | / | 11 | 12 |: the cell 02 is lost, and 11 and 12 stand under
# the wrong headings.
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv" && "$dir/venv/bin/pip" -q install python-docx==1.2.0 pypandoc_binary==1.17 || exit 2
cat > "$dir/try.py" <<'PY'
import sys
import docx, pypandoc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

path = sys.argv[1] + "/table.docx"
document = docx.Document()
table = document.add_table(2, 3)
for row in range(2):
    for column in range(3):
        table.cell(row, column).text = f"{row}{column}"
second = table.rows[1]._tr
second.remove(second.tc_lst[0])
skipped = OxmlElement("w:gridBefore")
skipped.set(qn("w:val"), "1")
second.get_or_add_trPr().append(skipped)
document.save(path)

text = pypandoc.convert_file(path, "gfm")
print("pandoc", pypandoc.get_pandoc_version())
print(text)
cells = {cell.strip() for line in text.splitlines() for cell in line.split("|")}
sys.exit(0 if {"00", "01", "11", "12"} <= cells and "02" not in cells else 1)
PY
"$dir/venv/bin/python" "$dir/try.py" "$dir"; status=$?
[ $status = 0 ] && echo "as described: the cell 02 is lost" || echo "changed"
exit $status
