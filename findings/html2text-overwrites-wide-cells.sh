#!/usr/bin/env bash
# html2text 1.3.2a (Debian package 1.3.2a-28), with -utf8.
#
# A renderer of HTML that has an option for UTF-8 would be expected to measure cells in characters, or at worst to misalign them. html2text
# gives a column its width in characters and then writes the cell's bytes, three for each Chinese character: what is too long runs on
# under the cells to its right, whose figures are written over it. Only the part of the label that is covered is lost, character
# boundaries are not kept, so the output is not UTF-8 any more; and letters of the label stand right behind a figure of another cell.
#
# Seen: exit 0; the row's first figure follows a character cut in two; part of the label stands behind the last bar; iconv refuses the text.
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
chmod 755 "$dir" && cd "$dir" && apt-get -qq download html2text=1.3.2a-28 2>/dev/null && dpkg -x html2text_*.deb root || exit 2
label='（二）部分公开（区分处理的，只计这一情形，不计其他情形）'
cat > page.html <<HTML
<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><table border="1">
<tr><td>$label</td><td>496</td><td>737</td></tr>
<tr><td>（七）总计</td><td>20</td><td>30</td></tr>
</table></body></html>
HTML
root/usr/bin/html2text -utf8 page.html > page.txt || exit 2
cat page.txt
row=$(grep -a 496 page.txt)
if ! iconv -f UTF-8 -t UTF-8 page.txt > /dev/null 2>&1 && [[ "$row" != *"$label"* ]] && [[ "$row" == *"737|"*"不计其他情形"* ]]; then
  echo "as described: the label is cut amid a character, and its rest stands behind the last figure"
else
  echo "changed"
  exit 1
fi
