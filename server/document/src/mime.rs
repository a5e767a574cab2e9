//! `.mht`: a web page with all that it needs in one file (MIME, RFC 2045 and 2557). Word and
//! browsers write it, and many a `.doc` is one.

use crate::document::Document;
use crate::html;
use crate::refusal::Refusal;

/// Parts in parts in parts are nobody's page.
const DEEPEST: usize = 4;

/// Reads the page.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let page = page(bytes, DEEPEST).ok_or(Refusal::Damaged)?;
    let mut document = html::read(&page)?;
    document.format = crate::format::Format::Mht;
    Ok(document)
}

/// The bytes of the first part that is a page.
fn page(bytes: &[u8], depth: usize) -> Option<Vec<u8>> {
    let (headers, body) = split_headers(bytes)?;
    let kind = header(&headers, "content-type").unwrap_or_default();
    if let Some(boundary) = parameter(&kind, "boundary").filter(|_| depth > 0) {
        let parts = split_parts(body, format!("--{boundary}").as_bytes());
        return parts.into_iter().find_map(|part| page(part, depth - 1));
    }
    let lower = kind.to_ascii_lowercase();
    if !lower.starts_with("text/html") && !lower.starts_with("application/xhtml") {
        return None;
    }
    let encoding =
        header(&headers, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    let bytes = match encoding.trim() {
        "base64" => base64(body),
        "quoted-printable" => quoted_printable(body),
        _ => body.to_vec(),
    };
    Some(in_utf8(bytes, &kind))
}

/// A page whose encoding only the part's header tells.
fn in_utf8(bytes: Vec<u8>, kind: &str) -> Vec<u8> {
    let declared = parameter(kind, "charset")
        .and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    match declared {
        Some(encoding) if !html::is_surely_utf8(&bytes) => {
            encoding.decode(&bytes).0.into_owned().into_bytes()
        }
        _ => bytes,
    }
}

/// The headers with their continuations joined, and what follows the blank line behind them.
fn split_headers(bytes: &[u8]) -> Option<(String, &[u8])> {
    let crlf = find(bytes, b"\r\n\r\n").map(|at| (at, 4));
    let lf = find(bytes, b"\n\n").map(|at| (at, 2));
    let (end, length) = [crlf, lf].into_iter().flatten().min()?;
    let headers = String::from_utf8_lossy(bytes.get(..end)?).replace("\r\n", "\n");
    let headers = headers.replace("\n\t", " ").replace("\n ", " ");
    Some((headers, bytes.get(end + length..)?))
}

fn header(headers: &str, name: &str) -> Option<String> {
    let mut pairs = headers.lines().filter_map(|line| line.split_once(':'));
    pairs
        .find(|(key, _)| key.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().to_owned())
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let mut pairs = value.split(';').skip(1).filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
    Some(value.trim().trim_matches('"').to_owned()).filter(|value| !value.is_empty())
}

fn split_parts<'b>(body: &'b [u8], boundary: &[u8]) -> Vec<&'b [u8]> {
    let mut parts = Vec::new();
    let mut rest = find(body, boundary).and_then(|at| body.get(at + boundary.len()..));
    while let Some(part) = rest {
        // What follows the boundary on its line is nothing, or the end of all parts.
        if part.starts_with(b"--") {
            break;
        }
        let part = part.strip_prefix(b"\r\n").or_else(|| part.strip_prefix(b"\n")).unwrap_or(part);
        let end = find(part, boundary);
        parts.push(part.get(..end.unwrap_or(part.len())).unwrap_or_default());
        rest = end.and_then(|end| part.get(end + boundary.len()..));
    }
    parts
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFF_FFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xFF).unwrap_or(0));
        }
    }
    bytes
}

fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'=' {
            bytes.push(*first);
            continue;
        }
        match after {
            [b'\r', b'\n', after @ ..] | [b'\n', after @ ..] => rest = after,
            [high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digits = [*high, *low];
                let byte = std::str::from_utf8(&digits)
                    .ok()
                    .and_then(|digits| u8::from_str_radix(digits, 16).ok());
                bytes.extend(byte);
                rest = after;
            }
            _ => bytes.push(b'='),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(archive: &str) -> String {
        crate::write(&read(archive.as_bytes()).expect("there is a page")).text
    }

    #[test]
    fn the_page_is_found_among_its_parts() {
        let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"----=_X\"\r\n\r\n\
            ------=_X\r\nContent-Type: image/png\r\n\r\nabc\r\n------=_X\r\n\
            Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <p class=3D\"a\">=E4=B8=80=\r\n=E3=80=81</p>\r\n------=_X--\r\n";
        assert_eq!(text(archive), "一、\n");
    }

    #[test]
    fn a_page_in_base64_is_read() {
        let archive = "MIME-Version: 1.0\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\nPHA+\n0rs8L3A+\n";
        assert_eq!(text(archive), "一\n");
    }
}
