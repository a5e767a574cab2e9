//! Ledgers made at random with known answers, in several layouts and vocabularies: every application is in
//! its cells or on the list, none is lost and none is there twice.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::BTreeMap;

use fastrand::Rng;
use ledger::{Ledger, count, sheets};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// An application as its author knows it.
#[derive(Clone)]
struct Truth {
    received: (u16, u8, u8),
    answered: Option<(u16, u8, u8)>,
    /// Positions in the lists of words; none for words that mean nothing.
    kind: Option<usize>,
    outcome: Option<usize>,
}

/// Ids, and how three offices call them.
const KINDS: [(&str, [&str; 3]); 6] = [
    ("natural_person", ["自然人", "公民", "个人"]),
    ("business", ["商业企业", "企业", "法人或其他组织-商业企业"]),
    ("research", ["科研机构", "高校", "科研单位"]),
    ("public_welfare", ["社会公益组织", "社会组织", "社团"]),
    ("legal_service", ["法律服务机构", "律所", "律师事务所"]),
    ("other", ["其他", "其它组织", "村委会"]),
];
const OUTCOMES: [(&str, [&str; 3]); 12] = [
    ("granted", ["（一）予以公开", "公开", "依据第三十六条第（二）项，予以公开"]),
    ("partial", ["部分公开", "区分处理", "第三十七条"]),
    (
        "refused.state_secret",
        ["（三）不予公开：1.属于国家秘密", "不予公开-国家秘密", "不予公开（涉密）"],
    ),
    ("refused.third_party_rights", ["保护第三方合法权益", "不予公开（商业秘密）", "第十五条"]),
    ("refused.internal_affairs", ["属于三类内部事务信息", "内部事务", "16条1款"]),
    ("unavailable.not_held", ["本机关不掌握相关政府信息", "信息不存在", "36条第四项"]),
    ("unavailable.needs_creation", ["没有现成信息需要另行制作", "需另行制作", "第38条"]),
    ("unprocessed.petition", ["信访举报投诉类申请", "属于信访事项", "第三十九条第一款"]),
    ("unprocessed.repeated", ["重复申请", "重复", "第三十六条第六项"]),
    (
        "other.not_corrected",
        [
            "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "逾期未补正",
            "逾期不补正",
        ],
    ),
    ("other.misc", ["其他", "申请人撤回", "撤回申请"]),
    ("refused.enforcement_file", ["属于行政执法案卷", "执法案卷", "不予公开 行政执法案卷信息"]),
];
const YEAR: u16 = 2024;

fn day(rng: &mut Rng, year: u16) -> (u16, u8, u8) {
    (year, rng.u8(1..=12), rng.u8(1..=28))
}

fn truth(rng: &mut Rng) -> Truth {
    let year = if rng.u8(0..20) == 0 { YEAR - 1 } else { YEAR };
    let received = day(rng, year);
    let answered = match rng.u8(0..20) {
        0 => None,
        1 => Some(day(rng, YEAR + 1)),
        _ => Some((YEAR, 12, rng.u8(1..=31))),
    };
    Truth {
        received,
        answered,
        kind: (rng.u8(0..40) > 0).then(|| rng.usize(0..KINDS.len())),
        outcome: (rng.u8(0..40) > 0).then(|| rng.usize(0..OUTCOMES.len())),
    }
}

/// What the cells must hold, by ids of row and column; and how many are in none.
fn expected(truths: &[Truth]) -> (BTreeMap<(String, String), usize>, usize) {
    let (mut cells, mut unplaced) = (BTreeMap::new(), 0);
    for truth in truths {
        let this_year = truth.received.0 == YEAR;
        let end = match (truth.answered, truth.outcome) {
            (Some((YEAR, ..)), None) => None,
            (Some((YEAR, ..)), Some(outcome)) => Some(OUTCOMES[outcome].0),
            _ => Some("carried_out"),
        };
        let (Some(kind), Some(end)) = (truth.kind, end) else {
            unplaced += 1;
            continue;
        };
        for row in [if this_year { "received" } else { "carried_in" }, end] {
            *cells.entry((row.to_owned(), KINDS[kind].0.to_owned())).or_default() += 1;
        }
    }
    (cells, unplaced)
}

