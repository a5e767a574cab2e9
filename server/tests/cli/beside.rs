//! Reports of several years in one folder, and of a whole and its parts.

use crate::folder::{CLEAN, Folder};

/// The year and the organ of [`CLEAN`].
const YEAR: &str = "2023";

fn organ() -> &'static str {
    CLEAN.split_once(YEAR).map(|(organ, _)| organ.trim()).unwrap()
}

/// [`CLEAN`] as a report for the year before, whose carry-over is this year's, but for one cell.
fn last_year() -> String {
    let text = CLEAN.replace(YEAR, "2022");
    let line = |beginning: &str| text.lines().find(|line| line.starts_with(beginning)).unwrap();
    let (carried_in, carried_out) = (line("| 二、上年结转"), line("| 四、结转下年度"));
    let cells = |line: &str| line.split('|').skip(2).map(str::to_owned).collect::<Vec<_>>();
    let mut left = cells(carried_in);
    left[0] = " 7 ".to_owned();
    let row = format!("| 四、结转下年度 |{}", left.join("|"));
    text.replace(carried_out, &row)
}

#[test]
fn a_report_is_compared_with_that_of_the_year_before() {
    let folder = Folder::with_file("beside-years", "2023.nianbao", CLEAN);
    folder.write("旧/2022.nianbao", last_year());
    let select = ["check", "--output-format", "concise", "--select", "broken-carry-over", "."];
    let run = folder.run(&select);
    assert_eq!(run.code, 0, "{}", run.err);
    let told: Vec<&str> =
        run.out.lines().filter(|line| line.contains("[结转与上年不符]")).collect();
    let [told] = told.as_slice() else { panic!("{}", run.out) };
    assert!(told.contains("2023.nianbao") && told.contains("上年年报（2022.nianbao）"), "{told}");
    assert!(told.contains("自然人"), "{told}");

    // Two reports for one year: nobody knows which one counts.
    folder.write("旧/2022改.nianbao", last_year());
    assert!(!folder.run(&select).out.contains("结转与上年不符"));
}

#[test]
fn one_file_alone_is_compared_with_nothing() {
    let folder = Folder::with_file("beside-none", "2023.nianbao", CLEAN);
    folder.write("2022.nianbao", last_year());
    let run = folder.run(&["check", "2023.nianbao"]);
    assert!(!run.out.contains("结转与上年不符"), "{}", run.out);
}

#[test]
fn a_whole_is_compared_with_its_parts() {
    let folder = Folder::with_file("beside-parts", "总.nianbao", CLEAN);
    let part = CLEAN.replacen(organ(), "云岭县甲𠮷局", 1);
    folder.write("甲.nianbao", &part);
    folder.write("乙.nianbao", part.replacen("甲𠮷局", "乙𠮷局", 1));
    let check = || {
        let run = folder.run(&["check", "--output-format", "concise", "."]);
        run.out.lines().filter(|line| line.contains("[与各单位之和不符]")).count()
    };
    assert_eq!(check(), 0, "nobody said who sums up whom");
    let names = |parts: &str| format!("[parts]\n\"{}\" = [{parts}]\n", organ());
    folder.write("nianbao.toml", names("\"云岭县甲𠮷局\""));
    assert_eq!(check(), 0, "one part is the whole");
    folder.write("nianbao.toml", names("\"云岭县甲𠮷局\", \"云岭县乙𠮷局\""));
    assert!(check() > 0, "two parts are twice the whole");
    folder.write("nianbao.toml", names("\"云岭县甲𠮷局\", \"云岭县丙𠮷局\""));
    assert_eq!(check(), 0, "a part is missing");
}
