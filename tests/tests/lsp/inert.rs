//! What a report says is shown and never acts: no link, no image, no code and no HTML in Markdown comes from a report's text.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use nianbao_tests::client::Client;
use nianbao_tests::document::Document;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::Value;

const PAYLOADS: [&str; 5] = [
    "[点我](command:workbench.action.quit)",
    "![图](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)>",
    "`$(rm)`",
    "</code><script>alert(1)</script>",
];

/// A report with a payload wherever a report has words of its own.
fn hostile(payload: &str) -> String {
    let text = include_str!("../../../examples/clean.nianbao");
    let piped = payload.replace('|', "");
    [
        ("云岭县自然资源局2023年", format!("云岭县{payload}局2023年")),
        ("（一）主动公开", format!("（一）主动公开{payload}")),
        ("全年通过", format!("根据《{payload}》第五条，{payload}全年通过")),
        ("自然人 |", format!("自然人{piped} |")),
        ("|     33 |", format!("| {piped} |")),
        ("（一）予以公开", format!("（一）予以公开{piped}")),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, &new, 1)
    })
}

/// All Markdown in an answer.
fn markdown(answer: &Value, found: &mut Vec<String>) {
    match answer {
        Value::Object(fields) if fields.get("kind").is_some_and(|kind| kind == "markdown") => {
            found.push(fields["value"].as_str().unwrap().to_owned());
        }
        Value::Object(fields) => fields.values().for_each(|value| markdown(value, found)),
        Value::Array(items) => items.iter().for_each(|value| markdown(value, found)),
        _ => {}
    }
}

/// The text without what is escaped in it.
fn unescaped(markdown: &str) -> String {
    let mut rest = String::new();
    let mut chars = markdown.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            chars.next();
        } else {
            rest.push(c);
        }
    }
    rest
}

#[test]
fn text_of_a_report_is_inert_wherever_it_is_shown() {
    for payload in PAYLOADS {
        let mut client = Client::start(&Setup::new(Encoding::Utf16));
        let document = Document::open(&mut client, "hostile.nianbao", &hostile(payload));
        let text = &document.text.text;
        let places = text.char_indices().map(|(at, _)| at).step_by(5);
        let mut shown = Vec::new();
        for at in places {
            markdown(&document.ask_at_offset(&mut client, "hover", at), &mut shown);
        }
        let end = text.find("（二）依申请公开").unwrap();
        let list = document.ask_at_offset(&mut client, "completion", end);
        for item in list["items"].as_array().unwrap().iter().take(30) {
            markdown(&client.request("completionItem/resolve", item.clone()), &mut shown);
        }
        assert!(shown.len() > 100, "{}", shown.len());
        for page in &shown {
            let acting = unescaped(page);
            for sign in ["](command:", "](https://evil", "<img", "<script", "</code", "`$("] {
                assert!(!acting.contains(sign), "{payload}: {sign} in {page}");
            }
        }
    }
}
