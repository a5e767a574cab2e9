//! `contradicting-share`: a percentage that does not fit the counts beside it.

use finding::{Finding, Severity};
use prose::{Solo, wrong_shares};

use super::{Basis, Check, Doc, Example, Grade, Rule};

pub(super) static RULE: Rule = Rule {
    name: "contradicting-share",
    title: "占比不对",
    severity: Severity::Warning,
    doc: Doc {
        what: "正文写的占比与件数算不拢，如“共受理 8 件，予以公开 5 件，占 50%”。与同一段里任何一个件数、任何两个件数之和都对不上的，才提示；四舍五入、截尾的差别不算。",
        why: "件数改了，占比没有跟着改，是常见的疏漏；读者拿计算器一按就看得出。",
        fix: None,
        wrong: Example::line(
            "全年通过县政府",
            "全年通过县政府门户网站共公开信息120条，其中政策文件30条，占35%。",
        ),
        right: Example::line(
            "全年通过县政府",
            "全年通过县政府门户网站共公开信息120条，其中政策文件30条，占25%。",
        ),
        basis: Basis { grade: Grade::Practice, cites: &[], note: "由件数推算得出。" },
    },
    check: Check::line(check),
};

fn check(line: &Solo<'_>, findings: &mut Vec<Finding>) {
    findings.extend(wrong_shares(line.text).into_iter().map(|share| {
        let written = line.text.get(share.range.clone()).unwrap_or_default();
        let message = format!(
            "{} 占 {} 的 {}，正文写的是 {written}。请核对件数和占比，把写错的一处改过来。",
            share.count,
            share.whole,
            percent(share.count, share.whole)
        );
        Finding::new(RULE.name, RULE.severity, share.range, message)
    }));
}

/// A share with two decimals at most.
#[allow(clippy::cast_precision_loss, reason = "counts of a report are far smaller")]
fn percent(count: i64, whole: i64) -> String {
    let exact = format!("{:.2}", count as f64 * 100.0 / whole as f64);
    format!("{}%", exact.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn what_it_would_be_is_told() {
        expect("contradicting-share")
            .line("全年通过县政府", "公开信息共96条，其中政策类12条，占<err>15%</err>。")
            .message("12 占 96 的 12.5%，正文写的是 15%");
        expect("contradicting-share")
            .line("全年通过县政府", "公开信息共96条，其中政策类12条，占12.5%。")
            .none();
    }
}
