//! `docs/law.md`: what the explanations rest upon, how much of it was read, and what nobody could find.

use std::collections::BTreeSet;

use super::guide::guides;
use super::organ::OrganKind;
use super::{
    Explanation, Grade, Instrument, Reading, forms, instruments, open_questions, regulation,
};

const INTRODUCTION: &str = "\
# 说明的出处

<!-- 本页由 server/forms/instruments.toml 和各条说明的引用生成，请改那里，不要直接改本页。 -->

悬停、补全、`nianbao explain`、`nianbao guide` 里的每一条说明都写明依据和性质。本页列出依据的文件各读到多少、哪些只见于转引、哪些问题没有找到官方口径。
“引用”一栏是表样说明、条文要点、机关类型和判断步骤里引用的处数，规则说明和补全里的引用没有计入。
";

/// The page, in Markdown.
pub fn law_page() -> String {
    let mut page = format!("{INTRODUCTION}\n| 性质 | 意思 |\n| --- | --- |\n");
    for grade in Grade::ALL {
        page.push_str(&format!("| {} | {} |\n", grade.name(), grade.meaning()));
    }
    page.push_str("\n| 读到多少 | 文件或者问题 | 文号、日期 | 读到的是什么；没有找到的，通常怎样做 | 引用 |\n");
    page.push_str("| --- | --- | --- | --- | ---: |\n");
    let order =
        [Reading::Original, Reading::Part, Reading::Retold, Reading::None, Reading::Awaited];
    for reading in order {
        for of in instruments().iter().filter(|of| of.read == reading) {
            page.push_str(&line(of));
        }
    }
    for open in open_questions() {
        let (question, usual, places) = (&open.question, &open.usual, open.places.len());
        page.push_str(&format!("| 没有找到 | {question} |  | {usual} | {places} |\n"));
    }
    page
}

fn line(of: &Instrument) -> String {
    let local = if of.local { "（地方）" } else { "" };
    let replaced = of.successor().map(|next| format!("；已被{}取代", next.cited_as()));
    let document = of.document() + &replaced.unwrap_or_default();
    format!(
        "| {} | {}{local} | {} | {} | {} |\n",
        of.read.name(),
        of.title,
        document.trim_start_matches('；'),
        of.source,
        uses(&of.id)
    )
}

/// How many explanations cite an instrument, and how many questions and answers of the guides; an explanation
/// that editions share counts once.
fn uses(id: &str) -> usize {
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    let cites = |of: &Explanation| of.citations().any(|citation| citation.of == id);
    let gists = regulation().articles.iter().filter_map(|article| article.gist.as_ref());
    let of_forms = forms().iter().flat_map(super::Form::explanations).map(|(_, of)| of);
    let of_organs = OrganKind::all().map(|kind| &kind.deadline);
    for of in of_forms.chain(gists).chain(of_organs).filter(|of| cites(of)) {
        cited.insert(&of.first);
    }
    let steps = guides().iter().flat_map(|guide| &guide.steps).map(|step| &step.cites);
    let leaves = guides().iter().flat_map(|guide| &guide.leaves).map(|leaf| &leaf.cites);
    let cites = |cites: &&Vec<super::Citation>| cites.iter().any(|citation| citation.of == id);
    cited.len() + steps.chain(leaves).filter(cites).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_docs_is_this_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/law.md");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(path, law_page()).expect("docs/law.md can be written");
        }
        let page = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            page == law_page(),
            "docs/law.md differs from the data; run the tests with UPDATE_EXPECT=1 to write it"
        );
    }

    #[test]
    fn an_open_question_is_told_where_it_arises() {
        for open in open_questions() {
            let known = |place: &String| {
                let all = || forms().iter().flat_map(super::super::Form::explanations);
                all().any(|(known, _)| known == *place)
            };
            assert!(open.places.iter().all(known), "{}: {:?}", open.question, open.places);
            assert!(!open.places.is_empty(), "{}", open.question);
        }
    }
}
