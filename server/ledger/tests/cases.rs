//! Ledgers of reviews and lawsuits made at random with known answers: every case is in its cell or on the
//! list, in every edition that has the table.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::BTreeMap;
use std::sync::Once;

use document::Grid;
use fastrand::Rng;
use ledger::{Hints, Ledger, Note, Subject, Tally, Uncountable, sheets};
use rust_xlsxwriter::Workbook;

/// Ids of rows, and how three offices write the kind and whether there was a review.
const ROUTES: [(&str, [[&str; 2]; 3]); 3] = [
    ("reconsideration", [["行政复议", ""], ["复议", "/"], ["行政复议案件", "否"]]),
    (
        "direct_litigation",
        [["行政诉讼（未经复议直接起诉）", ""], ["行政诉讼", "否"], ["应诉", "未经复议"]],
    ),
    (
        "litigation_after_reconsideration",
        [["行政诉讼（复议后起诉）", ""], ["行政诉讼", "是"], ["应诉", "经复议"]],
    ),
];
/// Ids of columns, and how three offices write the result.
const RESULTS: [(&str, [&str; 3]); 4] = [
    ("upheld", ["结果维持", "维持", "判决驳回诉讼请求"]),
    ("corrected", ["结果纠正", "撤销并责令重新答复", "确认违法"]),
    ("other", ["其他结果", "撤回申请", "按撤诉处理"]),
    ("pending", ["尚未审结", "审理中", ""]),
];
/// What nobody can tell, or what places do differently.
const UNCLEAR: [&str; 3] = ["裁定驳回起诉", "驳回", "已转交"];
const LAYOUTS: [[&str; 8]; 5] = [
    [
        "序号",
        "案号",
        "案件类型",
        "是否经过复议",
        "申请人（原告）",
        "受理日期",
        "审结日期",
        "案件结果",
    ],
    ["序号", "文书号", "救济途径", "是否经复议", "申请人/原告", "收案时间", "结案时间", "审理结果"],
    ["", "案件编号", "类别", "是否复议", "当事人", "立案日期", "裁判日期", "裁判结果"],
    ["序", "", "复议/诉讼", "复议前置情况", "", "收到日期", "决定书日期", "结案方式"],
    ["序号", "案号", "案件性质", "是否先行复议", "原告", "应诉通知日期", "判决时间", "判决结果"],
];

/// An edition of 2031 that is invented, which calls the table otherwise, is among those of the program.
fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        form::install(&[include_str!("../../ide/tests/edition/2031.toml")]).unwrap();
    });
}

fn count(grids: Vec<Grid>, year: Option<i32>, hints: &Hints) -> Result<Tally, Uncountable> {
    install();
    ledger::count(grids, year, hints)
}

struct Truth {
    received: i32,
    closed: Option<i32>,
    route: usize,
    result: Option<usize>,
}

fn truth(rng: &mut Rng, year: i32) -> Truth {
    let result = (rng.u8(0..12) > 0).then(|| rng.usize(0..RESULTS.len()));
    let closed = match (result, rng.u8(0..10)) {
        (Some(3), _) => None,
        (_, 0) => Some(year + 1),
        _ => Some(year),
    };
    let received = if rng.u8(0..6) == 0 { year - 1 } else { year };
    Truth { received, closed, route: rng.usize(0..3), result }
}

fn expected(truths: &[Truth], year: i32) -> (BTreeMap<(String, String), usize>, usize) {
    let (mut cells, mut unplaced) = (BTreeMap::new(), 0);
    for truth in truths {
        let column = match (truth.closed, truth.result) {
            (Some(closed), Some(result)) if closed == year => Some(RESULTS[result].0),
            (Some(closed), None) if closed == year => None,
            _ => Some("pending"),
        };
        match column {
            None => unplaced += 1,
            Some(column) => {
                let cell = (ROUTES[truth.route].0.to_owned(), column.to_owned());
                *cells.entry(cell).or_default() += 1;
            }
        }
    }
    (cells, unplaced)
}

