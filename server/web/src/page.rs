//! What the page may ask, and who answers. The listing of all questions.

use archive::Filed;
use serde::Deserialize;
use serde_json::json;

use crate::desk::{Desk, filed};
use crate::message::{Answer, pack, unpack};
use crate::wire::{Place, Span};
use crate::{checking, guide, opening, output, writing};

/// A question. What a file is asked about comes with the message.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Question {
    /// Reads a file; the text under edit stays what it is.
    Open,
    /// Makes a whole report of a paste.
    Whole {
        text: String,
        html: Option<String>,
    },
    /// The text of a new report; after last year's, if there is one.
    New {
        organ: String,
        year: i32,
    },
    /// The bytes of the text's file.
    Save {
        crlf: bool,
    },
    /// Takes a text that has nothing to do with the one before.
    Start {
        text: String,
    },
    /// Takes the next version of the text.
    Text {
        text: String,
    },
    /// Looks for the cells that are probably wrong.
    Explain,
    /// Takes last year's report, which is a file.
    LastYear {
        name: String,
    },
    ForgetLastYear,
    Actions {
        range: Span,
    },
    Mend,
    Format,
    Hover {
        at: Place,
    },
    Complete {
        at: Place,
    },
    Tell {
        doc: String,
    },
    Move {
        at: Place,
        back: bool,
    },
    Paste {
        at: Place,
        text: String,
        html: Option<String>,
    },
    Preview {
        nonce: String,
    },
    Export {
        format: String,
    },
    Copy {
        at: Option<Place>,
    },
    Guides,
    Guide {
        guide: String,
        answers: Vec<String>,
    },
    /// What a rule checks and why, in Markdown.
    Rule {
        name: String,
    },
}

/// The report under edit, and last year's.
#[derive(Debug, Default)]
pub struct Page {
    desk: Option<Desk>,
    last_year: Option<Filed>,
}

impl Page {
    /// Answers a message by another one.
    pub fn answer(&mut self, message: &[u8]) -> Vec<u8> {
        let Some((question, file)) = unpack(message) else {
            return pack(Err("网页和检查程序没有说到一起，请重新打开这个网页。".to_owned()));
        };
        let question = serde_json::from_slice(question).map_err(|error| error.to_string());
        pack(question.and_then(|question| self.answered(question, file)))
    }

    fn answered(&mut self, question: Question, file: &[u8]) -> Answer {
        match question {
            Question::Open => Ok(opening::open(file)?.told().into()),
            Question::Whole { text, html } => {
                Ok(opening::whole(&text, html.as_deref()).told().into())
            }
            Question::New { organ, year } => {
                let last = self.last_year.as_ref().map(|filed| filed.report.as_ref());
                opening::new_report(&organ, year, last)
            }
            Question::Start { text } => self.take(Desk::new(text, self.last_year.as_ref())),
            Question::Text { text } => {
                let next = match &self.desk {
                    Some(former) => former.next(text, self.last_year.as_ref()),
                    None => Desk::new(text, self.last_year.as_ref()),
                };
                self.take(next)
            }
            Question::LastYear { name } => self.take_last_year(&name, file),
            Question::ForgetLastYear => {
                self.last_year = None;
                self.compared()
            }
            Question::Guides => guide::all(),
            Question::Rule { name } => Ok(rule(&name)),
            Question::Tell { doc } => writing::told(&doc),
            question => self.of_the_report(question),
        }
    }

    /// What is asked about the report under edit.
    fn of_the_report(&mut self, question: Question) -> Answer {
        let last_year = self.last_year.as_ref();
        let desk = self.desk.get_or_insert_with(|| Desk::new(String::new(), last_year));
        match question {
            Question::Save { crlf } => opening::saved(&desk.analysis.text, crlf),
            Question::Explain => checking::explained(desk),
            Question::Actions { range } => writing::actions(desk, range),
            Question::Mend => writing::mended(desk),
            Question::Format => writing::formatted(desk),
            Question::Hover { at } => writing::hover(desk, at),
            Question::Complete { at } => writing::complete(desk, at),
            Question::Move { at, back } => writing::moved(desk, at, back),
            Question::Paste { at, text, html } => writing::pasted(desk, at, &text, html.as_deref()),
            Question::Preview { nonce } => output::preview(desk, &nonce),
            Question::Export { format } => output::export(desk, &format),
            Question::Copy { at } => output::copy(desk, at),
            Question::Guide { guide, answers } => guide::asked(desk, &guide, &answers),
            _ => Err("没有这个问题。".to_owned()),
        }
    }

