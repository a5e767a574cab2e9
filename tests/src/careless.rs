//! Reports after careless copying and typing: labels broken, headings renamed, tables retyped, figures in other cells.
//!
//! Each edit is one that people or programs really make. None knows what the engine makes of it.
#![allow(clippy::ptr_arg, reason = "all edits are of one type, and some add or drop lines")]

use std::ops::Range;

use fastrand::Rng;

/// `text` after a few careless edits, with any line end.
pub fn edited(rng: &mut Rng, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..rng.usize(1..6) {
        if lines.is_empty() {
            lines.push(String::new());
        }
        let edit = *rng.choice(&EDITS).unwrap();
        edit(rng, &mut lines);
    }
    let end = ["\n", "\n", "\n", "\r\n", "\r"][rng.usize(..5)];
    lines.join(end) + end
}

type Edit = fn(&mut Rng, &mut Vec<String>);

const EDITS: [Edit; 18] = [
    label_broken,
    label_broken,
    heading_changed,
    heading_changed,
    table_retyped,
    row_changed,
    row_changed,
    unit_added,
    cell_emptied,
    cell_emptied,
    figure_moved,
    figure_rewritten,
    cell_count_changed,
    column_changed,
    lines_joined,
    block_moved,
    sentence_inserted,
    title_changed,
];

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_row(line: &str) -> bool {
    line.contains(['\t', '|'])
}

fn any_of<'t>(rng: &mut Rng, lines: &'t [String], wanted: fn(&str) -> bool) -> Option<usize> {
    let found: Vec<usize> = (0..lines.len()).filter(|at| wanted(&lines[*at])).collect();
    rng.choice(&found).copied()
}

/// A row's cells, and what parts them.
fn cells(line: &str) -> (char, Vec<String>) {
    let mark = if line.contains('|') { '|' } else { '\t' };
    (mark, line.split(mark).map(str::to_owned).collect())
}

/// A row, and which of its cells is wanted.
fn any_cell(rng: &mut Rng, lines: &[String], wanted: fn(&str) -> bool) -> Option<(usize, usize)> {
    for _ in 0..40 {
        let row = any_of(rng, lines, is_row)?;
        let (_, cells) = cells(&lines[row]);
        let found: Vec<usize> = (0..cells.len()).filter(|at| wanted(&cells[*at])).collect();
        if let Some(cell) = rng.choice(&found) {
            return Some((row, *cell));
        }
    }
    None
}

fn change_cell(lines: &mut [String], (row, cell): (usize, usize), by: impl FnOnce(&str) -> String) {
    let (mark, mut cells) = cells(&lines[row]);
    cells[cell] = by(&cells[cell]);
    lines[row] = cells.join(&mark.to_string());
}

fn is_figure(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && cell.chars().all(|c| is_digit(c) || c == '.')
}

fn is_label(cell: &str) -> bool {
    cell.chars().filter(|c| ('一'..='龥').contains(c)).count() > 1
}

fn label_broken(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some(at) = any_cell(rng, lines, is_label) else { return };
    let kind = rng.u8(..6);
    let word = *rng.choice(&["其他", "小计", "其中", "12", "（1）", "数量", "的"]).unwrap();
    let place = rng.usize(..64);
    change_cell(lines, at, |label| {
        let mut letters: Vec<char> = label.chars().collect();
        let place = place % letters.len();
        match kind {
            0 => drop(letters.remove(place)),
            1 => letters.insert(place, letters[place]),
            2 => letters.truncate(place),
            3 => letters.insert(place, ' '),
            4 => return word.to_owned(),
            _ => return format!("{label}{word}"),
        }
        letters.into_iter().collect()
    });
}

const NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

fn is_heading(line: &str) -> bool {
    !is_row(line) && NUMBERS.iter().any(|number| line.trim().starts_with(&format!("{number}、")))
}

