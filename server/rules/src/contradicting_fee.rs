//! `contradicting-fee`: what the prose says of the 信息处理费 does not go with the tables.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use finding::{Finding, Related, Severity};
use prose::{Fee, FeeCell, FeeKind, fee_cells};
use report::number::Number;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "contradicting-fee",
    title: "收费情况不一致",
    severity: Severity::Warning,
    doc: Doc {
        what: "第六部分说的信息处理费与表格不一致：发出收费通知的件数与表三“逾期未缴费”的件数互相矛盾，或者实际收取的金额比表二“行政事业性收费”的金额还多。",
        why: "表三（六）2 是收到收费通知、逾期没有缴费的申请，有这样的申请，通常本年发出过通知，也就不能说没有产生信息处理费；通知全都逾期未缴，也就收不到钱。信息处理费属于行政事业性收费，应当计入表二的收费金额。\n\n一份通知对应几件申请、上年发出的通知本年到期，会使几个数对不上；这样的情况请在第六部分写明，写明了就不再提示。",
        fix: None,
        wrong: Example::line(
            "2023年，本机关未收取",
            "2023年，本机关发出收费通知3件，总金额300元，实际收取信息处理费500元。",
        ),
        right: Example::line(
            "2023年，本机关未收取",
            "2023年，本机关发出收费通知3件，总金额300元，实际收取信息处理费300元。",
        ),
        basis: Basis {
            grade: Grade::Derived,
            cites: &[
                Source::of("regulation").article(42),
                Source::of("fee-rules").article(4),
                Source::of("fee-rules").article(6),
            ],
            note: "收到收费通知次日起 20 个工作日内没有缴纳的，视为放弃申请；通知件数与逾期未缴件数的关系由此推出。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let fees = &context.prose.fees;
    if fees.is_empty() || context.prose.explains_fees {
        return;
    }
    let cells = fee_cells(context.report);
    let said = Said {
        notices: only(fees, FeeKind::Notices),
        demanded: only(fees, FeeKind::Demanded),
        collected: only(fees, FeeKind::Collected),
    };
    let unpaid = cells.unpaid.and_then(|of| Some((of, of.cell.value()?.as_whole()?)));
    if let Some((of, count)) = unpaid.filter(|(_, count)| *count > 0) {
        findings.extend(said.against_unpaid(of, count));
    }
    findings.extend(said.against_charges(context.text, cells.charges));
    findings.extend(said.against_demanded());
}

/// The statement of a kind, if there is one, or all say the same.
fn only(fees: &[Fee], kind: FeeKind) -> Option<&Fee> {
    let mut of_kind = fees.iter().filter(|fee| fee.kind == kind);
    let first = of_kind.next()?;
    of_kind.all(|other| other.value == first.value).then_some(first)
}

/// What the prose says.
struct Said<'f> {
    notices: Option<&'f Fee>,
    demanded: Option<&'f Fee>,
    collected: Option<&'f Fee>,
}

