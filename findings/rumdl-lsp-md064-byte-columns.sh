#!/usr/bin/env bash
# rumdl 0.3.0 (PyPI), its language server.
#
# The server announces no position encoding, so columns are UTF-16 units. Most of its rules keep to that (MD010, a tab behind 年报, is at 2); MD064,
# two blanks in a row, gives byte columns: the range of a finding behind Chinese text lies to the right of the line's end. A client that clamps
# underlines nothing; one that applies the quick fix at that place changes other text.
#
# Seen: "年报  件数" (blanks at 2–4, the line 6 long) → MD064 at 6–8; "abc  def" → 3–5, right; "年报<TAB>x" → MD010 at 2–3, right.
set -u
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv" && "$dir/venv/bin/pip" -q install rumdl==0.3.0 || exit 2
cat > "$dir/try.py" <<'PY'
import json, subprocess, sys


def ranges(program, text):
    """What the server says of a document: (rule, start, end) of each diagnostic."""
    server = subprocess.Popen([program, "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def send(message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        server.stdin.flush()

    def receive():
        length = 0
        while (line := server.stdout.readline().strip()):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(server.stdout.read(length))

    send({"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}})
    while receive().get("id") != 1:
        pass
    send({"method": "initialized", "params": {}})
    document = {"uri": "file:///tmp/report.md", "languageId": "markdown", "version": 1, "text": text}
    send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    while True:
        message = receive()
        if "id" in message and "method" in message:
            items = message.get("params", {}).get("items", [])
            send({"id": message["id"], "result": [None] * len(items) if items else None})
        if message.get("method") == "textDocument/publishDiagnostics":
            break
    server.kill()
    found = message["params"]["diagnostics"]
    return [(d["code"], d["range"]["start"]["character"], d["range"]["end"]["character"]) for d in found]


program = sys.argv[1]
seen = {text: ranges(program, f"# A\n\n{text}\n") for text in ("abc  def", "年报  件数", "年报\tx")}
print(subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip())
for text, found in seen.items():
    print(repr(text), found)
sys.exit(0 if seen == {"abc  def": [("MD064", 3, 5)], "年报  件数": [("MD064", 6, 8)], "年报\tx": [("MD010", 2, 3)]} else 1)
PY
timeout 120 "$dir/venv/bin/python" "$dir/try.py" "$dir/venv/bin/rumdl"; status=$?
[ $status = 0 ] && echo "as described: MD064 counts bytes" || echo "changed"
exit $status