fn heading_changed(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some(at) = any_of(rng, lines, is_heading) else { return };
    let line = lines[at].trim().to_owned();
    let (number, words) = line.split_once('、').unwrap();
    let other = *rng.choice(&NUMBERS).unwrap();
    let by = *rng
        .choice(&[
            "机构职能",
            "工作推进情况",
            "公开情况",
            "申请办理",
            "存在的不足",
            "其他",
            "下一步打算",
        ])
        .unwrap();
    lines[at] = match rng.u8(..9) {
        0 => return drop(lines.remove(at)),
        1 => return lines.insert(at, line),
        2 => words.to_owned(),
        3 => format!("{other}、{words}"),
        4 => format!("{number}、{by}"),
        5 => format!("{other}、{by}"),
        6 => format!("## {number}、{words}"),
        7 => format!("{} {words}", rng.u16(..1000)),
        _ => {
            let words: Vec<char> = words.chars().collect();
            let shorter = words.iter().take(words.len() / 2 + 1).collect::<String>();
            format!("{number}、{shorter}")
        }
    };
}

/// The lines of the table that a row belongs to.
fn table_of(lines: &[String], row: usize) -> Range<usize> {
    let above = lines[..row].iter().rev().take_while(|line| is_row(line)).count();
    let below = lines[row..].iter().take_while(|line| is_row(line)).count();
    row - above..row + below
}

