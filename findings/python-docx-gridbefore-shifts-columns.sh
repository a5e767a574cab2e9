#!/usr/bin/env bash
# python-docx 1.2.0.
#
# A row may skip grid columns at its left (w:gridBefore). `row.cells` repeats merged cells so that an index is a grid
# column, which invites `row.cells[i]` under the heading `header.cells[i]`. Skipped columns are not represented in it: the first real cell
# has index 0, and all figures of the row move one column to the left. `table.cell(1, 2)` raises IndexError for a
# cell that is there. `row.grid_cols_before` tells the number, but nothing applies it.
#
# Seen: row.cells of the second row = ['11', '12'], where the document shows them in columns 1 and 2.
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv" && "$dir/venv/bin/pip" -q install python-docx==1.2.0 || exit 2
cat > "$dir/try.py" <<'PY'
import sys
import docx
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

table = docx.Document(path).tables[0]
cells = [cell.text for cell in table.rows[1].cells]
try:
    last = table.cell(1, 2).text
except IndexError as error:
    last = f"IndexError: {error}"
print("python-docx", docx.__version__)
print("row.cells:", cells, "| grid_cols_before:", table.rows[1].grid_cols_before, "| table.cell(1, 2):", last)
sys.exit(0 if cells == ["11", "12"] and last.startswith("IndexError") else 1)
PY
"$dir/venv/bin/python" "$dir/try.py" "$dir"; status=$?
[ $status = 0 ] && echo "as described: the row begins at index 0" || echo "changed"
exit $status
