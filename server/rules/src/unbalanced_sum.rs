//! `unbalanced-sum`: an identity of the form does not hold.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use balance::{Balance, Term, broken};
use finding::{About, Finding, Related, Severity};
use form::{Line, Relation};
use report::Official;
use report::number::Number;

use super::{Basis, Check, Context, Doc, Example, Grade, Rule, Source};

pub(super) static RULE: Rule = Rule {
    name: "unbalanced-sum",
    title: "合计不平",
    severity: Severity::Error,
    doc: Doc {
        what: "表内数字的勾稽关系不成立。逐列核对“一＋二＝三（七）＋四”，逐列核对（七）总计等于各项办理结果之和，逐行核对总计等于六类申请人之和；表四逐组核对总计等于四种结果之和。",
        why: "表三左上角印明了“第一项加第二项之和，等于第三项加第四项之和”，其余各条由“总计”二字得出。数字不平，说明至少有一格填错、漏填或者填错了行、列。\n\n空着的分项按 0 计；总计栏空着、缺行、或者格内不是数字时，无从核对，不报本条（那一格另有提示）。“总计”列里有空格时，也不按 0 去加。\n\n**最可能错在哪一格，是这样找的**：同一格往往受几条等式约束，例如表三的每个分项既在一行里、又在一列里。程序找出改动最少的改法（最多改四格，不出现负数），改了以后全部等式成立，原来平的也不破坏。改法不止一种时，按常见的差错排先后：数字颠倒、多写或少写一位、漏填、填到相邻的行或列、两格填颠倒、合计没有跟着改，在前；没有来由的改动，在后。正文里写的件数与哪种改法一致，哪种改法就在前。\n\n**什么时候说不准**：表四每一行只有一条等式，五格里改哪一格都能平；同样的件数在好几行里都可能填错了列，单凭数字也分不出来。可能性差不多的改法并列，三种以内的都列出来，再多就不点名；错的格超过四个，或者缺行、有看不懂的格以致等式无从核对，就只报不平，不作猜测。程序指出的是“最可能”，不是“一定”，改之前请对照台账。",
        fix: Some(
            "按最可能的改法改，要改几格的一次改完；改后这一处就平了，也不破坏任何已平的等式。可能性差不多的几种改法一并列出，由您选择，--unsafe-fixes 不替您选。",
        ),
        wrong: Example::line("| 　（七）总计", "| 　（七）总计 | 31 | 6 | 0 | 1 | 0 | 0 | 39 |"),
        right: Example::line("| 　（七）总计", "| 　（七）总计 | 32 | 6 | 0 | 1 | 0 | 0 | 39 |"),
        basis: Basis {
            grade: Grade::Printed,
            cites: &[
                Source::of("form-2021").part("附件表三左上角注"),
                Source::of("form-2019").part("附件表三左上角注"),
            ],
            note: "其余各条由“总计”一词的含义推出。",
        },
    },
    check: Check::report(check),
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, official) in context.report.official_tables() {
        let table = Sums { official };
        let mut broken = broken(official);
        broken.sort_by_key(|balance| balance.total().cell.range.start);
        findings.extend(broken.iter().map(|balance| table.finding(balance)));
    }
}

/// A table.
struct Sums<'r> {
    official: &'r Official,
}