    fn take(&mut self, desk: Desk) -> Answer {
        checking::checked(self.desk.insert(desk))
    }

    /// Keeps last year's report; whether the one under edit is compared with it, the answer tells.
    fn take_last_year(&mut self, name: &str, file: &[u8]) -> Answer {
        let text = opening::open(file)?.text;
        self.last_year = Some(filed(name, text));
        self.compared()
    }

    fn compared(&mut self) -> Answer {
        let last_year = self.last_year.as_ref();
        let desk = match &self.desk {
            Some(desk) => desk.beside(last_year),
            None => Desk::new(String::new(), last_year),
        };
        let kept = last_year.map(|filed| {
            json!({ "name": filed.name(), "organ": filed.report.organ(), "year": filed.report.year() })
        });
        let mut answered = self.take(desk)?;
        if let Some(answer) = answered.value.as_object_mut() {
            answer.insert("kept".to_owned(), json!(kept));
        }
        Ok(answered)
    }
}

/// The page of a rule.
fn rule(name: &str) -> crate::message::Answered {
    let doc = rules::rule(name)
        .map(|rule| json!({ "title": rule.title, "what": rule.doc.what, "why": rule.doc.why, "fix": rule.doc.fix }));
    doc.unwrap_or_default().into()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use super::*;
    use crate::message::unpack;
    use serde_json::Value;

    fn asked(page: &mut Page, question: &Value, file: &[u8]) -> Value {
        let json = question.to_string();
        let length = u32::try_from(json.len()).unwrap_or_default().to_le_bytes();
        let answer = page.answer(&[&length, json.as_bytes(), file].concat());
        let (json, _) = unpack(&answer).unwrap_or_default();
        serde_json::from_slice(json).unwrap_or_default()
    }

    /// What is found, and whether it is whole.
    fn rules(answer: &Value) -> (Vec<&str>, bool) {
        let findings = answer["answer"]["findings"].as_array().into_iter().flatten();
        let rules = findings.filter_map(|it| it["rule"].as_str()).collect();
        (rules, answer["answer"]["unexplained"] != true)
    }

    #[test]
    fn a_text_is_checked_as_everywhere() {
        let text = include_str!("../../../examples/faulty.nianbao");
        let mut page = Page::default();
        let first = asked(&mut page, &json!({ "ask": "start", "text": text }), b"");
        assert!(!rules(&first).1, "which cells are wrong is sought later");
        let whole = asked(&mut page, &json!({ "ask": "explain" }), b"");
        let analysis = analysis::Analysis::new(text.to_owned());
        let expected = &analysis.explained().findings;
        let expected: Vec<&str> = expected.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules(&whole).0, expected);
    }

    #[test]
    fn what_cannot_be_read_has_a_sentence() {
        let mut page = Page::default();
        let fault = |answer: Value| answer["fault"].as_str().unwrap_or_default().to_owned();
        let picture = b"\x89PNG\0\x01\x02\x03\0\0\0\0";
        let told = fault(asked(&mut page, &json!({ "ask": "open" }), picture));
        assert!(told.ends_with('。'), "{told}");
        let told = fault(asked(&mut page, &json!({ "ask": "new", "organ": "甲", "year": 1 }), b""));
        assert!(told.contains("没有 1 年度的年报格式"), "{told}");
        assert!(!fault(asked(&mut page, &json!({ "ask": "nothing" }), b"")).is_empty());
        assert!(!page.answer(b"").is_empty());
    }

    #[test]
    fn before_there_is_a_text_everything_has_an_answer() {
        let at = json!({ "line": 3, "character": 9 });
        let questions = [
            json!({ "ask": "explain" }),
            json!({ "ask": "actions", "range": { "start": at, "end": at } }),
            json!({ "ask": "mend" }),
            json!({ "ask": "format" }),
            json!({ "ask": "hover", "at": at }),
            json!({ "ask": "complete", "at": at }),
            json!({ "ask": "move", "at": at, "back": false }),
            json!({ "ask": "paste", "at": at, "text": "1\t2" }),
            json!({ "ask": "preview", "nonce": "n" }),
            json!({ "ask": "export", "format": "docx" }),
            json!({ "ask": "save", "crlf": true }),
            json!({ "ask": "guides" }),
        ];
        for question in questions {
            let answer = asked(&mut Page::default(), &question, b"");
            assert!(answer.get("answer").is_some(), "{question}: {answer}");
        }
    }
}