fn found(ledger: &Ledger) -> BTreeMap<(String, String), usize> {
    let block = &ledger.form.tables.iter().find(|table| table.id == "requests").unwrap().blocks[0];
    let named = |((row, column), count): ((usize, usize), usize)| {
        ((block.rows[row].id.clone(), block.columns[column].id.clone()), count)
    };
    ledger.cells().into_iter().map(named).collect()
}

/// How the columns are called and where they stand: sequence, number, received, applicant, kind, content, answered, outcome.
const LAYOUTS: [[&str; 8]; 5] = [
    ["序号", "编号", "收到日期", "申请人", "申请人类别", "申请内容", "答复日期", "办理结果"],
    [
        "序号",
        "登记号",
        "收件时间",
        "申请人姓名（名称）",
        "申请主体类型",
        "所需政府信息内容",
        "办结时间",
        "答复类型",
    ],
    [
        "",
        "受理编号",
        "申请日期（年月日）",
        "姓名或名称",
        "类别",
        "内容描述",
        "回复日期",
        "处理结果",
    ],
    ["序", "", "收到申请时间", "", "申请人性质", "", "实际答复时间", "答复情况"],
    ["序号", "流水号", "接收时间", "申请者", "主体类型", "事项", "答复书落款日期", "具体情形"],
];

