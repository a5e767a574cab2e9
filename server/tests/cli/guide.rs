//! `nianbao guide`, by arguments and by lines; what a guide leads to is tested with its data.

use serde_json::Value;

use crate::folder::{Folder, Run};

fn run(name: &str, arguments: &[&str]) -> Run {
    Folder::new(name).run(&[&["guide"], arguments].concat())
}

fn typed(name: &str, arguments: &[&str], input: &str) -> Run {
    Folder::new(name).run_with(&[&["guide"], arguments].concat(), input.as_bytes(), &[])
}

#[test]
fn answers_lead_to_the_row_with_its_basis() {
    let answers = "answered,information,here,refused,deliberative";
    let run = run("guide-answers", &["--answers", answers]).exits(0);
    for words in [
        "填在：表三　三、本年度办理结果／（三）不予公开／6.属于四类过程性信息\n",
        "不公开的理由：过程性信息",
        "还要看：\n  · ",
        "\n依据　明文规定：条例第十六条第二款",
    ] {
        assert!(run.out.contains(words), "{words}:\n{}", run.out);
    }
    assert_eq!(run.err, "");
}

#[test]
fn the_older_form_has_its_own_rows() {
    let run = run("guide-2019", &["--year", "2020", "--answers", "withdrawn"]).exits(0);
    assert!(run.out.contains("填在：表三　三、本年度办理结果／（六）其他处理\n"), "{}", run.out);
    let run = self::run("guide-2018", &["--year", "2018"]).exits(2);
    assert!(run.err.contains("没有 2018 年度的年报格式"), "{}", run.err);
}

#[test]
fn the_law_of_the_year_is_cited() {
    for (year, cited) in [("2022", "（2017 年修正）第二十八条"), ("2025", "第六十八条至第六十九条")]
    {
        let arguments = ["表四", "--year", year, "--answers", "respondent,reconsideration,upheld"];
        let run = run("guide-year", &arguments).exits(0);
        assert!(run.out.contains(cited), "{year}: {}", run.out);
    }
}

#[test]
fn cases_are_a_guide_of_their_own() {
    for name in ["challenges", "表四", "复议"] {
        let run = run("guide-cases", &[name, "--answers", "1，2、1"]).exits(0);
        let cell = "填在：表四　行政诉讼（未经复议直接起诉）·结果维持\n";
        assert!(run.out.contains(cell), "{name}: {}", run.out);
    }
    let run = run("guide-co-defendant", &["challenges", "--answers", "co-defendant"]).exits(0);
    assert!(run.out.contains("\n不计入表四\n"), "{}", run.out);
    assert!(run.out.contains("〔2016〕201 号"), "{}", run.out);
}

#[test]
fn answers_that_end_too_early_are_followed_by_the_question() {
    for (answers, choices) in [("", 8), ("answered", 7), ("answered,information,here", 5)] {
        let run = run("guide-early", &["--answers", answers]).exits(1);
        let numbered = |number: usize| run.out.contains(&format!("\n  {number}. "));
        assert!(numbered(choices) && !numbered(choices + 1), "{answers}:\n{}", run.out);
    }
}

#[test]
fn an_answer_that_is_none_is_told_with_the_choices() {
    let run = run("guide-unknown", &["--answers", "answered,infomation"]).exits(2);
    assert_eq!(run.out, "");
    assert!(
        run.err.starts_with("错误：“infomation”不是“答复书按哪一种情形处理？”的选项"),
        "{}",
        run.err
    );
    assert!(run.err.contains("  1. information　申请政府信息"), "{}", run.err);
    let run = self::run("guide-too-many", &["--answers", "pending,1"]).exits(2);
    assert!(run.err.contains("“1”多出来了"), "{}", run.err);
    let run = self::run("guide-no-such", &["request"]).exits(2);
    assert!(run.err.contains("没有“request”这一种。是不是 requests？"), "{}", run.err);
}

#[test]
fn scripts_read_json() {
    let read = |run: &Run| serde_json::from_str::<Value>(&run.out).expect("it is JSON");
    let first = run("guide-json", &["--output-format", "json"]).exits(1);
    let question = &read(&first)["question"];
    assert_eq!(question["id"], "stage");
    assert_eq!(question["choices"][0]["id"], "answered");
    assert!(question["note"].is_string() && question["choices"][1]["hint"].is_null());
    let end = run("guide-json", &["--answers", "pending", "--output-format", "json"]).exits(0);
    let end = read(&end);
    assert_eq!(end["guide"], "requests");
    assert_eq!(end["edition"], "2021");
    assert_eq!(end["path"][0]["choice"], "pending");
    assert_eq!(end["outcome"]["row"]["id"], "carried_out");
    assert_eq!(end["outcome"]["column"], Value::Null);
    assert_eq!(end["outcome"]["columns"].as_array().unwrap().len(), 6);
    let answers = "respondent,after,pending";
    let arguments = ["challenges", "--answers", answers, "--output-format", "json"];
    let end = read(&run("guide-json", &arguments).exits(0));
    assert_eq!(end["outcome"]["row"]["id"], "litigation_after_reconsideration");
    assert_eq!(end["outcome"]["column"]["id"], "pending");
}

#[test]
fn without_a_terminal_it_asks_line_by_line() {
    let run = typed("guide-lines", &[], "1\n1\n0\n2\n").exits(0);
    assert!(run.out.starts_with("按已经作出的答复归类"), "{}", run.out);
    assert!(run.out.contains("请写序号（0 回上一步，q 退出）："), "{}", run.out);
    assert!(run.out.contains("／1.信访举报投诉类申请\n"), "{}", run.out);
    let run = typed("guide-lines-end", &[], "1\n九\n").exits(1);
    assert!(run.out.contains("没有“九”这一项，请写 1 到 7 的数。"), "{}", run.out);
    assert_eq!(run.err, "没有选完，已经退出。\n");
}
