//! Faults of reports that are known: those of hand-made fixtures, and of real reports where they are
//! at hand.

use std::path::Path;

use analysis::{Analysis, Edits};
use archive::Neighbours;
use repair::Operation;
use rules::Options;

/// The repairs of a text, a line each: rank, operation and cells.
fn told(text: &str) -> Vec<String> {
    let analysis = Analysis::new(text.to_owned());
    let repairs = &analysis.explained().repairs;
    let told = repairs.iter().map(|repair| {
        let cell = |cell: &repair::Changed| {
            let from = cell.from.map_or("blank".to_owned(), |from| from.to_string());
            format!("{} {} {from}→{}", cell.ids.row, cell.ids.column, cell.to)
        };
        let cells: Vec<String> = repair.cells.iter().map(cell).collect();
        format!("{} {} {}", repair.rank, repair.operation.id(), cells.join(", "))
    });
    told.collect()
}

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// The report among the seeds that begins so.
fn seed(number: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("SKIPPED: the seeds are not at {}; nothing was checked", folder.display());
        return None;
    };
    let mut paths = entries.map(|entry| entry.unwrap().path());
    let named = |path: &std::path::PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number))
    };
    Some(std::fs::read_to_string(paths.find(named).unwrap()).unwrap())
}

/// As in seed 004: the totals balance, two kinds of applicant do not.
const MOVED: &str = "1 move received natural_person 306→292, received business 31→45";
/// As in seed 002: an outcome is entered, but the row of totals does not count it.
const LOST: &str = "1 total outcome_total natural_person 0→1, outcome_total total 0→1";

#[test]
fn applications_in_the_wrong_column() {
    assert_eq!(told(&fixture("moved-applications.txt")), [MOVED]);
    if let Some(text) = seed("004") {
        assert_eq!(told(&text), [MOVED.replace("306→292", "706→692")]);
    }
}

#[test]
fn an_outcome_that_the_totals_do_not_count() {
    assert_eq!(told(&fixture("lost-outcome.txt")), [LOST]);
    if let Some(text) = seed("002") {
        assert_eq!(told(&text), [LOST]);
    }
}

#[test]
fn real_reports_that_balance_have_no_repair() {
    for number in ["000", "001", "003"] {
        if let Some(text) = seed(number) {
            assert_eq!(told(&text), [""; 0], "{number}");
        }
    }
}

#[test]
fn messages_name_the_cells_and_tie_what_is_one_fault() {
    let analysis = Analysis::new(fixture("moved-applications.txt"));
    let findings = &analysis.explained().findings;
    let sums: Vec<_> = findings.iter().filter(|it| it.rule == "unbalanced-sum").collect();
    let [natural, business] = sums.as_slice() else { panic!("{sums:#?}") };
    let sentence =
        "最可能：新收·自然人应为 292、商业企业应为 45（14 件填错了列），改好后另外 1 处也就平了。";
    assert!(natural.message.ends_with(sentence), "{}", natural.message);
    assert!(business.message.contains("同一处错误"), "{}", business.message);
    assert!(natural.related.iter().any(|it| it.range == business.range));
    assert!(business.related.iter().any(|it| it.range == natural.range));
    assert_eq!(natural.fixes, business.fixes);
    assert_eq!(natural.fixes[0].title, "把“新收·自然人”改为 292、“商业企业”改为 45");
    assert_eq!(natural.fixes[0].edits.len(), 2);
    assert!(!natural.fixes[0].safe);
}

/// The sample, with some of its lines replaced.
fn sample(lines: &[(&str, &str)]) -> String {
    let clean = include_str!("../../../../examples/clean.nianbao");
    let line = |line: &str| {
        let other = lines.iter().find(|(start, _)| line.starts_with(start));
        other.map_or(line, |(_, other)| other).to_owned()
    };
    clean.lines().map(|it| line(it) + "\n").collect()
}

/// 表四 has one sum a row, so that each of its cells may be wrong; the prose knows which.
#[test]
fn the_prose_decides_between_repairs() {
    let row = [("| 行政复议 ", "| 行政复议 | 3 | 1 | 0 | 0 | 6 |")];
    let text = sample(&row);
    assert!(text.contains("行政复议4件"));
    assert_eq!(told(&text)[0], "1 typo reconsideration total 6→4");
    assert!(told(&text)[1..].iter().all(|repair| !repair.starts_with('1')), "{:#?}", told(&text));
    let silent = told(&text.replace("行政复议4件", "行政复议案件"));
    let first = silent.iter().filter(|repair| repair.starts_with("1 ")).count();
    assert!(first > 1, "{silent:#?}");
}