/// The texts of a row, as a layout and a vocabulary have them.
fn texts(truth: &Truth, index: usize, words: usize) -> [String; 8] {
    let day = |(year, month, day): (u16, u8, u8)| match words {
        0 => format!("{year}年{month}月{day}日"),
        1 => format!("{year}.{month}.{day}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    // What is not yet answered has no outcome.
    let outcome = match (truth.answered, truth.outcome) {
        (None, _) => ["", "办理中", "未办结"][words],
        (Some(_), Some(outcome)) => OUTCOMES[outcome].1[words],
        (Some(_), None) => "已转法规科研究处置",
    };
    [
        (index + 1).to_string(),
        format!("2024-{index:05}"),
        day(truth.received),
        format!("申请人{index}"),
        truth.kind.map_or("某类", |kind| KINDS[kind].1[words]).to_owned(),
        format!("关于第{index}号地块的批复"),
        truth.answered.map(day).unwrap_or_default(),
        outcome.to_owned(),
    ]
}

fn csv(truths: &[Truth], layout: usize, words: usize) -> Vec<u8> {
    let mut text = format!("{}\n", LAYOUTS[layout].join(","));
    for (index, truth) in truths.iter().enumerate() {
        let texts = texts(truth, index, words);
        let cells = texts
            .iter()
            .zip(LAYOUTS[layout])
            .map(|(text, name)| if name.is_empty() { "" } else { text });
        text += &format!("{}\n", cells.collect::<Vec<_>>().join(","));
    }
    text.into_bytes()
}

fn write_rows(
    sheet: &mut Worksheet,
    first: u32,
    truths: &[(usize, &Truth)],
    layout: usize,
    words: usize,
    dates: bool,
) {
    let format = Format::new().set_num_format("yyyy/m/d");
    for (at, (index, truth)) in (first..).zip(truths) {
        for (column, (text, name)) in
            (0_u16..).zip(texts(truth, *index, words).iter().zip(LAYOUTS[layout]))
        {
            let date = match column {
                2 => Some(truth.received),
                6 => truth.answered,
                _ => None,
            };
            match date.filter(|_| dates) {
                Some((year, month, day)) => {
                    let date = ExcelDateTime::from_ymd(year, month, day).unwrap();
                    sheet.write_with_format(at, column, &date, &format).unwrap();
                }
                None if !name.is_empty() && !text.is_empty() => {
                    sheet.write(at, column, text).unwrap();
                }
                None => {}
            }
        }
    }
}

/// A workbook with a title over the header, blank rows, a total and a note below, and a sheet a month if that
/// is wanted.
fn workbook(truths: &[Truth], layout: usize, words: usize, by_month: bool) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let numbered: Vec<(usize, &Truth)> = truths.iter().enumerate().collect();
    let parts: Vec<Vec<(usize, &Truth)>> = if by_month {
        (1..=12)
            .map(|month| {
                numbered.iter().copied().filter(|(_, it)| it.received.1 == month).collect()
            })
            .collect()
    } else {
        vec![numbered]
    };
    for (month, part) in (1..).zip(&parts) {
        let sheet = workbook.add_worksheet().set_name(format!("{month}月")).unwrap();
        let bold = Format::new().set_bold();
        sheet.merge_range(0, 0, 0, 7, "某县2024年依申请公开台账", &bold).unwrap();
        for (column, name) in (0_u16..).zip(LAYOUTS[layout]) {
            sheet.write(2, column, name).unwrap();
        }
        write_rows(sheet, 4, part, layout, words, true);
        let end = 5 + u32::try_from(part.len()).unwrap();
        sheet.write(end, 0, "合计").unwrap();
        sheet.write(end, 2, u32::try_from(part.len()).unwrap()).unwrap();
        sheet
            .merge_range(end + 1, 0, end + 1, 7, "填表说明：收到日期以本机关收到为准", &bold)
            .unwrap();
    }
    workbook.add_worksheet().set_name("说明").unwrap().write(0, 0, "台账由办公室填写").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[track_caller]
fn check(bytes: Vec<u8>, truths: &[Truth], name: &str) -> Ledger {
    let (grids, _) = sheets(bytes).unwrap();
    let ledger =
        count(grids, Some(i32::from(YEAR)), &[]).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(ledger.applications(), truths.len(), "{name}: {:?}", ledger.skipped);
    let (cells, unplaced) = expected(truths);
    let reasons: Vec<String> =
        ledger.unplaced.iter().map(|it| it.reason.to_string()).take(5).collect();
    assert_eq!(ledger.unplaced.len(), unplaced, "{name}: {reasons:?}");
    assert_eq!(found(&ledger), cells, "{name}");
    // Each on both sides.
    assert_eq!(ledger.cells().values().sum::<usize>(), 2 * ledger.placed.len());
    ledger
}

fn truths(seed: u64, size: usize) -> Vec<Truth> {
    let mut rng = Rng::with_seed(seed);
    (0..size).map(|_| truth(&mut rng)).collect()
}

#[test]
fn every_application_is_in_its_cells_or_on_the_list() {
    for layout in 0..LAYOUTS.len() {
        for words in 0..3 {
            for size in [60, 700] {
                let truths = truths((layout * 10 + words) as u64, size);
                let name = format!("layout {layout}, words {words}, {size}");
                check(csv(&truths, layout, words), &truths, &format!("{name}, csv"));
                check(workbook(&truths, layout, words, false), &truths, &format!("{name}, xlsx"));
                check(workbook(&truths, layout, words, true), &truths, &format!("{name}, months"));
            }
        }
    }
}

#[test]
fn a_large_ledger_is_counted_whole() {
    let truths = truths(7, 20_000);
    check(workbook(&truths, 1, 1, false), &truths, "20,000 rows");
    check(csv(&truths, 2, 2), &truths, "20,000 lines");
}

/// Lines lost, doubled, emptied: whatever is done to a ledger, each of its rows is somewhere.
#[test]
fn rows_add_up_in_ledgers_that_were_damaged() {
    let mut rng = Rng::with_seed(3);
    for _ in 0..100 {
        let truths = truths(rng.u64(..), 80);
        let text = String::from_utf8(csv(&truths, rng.usize(0..5), rng.usize(0..3))).unwrap();
        let (head, rest) = text.split_once('\n').unwrap();
        let mut lines: Vec<String> = rest.lines().map(str::to_owned).collect();
        for _ in 0..20 {
            let at = rng.usize(0..lines.len());
            match rng.u8(0..4) {
                0 => drop(lines.remove(at)),
                1 => lines.insert(at, lines[at].clone()),
                2 => lines[at] = ",,,,,,,".to_owned(),
                _ => {
                    let mut cells: Vec<&str> = lines[at].split(',').collect();
                    let cell = rng.usize(0..cells.len());
                    cells[cell] = ["", "?", "2024.13.45", "不予公开"][rng.usize(0..4)];
                    lines[at] = cells.join(",");
                }
            }
        }
        let rows = lines.iter().filter(|line| line.chars().any(|c| c != ',')).count();
        let text = format!("{head}\n{}\n", lines.join("\n"));
        let (grids, _) = sheets(text.clone().into_bytes()).unwrap();
        let ledger = count(grids, Some(2024), &[]).unwrap();
        assert_eq!(
            ledger.applications() + ledger.skipped.len() + ledger.continued.len(),
            rows,
            "{text}"
        );
        assert_eq!(ledger.cells().values().sum::<usize>(), 2 * ledger.placed.len());
    }
}

#[test]
fn the_table_of_a_ledger_balances_and_goes_into_a_report() {
    let truths = truths(11, 500);
    let ledger = check(csv(&truths, 0, 0), &truths, "csv");
    let table = ledger::table(&ledger);
    assert!(table.starts_with("| 申请人情况"), "{table}");
    let clean = include_str!("../../../examples/clean.nianbao").replace("2023年", "2024年");
    let report = report::read(&clean);
    assert!(!ledger::differences(&ledger, &clean, &report).unwrap().is_empty());
    let text = ledger::filled(&ledger, &clean);
    let report = report::read(&text);
    assert!(ledger::differences(&ledger, &text, &report).unwrap().is_empty());
    assert!(
        text.contains(table.lines().nth(2).unwrap()),
        "the table is the same wherever it is written"
    );
    assert!(ledger::differences(&ledger, "", &report::read("")).is_none());
}

/// What is chosen from the lists of the empty ledger is understood.
#[test]
fn the_empty_ledger_is_understood() {
    let bytes = ledger::template(form::current_form()).unwrap();
    let (grids, _) = sheets(bytes).unwrap();
    let header: Vec<String> = grids[0].rows[0].cells.iter().map(|cell| cell.text.clone()).collect();
    let choices = |column: usize| -> Vec<String> {
        grids[1]
            .rows
            .iter()
            .map(|row| row.text(column).to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    };
    let (kinds, outcomes) = (choices(0), choices(1));
    assert_eq!((kinds.len(), outcomes.len()), (6, 21));
    let at = |name: &str| header.iter().position(|it| it == name).unwrap();
    let mut text = header.join(",") + "\n";
    for (index, outcome) in outcomes.iter().enumerate() {
        let mut cells = vec![String::new(); header.len()];
        cells[at("收到日期")] = "2024-03-01".to_owned();
        cells[at("答复日期")] = "2024-03-20".to_owned();
        cells[at("申请人类别")] = kinds[index % kinds.len()].clone();
        cells[at("办理结果")] = format!("\"{outcome}\"");
        text += &format!("{}\n", cells.join(","));
    }
    let (grids, _) = sheets(text.into_bytes()).unwrap();
    let ledger = count(grids, None, &[]).unwrap();
    assert_eq!(ledger.placed.len(), 21, "{:?}", ledger.unplaced);
    let rows: std::collections::BTreeSet<usize> =
        ledger.placed.iter().map(|(_, place)| place.outcome).collect();
    assert_eq!(rows.len(), 21);
}

/// A title that stands right over the header, in the same column, is no part of it.
#[test]
fn a_title_over_the_header_is_none_of_it() {
    let text = "2024年台账,,,\n受理编号,申请时间,申请人属性,是否公开\n1,3月5日,自然人,公开\n2,2024.3.5,自然人,公开\n";
    let (grids, _) = sheets(text.as_bytes().to_vec()).unwrap();
    let ledger = count(grids, None, &[]).unwrap();
    let headers: Vec<&str> =
        ledger.sheets[0].columns.found.iter().map(|named| named.header.as_str()).collect();
    assert_eq!(headers, ["受理编号", "申请时间", "申请人属性", "是否公开"]);
    assert_eq!((ledger.placed.len(), ledger.unplaced.len()), (1, 1));
    assert_eq!(ledger.unplaced[0].reason, ledger::Reason::NoYear);
}