fn csv(rng: &mut Rng, truths: &[Truth], layout: usize, words: usize) -> String {
    let mut text = format!("{}\n", LAYOUTS[layout].join(","));
    for (index, truth) in truths.iter().enumerate() {
        let mut day = |year: i32| {
            let (month, day) = (rng.u8(1..=12), rng.u8(1..=28));
            match words {
                0 => format!("{year}年{month}月{day}日"),
                1 => format!("{year}.{month}.{day}"),
                _ => format!("{year}-{month:02}-{day:02}"),
            }
        };
        let [kind, reviewed] = ROUTES[truth.route].1[words];
        let cells = [
            (index + 1).to_string(),
            format!("（{}）云01行初{}号", truth.received, index + 10_000),
            kind.to_owned(),
            reviewed.to_owned(),
            format!("当事人{index}"),
            day(truth.received),
            truth.closed.map(&mut day).unwrap_or_default(),
            truth.result.map_or(UNCLEAR[words], |result| RESULTS[result].1[words]).to_owned(),
        ];
        let cells = cells
            .into_iter()
            .zip(LAYOUTS[layout])
            .map(|(text, name)| if name.is_empty() { String::new() } else { text });
        text += &format!("{}\n", cells.collect::<Vec<_>>().join(","));
    }
    text
}

