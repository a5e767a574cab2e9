//! Faults of the title, the sections and their headings.

use fastrand::Rng;

use crate::case::Draft;
use crate::report::Block;

/// What else may be said where the words of these two sections are gone.
fn may_miss_prose(draft: &mut Draft, section: &str) {
    let rule =
        if section == "problems" { "W missing-improvement" } else { "W missing-fee-statement" };
    draft.expected.may(rule);
}

fn prose_section(rng: &mut Rng) -> &'static str {
    rng.choice(&["problems", "other_matters"]).unwrap()
}

/// One of the sections without a table is not there.
pub(super) fn lost(rng: &mut Rng, draft: &mut Draft) -> bool {
    let section = prose_section(rng);
    let index = draft.report.section_index(section);
    draft.report.sections.remove(index);
    draft.expected.must(format!("E missing-section {section}"));
    may_miss_prose(draft, section);
    true
}

/// The heading is lost, the table that stood under it is still there: it must be known by itself.
pub(super) fn lost_heading(rng: &mut Rng, draft: &mut Draft) -> bool {
    let section = *rng.choice(&["requests", "challenges"]).unwrap();
    draft.report.section_mut(section).heading = None;
    // Without a blank line two tables would be one.
    draft.style.tight = false;
    draft.expected.must(format!("E missing-section {section}"));
    true
}

pub(super) fn twice(_: &mut Rng, draft: &mut Draft) -> bool {
    let index = draft.report.section_index("problems");
    let mut copy = draft.report.sections[index].clone();
    copy.body = ["主要问题是栏目更新还不够及时。", "改进措施是安排专人负责栏目的日常维护。"]
        .map(|text| Block::Paragraph(text.to_owned()))
        .to_vec();
    draft.report.sections.insert(index + 1, copy);
    draft.expected.must("W duplicate-section problems");
    true
}

pub(super) fn swapped(rng: &mut Rng, draft: &mut Draft) -> bool {
    let first = rng.usize(2..5);
    draft.report.sections.swap(first, first + 1);
    draft.expected.must("W misplaced-section");
    true
}

pub(super) fn empty(rng: &mut Rng, draft: &mut Draft) -> bool {
    let section = prose_section(rng);
    draft.report.section_mut(section).body.clear();
    draft.expected.must(format!("W empty-section {section}"));
    may_miss_prose(draft, section);
    true
}

/// Nearly the official wording.
pub(super) fn wrong_heading(rng: &mut Rng, draft: &mut Draft) -> bool {
    let headings = [
        ("requests", "三、收到和处理政府信息公开申请的情况"),
        ("challenges", "四、政府信息公开行政复议、诉讼情况"),
        ("problems", "五、存在的主要问题和改进情况"),
        ("other_matters", "六、其他需报告的事项"),
    ];
    let (section, heading) = *rng.choice(&headings).unwrap();
    draft.report.section_mut(section).heading = Some(heading.to_owned());
    draft.expected.must("W malformed-heading");
    true
}

/// A title without its year, or without the organ.
pub(super) fn malformed_title(rng: &mut Rng, draft: &mut Draft) -> bool {
    if rng.bool() {
        draft.report.title[1] = "政府信息公开工作年度报告".to_owned();
        draft.expected.year = None;
    } else {
        draft.report.title[0] = String::new();
        draft.expected.organ = None;
    }
    draft.expected.must("W malformed-title");
    true
}