impl Said<'_> {
    /// The row of notices that were sent and not paid.
    fn against_unpaid(&self, of: FeeCell<'_>, unpaid: i64) -> Option<Finding> {
        let paid = self.collected.filter(|fee| fee.value.as_f64() > 0.0);
        let name = of.row.short();
        let table = format!("{}“{name}”有 {unpaid} 件", of.table.name);
        let (fee, fault) = match self.notices.map(|fee| (fee, fee.value.as_whole())) {
            Some((fee, Some(0))) => (
                fee,
                format!(
                    "{table}，通常发出过收费通知，这里却说没有。请核对，补写发出收费通知的件数和总金额；通知是上年发出、本年才逾期的，请在这里写明"
                ),
            ),
            Some((fee, Some(sent))) if sent < unpaid => (
                fee,
                format!(
                    "{table}，发出的收费通知却只有 {sent} 件。请核对；一份通知对应几件申请，或者有上年发出的通知，请在这里写明"
                ),
            ),
            Some((fee, Some(sent))) if sent == unpaid && paid.is_some() => (
                fee,
                format!(
                    "发出收费通知 {sent} 件，{table}，就是全都没有缴费，却又收取了 {} 元，三个数互相矛盾。请核对；有通知对应几件申请，或者收的是上年的，请在这里写明",
                    paid?.value
                ),
            ),
            Some(_) => return None,
            None if self.demanded.is_some() || paid.is_some() => return None,
            None => (
                self.collected?,
                format!(
                    "{table}，通常发出过收费通知，这里只说没有收取。请补写发出收费通知的件数和总金额；通知是上年发出、本年才逾期的，请在这里写明"
                ),
            ),
        };
        let mut finding = found(fee, format!("{fault}。"));
        let message = format!("{name}·{} {unpaid}", of.column.short());
        finding.related.push(Related { message, range: of.cell.range.clone() });
        Some(finding)
    }

    /// The row of all charges, of which the fee is one.
    fn against_charges(&self, text: &str, of: Option<FeeCell<'_>>) -> Option<Finding> {
        let (fee, of) = (self.collected?, of?);
        let (name, cell) = (of.row.short(), of.cell);
        let charges = cell.value()?;
        // The cell may be rounded as far as it is written.
        let written = text.get(cell.range.clone())?;
        let places =
            written.split_once(['.', '．']).map_or(0, |(_, fraction)| fraction.chars().count());
        let half =
            if places == 0 { 0.0 } else { 5000.0 / 10_f64.powi(i32::try_from(places).ok()?) };
        if fee.value.as_f64() <= charges.times_ten_to(4).as_f64() + half {
            return None;
        }
        let message = format!(
            "实际收取信息处理费 {} 元，{}“{name}”却只有 {charges} 万元（{} 元）。信息处理费属于{name}，应当计入。请核对金额和单位。",
            fee.value,
            of.table.name,
            charges.times_ten_to(4)
        );
        let mut finding = found(fee, message);
        let message = format!("{name} {charges} 万元");
        finding.related.push(Related { message, range: cell.range.clone() });
        Some(finding)
    }

    /// More was collected than was demanded.
    fn against_demanded(&self) -> Option<Finding> {
        let collected = self.collected?;
        let zero = |fee: &&Fee| fee.value == Number::whole(0);
        let none = self.notices.filter(zero).filter(|_| collected.value.as_f64() > 0.0);
        let demanded = self.demanded.filter(|fee| collected.value.as_f64() > fee.value.as_f64());
        let message = match (demanded, none) {
            (Some(fee), _) => format!(
                "收费通知的总金额是 {} 元，实际收取 {} 元，收的比通知的还多。请核对；收的有上年通知的，请在这里写明。",
                fee.value, collected.value
            ),
            (None, Some(_)) => format!(
                "没有发出收费通知，却收取了 {} 元。请核对；收的是上年通知的，请在这里写明。",
                collected.value
            ),
            (None, None) => return None,
        };
        Some(found(collected, message))
    }
}

fn found(fee: &Fee, message: String) -> Finding {
    Finding::new(RULE.name, RULE.severity, fee.range.clone(), message)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Expect, expect};

    /// The sample with a statement on fees, and two applications dropped since the fee was not paid.
    fn unpaid(sentence: &str) -> Expect {
        let outcome = "| 　　2.逾期未缴费";
        expect("contradicting-fee")
            .line("| 　　2.逾期未缴费", &format!("{outcome} | 2 | 0 | 0 | 0 | 0 | 0 | 2 |"))
            .line("2023年，本机关未收取", sentence)
    }

    #[test]
    fn notices_beside_what_was_not_paid() {
        unpaid("本年度<err>未产生信息处理费</err>。").message("通常发出过收费通知，这里却说没有");
        unpaid("本年度<err>未收取信息处理费</err>。").message("这里只说没有收取");
        unpaid("发出信息处理费收费通知<err>1件</err>，总金额100元，实际收取0元。")
            .message("只有 1 件");
        unpaid("发出<err>2个</err>收费通知，收取信息处理费总金额为210元。")
            .message("就是全都没有缴费，却又收取了 210 元");
        for sentence in [
            "发出2个收费通知，总金额210元，实际收取信息处理费0元。",
            "发出3件收费通知，收取信息处理费总金额为210元。",
            "发出1件信息处理费收费通知，对应2件申请，均未缴纳。",
            "按照《政府信息公开信息处理费管理办法》办理。",
        ] {
            unpaid(sentence).none();
        }
    }

    #[test]
    fn money_beside_the_charges() {
        let charges = |cell: &str, sentence: &str| {
            expect("contradicting-fee")
                .line("| 行政事业性收费", &format!("| 行政事业性收费 | {cell} |"))
                .line("2023年，本机关未收取", sentence)
        };
        let wrong = "发出收费通知1件，实际收取信息处理费<err>210元</err>。";
        charges("0", wrong).message("却只有 0 万元（0 元）");
        charges("0.01", wrong).message("却只有 0.01 万元（100 元）");
        let right = "发出收费通知1件，实际收取信息处理费210元。";
        for cell in ["0.021", "0.02", "0.03", "38.64", "/"] {
            charges(cell, right).none();
        }
    }
}
