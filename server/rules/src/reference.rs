//! What users can read of the rules: `docs/rules.md`, the command `explain`, the hover on a code.

use super::{ALL, Example, Rule};

const INTRODUCTION: &str = "\
# 规则说明

<!-- 本页由各条规则自带的说明生成，请改 server/rules/src/ 里的规则，不要直接改本页。 -->

每条提示都带有规则名，编辑器里点规则名、命令行里用 `nianbao explain 规则名`，看到的就是这里的说明。
中文名后面的英文名给程序用。凡是要写规则名的地方，写哪一个都行。

级别有三等：**错误**是表没有填对，或者缺了统一格式要求的内容，应当改正；**警告**是多半不对，请核对；**提示**是写法上的建议。
带“快速修复”的，编辑器里可以一键改好。命令行的 `nianbao check --fix` 只做改用字、标点和版式的修复；要写入或者改动数字的、要补上空行空表的，须另加 `--unsafe-fixes`，改后请逐处核对。
经核实不需要改的，可以在那一段前面加一行注释，写上规则名和理由：`<!-- nianbao: allow 规则名 理由 -->`；写在标题前面的，对全文有效。
";

/// The page on all rules, in Markdown.
pub fn reference() -> String {
    let mut page = format!(
        "{INTRODUCTION}\n| 规则 | 级别 | 快速修复 | 检查什么 |\n| --- | --- | --- | --- |\n"
    );
    for rule in ALL {
        let fix = if rule.doc.fix.is_some() { "有" } else { "" };
        let (title, anchor, level) = (rule.title, rule.anchor(), rule.severity.name());
        let summary = rule.summary();
        page.push_str(&format!("| [{title}](#{anchor}) | {level} | {fix} | {summary} |\n"));
    }
    for rule in ALL {
        page.push('\n');
        page.push_str(&rule.explanation());
    }
    page
}

impl Rule {
    /// What it checks, in one sentence.
    pub fn summary(&self) -> &'static str {
        let what = self.doc.what;
        what.split_inclusive('。').next().unwrap_or(what)
    }

    /// What its heading in the page on all rules is called in links, as those who show Markdown make it
    /// of the heading.
    pub fn anchor(&self) -> String {
        format!("{}-{}", self.title, self.name)
    }

    /// All that users are told of it, in Markdown, under a heading of the second level.
    pub fn explanation(&self) -> String {
        let doc = &self.doc;
        let fix = doc.fix.map(|fix| format!("**快速修复**：{fix}\n\n")).unwrap_or_default();
        format!(
            "## {} {}\n\n**级别**：{}\n\n**检查什么**：{}\n\n**为什么**：{}\n\n{fix}**错误示例**：\n\n{}\n**正确示例**：\n\n{}\n**依据**：{}\n",
            self.title,
            self.name,
            self.severity.name(),
            doc.what,
            doc.why,
            fenced(&doc.wrong),
            fenced(&doc.right),
            doc.basis.told(),
        )
    }
}

fn fenced(example: &Example) -> String {
    format!("```nianbao\n{}\n```\n", example.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_docs_is_this_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rules.md");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(path, reference()).expect("docs/rules.md can be written");
        }
        let page = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            page == reference(),
            "docs/rules.md differs from the rules' docs; run the tests with UPDATE_EXPECT=1 to write it"
        );
    }

    #[test]
    fn a_summary_is_one_sentence() {
        for rule in ALL {
            let sentences = rule.summary().matches('。').count();
            assert_eq!(sentences, 1, "{}: {}", rule.name, rule.summary());
        }
    }
}
