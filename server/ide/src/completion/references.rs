//! References to articles after 第, and the names of instruments after 《.

use form::{Article, Instrument, instrument_titled, regulation};
use prose::{Whose, whose_at};

use super::boilerplate::boilerplate;
use super::candidate::{Candidate, Rest, Typed};
use super::place::Place;
use super::template::Template;
use super::{Completion, CompletionKind, DocRef};

/// The characters of a reference, besides digits and the letters of pinyin.
const OF_REFERENCE: &str = "第一二三四五六七八九十条款项（）()";

/// What may be referred to; none where no reference is being typed.
pub(super) fn completions(place: &Place<'_>) -> Option<Vec<Completion>> {
    instruments(place).or_else(|| articles(place))
}

fn instruments(place: &Place<'_>) -> Option<Vec<Completion>> {
    let before = place.before();
    let open = before.rfind('《').filter(|at| !before.get(*at..).unwrap_or("》").contains('》'))?;
    let start = place.line.start + open;
    let mut typed = Typed::at(place, start, start + '《'.len_utf8(), Rest::Replaced);
    typed.end = place.offset + name_behind(place.behind());
    let regulation = regulation();
    let names = std::iter::once(&regulation.name).chain(&boilerplate().instruments);
    let candidate = |(rank, name): (usize, &String)| Candidate {
        label: name.clone(),
        kind: CompletionKind::Instrument,
        detail: match rank {
            0 => Some(regulation.document.clone()),
            _ => instrument_titled(name).map(Instrument::document),
        },
        keys: (rank == 0).then(|| regulation.short.clone()).into_iter().collect(),
        text: Template::of_text(&format!("《{name}》")),
        doc: DocRef::instrument(name),
        rank,
    };
    Some(typed.select(names.enumerate().map(candidate).collect()))
}

/// How far the rest of a name in title marks reaches; 0 if the marks are not closed.
fn name_behind(behind: &str) -> usize {
    match behind.find(['》', '《', '，', '。', '；', '、']) {
        Some(at) if behind.get(at..).is_some_and(|rest| rest.starts_with('》')) => {
            at + '》'.len_utf8()
        }
        _ => 0,
    }
}

fn articles(place: &Place<'_>) -> Option<Vec<Completion>> {
    let before = place.before();
    let run = before.trim_end_matches(of_reference).len();
    let start = place.line.start + run + before.get(run..)?.find('第')?;
    if whose_at(place.text(), &place.analysis.report, start) != Whose::Regulation {
        return Some(Vec::new());
    }
    let mut typed = Typed::at(place, start, start, Rest::Replaced);
    typed.only_from_beginning = true;
    typed.end = place.offset + reference_behind(place.behind());
    let found = typed.select(candidates(place.id()));
    (!found.is_empty()).then_some(found)
}

fn of_reference(c: char) -> bool {
    OF_REFERENCE.contains(c) || c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// How far the rest of a reference reaches; 0 if what follows is none.
fn reference_behind(behind: &str) -> usize {
    let end = behind.len() - behind.trim_start_matches(of_reference).len();
    let rest = behind.get(..end).unwrap_or_default();
    rest.rfind(['条', '款', '项']).map_or(0, |at| at + '条'.len_utf8())
}

/// All articles and the parts of articles that reports cite; those usual in the section first.
fn candidates(section: &str) -> Vec<Candidate> {
    let usual = |reference: &str| {
        let known = boilerplate().references.iter().position(|of| of.reference == reference)?;
        let places = &boilerplate().references.get(known)?.places;
        places.iter().any(|place| place == section).then_some(known)
    };
    let parts = |article: &'static Article| {
        let whole = whole(article);
        let of_article = move |reference: &str| reference.strip_prefix(&*whole).is_some();
        let listed = boilerplate().references.iter();
        listed
            .filter(move |of| of_article(&of.reference))
            .filter_map(move |of| Some((article, of.reference.clone(), of.topic.as_deref()?)))
    };
    let articles = regulation().articles.iter();
    let all = articles
        .flat_map(|of| std::iter::once((of, whole(of), of.topic.as_str())).chain(parts(of)));
    let ranked = all.enumerate().map(|(order, (article, reference, topic))| {
        let (class, rank) = usual(&reference).map_or((1, order), |rank| (0, rank));
        candidate(article, reference, topic, rank).in_class(class)
    });
    ranked.collect()
}

fn candidate(article: &Article, reference: String, topic: &str, rank: usize) -> Candidate {
    let digits = reference.replacen(&han(article.number), &article.number.to_string(), 1);
    Candidate {
        kind: CompletionKind::Article,
        detail: Some(topic.to_owned()),
        keys: vec![digits, format!("第{topic}")],
        text: Template::of_text(&reference),
        doc: DocRef::article(article.number),
        label: reference,
        rank,
    }
}

fn whole(article: &Article) -> String {
    format!("第{}条", han(article.number))
}

/// A number below a hundred in Chinese numerals.
pub(super) fn han(number: u32) -> String {
    let digit = |digit: u32| match digit {
        1..=9 => "一二三四五六七八九".chars().nth(digit as usize - 1),
        _ => None,
    };
    let (tens, ones) = (number / 10, number % 10);
    let ten = (tens > 0).then_some('十');
    digit(tens).filter(|_| tens > 1).into_iter().chain(ten).chain(digit(ones)).collect()
}
