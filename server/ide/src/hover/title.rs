//! The title and the headings of the six sections.

use analysis::Analysis;
use form::organ;
use report::{Section, Title};

use super::{Page, touches};

/// The title or the heading that a year or the like stands in.
pub(super) fn around(analysis: &Analysis, offset: usize) -> Option<Page> {
    let report = &analysis.report;
    let here = report.sections.iter().find(|section| touches(&section.heading, offset));
    let of_title = || report.title.as_ref().filter(|title| touches(&title.range, offset));
    here.and_then(|here| section(analysis, here)).or_else(|| Some(title(analysis, of_title()?)))
}

/// The title: whose report it is, for which year, and by which edition of the form.
pub(super) fn title(analysis: &Analysis, title: &Title) -> Page {
    let form = analysis.report.form;
    let [_, report] = &form.title_words;
    let first = match (title.organ.as_deref(), title.year) {
        (Some(organ), Some(year)) => format!("{organ}，{year} {report}"),
        (Some(organ), None) => format!("{organ}，年份没有写明"),
        (None, Some(year)) => format!("{year} {report}，机关名称没有写明"),
        (None, None) => "机关名称和年份都没有写明".to_owned(),
    };
    let mut page = Page::new(title.range.clone(), &first);
    let mut items = vec![if analysis.report.edition_known {
        format!("格式：{}（{}）。", form.name, form.document)
    } else {
        format!(
            "格式：按 {}（{}）检查；标题里写上年份，就按那一年的格式。",
            form.name, form.document
        )
    }];
    items.extend(organ_kind(analysis, title));
    page.items(items);
    page
}

/// What kind of organ it is, how that is known, and what follows from it.
fn organ_kind(analysis: &Analysis, title: &Title) -> Vec<String> {
    let set = analysis.options.organ_kind;
    let kind = set.or_else(|| organ::kind(title.organ.as_deref()?));
    match kind.and_then(organ::OrganKind::told) {
        Some(kind) => {
            let source = match set {
                Some(_) => "设置里写明的",
                None => "按名称推断的；不对的话，在 nianbao.toml 的 [organ] 下面写明 kind",
            };
            let told = kind.deadline.told(year(analysis));
            let items = [
                format!("机关类型：{}（{source}）。", kind.name),
                format!("公布：{}依据：{}。", told.first, told.basis),
            ];
            items.into_iter().chain(told.points).collect()
        }
        None if title.organ.is_some() => {
            vec![
                "机关类型：从名称看不出。在 nianbao.toml 的 [organ] 下面写明 kind，就按那一类检查。"
                    .to_owned(),
            ]
        }
        None => Vec::new(),
    }
}

/// The year whose law the explanations are told by.
pub(super) fn year(analysis: &Analysis) -> i32 {
    analysis.report.form.year_for(analysis.report.year())
}

/// The heading of one of the six sections.
pub(super) fn section(analysis: &Analysis, section: &Section) -> Option<Page> {
    let form = analysis.report.form.sections.get(section.index)?;
    let heading = format!("{}、{}", form.number, form.title);
    let mut page = Page::new(section.heading.clone(), &heading);
    let told = form.explanation.told(year(analysis));
    page.explanation(&told);
    page.basis(&told.basis);
    Some(page)
}
