//! Ledgers made at random with known answers, in several layouts and vocabularies: every application is in
//! its cells or on the list, none is lost and none is there twice.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use std::collections::BTreeMap;

use fastrand::Rng;
use ledger::{Hints, Ledger, Note, Subject, Tally, count, sheets};
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
    let block = ledger.block().unwrap();
    let named = |((row, column), count): ((usize, usize), usize)| {
        ((block.rows[row].id.clone(), block.columns[column].id.clone()), count)
    };
    ledger.cells().into_iter().map(named).collect()
}

/// How the columns are called, in the order sequence, number, received, applicant, kind, content, answered, outcome;
/// and where they stand. `上|下` has two rows of header.
const LAYOUTS: [([&str; 8], [usize; 8]); 10] = [
    (
        ["序号", "编号", "收到日期", "申请人", "申请人类别", "申请内容", "答复日期", "办理结果"],
        [0, 1, 2, 3, 4, 5, 6, 7],
    ),
    (
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
        [0, 1, 2, 3, 4, 5, 6, 7],
    ),
    (
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
        [0, 1, 2, 3, 4, 5, 6, 7],
    ),
    (
        ["序", "", "收到申请时间", "", "申请人性质", "", "实际答复时间", "答复情况"],
        [0, 1, 2, 3, 4, 5, 6, 7],
    ),
    (
        ["序号", "流水号", "接收时间", "申请者", "主体类型", "事项", "答复书落款日期", "具体情形"],
        [0, 1, 2, 3, 4, 5, 6, 7],
    ),
    (
        [
            "序号",
            "收文号",
            "收文日期",
            "申请单位",
            "申请人分类",
            "申请事项",
            "答复时间",
            "答复结果",
        ],
        [0, 2, 1, 4, 3, 6, 5, 7],
    ),
    (
        [
            "序号",
            "登记编号",
            "登记日期",
            "申请人名称",
            "人员类别",
            "申请公开内容",
            "办毕日期",
            "结果",
        ],
        [7, 6, 5, 4, 3, 2, 1, 0],
    ),
    (
        [
            "申请|序号",
            "申请|编号",
            "申请|收到日期",
            "申请|申请人",
            "申请|申请人身份",
            "申请|内容",
            "办理|答复日期",
            "办理|答复类别",
        ],
        [0, 1, 2, 3, 4, 5, 6, 7],
    ),
    (
        [
            "|序号",
            "|申请编号",
            "收到申请|时间",
            "申请人情况|姓名",
            "申请人情况|申请人类型",
            "|申请内容摘要",
            "答复|时间",
            "办理情况|办理结果",
        ],
        [0, 1, 2, 6, 3, 4, 5, 7],
    ),
    (
        ["顺序号", "受理号", "签收日期", "申请人", "申请主体", "所需信息", "送达日期", "办理类型"],
        [3, 1, 4, 0, 5, 2, 7, 6],
    ),
];

