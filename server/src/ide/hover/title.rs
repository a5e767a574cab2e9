//! The title and the headings of the six sections.

use super::{Page, touches};
use crate::analysis::Analysis;
use crate::organ;
use crate::report::{Section, Title};

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
    let first = match (title.organ.as_deref(), title.year) {
        (Some(organ), Some(year)) => format!("{organ}，{year} 年度报告"),
        (Some(organ), None) => format!("{organ}，年份没有写明"),
        (None, Some(year)) => format!("{year} 年度报告，机关名称没有写明"),
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
    let kind = title.organ.as_deref().and_then(organ::kind);
    if let Some(kind) = kind.and_then(organ::OrganKind::told) {
        items.push(format!("机关：{}。", kind.name));
        items.push(format!("公布：{}", kind.deadline));
    }
    page.items(items);
    page
}

/// The heading of one of the six sections.
pub(super) fn section(analysis: &Analysis, section: &Section) -> Option<Page> {
    let form = analysis.report.form.sections.get(section.index)?;
    let heading = format!("{}、{}", form.number, form.title);
    let mut page = Page::new(section.heading.clone(), &heading);
    page.explanation(&form.explanation);
    page.basis(&form.basis);
    Some(page)
}
