#!/usr/bin/env bash
# xlsx2csv 0.8.4; beside it openpyxl 3.1.5; input made by XlsxWriter 3.2.9.
#
# A converter from a workbook to CSV would be expected to hand on values, or else what Excel shows. xlsx2csv applies the number format to
# some cells: 0.021 under the format 0.00 is written 0.02, so an amount in 万元 loses 10 元 and can no longer be reconciled. Under
# the format 0, 38.64 stays 38.64, which Excel shows as 39: neither rule holds. And quoted literals of a date format, as every
# Chinese Excel writes them (yyyy"年"m"月"d"日"), come out with their quotes and with leading zeros that the format does not ask for.
#
# Seen: 0.02 and 38.64, and 2024"年"01"月"01"日" (its quotes doubled in the CSV).
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv" && "$dir/venv/bin/pip" -q install xlsx2csv==0.8.4 openpyxl==3.1.5 XlsxWriter==3.2.9 || exit 2
cat > "$dir/try.py" <<'PY'
import csv, io, sys
import openpyxl, xlsxwriter
from xlsx2csv import Xlsx2csv

path = sys.argv[1] + "/fees.xlsx"
book = xlsxwriter.Workbook(path)
sheet = book.add_worksheet()
for column, (value, form) in enumerate([(0.021, "0.00"), (38.64, "0"), (45292, 'yyyy"年"m"月"d"日"')]):
    sheet.write(0, column, value, book.add_format({"num_format": form}))
book.close()

out = io.StringIO()
Xlsx2csv(path, outputencoding="utf-8").convert(out)
row = next(csv.reader(io.StringIO(out.getvalue())))
print("xlsx2csv", row)
print("openpyxl", [cell.value for cell in openpyxl.load_workbook(path).active[1]])
sys.exit(0 if row == ["0.02", "38.64", '2024"年"01"月"01"日"'] else 1)
PY
"$dir/venv/bin/python" "$dir/try.py" "$dir"; status=$?
[ $status = 0 ] && echo "as described: 0.021 became 0.02" || echo "changed"
exit $status
