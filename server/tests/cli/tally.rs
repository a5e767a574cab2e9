//! A ledger becomes the figures of the table, and a report is held against it.

use crate::folder::{CLEAN, Folder};

/// Seven applications of 2023 and what is no application.
const LEDGER: &str = "\
某局2023年台账,,,,
序号,来文时间,申请人类型,答复日期,答复情况
1,2022-12-20,公民,2023-01-10,予以公开
2,2023.3.1,公民,2023年3月20日,不予公开（商业秘密）
3,2023-03-02,企业,2023-03-20,36条第四项
4,2023-03-03,律所,,办理中
5,2023-03-04,公民,2023-03-20,不予公开
6,3月5日,公民,2023-03-20,予以公开
7,2023-12-30,公民,2024-01-20,予以公开
合计,7,,,
";
const COLUMN: [&str; 2] = ["--column", "收到日期=来文时间"];

#[test]
fn a_ledger_becomes_the_table_and_what_is_uncertain_is_listed_by_row() {
    let folder = Folder::with_file("tally-table", "台账.csv", LEDGER);
    let run = folder.run(&["tally", "台账.csv"]).exits(2);
    assert!(
        run.err.contains("没有找到收到日期这一列") && run.err.contains("“来文时间”"),
        "{}",
        run.err
    );
    let run = folder.run(&[&["tally", "台账.csv"], &COLUMN[..]].concat()).exits(1);
    assert!(run.err.contains("申请人类别←“申请人类型”"), "{}", run.err);
    assert!(
        run.err.contains("按 2023 年度统计：台账共 7 件申请，归类 5 件，没有归类 2 件"),
        "{}",
        run.err
    );
    assert!(run.err.contains("第 10 行不是申请（合计、说明一类）"), "{}", run.err);
    assert!(run.err.contains("第 7 行：办理结果“不予公开”还要写明是哪一种："), "{}", run.err);
    assert!(run.err.contains("第 8 行：日期没有写年份"), "{}", run.err);
    let row = |label: &str| -> Vec<String> {
        let line = run.out.lines().find(|line| line.contains(label)).unwrap();
        line.split('|').skip(2).map(|cell| cell.trim().to_owned()).take(7).collect()
    };
    assert_eq!(row("新收"), ["2", "1", "0", "0", "1", "0", "4"]);
    assert_eq!(row("上年结转"), ["1", "0", "0", "0", "0", "0", "1"]);
    assert_eq!(row("第三方"), ["1", "0", "0", "0", "0", "0", "1"]);
    assert_eq!(row("结转下年度"), ["1", "0", "0", "0", "1", "0", "2"]);
}

#[test]
fn a_report_is_filled_only_when_that_is_said() {
    let folder = Folder::with_file("tally-into", "年报.nianbao", CLEAN);
    let whole = LEDGER
        .replace("来文时间", "收到时间")
        .replace("5,2023-03-04,公民,2023-03-20,不予公开\n", "")
        .replace("3月5日", "2023-3-5");
    folder.write("台账.csv", &whole);
    let run = folder.run(&["tally", "台账.csv", "--into", "年报.nianbao"]).exits(1);
    assert!(
        run.err.contains("现在还没有写入") && run.out.contains("表三 新收·自然人："),
        "{}",
        run.out
    );
    assert_eq!(folder.text("年报.nianbao"), CLEAN);
    let run = folder.run(&["tally", "台账.csv", "--against", "年报.nianbao"]).exits(1);
    assert!(run.out.contains("，台账 3（第 4、7—8 行）"), "{}", run.out);
    folder.run(&["tally", "台账.csv", "--into", "年报.nianbao", "--write"]).exits(0);
    let run = folder.run(&["tally", "台账.csv", "--against", "年报.nianbao"]).exits(0);
    assert!(run.out.contains("年报.nianbao 和台账一致。"), "{}", run.out);
    let sums = ["check", "年报.nianbao", "--select", "unbalanced-sum"];
    folder.run(&sums).exits(0);

    folder.write("台账.csv", whole.replace("36条第四项", "转办"));
    let before = folder.text("年报.nianbao");
    let run = folder.run(&["tally", "台账.csv", "--into", "年报.nianbao", "--write"]).exits(2);
    assert!(run.err.contains("还有 1 件申请没有归类"), "{}", run.err);
    assert_eq!(folder.text("年报.nianbao"), before);
}

#[test]
fn a_blank_report_is_filled_without_a_line_for_each_zero() {
    let folder = Folder::new("tally-blank");
    let new = ["new", "--organ", "云岭县档案局", "--year", "2024", "-o", "年报.nianbao"];
    folder.run(&new).exits(0);
    let ledger = "序号,申请人,申请人类别,收到日期,答复日期,办理结果\n\
                  1,张某,公民,2024-01-05,2024-01-20,予以公开\n2,合计,,,,1件\n";
    folder.write("台账.csv", ledger);
    let run = folder.run(&["tally", "台账.csv", "--into", "年报.nianbao"]).exits(1);
    assert!(run.err.contains("台账共 1 件申请，归类 1 件。"), "{}", run.err);
    assert!(run.err.contains("第 3 行不是申请"), "{}", run.err);
    assert_eq!(run.out.lines().count(), 7, "{}", run.out);
    assert!(run.out.ends_with("另有 169 格原来空着，填 0。\n"), "{}", run.out);
}

