//! Names of rules in an allow comment, those that tell something of this report first.

use super::candidate::{Candidate, Rest, Typed};
use super::place::Place;
use super::template::Template;
use super::{Completion, CompletionKind, DocRef};

/// What parts the names.
const COMMAS: [char; 3] = [',', '，', '、'];

/// The rules that may be named; none where no allow comment is being written.
pub(super) fn completions(place: &Place<'_>) -> Option<Vec<Completion>> {
    let before = place.before();
    let names = names_in(before)?;
    let (former, name) = match names.rfind(COMMAS) {
        Some(at) => names.split_at(at),
        None => ("", names),
    };
    let name = name.trim_start_matches(COMMAS).trim_start();
    if name.contains(char::is_whitespace) {
        // The reason.
        return Some(Vec::new());
    }
    let start = place.offset - name.len();
    let mut typed = Typed::at(place, start, start, Rest::Replaced);
    let behind = place.behind();
    let ends = |c: char| c.is_whitespace() || COMMAS.contains(&c) || c == '-';
    typed.end = place.offset + behind.find(ends).unwrap_or(0);
    let former: Vec<&str> = former.split(COMMAS).map(str::trim).collect();
    let offered = rules::ALL
        .iter()
        .enumerate()
        .filter(|(_, rule)| !former.contains(&rule.title) && !former.contains(&rule.name));
    Some(typed.select(offered.map(|(rank, rule)| candidate(place, rule, rank)).collect()))
}

/// What stands behind `<!-- nianbao: allow `, if the comment is not closed.
fn names_in(before: &str) -> Option<&str> {
    let comment = before.get(before.rfind("<!--")? + "<!--".len()..)?;
    let words = comment.trim_start().strip_prefix("nianbao")?.trim_start();
    let names = words.strip_prefix([':', '：'])?.trim_start().strip_prefix("allow")?;
    (names.starts_with(char::is_whitespace) && !names.contains("-->")).then_some(names)
}

fn candidate(place: &Place<'_>, rule: &'static rules::Rule, rank: usize) -> Candidate {
    let found = place.analysis.findings.iter().any(|finding| finding.rule == rule.name);
    let candidate = Candidate {
        label: rule.title.to_owned(),
        kind: CompletionKind::Rule,
        detail: Some(rule.summary().to_owned()),
        keys: vec![rule.name.to_owned()],
        text: Template::of_text(rule.title),
        doc: DocRef::rule(rule.name),
        rank,
    };
    candidate.in_class(usize::from(!found))
}