#[test]
fn equal_repairs_are_told_together_or_not_at_all() {
    let message = |row: &str| {
        let text = sample(&[("| 行政复议 ", row)]).replace("行政复议4件", "行政复议案件");
        let analysis = Analysis::new(text);
        let findings = &analysis.explained().findings;
        let found = findings.iter().find(|it| it.rule == "unbalanced-sum").unwrap();
        assert!(found.undecided);
        found.message.clone()
    };
    let two = message("| 行政复议 | 8 | 0 | 0 | 0 | 5 |");
    assert!(
        two.contains("可能是：行政复议·结果维持应为 5")
            && two.contains("；或者行政复议·总计应为 8"),
        "{two}"
    );
    let many = message("| 行政复议 | 1 | 0 | 0 | 0 | 3 |");
    assert!(many.contains("有 5 种改法都能平"), "{many}");
}

/// Which of two rows counts, only the author knows.
#[test]
fn what_stands_twice_is_left_to_the_author() {
    let row = "| 　（一）予以公开 | 13 | 3 | 0 | 1 | 0 | 0 | 16 |";
    for (rows, undecided) in [(row.to_owned(), false), (format!("{row}\n{row}"), true)] {
        let analysis = Analysis::new(sample(&[("| 　（一）予以公开", &rows)]));
        let findings = &analysis.explained().findings;
        let found = findings.iter().find(|it| it.rule == "unbalanced-sum").unwrap();
        assert_eq!(found.undecided, undecided, "{}", found.message);
    }
}

/// A part that is blank counts as 0, and may be what is wrong.
#[test]
fn a_blank_part_is_filled() {
    let row = "| 　（一）予以公开 | 12 |  | 0 | 1 | 0 | 0 | 16 |";
    let text = sample(&[("| 　（一）予以公开", row)]);
    assert_eq!(told(&text), ["1 omission granted business blank→3"]);
    let analysis = Analysis::new(text);
    assert_eq!(analysis.explained().repairs[0].operation, Operation::Omission);
}

/// Where some sums cannot be tested, the others still tell what they can.
#[test]
fn a_table_with_gaps_still_works_or_is_silent() {
    let wrong = ("| 　（一）予以公开", "| 　（一）予以公开 | 21 | 3 | 0 | 1 | 0 | 0 | 16 |");
    let unreadable = ("| 　　2.重复申请", "| 　　2.重复申请 | 若干 | 0 | 0 | 0 | 0 | 0 | 0 |");
    let repairs = told(&sample(&[wrong, unreadable]));
    assert!(repairs.iter().any(|it| it == "1 typo granted natural_person 21→12"), "{repairs:#?}");
    let misfit = ("| 　（一）予以公开", "| 　（一）予以公开 | 21 | 3 |");
    assert_eq!(told(&sample(&[misfit])), [""; 0]);
}

/// A text that came from another by edits.
fn edited(former: &Analysis, text: String) -> Analysis {
    let edits = Edits { former, tree: None };
    Analysis::among(text, Some(edits), &Options::default(), |_| Neighbours::default())
}

/// The author enters one more application and its outcome: the totals have yet to follow.
#[test]
fn what_was_just_edited_is_not_undone() {
    let text = sample(&[
        ("| 一、本年新收", "| 一、本年新收政府信息公开申请数量 | 34 | 6 | 0 | 1 | 0 | 0 | 40 |"),
        ("| 　（一）予以公开", "| 　（一）予以公开 | 13 | 3 | 0 | 1 | 0 | 0 | 16 |"),
    ]);
    let undone = "1 typo received natural_person 34→33, granted natural_person 13→12";
    assert_eq!(told(&text), [undone], "nobody knows what was edited");
    let before = Analysis::new(sample(&[]));
    let analysis = edited(&before, text);
    let explained = analysis.explained();
    let cells: Vec<_> = explained.repairs[0].cells.iter().map(|it| (it.ids.row, it.to)).collect();
    let totals = [("received", 41), ("granted", 17), ("outcome_total", 33), ("outcome_total", 40)];
    assert_eq!(cells, totals);
    assert_eq!(explained.repairs[0].operation, Operation::Total);
    let ranks: Vec<usize> = explained.repairs.iter().map(|it| it.rank).collect();
    assert_eq!(ranks, [1, 2]);
    let named = explained.findings.iter().filter(|it| it.message.contains("合计没有跟着改"));
    assert!(named.count() >= 1, "{:#?}", explained.findings);
}

/// With one part alone, the totals cannot follow; the author is told that the edit may be meant.
#[test]
fn an_edit_that_may_be_meant_is_not_called_wrong() {
    let row = "| 　（一）予以公开 | 13 | 3 | 0 | 1 | 0 | 0 | 16 |";
    let before = Analysis::new(sample(&[]));
    let analysis = edited(&before, sample(&[("| 　（一）予以公开", row)]));
    let findings = &analysis.explained().findings;
    let sum = findings.iter().find(|it| it.rule == "unbalanced-sum").unwrap();
    assert!(sum.message.contains("如果是有意改的"), "{}", sum.message);
    assert!(sum.message.contains("予以公开·自然人应为 12"), "{}", sum.message);
}
