//! `nianbao explain`, `rules`, `new`, `completions`, `man`, and what is said of wrong arguments.

use crate::folder::{CLEAN, Folder, Run};

fn run(name: &str, arguments: &[&str]) -> Run {
    Folder::new(name).run(arguments)
}

fn explained(words: &[&str]) -> String {
    let arguments = [&["explain"], words].concat();
    run(&format!("explain-{}", words.concat().len()), &arguments).exits(0).out
}

#[test]
fn each_kind_of_thing_is_explained() {
    for (words, first_line) in [
        ("unbalanced-sum", "合计不平（规则，错误，代号 unbalanced-sum）"),
        ("合计不平", "合计不平（规则，错误，代号 unbalanced-sum）"),
        ("36", "条例第三十六条"),
        ("第三十六条", "条例第三十六条"),
        ("第二十条第（一）项", "第二十条第（一）项（表二的一块，代号 rulemaking）"),
        ("表三", "表三　收到和处理政府信息公开申请情况表（表，代号 requests）"),
        ("rulemaking", "第二十条第（一）项（表二的一块，代号 rulemaking）"),
        ("不予公开", "（三）不予公开（行，代号 refused）"),
        ("refused.state_secret", "1.属于国家秘密（行，代号 refused.state_secret）"),
        ("法律服务机构", "法律服务机构（列，代号 legal_service）"),
        ("overview", "一、总体情况（部分，代号 overview）"),
        ("六", "六、其他需要报告的事项（部分，代号 other_matters）"),
        ("cross-sum", "一＋二＝三（七）＋四（勾稽关系，代号 cross-sum）"),
    ] {
        let text = explained(&[words]);
        assert!(text.starts_with(first_line), "{words}:\n{text}");
        assert!(text.lines().count() > 4, "{words}:\n{text}");
    }
    assert_eq!(explained(&["第二十条", "第（一）项"]), explained(&["第二十条第（一）项"]));
}

#[test]
fn an_explanation_is_told_for_a_year() {
    let row = "未经复议直接起诉";
    let (before, after) = ("没有复议前置", "法释〔2025〕8 号第一条");
    for (year, expected) in
        [("2023", [true, false]), ("2024", [false, false]), ("2025", [false, true])]
    {
        let text = explained(&[row, "--year", year]);
        assert_eq!([before, after].map(|words| text.contains(words)), expected, "{year}: {text}");
    }
    assert!(explained(&["其他处理", "--year", "2020"]).contains("本行直接填数，不分小项"));
}

#[test]
fn a_row_tells_where_the_guide_to_it_is() {
    for (words, guide) in [
        ("（三）4", "requests"),
        ("表三", "requests"),
        ("未经复议直接起诉", "challenges"),
        ("表四", "challenges"),
    ] {
        let text = explained(&[words]);
        assert!(text.contains(&format!("运行 nianbao guide {guide}，一步步判断：")), "{text}");
    }
    for words in ["行政处罚", "法律服务机构", "总体情况", "cross-sum", "36"] {
        assert!(!explained(&[words]).contains("nianbao guide"), "{words}");
    }
}

#[test]
fn citations_and_grades_are_data_as_well() {
    let json = |words: &str| -> serde_json::Value {
        serde_json::from_str(&explained(&[words, "--output-format", "json"])).unwrap()
    };
    let row = &json("补正后申请内容仍不明确")["subjects"][0];
    assert_eq!(row["id"], "unavailable.still_unclear");
    assert_eq!(row["guide"], "requests");
    assert_eq!(row["explanation"]["grade"]["name"], "表样印明");
    let citation = &row["explanation"]["citations"][0];
    assert_eq!(citation["instrument"], "regulation");
    assert_eq!(citation["in_force"], "2019-05-15");
    assert_eq!([&citation["article"], &citation["paragraph"], &citation["items"][0]], [29, 2, 2]);
    assert_eq!(citation["text"], "条例第二十九条第二款第（二）项");
    let rule = &json("unbalanced-sum")["subjects"][0];
    assert_eq!((&rule["id"], &rule["title"]), (&"unbalanced-sum".into(), &"合计不平".into()));
    assert_eq!(rule["grade"]["id"], "printed");
    assert_eq!(rule["citations"][0]["part"], "附件表三左上角注");
}

#[test]
fn a_rule_is_explained_whole() {
    let text = explained(&["unbalanced-sum"]);
    for heading in ["检查什么", "为什么", "错误示例", "正确示例", "依据"] {
        assert!(text.contains(&format!("\n{heading}\n  ")), "{heading}:\n{text}");
    }
    assert!(text.contains("<!-- nianbao: allow 合计不平"), "{text}");
}

#[test]
fn what_is_unknown_gets_a_suggestion() {
    for (words, suggestion) in [
        ("unbalance-sum", "是不是 unbalanced-sum"),
        ("合计不对", "是不是 合计不平"),
        ("法律服务机关", "是不是 法律服务机构"),
        ("第九十九条", "条例一共 56 条"),
        ("天气预报", "nianbao rules"),
    ] {
        let run = run("explain-unknown", &["explain", words]).exits(2);
        let beginning = format!("错误：没有查到“{words}”。");
        assert!(run.err.starts_with(&beginning) && run.err.contains(suggestion), "{}", run.err);
        assert_eq!(run.out, "");
    }
}

