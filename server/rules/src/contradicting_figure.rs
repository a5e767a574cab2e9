//! `contradicting-figure`: what the prose says of a figure and what the table says differ.

use finding::{About, Finding, Related, Severity};
use prose::{Claim, Saying, Tally, TallyCell, contradictions};
use report::number::Number;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "contradicting-figure",
    title: "正文与表格不一致",
    severity: Severity::Warning,
    doc: Doc {
        what: "正文里的件数与表里的不一致。“新收、办结、予以公开、结转、行政复议、行政诉讼、制发规范性文件”等件数逐个与表二、表三、表四核对；“未收到申请”“无行政复议”“均已办结”这样的话，表里对应的数不是 0（或者一件也没有办结）时也指出。",
        why: "正文多从上年抄改，或者在填表之前写好，表改了正文没有跟着改。同一份报告前后两个数，读者不知道信哪一个。\n\n只核对意思确定的话：“收到、受理”可能包括上年结转，两种算法有一种对得上就不报；只说其中一部分的、与上年相比的、说别的年份或者别的机关的、用“条、次”等其他单位的，都不报。一句话有两千字还没有句号、分号的，分不清件数说的是什么，也不核对。",
        fix: None,
        wrong: Example::line(
            "全年新收",
            "全年新收政府信息公开申请40件，上年结转3件。共办结38件，结转下年度继续办理4件。未发生因政府信息公开引发的行政复议、行政诉讼案件。",
        ),
        right: Example::line(
            "全年新收",
            "全年共收到政府信息公开申请43件（含上年结转3件），办结39件，结转下年度继续办理4件。因政府信息公开被申请行政复议4件、被提起行政诉讼3起。",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[
                Source::of("form-2021").part("“（四）明确责任”"),
                Source::of("regulation").article(47),
            ],
            note: "正文与表格一致是通行的校对要求，未见成文规定。发布内容不准确等问题造成不良后果的，由主管部门依据条例第四十七条追究责任。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told: Option<&Claim> = None;
    for tally in &contradictions(context.prose, context.report) {
        // 均已办结 says two things of one fault, and none that its wrong figure does not say.
        let again = |told: &Claim| {
            told.range == tally.claim.range
                || (tally.claim.saying == Saying::Something
                    && told.sentence == tally.claim.sentence)
        };
        if !told.is_some_and(again) {
            findings.push(finding(context, tally));
            told = Some(&tally.claim);
        }
    }
}

fn finding(context: &Context<'_>, tally: &Tally<'_>) -> Finding {
    let claim = &tally.claim;
    let said = context.text.get(claim.statement.clone()).unwrap_or_default();
    let unit = tally.unit();
    let table = format!("{}是 {} {unit}", tally.name(), tally.sum);
    let fault = match claim.saying {
        Saying::Figure => format!("正文写的是 {} {unit}，{table}{}", claim.value, others(tally)),
        Saying::Nothing | Saying::Something => {
            format!("正文写“{said}”，{table}{}", others(tally))
        }
    };
    let message = format!("{fault}。请核对登记台账，把写错的一处改过来。");
    let mut finding =
        Finding::new(RULE.name, RULE.severity, claim.range.clone(), message).about(about(tally));
    finding.related = tally.cells.iter().filter_map(|cell| related(tally, cell)).collect();
    finding
}

/// What the tables say by the other readings.
fn others(tally: &Tally<'_>) -> String {
    let shown =
        |other| format!("，{}是 {} {}", tally.name_of_other(other), other.sum, tally.unit());
    let shown: String = tally.others.iter().map(shown).collect();
    if shown.is_empty() { shown } else { format!("{shown}，都对不上") }
}

fn about(tally: &Tally<'_>) -> About {
    let row = match tally.rows {
        [only] => Some(only.as_str()),
        _ => None,
    };
    About {
        table: Some(&tally.official.table().id),
        row,
        column: tally.column().map(|column| column.id.as_str()),
        left: (tally.claim.saying == Saying::Figure).then(|| Number::whole(tally.claim.value)),
        right: Some(Number::whole(tally.sum)),
        ..About::default()
    }
}

fn related(tally: &Tally<'_>, cell: &TallyCell<'_>) -> Option<Related> {
    let of = tally.official.block(cell.block);
    let (row, column) = (of.rows.get(cell.row)?, of.columns.get(cell.column)?);
    let value = cell.cell.value()?;
    let message = format!("{}·{} {value}", row.short(), column.short());
    Some(Related { message, range: cell.cell.range.clone() })
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn a_figure_beside_its_cell() {
        expect("contradicting-figure")
            .line("全年新收", "全年新收政府信息公开申请<err>41件</err>，上年结转3件。")
            .message("正文写的是 41 件，表三“新收·总计”是 40 件。请核对");
        expect("contradicting-figure")
            .line("全年新收", "全年收到政府信息公开申请<err>45件</err>。")
            .message(
                "表三“新收·总计”是 40 件，表三“新收·总计”“上年结转·总计”之和是 43 件，都对不上。",
            );
    }

    #[test]
    fn a_denial_beside_figures() {
        expect("contradicting-figure")
            .line("全年新收", "本年度<err>未收到政府信息公开申请</err>。")
            .message("正文写“未收到政府信息公开申请”，表三“新收·总计”是 40 件。");
        expect("contradicting-figure")
            .line("全年新收", "收到政府信息公开申请40件，<err>均已按时办结</err>。")
            .message("表三“结转下年度·总计”是 4 件。");
    }

    #[test]
    fn either_reading_of_received() {
        for sentence in ["全年受理政府信息公开申请40件。", "全年受理政府信息公开申请43件。"]
        {
            expect("contradicting-figure").line("全年新收", sentence).none();
        }
    }
}