impl Sums<'_> {
    /// What does not add up. Which cell is probably wrong is told later (by `repair`).
    fn finding(&self, broken: &Balance<'_>) -> Finding {
        let message = format!("{}。", self.arithmetic(broken));
        let range = broken.total().cell.range.clone();
        let mut finding =
            Finding::new(RULE.name, RULE.severity, range, message).about(self.about(broken));
        // Where only a few places can be shown, they shall be those that make up the sum.
        let (zero, counted): (Vec<_>, Vec<_>) = broken.terms().partition(|term| term.value == 0);
        let terms = counted.into_iter().chain(zero);
        finding.related = terms.map(|term| self.related(broken, term)).collect();
        finding
    }

    fn about(&self, balance: &Balance<'_>) -> About {
        let of = self.official.block(balance.block);
        let whole = |value: i64| Some(Number::whole(value));
        let (row, column) = match balance.line() {
            Line::Column(column) => (None, Some(of.columns[column].id.as_str())),
            Line::Row(row) => (Some(of.rows[row].id.as_str()), None),
        };
        About {
            table: Some(&self.official.table().id),
            identity: Some(&balance.identity.id),
            row,
            column,
            left: whole(balance.left_sum()),
            right: whole(balance.right_sum()),
            expected: whole(balance.expected()).filter(|_| balance.identity.is_sum()),
            ..About::default()
        }
    }

    /// `自然人：新收 706 ＋ 上年结转 13 ＝ 719，办理结果总计 672 ＋ 结转下年度 33 ＝ 705，差 14`.
    fn arithmetic(&self, balance: &Balance<'_>) -> String {
        let of = self.official.block(balance.block);
        let line = self.line(balance);
        let name = |term: &Term<'_>| balance.identity.term_name(of, term.at);
        let right = if let [total] = balance.right.as_slice() {
            format!("{}填的是 {}", name(total), total.value)
        } else {
            side(&balance.right, name)
        };
        let difference = (balance.left_sum() - balance.right_sum()).abs();
        let left = side(&balance.left, name);
        match balance.identity.relation {
            Relation::Equal => format!("{line}：{left}，{right}，差 {difference}"),
            Relation::AtMost => format!("{line}：{left}，{right}，多出 {difference}"),
            Relation::AtLeast => format!("{line}：{left}，{right}，少了 {difference}"),
        }
    }

    /// The row or column that an identity is computed for.
    fn line(&self, balance: &Balance<'_>) -> &'static str {
        balance.line().short(self.official.block(balance.block))
    }

    /// `新收·自然人 706`.
    fn related(&self, balance: &Balance<'_>, term: &Term<'_>) -> Related {
        let of = self.official.block(balance.block);
        let (row, column) = (of.rows[term.at.row].short(), of.columns[term.at.column].short());
        let message = format!("{row}·{column} {}", term.value);
        Related { message, range: term.cell.range.clone() }
    }
}

/// `新收 706 ＋ 上年结转 13 ＝ 719`. Of a long sum only the parts that are not zero are named.
fn side<'n>(terms: &[Term<'_>], name: impl Fn(&Term<'_>) -> &'n str) -> String {
    let sum: i64 = terms.iter().map(|term| term.value).sum();
    let shown: Vec<String> = terms
        .iter()
        .filter(|term| terms.len() <= 2 || term.value != 0)
        .map(|term| format!("{} {}", name(term), term.value))
        .collect();
    match shown.as_slice() {
        [] => "各项之和 0".to_owned(),
        [only] => only.clone(),
        _ => format!("{} ＝ {sum}", shown.join(" ＋ ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::expect;

    #[test]
    fn a_total_can_be_recomputed() {
        expect("unbalanced-sum")
            .line("| 行政复议 ", "| 行政复议 | 1 | 0 | 0 | 0 | <err>7</err> |")
            .message("差 6。有 5 种改法都能平")
            .fixed("| 行政复议 | 1 | 0 | 0 | 0 | 1 |");
    }

    #[test]
    fn a_wrong_part_is_corrected() {
        expect("unbalanced-sum")
            .line(
                "| 一、本年新收",
                "| 一、本年新收政府信息公开申请数量 | 43 | 6 | 0 | 1 | 0 | 0 | <err>40</err> |",
            )
            .line("| 　（七）总计", "| 　（七）总计 | <err>32</err> | 6 | 0 | 1 | 0 | 0 | 39 |")
            .message("自然人")
            .fixed("数量 | 33 | 6 | 0 | 1 | 0 | 0 | 40 |");
    }

    #[test]
    fn blanks_state_nothing() {
        expect("unbalanced-sum").line("| 　（七）总计", "| 　（七）总计 | | | | | | | |").none();
    }
}
