//! `sarif`: SARIF 2.1.0, which code-review platforms read.

use std::io::{self, Write};
use std::ops::Range;

use finding::{Finding, Fix, Severity};
use rules::Rule;
use serde_json::{Value, json};
use text::Edit;

use super::json::about;
use super::place::{Extent, extent_of, spot_of};
use crate::cli::check::{Checked, Checkup};
use crate::cli::files::Unread;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(checkup: &Checkup, out: &mut dyn Write) -> io::Result<()> {
    let results: Vec<Value> = checkup.files.iter().flat_map(results).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "nianbao",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules::ALL.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "language": "zh-CN",
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": checkup.unread.is_empty(),
                "toolExecutionNotifications":
                    checkup.unread.iter().map(notification).collect::<Vec<_>>(),
            }],
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.summary() },
        "help": { "text": rule.doc.why, "markdown": rule.explanation() },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn results(file: &Checked) -> Vec<Value> {
    file.findings.iter().map(|finding| result(file, finding)).collect()
}

fn result(file: &Checked, finding: &Finding) -> Value {
    let related = |(index, related): (usize, &finding::Related)| {
        json!({
            "id": index + 1,
            "message": { "text": related.message },
            "physicalLocation": location(file, &related.range),
        })
    };
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [place(file, &finding.range)],
        "relatedLocations":
            finding.related.iter().enumerate().map(related).collect::<Vec<_>>(),
        "fixes": fixes(file, finding),
        "properties": { "about": about(&finding.about) },
    });
    let index = rules::ALL.iter().position(|rule| rule.name == finding.rule);
    if let (Some(index), Some(result)) = (index, result.as_object_mut()) {
        result.insert("ruleIndex".to_owned(), json!(index));
    }
    result
}

/// A file that is no text cannot be changed by replacing regions of it.
fn fixes(file: &Checked, finding: &Finding) -> Vec<Value> {
    match file.document {
        Some(_) => Vec::new(),
        None => finding.fixes.iter().map(|fix| repair(file, fix)).collect(),
    }
}

/// The place in the file, and in a file that is no text the place in the report.
fn place(file: &Checked, range: &Range<usize>) -> Value {
    let physical = location(file, range);
    match spot_of(file, range) {
        None => json!({ "physicalLocation": physical }),
        Some(spot) => json!({
            "physicalLocation": physical,
            "logicalLocations": [{ "fullyQualifiedName": spot.to_string() }],
            "properties": { "place": spot },
        }),
    }
}

fn repair(file: &Checked, fix: &Fix) -> Value {
    let replacement = |edit: &Edit| {
        json!({
            "deletedRegion": region(&extent_of(file, &edit.range)),
            "insertedContent": { "text": edit.text },
        })
    };
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&file.path) },
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
    })
}

fn notification(unread: &Unread) -> Value {
    json!({
        "level": "error",
        "message": { "text": unread.message },
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": uri(&unread.path) } },
        }],
    })
}

/// Lines are those of the file; where it is no text, it has none.
fn location(file: &Checked, range: &Range<usize>) -> Value {
    let artifact = json!({ "uri": uri(&file.path) });
    match file.document {
        Some(_) => json!({ "artifactLocation": artifact }),
        None => {
            let region = region(&extent_of(file, range));
            json!({ "artifactLocation": artifact, "region": region })
        }
    }
}

fn region(extent: &Extent) -> Value {
    json!({
        "startLine": extent.start.line,
        "startColumn": extent.start.column,
        "endLine": extent.end.line,
        "endColumn": extent.end.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a reference of a URI: relative ones stay relative, for the reader to resolve.
fn uri(path: &str) -> String {
    let forward = path.replace('\\', "/");
    let drive = forward.as_bytes().get(1) == Some(&b':');
    let prefix = match forward.as_bytes() {
        [b'/', b'/', ..] => "file:",
        [b'/', ..] => "file://",
        _ if drive => "file:///",
        _ => "",
    };
    let plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || (drive && byte == b':')
    };
    let escaped = forward.bytes().map(|byte| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    });
    prefix.to_owned() + &escaped.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_escaped_for_uris() {
        assert_eq!(uri("年报/a b.nianbao"), "%E5%B9%B4%E6%8A%A5/a%20b.nianbao");
        assert_eq!(uri("/tmp/a%b.nianbao"), "file:///tmp/a%25b.nianbao");
        assert_eq!(uri("C:\\a\\b.nianbao"), "file:///C:/a/b.nianbao");
        assert_eq!(uri("\\\\server\\a.nianbao"), "file://server/a.nianbao");
        assert_eq!(uri("a:b/c"), "file:///a:b/c");
        assert_eq!(uri("-"), "-");
    }
}
