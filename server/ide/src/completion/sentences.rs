//! The title, the sentences that the form asks for, and a whole report to begin with, filled in
//! with what the report says of itself.

use form::{is_blank, regulation, unspaced};
use report::ElementKind;
use report::number::Number;

use super::boilerplate::{Sentence, boilerplate};
use super::candidate::{Candidate, Rest, Typed};
use super::place::Place;
use super::template::Template;
use super::{Completion, CompletionKind, DocRef};

/// The sentences that belong here and are not there yet.
pub(super) fn candidates(place: &Place<'_>) -> Vec<Candidate> {
    let written = written(place);
    let missing = |of: &&Sentence| {
        of.place == place.id()
            && !of.present.iter().any(|words| written.contains(words.as_str()))
            && of.from <= place.form().first_year
            && !of.unless_row.as_ref().is_some_and(|row| has_figure(place, row))
    };
    let fitting = boilerplate().sentences.iter().filter(missing);
    fitting.enumerate().map(|(rank, of)| candidate(place, of, rank)).collect()
}

/// The title where none is, and the whole report where nothing is.
pub(super) fn beginnings(place: &Place<'_>) -> Vec<Candidate> {
    let untitled = place.title_above().is_none() && place.section().is_none();
    let first = place.above().all(|(_, element)| matches!(element.kind, ElementKind::Comment));
    let Some(of) = title().filter(|_| untitled && first) else { return Vec::new() };
    let mut candidates = vec![candidate(place, of, 0)];
    if place.below().is_none() {
        let words = skeleton::text(place.form(), "{organ}", "{year}");
        candidates.push(Candidate {
            label: boilerplate().skeleton.label.clone(),
            detail: Some(boilerplate().skeleton.detail.clone()),
            text: filled(place, words.trim_end(), of.unknown_organ.as_deref()),
            doc: DocRef::skeleton(),
            kind: CompletionKind::Report,
            keys: boilerplate().skeleton.keys.clone(),
            rank: 1,
        });
    }
    candidates
}

/// The rest of a title that is typed up to the year.
pub(super) fn title_tail(place: &Place<'_>) -> Option<Vec<Completion>> {
    if place.title_above().is_some() || place.section().is_some() {
        return None;
    }
    let before = place.before();
    let at = before.rfind('年').filter(|at| {
        let digits = before.get(..*at).unwrap_or_default().chars().rev().take(4);
        digits.filter(char::is_ascii_digit).count() == 4
    })?;
    let start = place.line.start + at + '年'.len_utf8();
    let typed = Typed::at(place, start, start, Rest::Fitting);
    let form = place.form();
    Some(typed.select(vec![Candidate {
        label: form.title.clone(),
        kind: CompletionKind::Heading,
        detail: title().map(|of| of.label.clone()),
        keys: Vec::new(),
        text: Template::of_text(&form.title),
        doc: DocRef::sentence(&title()?.id),
        rank: 0,
    }]))
}

fn title() -> Option<&'static Sentence> {
    boilerplate().sentences.iter().find(|of| of.place == "title")
}

fn candidate(place: &Place<'_>, of: &Sentence, rank: usize) -> Candidate {
    let text = filled(place, &of.text, of.unknown_organ.as_deref());
    Candidate {
        label: of.label.clone(),
        kind: CompletionKind::Sentence,
        detail: Some(text.plain()),
        keys: Vec::new(),
        text,
        doc: DocRef::sentence(&of.id),
        rank,
    }
}

/// What is written in the section or the front, this line's sentence and comments aside.
fn written(place: &Place<'_>) -> String {
    let prose = |element: &&report::Element| !matches!(element.kind, ElementKind::Comment);
    let others = place.neighbours().filter(prose).map(|element| place.slice(element.range.clone()));
    let here = place.slice(place.line.start..place.sentence_start());
    unspaced(&others.chain([here, place.behind()]).collect::<Vec<_>>().join("\n"))
}

/// Whether a row has a figure other than 0.
fn has_figure(place: &Place<'_>, id: &str) -> bool {
    let zero = Number::whole(0);
    crate::at::blocks(&place.analysis.report)
        .flat_map(crate::at::BlockAt::cells)
        .filter(|cell| cell.form_row().is_some_and(|row| row.id == id))
        .any(|cell| cell.cell.value().is_some_and(|value| value != zero))
}

/// The words with organ, year and the form's names in their places.
fn filled(place: &Place<'_>, words: &str, unknown_organ: Option<&str>) -> Template {
    let title = place.title_above();
    let unknown = boilerplate();
    let mut template = Template::default();
    let known = |template: &mut Template, name: &str| match name {
        "title" => template.text(&place.form().title),
        "regulation" => template.text(&regulation().name),
        "organ" => match title.and_then(|title| title.organ.as_deref()) {
            Some(organ) => template.text(organ),
            None => match unknown_organ {
                Some(organ) => template.named_stop(name, organ),
                None => template.text(&unknown.unknown_organ),
            },
        },
        "year" => match title.and_then(|title| title.year) {
            Some(year) => template.text(&year.to_string()),
            None => template.named_stop(name, &unknown.unknown_year),
        },
        _ => template.stop(&unknown.unknown_figure),
    };
    let mut rest = words;
    while let Some((text, behind)) = rest.split_once('{') {
        let Some((name, behind)) = behind.split_once('}') else { break };
        template.text(text);
        known(&mut template, name);
        rest = behind;
    }
    template.text(rest);
    template
}

impl Place<'_> {
    /// Where the sentence begins that the cursor stands in: at the line's beginning, or behind the
    /// last full stop before the cursor.
    pub(super) fn sentence_start(&self) -> usize {
        let before = self.before();
        let behind_stop = before.rfind('。').map(|at| at + '。'.len_utf8());
        behind_stop.map_or(self.line.start, |at| {
            let rest = before.get(at..).unwrap_or_default();
            self.offset - rest.trim_start_matches(is_blank).len()
        })
    }
}
