//! The offline page as a file, and what is pasted into it.

use std::io::Read as _;

/// What a page would need to fetch something, to send something, to go elsewhere, or to run what it was not delivered with.
pub const WAYS_OUT: &[&str] = &[
    "fetch(",
    "XMLHttpRequest",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "RTCPeerConnection",
    "sendBeacon",
    "serviceWorker",
    "SharedWorker",
    "importScripts",
    "import(",
    "eval(",
    "Function(",
    "window.open",
    ".open(\"http",
    "location",
    "innerHTML",
    "document.write",
    "history.pushState",
    ".submit(",
    "requestSubmit",
    "<form",
    "<link",
    "<base",
    "<object",
    "<embed",
    "http-equiv=\"refresh\"",
    " src=",
    "postMessage(\"*\"",
];

/// The digits of numbers to the base of 85 that the page writes bytes in.
const DIGITS: &str =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+-./:;=?@[]^_{|}~";

/// Everything in the page that runs or is shown: the script is unpacked, and what is data alone, licences and the engine, left out.
pub fn code(page: &str) -> String {
    let mut code = String::new();
    let mut rest = page;
    for id in ["parts", "engine", "page"] {
        let (before, data) = rest.split_once(&format!("id=\"{id}\">")).unwrap();
        let (data, behind) = data.split_once("</script>").unwrap();
        code.push_str(before);
        if id == "page" {
            code.push_str(&unpacked(data));
        }
        rest = behind;
    }
    code + rest
}

/// A script that stands in the page as digits.
fn unpacked(digits: &str) -> String {
    let (length, digits) = digits.split_once(' ').unwrap();
    let group = |group: &[u8]| {
        let value = |digit: &u8| DIGITS.bytes().position(|it| it == *digit).unwrap() as u64;
        let number = group.iter().fold(0, |number, digit| number * 85 + value(digit));
        u32::try_from(number).unwrap().to_be_bytes()
    };
    let bytes: Vec<u8> = digits.as_bytes().chunks(5).flat_map(group).collect();
    let bytes = &bytes[..length.parse().unwrap()];
    let mut script = String::new();
    flate2::read::GzDecoder::new(bytes).read_to_string(&mut script).unwrap();
    script
}

/// A report as Word puts it on the clipboard: styles all over, paragraphs in cells, no line of text that could be read instead.
pub fn word(text: &str) -> String {
    let blocks: String = text.trim().split("\n\n").map(block).collect();
    format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=utf-8><meta name=Generator \
         content=\"Microsoft Word 15\"></head><body lang=ZH-CN><!--StartFragment-->{blocks}<!--EndFragment--></body></html>"
    )
}

fn block(text: &str) -> String {
    if !text.starts_with('|') {
        return text.lines().map(paragraph).collect();
    }
    let is_rule = |line: &&str| line.chars().all(|c| "|:- ".contains(c));
    let rows = text.lines().filter(|line| !is_rule(line));
    let rows: String = rows.map(|line| format!("<tr>{}</tr>", cells(line))).collect();
    format!(
        "<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'>{rows}</table>"
    )
}

fn cells(line: &str) -> String {
    let cells = line.trim().trim_matches('|').split('|').map(|cell| match cell.trim() {
        "" => paragraph("&nbsp;"),
        words => paragraph(words),
    });
    cells
        .map(|cell| format!("<td width=64 style='border:solid windowtext 1.0pt'>{cell}</td>"))
        .collect()
}

fn paragraph(words: &str) -> String {
    format!(
        "<p class=MsoNormal style='text-indent:32.0pt'><span lang=EN-US style='font-family:仿宋_GB2312'>{words}</span></p>"
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_table_has_a_cell_for_each() {
        let html = super::word("甲\n\n| 一 | 2 |\n| --- | --- |\n| 二 |  |\n");
        assert_eq!(html.matches("<td ").count(), 4);
        assert_eq!(html.matches("<tr>").count(), 2);
    }
}
