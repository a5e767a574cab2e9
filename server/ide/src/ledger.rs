//! A report beside the ledger that its figures come from: the edits that fill it, and where it differs.

use std::ops::Range;

use analysis::Analysis;
use format::AmbiguousWidth;
use ledger::{Difference, Figures};
use text::Edit;

use super::code_lens::CodeLens;
use super::inlay_hint::InlayHint;
use super::paste;

/// So many cells are named above a table.
const FEW: usize = 3;

/// The edits that write what was counted into the tables and align them, one a line.
pub fn edits(analysis: &Analysis, figures: &[Figures], ambiguous: AmbiguousWidth) -> Vec<Edit> {
    let edits = figures.iter().flat_map(|figures| figures.edits(&analysis.report));
    paste::written(analysis, edits.map(|edit| (edit.range, edit.text)).collect(), ambiguous)
}

/// What the ledger has, behind each cell within a range that has something else. Where parts differ, their
/// totals do as well, and say nothing new.
pub fn inlay_hints(
    analysis: &Analysis,
    figures: &[Figures],
    range: &Range<usize>,
) -> Vec<InlayHint> {
    let differences = figures.iter().flat_map(|figures| telling(differences(analysis, figures)));
    let within =
        differences.filter(|it| range.start <= it.range.end && it.range.start <= range.end);
    let hint = |of: Difference| InlayHint {
        offset: of.range.end,
        label: format!("台账 {}", of.counted),
        tooltip: format!("{}：年报是{}，台账是 {}", of.name(), stated(&of), of.counted),
    };
    within.map(hint).collect()
}

/// Above each table that was counted: where it differs, or that it does not.
pub fn code_lenses(analysis: &Analysis, figures: &[Figures]) -> Vec<CodeLens> {
    let lens = |figures: &Figures| {
        let tables = analysis.report.official_tables();
        let mut of_table = tables.filter(|(_, official)| official.table().id == figures.table().id);
        let start = of_table.next()?.0.range.start;
        let title = title(&figures.differences(&analysis.text, &analysis.report)?);
        Some(CodeLens { range: start..start, title })
    };
    figures.iter().filter_map(lens).collect()
}

fn title(differences: &[Difference]) -> String {
    if differences.is_empty() {
        return "和台账一致".to_owned();
    }
    let named: Vec<String> = telling(differences.to_vec()).iter().take(FEW).map(named).collect();
    let more = if differences.len() > named.len() { "……" } else { "" };
    format!("和台账不一致 {} 格（{}{more}）", differences.len(), named.join("；"))
}

/// The differences without those of totals, if there are others.
fn telling(mut differences: Vec<Difference>) -> Vec<Difference> {
    if differences.iter().any(|it| !it.is_total) {
        differences.retain(|it| !it.is_total);
    }
    differences
}

/// `新收·自然人 706，台账 692`.
fn named(of: &Difference) -> String {
    let name = of.name();
    let cell = name.strip_prefix(of.table.name.as_str()).unwrap_or(&name).trim();
    format!("{cell} {}，台账 {}", stated(of), of.counted)
}

fn stated(of: &Difference) -> String {
    if of.written.is_empty() { "空着".to_owned() } else { of.written.clone() }
}

fn differences(analysis: &Analysis, figures: &Figures) -> Vec<Difference> {
    figures.differences(&analysis.text, &analysis.report).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that meets the unexpected must stop at once")]
mod tests {
    use ledger::{Hints, count, sheets};
    use text::apply;

    use super::*;

    const CLEAN: &str = include_str!("../../../examples/clean.nianbao");
    const LEDGER: &str = "\
序号,收到日期,申请人类别,答复日期,办理结果
1,2023-3-1,公民,2023-3-20,公开
2,2023-3-2,企业,2023-3-20,公开
";

    fn figures() -> Vec<Figures> {
        let (grids, _) = sheets(LEDGER.as_bytes().to_vec()).unwrap();
        count(grids, Some(2023), &Hints::default()).unwrap().figures()
    }

    #[test]
    fn a_report_is_filled_and_then_agrees() {
        let (analysis, figures) = (Analysis::new(CLEAN.to_owned()), figures());
        let hints = inlay_hints(&analysis, &figures, &(0..CLEAN.len()));
        let first = hints.first().unwrap();
        assert_eq!(first.label, "台账 1");
        assert!(first.tooltip.starts_with("表三 新收·自然人：年报是"), "{}", first.tooltip);
        assert!(inlay_hints(&analysis, &figures, &(0..10)).is_empty());
        let [lens] = code_lenses(&analysis, &figures).try_into().unwrap();
        assert!(lens.title.starts_with("和台账不一致 "), "{}", lens.title);
        assert!(lens.title.contains("（新收·自然人 ") && lens.title.ends_with("……）"));
        let edits = edits(&analysis, &figures, AmbiguousWidth::Wide);
        let text = apply(CLEAN, &edits);
        assert_eq!(text, ::ledger::filled(&figures, CLEAN), "formatting has nothing left to do");
        assert!(edits.iter().all(|edit| !edit.text.contains('\n')));
        let analysis = Analysis::new(text);
        assert_eq!(inlay_hints(&analysis, &figures, &(0..CLEAN.len())), []);
        let [lens] = code_lenses(&analysis, &figures).try_into().unwrap();
        assert_eq!(lens.title, "和台账一致");
    }

    #[test]
    fn a_report_without_the_table_has_nothing_to_tell() {
        let (analysis, figures) = (Analysis::new("2023年".to_owned()), figures());
        assert_eq!(edits(&analysis, &figures, AmbiguousWidth::Wide), []);
        assert_eq!(inlay_hints(&analysis, &figures, &(0..10)), []);
        assert_eq!(code_lenses(&analysis, &figures), []);
    }
}
