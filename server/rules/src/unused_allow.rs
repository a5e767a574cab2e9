//! `unused-allow`: an allow comment that silences nothing.

#![allow(clippy::indexing_slicing, reason = "ranges come from the report itself")]

use std::ops::Range;

use finding::{Finding, Severity, Tag};
use report::Allow;

use super::names::{Named, named};
use super::{ACROSS, Basis, Check, Context, Doc, Example, Grade, Rule, covers};

pub(super) static RULE: Rule = Rule {
    name: "unused-allow",
    title: "多余的注释",
    severity: Severity::Info,
    doc: Doc {
        what: "用来关闭提示的注释没有起作用：写了不存在的规则名，或者它后面的那一段里没有这条规则的提示。",
        why: "问题改好以后注释忘了删，日后再出同样的问题就看不到了；规则名写错，则一开始就没有关上。",
        fix: None,
        wrong: Example::line(
            "| 案件类型",
            "\
<!-- nianbao: allow 合计不平 数据已经核实 -->
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

/// Must run after all other rules: it looks at what they found.
fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut unused = Vec::new();
    for allow in &context.report.allows {
        if named(allow).next().is_none() {
            let message =
                "这条注释没有写出规则名，不起作用。请在 allow 后面写上规则名，例如“合计不平”。"
                    .to_owned();
            unused.push(finding(allow.range.clone(), message));
        }
        for name in named(allow) {
            let (name, message) = match name {
                Named::Unknown(name, meant) => (name, unknown(name, meant)),
                Named::Rule(of, _) if is_of_no_matter(of) => continue,
                Named::Rule(of, _) if silences(allow, of, findings) => continue,
                Named::Rule(of, name) => (name, useless(of)),
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

/// Whether nobody can tell from this report alone that a rule is allowed in vain: what it finds may show
/// only beside another report.
fn is_of_no_matter(rule: &Rule) -> bool {
    rule.name == RULE.name || ACROSS.iter().any(|across| std::ptr::eq(*across, rule))
}

fn silences(allow: &Allow, rule: &Rule, findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.rule == rule.name && covers(allow, finding))
}

fn useless(rule: &Rule) -> String {
    format!("这条注释没有关闭任何提示：它管的范围里没有“{}”的提示。可以删去。", rule.title)
}

fn unknown(name: &str, meant: Option<&str>) -> String {
    match meant {
        Some(meant) => format!("没有名叫 {name} 的规则，是不是 {meant}？"),
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
            .text(&before_the_title("<!-- nianbao: allow <err>表格没填</err> -->"))
            .message("没有名叫 表格没填 的规则，是不是 表格漏填？");
        for nothing in
            ["<err><!-- nianbao: allow --></err>", "<err><!-- nianbao: allow 已经核实 --></err>"]
        {
            expect("unused-allow").text(&before_the_title(nothing)).message("没有写出规则名");
        }
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
        let comment = &comment.replace("blank-cell", "表格漏填 不掌握");
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
