//! Which lines head the six sections.

use super::*;

/// The sections below a title: which of the form's, how it is numbered, how its title is worded, its line.
#[track_caller]
fn sections(below: &str, expected: &[(usize, Numbering, Wording, &str)]) {
    let text = &format!("云岭县档案局2023年政府信息公开工作年度报告\n\n{below}");
    let report = read(text);
    let found: Vec<_> = report
        .sections
        .iter()
        .map(|it| (it.index + 1, it.numbering, it.wording, &text[it.heading.clone()]))
        .collect();
    assert_eq!(found, expected, "{below}");
}

use Numbering::{Han, Lost, Other};
use Wording::{Altered, Exact};

#[test]
fn a_heading_is_numbered_in_many_ways() {
    for (line, numbering, wording) in [
        ("一、总体情况", Han, Exact),
        ("1、总体情况", Other, Exact),
        ("1.总体情况", Other, Exact),
        ("第一部分 总体情况", Other, Altered),
        ("一 总体情况", Other, Altered),
        ("1 总体情况", Other, Altered),
        ("（一）总体情况", Other, Exact),
        ("总体情况", Lost, Exact),
    ] {
        sections(&format!("{line}\n\n正文。\n"), &[(1, numbering, wording, line)]);
    }
    for line in ["总体情况良好", "20231231总体情况", "第总体情况"] {
        sections(&format!("{line}\n\n正文。\n"), &[]);
    }
}

#[test]
fn the_best_numbered_of_a_title_is_the_section() {
    let (han, digit, bracketed, bare) = (
        "二、主动公开政府信息情况",
        "2.主动公开政府信息情况",
        "（一）主动公开政府信息情况",
        "主动公开政府信息情况",
    );
    let best = |lines: &[&str], numbering| {
        let text = lines.join("\n\n正文。\n\n");
        sections(&text, &[(2, numbering, Exact, lines[0])]);
        let text = lines.iter().rev().copied().collect::<Vec<_>>().join("\n\n正文。\n\n");
        sections(&text, &[(2, numbering, Exact, lines[0])]);
    };
    best(&[han, digit, bracketed, bare], Han);
    best(&[digit, bracketed, bare], Other);
    best(&[bare, bracketed], Lost);
}

#[test]
fn a_numbered_heading_may_be_worded_otherwise() {
    sections("二、主动公开政府信息的情况\n", &[(2, Han, Altered, "二、主动公开政府信息的情况")]);
    // That of a subsection is its own.
    sections("（一）主动公开政府信息的情况说明\n", &[]);
    sections("二、机构改革\n", &[]);
}

#[test]
fn a_bare_title_below_itself_is_the_caption_of_a_table() {
    let bare = "主动公开政府信息情况";
    let section = (2, Lost, Exact, bare);
    sections(&format!("{bare}\n{bare}\n"), &[section]);
    sections(&format!("{bare}\n正文。\n{bare}\n"), &[section, section]);
    sections(&format!("总体情况\n{bare}\n"), &[(1, Lost, Exact, "总体情况"), section]);
    let numbered = (2, Han, Exact, "二、主动公开政府信息情况");
    sections("二、主动公开政府信息情况\n二、主动公开政府信息情况\n", &[numbered, numbered]);
}

#[test]
fn a_title_behind_a_tab_is_one_where_it_stands_alone() {
    sections("\t总体情况\n\n正文。\n", &[(1, Lost, Exact, "总体情况")]);
    sections("\t总体情况\n\t1\n", &[]);
    sections("\t1\n\t总体情况\n", &[]);
}

#[test]
fn a_heading_states_an_ordinal() {
    for (number, value) in [
        ("一", Some(1)),
        ("九", Some(9)),
        ("十", Some(10)),
        ("十二", Some(12)),
        ("二十", Some(20)),
        ("二十三", Some(23)),
    ] {
        let text = format!("{number}、总体情况\n");
        let report = read(&text);
        assert_eq!(report.sections[0].number, value, "{number}");
    }
}
