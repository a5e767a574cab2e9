//! `unbalanced-sum`: an identity of the form does not hold.

#![allow(clippy::indexing_slicing, reason = "positions come from the form itself")]

use std::collections::BTreeMap;

use super::{Context, Doc, Example, Rule};
use crate::balance::{Balance, Term, balances};
use crate::finding::{About, Edit, Finding, Fix, Related, Severity};
use crate::form::{self, Over};
use crate::number::Number;
use crate::report::Official;

pub(super) static RULE: Rule = Rule {
    name: "unbalanced-sum",
    severity: Severity::Error,
    doc: Doc {
        what: "表内数字的勾稽关系不成立。逐列核对“一＋二＝三（七）＋四”，逐列核对（七）总计等于各项办理结果之和，逐行核对总计等于六类申请人之和；表四逐组核对总计等于四种结果之和。",
        why: "表三左上角印明了“第一项加第二项之和，等于第三项加第四项之和”，其余各条由“总计”二字得出。数字不平，说明至少有一格填错、漏填或者填错了行、列。\n\n空着的分项按 0 计；总计栏空着、缺行、或者格内不是数字时，无从核对，不报本条（那一格另有提示）。“总计”列里有空格时，也不按 0 去加。",
        fix: Some("改正总计格；改后不破坏任何已平的等式才提供，需要连带改的一次改完。"),
        wrong: Example::line("| 　（七）总计", "| 　（七）总计 | 31 | 6 | 0 | 1 | 0 | 0 | 39 |"),
        right: Example::line("| 　（七）总计", "| 　（七）总计 | 32 | 6 | 0 | 1 | 0 | 0 | 39 |"),
        basis: "国办公开办函〔2021〕30 号附件表三所印勾稽关系；“总计”一词的含义。",
    },
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, official) in context.report.official_tables() {
        let balances = balances(official);
        let table = Sums { official, balances: &balances };
        let mut broken: Vec<&Balance<'_>> =
            balances.iter().filter(|balance| !balance.holds()).collect();
        broken.sort_by_key(|balance| balance.total().cell.range.start);
        let repairs: Vec<Repair> =
            broken.iter().filter_map(|balance| table.repair(balance)).collect();
        let best = |balance: &Balance<'_>| {
            repairs.iter().filter(|repair| repair.mends(balance)).max_by_key(|repair| repair.mended)
        };
        for (at, balance) in broken.iter().enumerate() {
            let repair = best(balance);
            let first = broken[..at].iter().find(|other| repair.is_some() && best(other) == repair);
            findings.push(table.finding(balance, repair, first.copied()));
        }
    }
}

/// A table and its identities.
struct Sums<'r> {
    official: &'r Official,
    balances: &'r [Balance<'r>],
}

/// New values for totals, by the cell's row and column, that break nothing that held.
#[derive(Debug, PartialEq)]
struct Repair {
    totals: BTreeMap<(usize, usize), i64>,
    /// How many broken identities it mends.
    mended: usize,
}

impl Repair {
    fn mends(&self, balance: &Balance<'_>) -> bool {
        balanced(balance, &self.totals)
    }
}

/// The value of a term once some totals are changed.
fn value(term: &Term<'_>, totals: &BTreeMap<(usize, usize), i64>) -> i64 {
    totals.get(&(term.row, term.column)).copied().unwrap_or(term.value)
}