fn counted(text: &str, year: Option<i32>) -> Tally {
    let (grids, _) = sheets(text.as_bytes().to_vec()).unwrap();
    count(grids, year, &Hints::default()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn found(ledger: &Ledger) -> BTreeMap<(String, String), usize> {
    let block = ledger.block().unwrap();
    let named = |((row, column), count): ((usize, usize), usize)| {
        ((block.rows[row].id.clone(), block.columns[column].id.clone()), count)
    };
    ledger.cells().into_iter().map(named).collect()
}

fn reasons(ledger: &Ledger) -> Vec<String> {
    ledger.unplaced.iter().map(|it| it.reason.told(ledger.layout())).collect()
}

#[test]
fn every_case_is_in_its_cell_or_on_the_list() {
    for year in [2020, 2024, 2031] {
        for (layout, words) in (0..LAYOUTS.len()).flat_map(|at| (0..3).map(move |it| (at, it))) {
            for size in [60, 700] {
                let mut rng = Rng::with_seed((layout * 10 + words + size) as u64);
                let truths: Vec<Truth> = (0..size).map(|_| truth(&mut rng, year)).collect();
                let text = csv(&mut rng, &truths, layout, words);
                let tally = counted(&text, Some(year));
                let [ledger] = tally.ledgers.as_slice() else { panic!("{text}") };
                let name = format!("{year}, layout {layout}, words {words}, {size}");
                assert_eq!(ledger.subject, Subject::Cases, "{name}");
                assert_eq!(ledger.table.name, if year == 2031 { "表五" } else { "表四" });
                let (cells, unplaced) = expected(&truths, year);
                assert_eq!(ledger.unplaced.len(), unplaced, "{name}: {:?}", reasons(ledger));
                assert_eq!(found(ledger), cells, "{name}");
                assert_eq!(ledger.entries(), size, "{name}");
                assert_eq!(ledger.placed.len(), cells.values().sum::<usize>(), "{name}");
            }
        }
    }
}

/// A ledger of reviews and one of lawsuits, with titles that say so.
#[test]
fn a_title_says_what_its_cases_are() {
    let mut workbook = Workbook::new();
    let sheets_ = [
        (
            "复议",
            "2024年被申请行政复议案件台账",
            ["申请人", "案由", "受理日期", "决定日期", "复议结果", ""],
        ),
        (
            "Sheet2",
            "2024年行政诉讼应诉台账",
            ["原告", "案由", "收案日期", "裁判日期", "裁判结果", "是否经过复议"],
        ),
    ];
    for (name, title, header) in sheets_ {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, title).unwrap();
        sheet.write_row(1, 0, header).unwrap();
    }
    let rows = [
        ["张某", "不服答复", "2024-3-1", "2024-5-1", "维持", ""],
        ["李某", "不服答复", "2024-3-2", "", "", ""],
    ];
    workbook.worksheet_from_index(0).unwrap().write_row_matrix(2, 0, rows).unwrap();
    let rows = [
        ["张某", "不服答复", "2024-6-1", "2024-9-1", "驳回原告诉讼请求", "是"],
        ["王某", "不服答复", "2024-6-2", "2024-9-1", "确认违法", "否"],
        ["赵某", "不服答复", "2024-6-2", "2024-9-1", "确认违法", ""],
    ];
    workbook.worksheet_from_index(1).unwrap().write_row_matrix(2, 0, rows).unwrap();
    let (grids, _) = sheets(workbook.save_to_buffer().unwrap()).unwrap();
    let tally = count(grids, None, &Hints::default()).unwrap();
    let [ledger] = tally.ledgers.as_slice() else { panic!("{tally:?}") };
    let cell = |row: &str, column: &str| ((row.to_owned(), column.to_owned()), 1);
    let expected = [
        cell("direct_litigation", "corrected"),
        cell("litigation_after_reconsideration", "upheld"),
        cell("reconsideration", "pending"),
        cell("reconsideration", "upheld"),
    ];
    assert_eq!(found(ledger), expected.into());
    assert_eq!(
        reasons(ledger),
        ["案件类型“行政诉讼”还要写明是哪一种：行政诉讼（直接起诉）、行政诉讼（复议后起诉）"]
    );
    assert!(tally.told().columns.iter().any(|line| line.contains("都是行政复议")));
}

#[test]
fn who_counts_a_case_and_what_is_worth_a_look() {
    let text = "案号,案件类型,审级,本机关身份,受理日期,结案日期,结果\n\
                云府复〔2024〕11号,行政复议,,被申请人,2024-1-5,2024-3-1,维持\n\
                云府复〔2024〕12号,行政复议,,复议机关,2024-1-5,2024-3-1,维持\n\
                （2024）云01行初1号,复议后起诉,一审,共同被告（复议机关）,2024-1-5,2024-3-1,维持\n\
                （2024）云01行初2号,复议后起诉,一审,共同被告,2024-1-5,2024-3-1,维持\n\
                （2023）云01行初9号,直接起诉,一审,被告,2023-11-5,2024-3-1,撤销\n\
                （2024）云01行终2号,直接起诉,二审,被上诉人,2024-4-5,2024-3-1,撤销\n\
                （2024）云01行终2号,直接起诉,,被告,2024-4-5,2024-7-1,上诉中\n\
                （2022）云01行初2号,直接起诉,,被告,2022-4-5,2023-7-1,撤销\n\
                （2025）云01行初2号,直接起诉,,被告,2025-1-5,,\n";
    let tally = counted(text, Some(2024));
    let ledger = &tally.ledgers[0];
    assert_eq!((ledger.placed.len(), ledger.not_ours.len(), ledger.outside), (3, 2, 2));
    assert_eq!(
        reasons(ledger),
        [
            "本机关身份“共同被告”，不知道该不该由本机关计",
            "写着还没有办结，又有审结日期 2024年7月1日"
        ]
    );
    let rows = |note: &Note| match note {
        Note::AnsweredTooEarly(of, ..) => format!("early {}", of.row),
        Note::FromBefore(of) => format!("before {}", of[0].row),
        Note::LaterStage(of) => format!("later {}", of[0].row),
        other => format!("{other:?}"),
    };
    let notes: Vec<String> = ledger.notes.iter().map(rows).collect();
    assert_eq!(notes, ["early 7", "before 6", "later 7"]);
}

/// Both subjects in one file, and a sheet that nobody has filled in yet.
#[test]
fn a_file_may_have_ledgers_of_both() {
    let mut workbook = Workbook::new();
    let requests = ["序号", "收到日期", "申请人类别", "答复日期", "办理结果"];
    let cases = ["案号", "案件类型", "受理日期", "审结日期", "案件结果"];
    for (name, header, row) in [
        ("申请", requests, ["1", "2024-1-5", "公民", "2024-1-9", "公开"]),
        ("案件", cases, ["1", "行政复议", "2024-1-5", "2024-3-1", "维持"]),
    ] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, header).unwrap();
        sheet.write_row(1, 0, row).unwrap();
    }
    workbook.add_worksheet().set_name("下年").unwrap().write_row(0, 0, cases).unwrap();
    let (grids, _) = sheets(workbook.save_to_buffer().unwrap()).unwrap();
    let tally = count(grids, None, &Hints::default()).unwrap();
    let subjects: Vec<Subject> = tally.ledgers.iter().map(|ledger| ledger.subject).collect();
    assert_eq!(subjects, Subject::ALL);
    assert_eq!(tally.empty, ["下年"]);
    let clean = include_str!("../../../examples/clean.nianbao").replace("2023年", "2024年");
    let text = ledger::filled(&tally.figures(), &clean);
    let report = report::read(&text);
    for figures in tally.figures() {
        assert!(figures.differences(&text, &report).unwrap().is_empty());
        let before = report::read(&clean);
        assert!(!figures.differences(&clean, &before).unwrap().is_empty());
    }
    assert!(text.contains("| 行政复议"));
}