#[test]
fn an_empty_ledger_is_made_and_bad_input_is_told() {
    let folder = Folder::with_file("tally-new", "说明.csv", "甲,乙\n1,2\n");
    folder.run(&["tally", "--new", "台账.xlsx"]).exits(0);
    let run = folder.run(&["tally", "--new", "台账.xlsx"]).exits(2);
    assert!(run.err.contains("已经存在，没有覆盖。要覆盖请加 --force"), "{}", run.err);
    let run = folder.run(&["tally", "台账.xlsx"]).exits(2);
    assert!(run.err.contains("看不出是哪一年"), "{}", run.err);
    for (arguments, part) in [
        (&["说明.csv"][..], "没有找到台账的表头"),
        (&["没有.xlsx"], "没有这个文件"),
        (&["说明.csv", "--column", "甲"], "--column 的“甲”看不懂"),
        (&[], "请写出台账文件"),
    ] {
        let run = folder.run(&[&["tally"], arguments].concat()).exits(2);
        assert!(run.err.contains(part), "{}", run.err);
    }
}

/// Columns and words that nobody knows are told once, in the settings; what the command line tells comes first.
#[test]
fn what_is_not_known_is_told_by_the_settings() {
    let folder = Folder::with_file("tally-settings", "台账.csv", LEDGER);
    let settings =
        "[ledger]\n\"收到日期\" = \"来文时间\"\n[ledger.words]\n\"不予公开\" = \"内部事务信息\"\n";
    folder.write("nianbao.toml", settings);
    let run = folder.run(&["tally", "台账.csv"]).exits(1);
    assert!(run.err.contains("收到日期←“来文时间”"), "{}", run.err);
    assert!(run.err.contains("归类 6 件，没有归类 1 件"), "{}", run.err);
    let run = folder.run(&["tally", "台账.csv", "--column", "收到日期=没有这一列"]).exits(2);
    assert!(run.err.contains("没有找到收到日期这一列"), "{}", run.err);
    let run = folder.run(&["tally", "台账.csv", "--column", "编号=没有这一列"]).exits(2);
    assert!(run.err.contains("台账里没有叫“没有这一列”的列"), "{}", run.err);
    folder.write("nianbao.toml", "[ledger]\n\"来文\" = \"来文时间\"\n");
    let run = folder.run(&["tally", "台账.csv"]).exits(2);
    assert!(run.err.contains("台账没有叫“来文”的列，可以写 序号、编号"), "{}", run.err);
}

/// Eight cases of 2023.
const CASES: &str = "\
案号,类别,是否经过复议,申请人（原告）,收案日期,结案日期,结果
云府复〔2023〕3号,行政复议,,张某,2023.2.1,2023.4.1,维持
云府复〔2023〕4号,行政复议,,张某,2023.2.1,2023.4.1,撤销
云府复〔2023〕5号,行政复议,,李某,2023.12.1,2024.1.20,维持
（2023）云01行初3号,行政诉讼,是,张某,2023.5.1,2023.8.1,驳回原告诉讼请求
（2023）云01行初4号,行政诉讼,否,王某,2023.5.1,2023.8.1,准许撤诉
（2023）云01行初5号,行政诉讼,,王某,2023.5.1,2023.8.1,准许撤诉
（2023）云01行初6号,行政诉讼,否,王某,2023.5.1,2023.8.1,驳回起诉
（2023）云01行初7号,行政诉讼,否,赵某,2023.11.1,,审理中
";

#[test]
fn reviews_and_lawsuits_become_their_table() {
    let folder = Folder::with_file("tally-cases", "年报.nianbao", CLEAN);
    folder.write("案件.csv", CASES);
    let run = folder.run(&["tally", "案件.csv"]).exits(1);
    for told in [
        "台账共 8 件复议、诉讼案件，归类 6 件，没有归类 2 件",
        "第 7 行：案件类型“行政诉讼”还要写明是哪一种：行政诉讼（直接起诉）、",
        "第 8 行：案件结果“驳回起诉”还要写明是哪一种：结果维持、其他结果。",
    ] {
        assert!(run.err.contains(told), "{told}: {}", run.err);
    }
    let row = |label: &str| -> Vec<String> {
        let line = run.out.lines().find(|line| line.contains(label)).unwrap();
        line.split('|').skip(2).map(|cell| cell.trim().to_owned()).take(5).collect()
    };
    assert_eq!(row("行政复议"), ["1", "1", "0", "1", "3"]);
    assert_eq!(row("未经复议直接起诉"), ["0", "0", "1", "1", "2"]);
    assert_eq!(row("复议后起诉"), ["1", "0", "0", "0", "1"]);

    let whole = CASES.replace("诉讼,,", "诉讼,是,").replace("驳回起诉", "确认违法");
    folder.write("案件.csv", &whole);
    let run = folder.run(&["tally", "案件.csv", "--against", "年报.nianbao"]).exits(1);
    assert!(run.out.contains("表四 行政复议·总计 "), "{}", run.out);
    folder.run(&["tally", "案件.csv", "--into", "年报.nianbao", "--write"]).exits(0);
    folder.run(&["tally", "案件.csv", "--against", "年报.nianbao"]).exits(0);
    folder.run(&["check", "年报.nianbao", "--select", "unbalanced-sum"]).exits(0);
    let figures = |text: &str| text.lines().filter(|line| line.contains("新收")).count();
    assert_eq!(figures(&folder.text("年报.nianbao")), figures(CLEAN));

    folder.run(&["tally", "--new", "空白.xlsx", "--cases"]).exits(0);
    let run = folder.run(&["tally", "空白.xlsx", "--year", "2023"]).exits(0);
    assert!(run.err.contains("台账共 0 件复议、诉讼案件"), "{}", run.err);
}