fn balanced(balance: &Balance<'_>, totals: &BTreeMap<(usize, usize), i64>) -> bool {
    let sum = |terms: &[Term<'_>]| -> i64 { terms.iter().map(|term| value(term, totals)).sum() };
    sum(&balance.left) == sum(&balance.right)
}

impl Sums<'_> {
    /// Recomputes the total of a broken identity, and the totals that follow from it. None if an
    /// identity that held would not hold afterwards: then the total is not what is wrong.
    fn repair(&self, broken: &Balance<'_>) -> Option<Repair> {
        let mut totals = BTreeMap::new();
        let mut next = Some(broken);
        while let Some(balance) = next {
            let total = balance.total();
            let others: i64 = balance.right.iter().map(|term| value(term, &totals)).sum::<i64>()
                - value(&total, &totals);
            let parts: i64 = balance.left.iter().map(|term| value(term, &totals)).sum();
            let expected = parts - others;
            if expected < 0 || totals.insert((total.row, total.column), expected).is_some() {
                return None;
            }
            next = self.balances.iter().find(|other| other.holds() && !balanced(other, &totals));
        }
        let mended =
            self.balances.iter().filter(|other| !other.holds() && balanced(other, &totals)).count();
        Some(Repair { totals, mended })
    }

    /// `first` is an identity that was told before and is mended by the same repair: one fault, which
    /// is explained once.
    fn finding(
        &self,
        broken: &Balance<'_>,
        repair: Option<&Repair>,
        first: Option<&Balance<'_>>,
    ) -> Finding {
        let total = broken.total();
        let advice = match (repair, first) {
            (Some(_), Some(first)) => {
                format!("与“{}”不平是同一处错误，照那里改好，这里就平了", self.line(first))
            }
            (Some(repair), None) if repair.mended > 1 => {
                format!("{}，这里和另外 {} 处就都平了", self.instruction(repair), repair.mended - 1)
            }
            (Some(repair), None) => format!("{}，就平了", self.instruction(repair)),
            (None, _) => "请核对这几格，其中至少有一格不对".to_owned(),
        };
        let message = format!("{}。{advice}。", self.arithmetic(broken));
        let mut finding = Finding::new(RULE.name, RULE.severity, total.cell.range.clone(), message)
            .about(self.about(broken));
        // Where only a few places can be shown, they shall be those that make up the sum.
        let (zero, counted): (Vec<_>, Vec<_>) = broken.terms().partition(|term| term.value == 0);
        finding.related = counted.into_iter().chain(zero).map(|term| self.related(term)).collect();
        finding.fixes.extend(repair.map(|repair| self.fix(repair)));
        finding
    }

    fn about(&self, balance: &Balance<'_>) -> About {
        let of = self.official.block(balance.block);
        let whole = |value: i64| Some(Number::whole(value));
        let (row, column) = match balance.identity.over {
            Over::Columns => (None, Some(of.columns[balance.line].id.as_str())),
            Over::Rows => (Some(of.rows[balance.line].id.as_str()), None),
        };
        About {
            table: Some(&self.official.table().id),
            identity: Some(&balance.identity.id),
            row,
            column,
            left: whole(balance.left_sum()),
            right: whole(balance.right_sum()),
            expected: whole(balance.expected()),
            ..About::default()
        }
    }

    /// `自然人：新收 706 ＋ 上年结转 13 ＝ 719，办理结果总计 672 ＋ 结转下年度 33 ＝ 705，差 14`.
    fn arithmetic(&self, balance: &Balance<'_>) -> String {
        let of = self.official.block(balance.block);
        let line = self.line(balance);
        let name = |term: &Term<'_>| match balance.identity.over {
            Over::Columns => of.rows[term.row].short(),
            Over::Rows => of.columns[term.column].short(),
        };
        let right = if let [total] = balance.right.as_slice() {
            format!("{}填的是 {}", name(total), total.value)
        } else {
            side(&balance.right, name)
        };
        let difference = (balance.left_sum() - balance.right_sum()).abs();
        format!("{line}：{}，{right}，差 {difference}", side(&balance.left, name))
    }

    /// The row or column that an identity is computed for.
    fn line(&self, balance: &Balance<'_>) -> &'static str {
        let of = self.official.block(balance.block);
        match balance.identity.over {
            Over::Columns => of.columns[balance.line].short(),
            Over::Rows => of.rows[balance.line].short(),
        }
    }

    fn related(&self, term: &Term<'_>) -> Related {
        let message = format!("{} {}", self.place(term.row, term.column), term.value);
        Related { message, range: term.cell.range.clone() }
    }

    /// `新收·自然人`.
    fn place(&self, row: usize, column: usize) -> String {
        let of = self.form_block();
        format!("{}·{}", of.rows[row].short(), of.columns[column].short())
    }

    fn form_block(&self) -> &'static form::Block {
        self.balances
            .first()
            .map_or(&self.official.table().blocks[0], |balance| self.official.block(balance.block))
    }

    fn instruction(&self, repair: &Repair) -> String {
        let changes: Vec<String> = repair
            .totals
            .iter()
            .map(|((row, column), value)| format!("“{}”改为 {value}", self.place(*row, *column)))
            .collect();
        format!("把{}", changes.join("、"))
    }

    fn fix(&self, repair: &Repair) -> Fix {
        let mut edits: Vec<Edit> = self
            .balances
            .iter()
            .flat_map(Balance::terms)
            .filter_map(|term| {
                let value = repair.totals.get(&(term.row, term.column))?;
                Some(Edit { range: term.cell.range.clone(), text: value.to_string() })
            })
            .collect();
        edits.sort_by_key(|edit| edit.range.start);
        edits.dedup();
        Fix { title: self.instruction(repair), safe: false, edits }
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
    fn a_wrong_total_is_recomputed() {
        expect("unbalanced-sum")
            .line("| 行政复议 ", "| 行政复议 | 1 | 0 | 0 | 0 | <err>7</err> |")
            .message("差 6。把“行政复议·总计”改为 1，就平了。")
            .fixed("| 行政复议 | 1 | 0 | 0 | 0 | 1 |");
    }

    #[test]
    fn a_wrong_part_has_no_fix() {
        expect("unbalanced-sum")
            .line(
                "| 一、本年新收",
                "| 一、本年新收政府信息公开申请数量 | 43 | 6 | 0 | 1 | 0 | 0 | <err>40</err> |",
            )
            .line("| 　（七）总计", "| 　（七）总计 | <err>32</err> | 6 | 0 | 1 | 0 | 0 | 39 |")
            .message("请核对这几格")
            .not_fixed();
    }

    #[test]
    fn blanks_state_nothing() {
        expect("unbalanced-sum").line("| 　（七）总计", "| 　（七）总计 | | | | | | | |").none();
    }
}