fn table_retyped(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some(row) = any_of(rng, lines, is_row) else { return };
    let table = table_of(lines, row);
    let mark =
        *rng.choice(&["\t", "  ", ",", "，", " | ", "、", " ", "\n", "\n\n", "：", "｜"]).unwrap();
    let rows: Vec<String> = lines[table.clone()]
        .iter()
        .filter(|line| line.contains(|c| !"|:- ".contains(c)))
        .flat_map(|line| {
            let (_, cells) = cells(line.trim_matches('|'));
            let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
            cells.join(mark).split('\n').map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    lines.splice(table, rows);
}

fn row_changed(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some(row) = any_of(rng, lines, is_row) else { return };
    match rng.u8(..3) {
        0 => drop(lines.remove(row)),
        1 => lines.insert(row, lines[row].clone()),
        _ => {
            let other = any_of(rng, lines, is_row).unwrap_or(row);
            lines.swap(row, other);
        }
    }
}

fn unit_added(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some(at) = any_cell(rng, lines, is_figure) else { return };
    let units = [
        "件",
        "起",
        "宗",
        "条",
        "项",
        "次",
        "元",
        "万元",
        "人",
        "%",
        "余件",
        "件（含上年1件）",
        "亿元",
        "千元",
    ];
    let unit = *rng.choice(&units).unwrap();
    let before = *rng.choice(&["", "", "", "约", "共", "¥"]).unwrap();
    change_cell(lines, at, |figure| format!("{before}{}{unit}", figure.trim()));
}

fn cell_emptied(rng: &mut Rng, lines: &mut Vec<String>) {
    let by = *rng.choice(&["", " ", "/", "-", "—", "无", "\u{3000}"]).unwrap();
    for _ in 0..*rng.choice(&[1, 1, 3, 8]).unwrap() {
        let Some(at) = any_cell(rng, lines, is_figure) else { return };
        change_cell(lines, at, |_| by.to_owned());
    }
}

fn figure_moved(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some(from) = any_cell(rng, lines, is_figure) else { return };
    let (_, row) = cells(&lines[from.0]);
    let figure = row[from.1].trim().to_owned();
    let into = if rng.bool() { is_figure } else { is_label };
    let Some(to) = any_cell(rng, lines, into) else { return };
    change_cell(lines, to, |cell| {
        format!("{}{figure}", if into(cell) && is_figure(cell) { "" } else { cell })
    });
    if from != to {
        change_cell(lines, from, |_| String::new());
    }
}

fn figure_rewritten(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some(at) = any_cell(rng, lines, is_figure) else { return };
    let kind = rng.u8(..9);
    change_cell(lines, at, |cell| {
        let figure = cell.trim();
        match kind {
            0 => {
                let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap();
                figure.chars().map(|c| if is_digit(c) { wide(c) } else { c }).collect()
            }
            1 => format!("1,{figure:0>3}"),
            2 => format!("{figure}.0"),
            3 => format!("{figure}+4"),
            4 => format!("-{figure}"),
            5 => format!("{figure}3"),
            6 => "十二".to_owned(),
            7 => format!("{figure} {figure}"),
            _ => format!("{figure}/7"),
        }
    });
}

fn cell_count_changed(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some((row, at)) = any_cell(rng, lines, is_figure) else { return };
    let (mark, mut cells) = cells(&lines[row]);
    match rng.u8(..3) {
        0 => drop(cells.remove(at)),
        1 => cells.insert(at, " 7 ".to_owned()),
        _ => cells.insert(at, " ".to_owned()),
    }
    lines[row] = cells.join(&mark.to_string());
}

fn column_changed(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some((row, at)) = any_cell(rng, lines, is_label) else { return };
    let doubled = rng.bool();
    for line in table_of(lines, row) {
        let (mark, mut cells) = cells(&lines[line]);
        if at < cells.len() && doubled {
            // What stands in it twice alike may be one merged cell.
            let other = if is_figure(&cells[at]) { "7 ".to_owned() } else { cells[at].clone() };
            cells.insert(at, other);
        } else if at < cells.len() {
            drop(cells.remove(at));
        }
        lines[line] = cells.join(&mark.to_string());
    }
}

fn lines_joined(rng: &mut Rng, lines: &mut Vec<String>) {
    let at = rng.usize(..lines.len());
    if at + 1 < lines.len() && rng.bool() {
        let below = lines.remove(at + 1);
        lines[at] += *rng.choice(&["", " ", "\t", "　"]).unwrap();
        lines[at] += &below;
    } else {
        let places: Vec<usize> = lines[at].char_indices().map(|(place, _)| place).collect();
        let Some(place) = rng.choice(&places) else { return };
        let rest = lines[at].split_off(*place);
        lines.insert(at + 1, rest);
    }
}

fn block_moved(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some(row) = any_of(rng, lines, is_row) else { return };
    let table = table_of(lines, row);
    let moved: Vec<String> = match rng.bool() {
        true => lines.drain(table).collect(),
        false => lines[table].to_vec(),
    };
    let to = rng.usize(..=lines.len());
    lines.splice(to..to, moved);
}

fn sentence_inserted(rng: &mut Rng, lines: &mut Vec<String>) {
    const SENTENCES: [&str; 12] = [
        "全年收取信息处理费0.5万元。",
        "发出收费通知三件，实际收取五百元。",
        "本年收到申请8件，均已办结。",
        "798",
        "未收到政府信息公开申请。",
        "（单位：件）",
        "注：以上数据含下属单位。",
        "其中行政许可 520 件，行政处罚 9 件。",
        "表二",
        "行政复议维持2件",
        "存在问题：公开不够及时。",
        "<!-- 待核 12 件 -->",
    ];
    let at = rng.usize(..=lines.len());
    lines.insert(at, (*rng.choice(&SENTENCES).unwrap()).to_owned());
}

fn title_changed(rng: &mut Rng, lines: &mut Vec<String>) {
    let Some(at) = any_of(rng, lines, |line| line.trim().ends_with("年度报告")) else { return };
    let line = lines[at].clone();
    match rng.u8(..6) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, "首页 > 政府信息公开 > 年度报告".to_owned()),
        2 => lines[at] = line.replace("政府信息公开", ""),
        3 => lines[at] = line.replace('年', ""),
        4 => lines.insert(at, line),
        _ => lines[at] = format!("索引号：11451/2024-00012　发布日期：2025-01-20　{line}"),
    }
}
