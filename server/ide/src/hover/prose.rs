//! Figures of the prose, references to articles, and instruments.

use analysis::Analysis;
use form::{Article, Head, forms, instrument_titled, regulation, vocabulary};
use prose::{Citation, Tally, Whose, citations, instrument_name, tallies_near};
use report::{Inline, InlineKind};

use super::{Page, touches};

/// What stands at an offset of the prose.
pub(super) fn page(analysis: &Analysis, offset: usize) -> Option<Page> {
    figure(analysis, offset)
        .or_else(|| article(analysis, offset))
        .or_else(|| named_instrument(analysis, offset))
}

/// A figure that a table agrees or disagrees with.
fn figure(analysis: &Analysis, offset: usize) -> Option<Page> {
    let tallies = tallies_near(&analysis.prose, &analysis.report, offset);
    let tally = tallies.iter().find(|tally| touches(&tally.claim.range, offset))?;
    let written = analysis.text.get(tally.claim.range.clone())?;
    let name = tally.name();
    let (first, advice) = if tally.agrees() {
        (format!("{written}，与{name}一致"), String::new())
    } else {
        let advice = "核对原始记录，看哪一处不对，把两处改成一致。".to_owned();
        (format!("{written}，与{name}的 {} {}不一致", tally.sum, tally.unit()), advice)
    };
    let mut page = Page::new(tally.claim.range.clone(), &first);
    page.items(cells(tally));
    page.paragraph(&advice);
    Some(page)
}

/// The cells that a figure is the sum of, if there are several; else what the one counts.
fn cells(tally: &Tally<'_>) -> Vec<String> {
    let row = |cell: &prose::TallyCell<'_>| tally.official.block(cell.block).rows.get(cell.row);
    if let [only] = &*tally.cells {
        return row(only).map(|row| row.explanation.brief()).into_iter().collect();
    }
    let shown =
        tally.cells.iter().filter_map(|cell| Some((row(cell)?.short(), cell.cell.value()?)));
    shown.map(|(name, value)| format!("{name} {value}")).collect()
}

/// A reference to an article of 条例.
fn article(analysis: &Analysis, offset: usize) -> Option<Page> {
    let citations = citations(&analysis.text, &analysis.report);
    let citation = citations.iter().find(|citation| touches(&citation.range, offset))?;
    if citation.whose != Whose::Regulation {
        return None;
    }
    let regulation = regulation();
    let Some(article) = regulation.article(citation.article) else {
        let first = format!("{}没有第 {} 条", regulation.short, citation.article);
        let mut page = Page::new(citation.range.clone(), &first);
        let count = regulation.articles.len();
        page.paragraph(&format!("《{}》一共 {count} 条，请核对条号。", regulation.name));
        return Some(page);
    };
    Some(article_page(analysis, citation, article))
}

fn article_page(analysis: &Analysis, citation: &Citation, article: &Article) -> Page {
    let regulation = regulation();
    let first = format!("{}第 {} 条：{}", regulation.short, article.number, article.topic);
    let mut page = Page::new(citation.range.clone(), &first);
    let told = article.told(analysis.report.year().unwrap_or(i32::MAX));
    page.explanation(&told);
    let written = analysis.text.get(citation.range.clone()).unwrap_or_default();
    page.items(block(analysis, written).into_iter().collect());
    let (name, chapter) = (&regulation.name, &article.chapter);
    page.basis(&told.basis);
    page.paragraph(&format!("《{name}》{chapter}（{}）", regulation.document));
    page
}

/// The part of a table that is for this item of the article.
fn block(analysis: &Analysis, written: &str) -> Option<String> {
    let form = forms().iter().position(|form| form.edition == analysis.report.form.edition)?;
    let heads = vocabulary().heads(written).iter();
    let found = heads.into_iter().find(|found| found.form == form && found.head == Head::Block)?;
    let table = analysis.report.form.tables.get(found.table)?;
    let explanation = &table.blocks.get(found.block)?.explanation;
    Some(format!("{}里的这一项：{}", table.name, explanation.brief()))
}

/// 条例, or another instrument that something is known of.
fn named_instrument(analysis: &Analysis, offset: usize) -> Option<Page> {
    let here =
        |inline: &&Inline| inline.kind == InlineKind::Instrument && touches(&inline.range, offset);
    let inline = analysis.report.inlines.iter().find(here)?;
    let name = instrument_name(analysis.text.get(inline.range.clone())?)?;
    let regulation = regulation();
    match Whose::of(name) {
        Whose::Regulation => {
            let mut page = Page::new(inline.range.clone(), &format!("《{}》", regulation.name));
            let count = regulation.articles.len();
            page.paragraph(&format!("{}，一共 {count} 条。", regulation.document));
            page.paragraph("把光标放到条号上，可以看那一条的要点。");
            Some(page)
        }
        Whose::Other(name) => {
            let known = instrument_titled(&name)?;
            let mut page = Page::new(inline.range.clone(), &format!("《{name}》"));
            let document = known.document();
            page.paragraph(&if document.is_empty() { document } else { format!("{document}。") });
            page.lines(known.note.as_deref().unwrap_or_default());
            Some(page)
        }
        Whose::Unknown => None,
    }
}
