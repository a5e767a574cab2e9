//! `unused-allow`: an allow comment that silences nothing.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use std::ops::Range;

use finding::{Finding, Severity, Tag};
use report::Allow;

use super::{ACROSS, ALL, Basis, Check, Context, Doc, Example, Grade, Rule, covers, rule};

pub(super) static RULE: Rule = Rule {
    name: "unused-allow",
    severity: Severity::Info,
    doc: Doc {
        what: "用来关闭提示的注释没有起作用：写了不存在的规则名，或者它后面的那一段里没有这条规则的提示。",
        why: "问题改好以后注释忘了删，日后再出同样的问题就看不到了；规则名写错，则一开始就没有关上。",
        fix: None,
        wrong: Example::line(
            "| 案件类型",
            "\
<!-- nianbao: allow unbalanced-sum 数据已经核实 -->
| 案件类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |",
        ),
        right: Example::line(
            "| 案件类型",
            "| 案件类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |",
        ),
        basis: Basis {
            grade: Grade::Practice,
            cites: &[],
            note: "本工具的约定，见格式说明中关于注释的一节。",
        },
    },
    check: Check::report(check),
};

/// A name at least this similar to a rule's is that rule's, misspelt.
const SIMILAR: f64 = 0.6;

/// Must run after all other rules: it looks at what they found.
fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut unused = Vec::new();
    for allow in &context.report.allows {
        if allow.rules.is_empty() {
            let message =
                "这条注释没有写出规则名，不起作用。请在 allow 后面写上规则名。".to_owned();
            unused.push(finding(allow.range.clone(), message));
        }
        for name in allow.rules.iter().filter(|name| *name != RULE.name) {
            let message = match rule(name) {
                None => unknown(name),
                Some(_) if silences(allow, name, findings) => continue,
                // What it silences may show only beside another report.
                Some(of) if ACROSS.iter().any(|across| std::ptr::eq(*across, of)) => continue,
                Some(_) => {
                    format!("这条注释没有关闭任何提示：它管的范围里没有 {name} 的提示。可以删去。")
                }
            };
            let range = name_range(context, allow, name);
            unused.push(finding(range, message));
        }
    }
    findings.extend(unused);
}

fn finding(range: Range<usize>, message: String) -> Finding {
    Finding::new(RULE.name, RULE.severity, range, message).tagged(Tag::Superfluous)
}

fn silences(allow: &Allow, name: &str, findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.rule == name && covers(allow, finding))
}

fn unknown(name: &str) -> String {
    let likeness = |rule: &&&Rule| strsim::normalized_levenshtein(name, rule.name);
    let nearest = ALL.iter().max_by(|one, two| likeness(one).total_cmp(&likeness(two)));
    match nearest.filter(|rule| likeness(rule) >= SIMILAR) {
        Some(rule) => format!("没有名叫 {name} 的规则，是不是 {}？", rule.name),
        None => format!("没有名叫 {name} 的规则，这条注释不起作用。"),
    }
}

/// Where the name stands in the comment.
fn name_range(context: &Context<'_>, allow: &Allow, name: &str) -> Range<usize> {
    match context.text[allow.range.clone()].find(name) {
        Some(at) => allow.range.start + at..allow.range.start + at + name.len(),
        None => allow.range.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CLEAN, expect};

    fn before_the_title(comment: &str) -> String {
        format!("{comment}\n\n{CLEAN}")
    }

    #[test]
    fn comments_that_silence_nothing() {
        let unused = "<!-- nianbao: allow <err>blank-cell</err> 已核实 -->\n\n四、政府信息公开行政复议、行政诉讼情况";
        expect("unused-allow").line("四、政府信息公开", unused).message("没有关闭任何提示");
        expect("unused-allow")
            .text(&before_the_title("<!-- nianbao: allow <err>blank-cells</err> -->"))
            .message("没有名叫 blank-cells 的规则，是不是 blank-cell？");
        expect("unused-allow")
            .text(&before_the_title("<err><!-- nianbao: allow --></err>"))
            .message("没有写出规则名");
    }

    #[test]
    fn comments_that_silence_something() {
        let row = "| 行政强制 |  |";
        let text = before_the_title("<!-- nianbao: allow blank-cell, <err>missing-row</err> -->");
        expect("unused-allow").text(&text).line("| 行政强制", row);
        expect("blank-cell")
            .text(&text.replace("<err>", "").replace("</err>", ""))
            .line("| 行政强制", row)
            .none();
        let comment = "<!-- nianbao: allow blank-cell -->\n| 案件类型 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |";
        let row = "| 行政复议 | 1 | 0 |  | 0 | 1 |";
        expect("unused-allow").line("| 案件类型", comment).line("| 行政复议", row).none();
        expect("blank-cell").line("| 案件类型", comment).line("| 行政复议", row).none();
    }

    #[test]
    fn it_can_be_silenced_for_the_whole_file() {
        expect("unused-allow")
            .text(&before_the_title("<!-- nianbao: allow unused-allow, blank-cell -->"))
            .none();
    }
}
