//! What is read of a sentence, and what is not.

use super::super::testing::prose_of;
use super::*;

/// What the figures of a paragraph are read as: value and rows; ` ?` marks another body's.
fn read_below(heading: &str, paragraph: &str) -> Vec<String> {
    let title = "云岭县𠮷石局2023年政府信息公开工作年度报告";
    let text = format!("{title}\n\n一、总体情况\n\n{heading}\n\n𠮷，{paragraph}\n");
    let prose = prose_of(&text);
    let shown = prose.claims().map(|claim| {
        let mark = if claim.elsewhere { " ?" } else { "" };
        let value = match claim.saying {
            Saying::Figure => claim.value.to_string(),
            Saying::Nothing => "无".to_owned(),
            Saying::Something => "有".to_owned(),
        };
        format!("{value} {}{mark}", claim.measure.name)
    });
    shown.collect()
}

fn read(paragraph: &str) -> Vec<String> {
    read_below("（一）工作情况", paragraph)
}

#[test]
fn what_was_received_and_answered() {
    for sentence in [
        "2023年，本机关共收到政府信息公开申请745件。",
        "收到公民、法人或者其他组织提出的政府信息公开申请，共７４５件。",
        "共受理依申请公开745件。",
        "共收到745件政府信息公开申请。",
        "依申请公开方面，共收到745件。",
        "截至2023年12月31日，收到政府信息公开申请745件。",
    ] {
        assert_eq!(read(sentence), ["745 received"], "{sentence}");
    }
    assert_eq!(read("本年新收信息公开申请 745 件。"), ["745 new"]);
    assert_eq!(read("办结政府信息公开申请719件。"), ["719 answered"]);
    assert_eq!(
        read(
            "全年收到政府信息公开申请1,745件，上年结转13件，已答复1,720件，结转下年度继续办理38件。"
        ),
        ["1745 received", "13 carried_in", "1720 answered", "38 carried_out"]
    );
    assert_eq!(read_below("（二）依申请公开", "新收申请11件。"), ["11 new"]);
}

#[test]
fn figures_that_take_in_what_was_carried_over() {
    for sentence in [
        "共收到政府信息公开申请758件（含上年结转13件）。",
        "共收到政府信息公开申请758件，其中新收745件、上年结转13件。",
        "共收到（含上年结转）政府信息公开申请758件。",
        "共收到政府信息公开申请（含上年结转）758件。",
    ] {
        let claims = read(sentence);
        assert_eq!(claims.first().map(String::as_str), Some("758 received_all"), "{sentence}");
    }
}

#[test]
fn what_came_of_them() {
    assert_eq!(
        read("政府信息公开申请中，予以公开120件、部分公开的3件，不予公开决定30件，无法提供5件。"),
        ["120 row.granted", "3 row.partial", "30 row.refused", "5 row.unavailable"]
    );
    assert_eq!(
        read("因信息公开引发的行政复议15件、行政诉讼案件9件，其中复议后起诉2件。"),
        ["15 reconsideration", "9 litigation", "2 litigation_after_reconsideration"]
    );
    assert_eq!(
        read("制定行政规范性文件3件，废止2件规范性文件。"),
        ["3 documents_made", "2 documents_repealed"]
    );
}

#[test]
fn words_of_more_than_one_meaning() {
    assert_eq!(read("依申请公开方面，结转12件。"), ["12 carried"]);
    assert_eq!(read("全县各部门共收到政府信息公开申请745件。"), ["745 received ?"]);
}

#[test]
fn what_is_in_doubt_is_not_read() {
    for sentence in [
        "收到政府信息公开申请约745件。",
        "收到政府信息公开申请745余件。",
        "收到政府信息公开申请3-5件。",
        "收到政府信息公开申请3到5件。",
        "通过网络收到政府信息公开申请12件。",
        "政府信息公开申请较上年多收到12件。",
        "2022年收到政府信息公开申请30件。",
        "截至6月30日，收到政府信息公开申请30件。",
        "上半年收到政府信息公开申请30件。",
        "收到低保申请300件。",
        "依法办理向区政府提出的政府信息公开申请745件。",
        "政府信息公开申请工作有序。收到来信30件，答复30件。",
        "依申请公开方面，答复12件咨询。",
        "办理行政复议案件150件。",
        "信息公开工作方面，行政复议、行政诉讼9件。",
        "公开规范性文件12件。",
        "依申请公开方面，予以公开12件规范性文件。",
        "见第3件。",
    ] {
        assert_eq!(read(sentence), [""; 0], "{sentence}");
    }
}