/// What stands in the upper and the lower row of the header, column by column.
fn header(layout: usize) -> Vec<(&'static str, &'static str)> {
    let (names, order) = LAYOUTS[layout];
    order.iter().map(|at| names[*at].split_once('|').unwrap_or(("", names[*at]))).collect()
}

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
    let (upper, lower): (Vec<&str>, Vec<&str>) = header(layout).into_iter().unzip();
    let mut text = String::new();
    if upper.iter().any(|name| !name.is_empty()) {
        // Of a cell that was merged, only the first has the text.
        let first = |at: &usize| *at == 0 || upper[*at] != upper[*at - 1];
        let cells = (0..8).map(|at| if first(&at) { upper[at] } else { "" });
        text += &format!("{}\n", cells.collect::<Vec<_>>().join(","));
    }
    text += &format!("{}\n", lower.join(","));
    for (index, truth) in truths.iter().enumerate() {
        let texts = texts(truth, index, words);
        let cells = LAYOUTS[layout].1.iter().zip(&lower);
        let cells = cells.map(|(at, name)| if name.is_empty() { "" } else { &texts[*at] });
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
        let texts = texts(truth, *index, words);
        for (column, (field, (_, name))) in
            (0_u16..).zip(LAYOUTS[layout].1.iter().zip(header(layout)))
        {
            let text = &texts[*field];
            let date = match field {
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

/// The header in the third row, with groups over it where the layout has some, merged.
fn write_header(sheet: &mut Worksheet, layout: usize) {
    let names = header(layout);
    let mut column = 0;
    for group in names.chunk_by(|one, other| !one.0.is_empty() && one.0 == other.0) {
        let last = column + u16::try_from(group.len()).unwrap() - 1;
        let upper = group[0].0;
        if last > column {
            sheet.merge_range(1, column, 1, last, upper, &Format::new()).unwrap();
        } else if !upper.is_empty() {
            sheet.write(1, column, upper).unwrap();
        }
        for (column, (_, lower)) in (column..).zip(group) {
            sheet.write(2, column, *lower).unwrap();
        }
        column = last + 1;
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
        write_header(sheet, layout);
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

/// What is counted in a file that has one ledger of applications.
fn counted(bytes: Vec<u8>, year: Option<i32>) -> Tally {
    let (grids, _) = sheets(bytes).unwrap();
    let tally = count(grids, year, &Hints::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(tally.ledgers.len(), 1);
    assert_eq!(tally.ledgers[0].subject, Subject::Requests);
    tally
}

#[track_caller]
fn check(bytes: Vec<u8>, truths: &[Truth], name: &str) -> Tally {
    let tally = counted(bytes, Some(i32::from(YEAR)));
    let ledger = &tally.ledgers[0];
    assert_eq!(ledger.entries(), truths.len(), "{name}: {:?}", ledger.skipped);
    let (cells, unplaced) = expected(truths);
    let reasons: Vec<String> =
        ledger.unplaced.iter().map(|it| it.reason.told(ledger.layout())).take(5).collect();
    assert_eq!(ledger.unplaced.len(), unplaced, "{name}: {reasons:?}");
    assert_eq!(found(ledger), cells, "{name}");
    // Each on both sides.
    assert_eq!(ledger.cells().values().sum::<usize>(), 2 * ledger.placed.len());
    tally
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
        let text = String::from_utf8(csv(&truths, rng.usize(0..7), rng.usize(0..3))).unwrap();
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
        let ledger = counted(text.clone().into_bytes(), Some(2024)).ledgers.remove(0);
        assert_eq!(
            ledger.entries() + ledger.skipped.len() + ledger.continued.len(),
            rows,
            "{text}"
        );
        assert_eq!(ledger.cells().values().sum::<usize>(), 2 * ledger.placed.len());
    }
}

#[test]
fn the_table_of_a_ledger_balances_and_goes_into_a_report() {
    let truths = truths(11, 500);
    let figures = check(csv(&truths, 0, 0), &truths, "csv").figures();
    let table = ledger::table(&figures[0], i32::from(YEAR));
    assert!(table.starts_with("| 申请人情况"), "{table}");
    let clean = include_str!("../../../examples/clean.nianbao").replace("2023年", "2024年");
    let report = report::read(&clean);
    assert!(!figures[0].differences(&clean, &report).unwrap().is_empty());
    let text = ledger::filled(&figures, &clean);
    let report = report::read(&text);
    assert!(figures[0].differences(&text, &report).unwrap().is_empty());
    assert!(
        text.contains(table.lines().nth(2).unwrap()),
        "the table is the same wherever it is written"
    );
    assert!(figures[0].differences("", &report::read("")).is_none());
}

/// What is chosen from the lists of the empty ledger is understood.
#[test]
fn the_empty_ledger_is_understood() {
    let bytes = ledger::template(form::current_form(), Subject::Requests).unwrap();
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
    let ledger = counted(text.into_bytes(), None).ledgers.remove(0);
    assert_eq!(ledger.placed.len(), 21, "{:?}", ledger.unplaced);
    let rows: std::collections::BTreeSet<usize> =
        ledger.placed.iter().map(|(_, place)| place.row).collect();
    assert_eq!(rows.len(), 21);
}

/// A title that stands right over the header, in the same column, is no part of it.
#[test]
fn a_title_over_the_header_is_none_of_it() {
    let text = "2024年台账,,,\n受理编号,申请时间,申请人属性,是否公开\n1,3月5日,自然人,公开\n2,2024.3.5,自然人,公开\n";
    let ledger = counted(text.as_bytes().to_vec(), None).ledgers.remove(0);
    let headers: Vec<&str> =
        ledger.sheets[0].columns.found.iter().map(|named| named.header.as_str()).collect();
    assert_eq!(headers, ["受理编号", "申请时间", "申请人属性", "是否公开"]);
    assert_eq!((ledger.placed.len(), ledger.unplaced.len()), (1, 1));
    assert_eq!(ledger.unplaced[0].reason, ledger::Reason::NoYear);
}

/// Marks under 自然人, 企业 and so on, with 申请人类别 over them; what else stands under such a heading is no mark.
#[test]
fn marks_say_what_their_columns_are_for() {
    let text = "序号,收到日期,申请人类别,,,办理情况,,,,\n,,自然人,商业企业,法律服务机构,予以公开,不予公开,文号,理由,答复日期\n\
                1,2024-3-1,√,,,√,,云公〔2024〕1号,,2024-3-20\n\
                2,2024-3-2,,1,,,√,云公〔2024〕2号,商业秘密,2024-3-20\n\
                3,2024-3-3,,,√,,√,,,2024-3-20\n\
                4,2024-3-4,√,√,,√,,,,2024-3-20\n合计,4,2,2,1,2,2,,,\n";
    // The cells of a group are merged; its text stands in the first.
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0_u32..).zip(text.lines()) {
        for (column, cell) in (0_u16..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let format = Format::new();
    sheet.merge_range(0, 2, 0, 4, "申请人类别", &format).unwrap();
    sheet.merge_range(0, 5, 0, 8, "办理情况", &format).unwrap();
    let ledger = counted(workbook.save_to_buffer().unwrap(), None).ledgers.remove(0);
    let named = |role: &str, column: &str| ((role.to_owned(), column.to_owned()), 1);
    let expected = [
        named("granted", "natural_person"),
        named("received", "business"),
        named("received", "natural_person"),
        named("refused.third_party_rights", "business"),
    ];
    assert_eq!(found(&ledger), expected.into());
    let reasons: Vec<String> =
        ledger.unplaced.iter().map(|it| it.reason.told(ledger.layout())).collect();
    assert!(reasons[0].starts_with("办理结果“不予公开”还要写明是哪一种："), "{reasons:?}");
    assert_eq!(reasons[1..], ["申请人类别“自然人，商业企业”前后对不上"]);
    assert_eq!(ledger.sheets[0].columns.others, ["办理情况文号"]);
}

/// Two rows of header, the outcome and its reason in columns of their own, notes below.
#[test]
fn a_reason_in_a_column_of_its_own_says_which_outcome_it_is() {
    let text = "某局登记表,,,,,\n申请人情况,,申请情况,办理情况,,\n姓名（名称）,类型,收到申请时间,答复时间,办理结果,不予公开/无法提供具体理由\n\
                李某,自然人,2024年3月5日,2024年4月1日,不公开,商业秘密\n\
                某律所,法人（律所）,2024.5.6,2024.5.24,无法提供,本机关不掌握\n\
                注：1.申请方式分为当面、邮寄、网络。,,,,,\n";
    let ledger = counted(text.as_bytes().to_vec(), None).ledgers.remove(0);
    let rows: Vec<(String, String)> = found(&ledger).into_keys().collect();
    let named = |row: &str, column: &str| (row.to_owned(), column.to_owned());
    assert_eq!(
        rows,
        [
            named("received", "legal_service"),
            named("received", "natural_person"),
            named("refused.third_party_rights", "natural_person"),
            named("unavailable.not_held", "legal_service"),
        ]
    );
    assert_eq!(ledger.skipped, [(0, 6)]);
}

/// The day of receipt (条例 第三十一条) and that of the answer decide the year; what contradicts that is listed.
#[test]
fn days_decide_the_year() {
    let text = "序号,收到日期,申请人类别,答复日期,办理结果,上年结转,结转下年\n\
                1,2023-12-31,公民,2024-1-5,公开,是,\n\
                2,2024-1-1,公民,2024-1-5,公开,,\n\
                3,2024-12-31,公民,2025-1-5,公开,,是\n\
                4,2024-12-31,公民,,,,\n\
                5,2025-1-1,公民,,,,\n\
                6,2023-12-1,公民,2023-12-20,公开,,\n\
                7,,公民,2024-1-5,公开,是,\n\
                8,,公民,2024-1-5,公开,,\n\
                9,2024-2-1,公民,2024-2-5,公开,是,\n\
                10,2024-2-1,公民,2024-2-5,公开,,是\n\
                11,2024-2-1,公民,2023-2-5,公开,,\n\
                12,2024-2-1,公民,,公开,,\n\
                13,2024-2-1,公民,2024-2-5,,,\n\
                14,2024-2-30,公民,2024-2-5,公开,,\n";
    let ledger = counted(text.as_bytes().to_vec(), Some(2024)).ledgers.remove(0);
    let count =
        |row: &str| found(&ledger).get(&(row.to_owned(), "natural_person".to_owned())).copied();
    assert_eq!((count("received"), count("carried_in")), (Some(3), Some(2)));
    assert_eq!((count("granted"), count("carried_out")), (Some(3), Some(2)));
    assert_eq!(ledger.outside, 2);
    let reasons: Vec<String> =
        ledger.unplaced.iter().map(|it| it.reason.told(ledger.layout())).collect();
    assert_eq!(
        reasons,
        [
            "没有写收到日期，不知道是哪一年收到的",
            "写着是上年结转，收到日期却是 2024年2月1日",
            "写着还没有办结，又有答复日期 2024年2月5日",
            "答复日期 2023年2月5日 比收到的年份还早",
            "写了办理结果“公开”，没有写答复日期，不知道是不是本年办结的",
            "有答复日期，没有写办理结果",
            "日期“2024-2-30”认不准，请写成 2025-3-1 这样",
        ]
    );
}

/// Twenty working days, and as many again where the answer was put off; what may be one; what cannot be.
#[test]
fn what_is_worth_a_look_is_noted() {
    let text = "编号,收到日期,申请人,申请内容,申请人类别,答复日期,办理结果,延期\n\
                2024-01,2024-3-4,甲,批复,公民,2024-4-1,公开,\n\
                2024-02,2024-3-4,乙,批复,公民,2024-4-2,公开,\n\
                2024-03,2024-3-4,丙,批复,公民,2024-4-29,公开,是\n\
                2024-04,2024-3-4,丁,批复,公民,2024-4-30,公开,是\n\
                2024-05,2024-3-4,戊,批复,公民,2024-3-1,公开,\n\
                2024-01,2024-3-5,己,规划,公民,2024-3-8,公开,\n\
                2024-07,2024-3-4,甲,批复,公民,2024-3-8,公开,\n";
    let ledger = counted(text.as_bytes().to_vec(), Some(2024)).ledgers.remove(0);
    assert_eq!(ledger.placed.len(), 7);
    let shown = |note: &Note| match note {
        Note::Overdue(of, days) => format!("{}: {days} days", of.row),
        Note::AnsweredTooEarly(of, received, answered) => {
            format!("{}: {answered} {received}", of.row)
        }
        Note::Twice(one, other) => format!("{} {}", one.row, other.row),
        other => format!("{other:?}"),
    };
    let notes: Vec<String> = ledger.notes.iter().map(shown).collect();
    assert_eq!(notes, ["3: 21 days", "5: 41 days", "6: 2024年3月1日 2024年3月4日", "2 7", "2 8"]);
}
