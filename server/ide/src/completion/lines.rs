//! What a line of prose may become: a heading, a table, a row, a sentence.

use form::{halfwidth, is_blank};
use report::{Element, ElementKind};

use super::boilerplate::boilerplate;
use super::candidate::{Candidate, Rest, Typed};
use super::place::Place;
use super::references::han;
use super::template::Template;
use super::{Completion, CompletionKind, DocRef, rows, sentences, table};

/// What can stand in the line. Behind a full stop, only a sentence can.
pub(super) fn completions(place: &Place<'_>) -> Vec<Completion> {
    if let Some(tail) = sentences::title_tail(place) {
        return tail;
    }
    let start = place.sentence_start();
    let typed = Typed::at(place, start, start, Rest::Fitting);
    if start > place.line.start {
        return typed.select(sentences::candidates(place));
    }
    let indent = place.slice(place.line.start..place.content_start());
    let indented = |candidate: Candidate| Candidate {
        text: Template::of_text(indent).followed_by(candidate.text),
        ..candidate
    };
    let classes = [
        sentences::beginnings(place),
        rows::whole(place),
        table::missing(place),
        subsections(place),
        sentences::candidates(place).into_iter().map(indented).collect(),
        headings(place),
    ];
    let all = classes.into_iter().enumerate().flat_map(|(class, candidates)| {
        candidates.into_iter().map(move |candidate| candidate.in_class(class))
    });
    typed.select(all.collect())
}

/// The headings that are missing: those that come next here, and, for who asks for them by name,
/// all others.
fn headings(place: &Place<'_>) -> Vec<Candidate> {
    let former = place.section().map(|section| section.index);
    let next = place.sections().find(|section| section.heading.start > place.line.start);
    let next = next.map(|section| section.index);
    let asked = !place.before().chars().all(is_blank);
    let sections = place.form().sections.iter().enumerate();
    let missing = sections.filter(|(at, _)| place.sections().all(|there| there.index != *at));
    let candidates = missing.filter_map(|(at, of)| {
        let fits = former.is_none_or(|former| former < at) && next.is_none_or(|next| at < next);
        let candidate = Candidate {
            label: of.heading(),
            kind: CompletionKind::Heading,
            detail: Some(of.explanation.brief()),
            keys: of.variants.clone(),
            text: Template::of_text(&of.heading()),
            doc: DocRef::section(place.form(), &of.id),
            rank: at,
        };
        (fits || asked).then(|| candidate.in_class(usize::from(!fits)))
    });
    candidates.collect()
}

/// The subsections that the section usually has and that are missing, numbered on in the way of those
/// that are there.
fn subsections(place: &Place<'_>) -> Vec<Candidate> {
    let headings: Vec<&Element> = place
        .neighbours()
        .filter(|element| matches!(element.kind, ElementKind::Heading { level: 2.., .. }))
        .collect();
    let written = |words: &String| {
        headings.iter().any(|heading| place.slice(heading.range.clone()).contains(words.as_str()))
    };
    let level = |element: &Element| match element.kind {
        ElementKind::Heading { level, .. } => level,
        _ => 0,
    };
    let own = headings.iter().map(|heading| level(heading)).min().unwrap_or(2);
    let is_above =
        |heading: &&&Element| level(heading) == own && heading.range.start < place.line.start;
    let next = u32::try_from(headings.iter().filter(is_above).count() + 1).unwrap_or(1);
    let number = typed_number(place.before()).unwrap_or_else(|| match own {
        3 => format!("{next}."),
        _ => format!("（{}）", han(next)),
    });
    let listed = boilerplate().subsections.iter().filter(|of| of.place == place.id());
    let missing = listed.enumerate().filter(|(_, of)| !of.present.iter().any(written));
    let candidate = |(rank, of): (usize, &super::boilerplate::Subsection)| {
        let heading = format!("{number}{}", of.title);
        Candidate {
            label: heading.clone(),
            kind: CompletionKind::Heading,
            detail: Some(of.explanation.brief()),
            keys: Vec::new(),
            text: Template::of_text(&heading),
            doc: DocRef::subsection(&of.id),
            rank,
        }
    };
    missing.map(candidate).collect()
}

/// The number that the author has given a subsection.
fn typed_number(before: &str) -> Option<String> {
    let typed = before.trim_start_matches(is_blank).strip_prefix(['（', '('])?;
    let end = typed.find(|c| halfwidth(c) == ')')?;
    let number = typed.get(..end)?;
    let is_number =
        !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十".contains(c));
    is_number.then(|| format!("（{number}）"))
}