#[test]
fn rules_are_listed() {
    let run = run("rules", &["rules"]).exits(0);
    assert!(
        run.out.starts_with("合计不平  ") && run.out.contains("（unbalanced-sum）"),
        "{}",
        run.out
    );
    assert!(run.out.contains("nianbao explain"), "{}", run.out);
}

#[test]
fn a_new_report_is_written_but_never_over_another() {
    let folder = Folder::new("new");
    let arguments = ["new", "--organ", "青石县水务局", "--year", "2024"];
    let shown = folder.run(&arguments).exits(0).out;
    assert!(shown.contains("青石县水务局") && shown.contains("2024"), "{shown}");
    let to_file = [&arguments[..], &["-o", "年报.nianbao"]].concat();
    let run = folder.run(&to_file).exits(0);
    assert_eq!(folder.text("年报.nianbao"), shown);
    assert!(run.err.contains("nianbao check 年报.nianbao"), "{}", run.err);
    folder.write("年报.nianbao", "已填好");
    let run = folder.run(&to_file).exits(2);
    assert!(run.err.contains("年报.nianbao 没有写成：同名文件已经存在"), "{}", run.err);
    assert_eq!(folder.text("年报.nianbao"), "已填好");
}

#[test]
fn a_new_report_takes_over_what_was_carried_over() {
    let folder = Folder::with_file("new-carried", "2023.nianbao", CLEAN);
    let year: i32 =
        CLEAN.chars().filter(char::is_ascii_digit).take(4).collect::<String>().parse().unwrap();
    let run = |year: i32, last: &str| {
        let year = year.to_string();
        folder.run(&["new", "--organ", "青石县水务局", "--year", &year, "--last-year", last])
    };
    let cells = |text: &str, row: &str| -> Vec<String> {
        let line = text.lines().find(|line| line.starts_with(row)).unwrap();
        line.split('|').skip(2).map(|cell| cell.trim().to_owned()).collect()
    };
    let new = run(year + 1, "2023.nianbao").exits(0);
    assert_eq!(cells(&new.out, "| 二、上年结转"), cells(CLEAN, "| 四、结转下年度"));
    assert!(
        new.err.contains("“上年结转”已照 2023.nianbao 的“结转下年度继续办理”填好 7 格，请核对。"),
        "{}",
        new.err
    );
    let wrong = run(year + 2, "2023.nianbao").exits(2);
    assert!(wrong.err.contains("不是上一年"), "{}", wrong.err);
    let missing = run(year + 1, "2022.nianbao").exits(2);
    assert!(missing.err.contains("没有这个文件"), "{}", missing.err);
}

#[test]
fn a_new_report_needs_an_organ_and_a_year_with_a_form() {
    let folder = Folder::new("new-wrong");
    for (organ, year, complaint) in [
        ("甲局", "1999", "没有 1999 年度的年报格式"),
        ("甲局", "20244", "没有 20244 年度的年报格式"),
        (" ", "2024", "机关名称是空的"),
        ("甲局", "去年", "应当是一个数"),
    ] {
        let run = folder.run(&["new", "--organ", organ, "--year", year]).exits(2);
        assert!(run.err.contains(complaint), "{}", run.err);
    }
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = run("completions", &["completions", shell]).exits(0);
        assert!(run.out.contains("output-format"), "{shell}");
        // The last one is not told what values there are.
        let tells = shell != "elvish";
        for name in ["unbalanced-sum", "合计不平"] {
            assert_eq!(run.out.contains(name), tells, "{shell}");
        }
    }
}

