//! `nianbao explain --output-format json`: explanations and rules as data, with their citations and grades.

use std::io::{self, Write};

use form::{Article, Citation, Explanation, Grade, Instrument, Point, Reading, cited};
use rules::Rule;
use serde_json::{Value, json};

use super::catalogue::Part;
use super::query::Subject;

/// Writes what was asked for, each with the id that stands for it everywhere.
pub(super) fn write(
    subjects: &[Subject],
    year: Option<i32>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let subjects: Vec<Value> = subjects
        .iter()
        .map(|subject| match subject {
            Subject::Rule(rule) => self::rule(rule),
            Subject::Article(article) => self::article(article, year.unwrap_or(i32::MAX)),
            Subject::Part(part) => self::part(part, year),
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &json!({ "version": 1, "subjects": subjects }))?;
    writeln!(out)
}

fn rule(rule: &Rule) -> Value {
    let basis = &rule.doc.basis;
    let citations: Vec<Value> = basis.citations().iter().map(citation).collect();
    json!({
        "kind": "rule",
        "id": rule.name,
        "title": rule.title,
        "level": rule.severity.name(),
        "what": rule.doc.what,
        "why": rule.doc.why,
        "grade": grade(basis.grade),
        "citations": citations,
        "note": basis.note,
    })
}

fn article(article: &Article, year: i32) -> Value {
    json!({
        "kind": "article",
        "id": article.number.to_string(),
        "title": article.topic,
        "explanation": article.gist.as_ref().map(|gist| explanation(gist, year)),
    })
}

fn part(part: &Part, year: Option<i32>) -> Value {
    json!({
        "kind": part.kind,
        "id": part.id,
        "title": part.title,
        "edition": part.form.edition,
        "guide": part.guide.map(|guide| &guide.id),
        "explanation": explanation(part.explanation, part.form.year_for(year)),
    })
}

fn explanation(of: &Explanation, year: i32) -> Value {
    let told = |points: &[Point]| -> Vec<Value> {
        let for_year = points.iter().filter(|point| point.is_for(year));
        for_year.map(|point| self::point(point, of.grade, year)).collect()
    };
    json!({
        "first": of.first,
        "grade": grade(of.grade),
        "citations": citations(&of.cites, year),
        "points": told(&of.points),
        "examples": told(of.examples.as_deref().unwrap_or_default()),
    })
}

fn point(point: &Point, whole: Grade, year: i32) -> Value {
    json!({
        "text": point.say,
        "grade": grade(point.grade.unwrap_or(whole)),
        "citations": citations(&point.cites, year),
    })
}

fn grade(grade: Grade) -> Value {
    json!({ "id": grade, "name": grade.name() })
}

fn citations(all: &[Citation], year: i32) -> Vec<Value> {
    all.iter().filter(|citation| citation.is_for(year)).map(citation).collect()
}

fn citation(of: &Citation) -> Value {
    let instrument = of.instrument();
    json!({
        "instrument": of.of,
        "title": instrument.map(|of| &of.title),
        "number": instrument.and_then(|of| of.number.as_ref()),
        "in_force": instrument.and_then(|of| of.in_force),
        "superseded_by": instrument.and_then(Instrument::successor).map(|next| &next.id),
        "article": of.article,
        "to": of.to,
        "paragraph": of.paragraph,
        "items": of.items,
        "part": of.part,
        "read": match of.reading() {
            Reading::Part => Reading::Original,
            reading => reading,
        },
        "text": cited([of]),
    })
}
