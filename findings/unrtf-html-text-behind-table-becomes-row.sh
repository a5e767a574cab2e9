#!/usr/bin/env bash
# unrtf 0.21.10 (Debian package unrtf 0.21.10-clean-1), with --html.
#
# In RTF a paragraph belongs to a table only under \intbl; \pard takes that back, and \row has ended the row before. Paragraphs behind a table
# would so be expected behind it. unrtf keeps the table open until a group of the source is closed: all paragraphs up to there become one
# more row of it, <tr><td>. Where a program writes its paragraphs without groups around them, the rest of the document is a cell. A note,
# a total or the next heading under a table is so read as part of the table.
#
# Seen: three rows for a table of two; both paragraphs in the third; nothing between </table> and </body>.
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
chmod 755 "$dir" && cd "$dir" && apt-get -qq download unrtf=0.21.10-clean-1 2>/dev/null && dpkg -x unrtf_*.deb root || exit 2
cat > table.rtf <<'RTF'
{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}
\trowd\cellx2000\cellx4000\pard\intbl Granted\cell\pard\intbl 744\cell\row
\trowd\cellx2000\cellx4000\pard\intbl Refused\cell\pard\intbl 350\cell\row
\pard First behind.\par
\pard Second behind.\par}
RTF
root/usr/bin/unrtf -P root/usr/share/unrtf --html table.rtf 2> /dev/null > page.html || exit 2
sed -n '/<table/,$p' page.html
table=$(tr -d '\n' < page.html | sed 's/<\/table>.*//')
behind=$(tr -d '\n' < page.html | sed 's/.*<\/table>//')
rows=$(grep -o '<tr>' page.html | wc -l)
if [ "$rows" = 3 ] && [[ "$table" == *"<td>First behind.<br>Second behind."* ]] && [[ "$behind" == "</body>"* ]]; then
  echo "as described: both paragraphs behind the table are its third row"
else
  echo "changed"
  exit 1
fi