/// Bash itself is asked what it would offer.
#[cfg(unix)]
#[test]
fn bash_offers_files_where_files_are_meant() {
    let folder = Folder::new("completions-bash");
    folder.write("nianbao.bash", folder.run(&["completions", "bash"]).exits(0).out);
    let offered = |words: &str| {
        let ask = format!(
            "source nianbao.bash; COMP_WORDS=(nianbao {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _nianbao nianbao \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        let mut bash = std::process::Command::new("bash");
        bash.args(["-c", &ask]).current_dir(folder.path("."));
        String::from_utf8(bash.output().unwrap().stdout).unwrap().trim().to_owned()
    };
    assert_eq!(offered("check ''"), "", "then bash offers files");
    assert_eq!(offered("check 年报.nianbao ''"), "");
    assert!(offered("check --st").contains("--statistics"));
    assert_eq!(offered("check --select 合计"), "合计不平");
    assert!(offered("completions ''").contains("powershell"));
}

#[test]
fn colours_are_asked_for_or_refused() {
    let folder = Folder::with_file("colours", "年报.nianbao", crate::folder::broken());
    let check = |color: &[&str]| {
        let arguments = [&["check", "年报.nianbao"], color].concat();
        folder.run(&arguments).exits(1).out.contains('\u{1b}')
    };
    assert!(!check(&[]), "the output is no terminal");
    assert!(check(&["--color", "always"]) && check(&["--color=always"]));
    assert!(!check(&["--color", "never"]));
    let wrong = folder.run(&["check", "--color", "红"]).exits(2);
    assert!(wrong.err.contains("只能是 auto、always、never"), "{}", wrong.err);
}

#[test]
fn many_findings_are_a_line_each() {
    let folder = Folder::new("many");
    for at in 0..201 {
        folder.write(&format!("{at}.nianbao"), crate::folder::broken());
    }
    let many = folder.run(&["check"]).exits(1).out;
    assert!(many.lines().count() < 210 && many.contains("加上 --output-format full"), "{many}");
    let full = folder.run(&["check", "--output-format", "full"]).exits(1).out;
    assert!(full.lines().count() > 1000 && !full.contains("问题较多"));
}

#[test]
fn the_manual_names_every_command_and_option() {
    let run = run("man", &["man"]).exits(0);
    for name in ["check", "fmt", "new", "explain", "rules", "completions", "unsafe\\-fixes"] {
        assert!(run.out.contains(name), "{name}\n{}", run.out);
    }
    assert!(run.out.contains(".SH 名称") && run.out.contains(".SH 退出码"), "{}", run.out);
}

#[test]
fn help_and_complaints_are_chinese() {
    let folder = Folder::new("help");
    let commands =
        ["check", "fmt", "new", "preview", "explain", "guide", "rules", "completions", "man"];
    for command in commands {
        let run = folder.run(&[command, "--help"]).exits(0);
        let english = ["Usage", "Options", "Arguments", "Print", "default", "possible", "error"];
        for word in english {
            let told = run.out.replace("--fail-on", "").replace("：error", "");
            assert!(!told.contains(word), "{command}: {word}\n{}", run.out);
        }
    }
    for (arguments, complaint) in [
        (&["chek"][..], "错误：没有“chek”这个命令，是不是 check？加上 --help 可以查看用法。\n"),
        (
            &["check", "--selct", "x"],
            "错误：没有“--selct”这个选项，是不是 --select？加上 --help 可以查看用法。\n",
        ),
        (
            &["check", "--select"],
            "错误：“--select <规则>”后面缺少内容。加上 --help 可以查看用法。\n",
        ),
        (
            &["check", "--output-format", "xml"],
            "错误：“--output-format <格式>”不能是“xml”，只能是 full、concise、json、sarif、github。加上 --help 可以查看用法。\n",
        ),
        (&["new", "--organ", "甲局"], "错误：缺少 --year <年份>。加上 --help 可以查看用法。\n"),
        (
            &["check", "--fix", "--fix"],
            "错误：“--fix”写了两次，请只写一次。加上 --help 可以查看用法。\n",
        ),
    ] {
        assert_eq!(folder.run(arguments).exits(2).err, complaint);
    }
}

#[test]
fn help_is_a_word_too() {
    let folder = Folder::new("help-word");
    assert_eq!(folder.run(&["help"]).exits(0).out, folder.run(&["--help"]).exits(0).out);
    for command in ["check", "guide"] {
        let told = folder.run(&["help", command]).exits(0).out;
        assert_eq!(told, folder.run(&[command, "--help"]).exits(0).out);
    }
    let unknown = folder.run(&["help", "chek"]).exits(2);
    assert!(unknown.err.contains("是不是 check？"), "{}", unknown.err);
}

#[test]
fn a_path_alone_is_checked() {
    let folder = Folder::with_file("path-alone", "年报.nianbao", crate::folder::broken());
    folder.write("全县/县局.nianbao", CLEAN);
    for path in ["年报.nianbao", "./年报.nianbao", "全县"] {
        let alone = folder.run(&[path]);
        let check = folder.run(&["check", path]);
        assert_eq!((alone.code, &alone.out), (check.code, &check.out), "{path}");
    }
    let concise = folder.run(&["年报.nianbao", "--output-format", "concise"]).exits(1);
    assert!(concise.out.contains("合计不平"), "{}", concise.out);
    let missing = folder.run(&["没有.nianbao"]).exits(2);
    assert!(missing.err.contains("没有.nianbao：没有这个文件"), "{}", missing.err);
}

#[test]
fn a_folder_that_is_missing_is_named() {
    let folder = Folder::new("missing-folder");
    for (arguments, told) in [
        (&["check", "全县/县局.nianbao"][..], "文件夹 全县 不存在"),
        (&["check", "全县/一/县局.nianbao"], "文件夹 全县 不存在"),
        (&["check", "全县"], "没有这个文件，也没有这个文件夹"),
        (
            &["new", "--organ", "甲局", "--year", "2024", "-o", "新/年报.nianbao"],
            "文件夹 新 不存在",
        ),
    ] {
        let run = folder.run(arguments).exits(2);
        assert!(run.err.contains(told), "{arguments:?}: {}", run.err);
    }
}