/// What is chosen from the lists of the empty ledger is understood.
#[test]
fn the_empty_ledger_is_understood() {
    install();
    let bytes = ledger::template(form::form_for(2024).unwrap(), Subject::Cases).unwrap();
    let (grids, _) = sheets(bytes).unwrap();
    let header: Vec<String> = grids[0].rows[0].cells.iter().map(|cell| cell.text.clone()).collect();
    let choices = |column: usize| -> Vec<&str> {
        grids[1].rows.iter().map(|row| row.text(column)).filter(|text| !text.is_empty()).collect()
    };
    let (kinds, results) = (choices(0), choices(1));
    assert_eq!((kinds.len(), results.len()), (3, 4));
    let at = |name: &str| header.iter().position(|it| it == name).unwrap();
    let mut text = header.join(",") + "\n";
    for (kind, result) in kinds.iter().flat_map(|kind| results.iter().map(move |it| (kind, it))) {
        let mut cells = vec![String::new(); header.len()];
        cells[at("案件类型")] = (*kind).to_owned();
        cells[at("受理日期")] = "2024-03-01".to_owned();
        cells[at("审结日期")] =
            if *result == "尚未审结" { String::new() } else { "2024-05-20".to_owned() };
        cells[at("案件结果")] = (*result).to_owned();
        text += &format!("{}\n", cells.join(","));
    }
    let ledger = counted(&text, None).ledgers.remove(0);
    assert_eq!(ledger.cells().len(), 12, "{:?}", reasons(&ledger));
}

#[test]
fn what_is_told_of_words_comes_before_what_is_known() {
    let text =
        "案号,案件类型,受理日期,审结日期,案件结果\n1,行政复议,2024-1-5,2024-3-1,裁定驳回起诉\n";
    let hints = |meaning: &str| Hints {
        words: vec![("裁定驳回起诉".to_owned(), meaning.to_owned())],
        ..Hints::default()
    };
    let counted = |hints: &Hints| {
        let (grids, _) = sheets(text.as_bytes().to_vec()).unwrap();
        count(grids, None, hints)
    };
    assert_eq!(counted(&Hints::default()).unwrap().ledgers[0].unplaced.len(), 1);
    let tally = counted(&hints("其他结果")).unwrap();
    let cells: Vec<_> = found(&tally.ledgers[0]).into_keys().map(|(_, column)| column).collect();
    assert_eq!(cells, ["other"]);
    let error = counted(&hints("随便")).unwrap_err().to_string();
    assert!(error.contains("“随便”也认不出来"), "{error}");
}
