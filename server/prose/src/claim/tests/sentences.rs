//! Sentences as officials write them, and what each figure and denial in them is read as.

use super::read_below;

/// A sentence below （二）依申请公开情况, and its readings: value and rows, 无 for a denial, 有 where
/// there must be some; `|` between meanings, ` ?` for what may be another body's.
type Sentences<'s> = &'s [(&'s str, &'s [&'s str])];

fn expect(sentences: Sentences<'_>) {
    for (sentence, expected) in sentences {
        assert_eq!(read_below("（二）依申请公开情况", sentence), *expected, "{sentence}");
    }
}

const EITHER: &str = "received | received+carried_in";

/// What was received, in either meaning.
fn received(value: &str) -> String {
    format!("{value} {EITHER}")
}

#[test]
fn received_in_many_words() {
    for sentence in [
        "全年共收到政府信息公开申请12件。",
        "2023年度，我局共受理依申请公开12件。",
        "今年以来截至12月31日，本机关接到信息公开申请12份。",
        "全年受理公众提交的政府信息公开申请共计12件，办理过程规范。",
        "2023年，县局共收到依申请公开政府信息申请１２件。",
        "我镇全年共收到依申请公开十二件。",
        "本年度收到12件政府信息公开申请。",
        "本年度收到12份依申请公开申请。",
        "接收依申请公开事项12件。",
        "受理申请12件。",
    ] {
        if sentence.contains("以来") {
            assert_eq!(read_below("（二）依申请公开情况", sentence), [""; 0], "{sentence}");
            continue;
        }
        assert_eq!(read_below("（二）依申请公开情况", sentence), [received("12")], "{sentence}");
    }
    expect(&[
        ("本年新收政府信息公开申请12件。", &["12 received"]),
        ("新收到依申请公开申请12件。", &["12 received"]),
        ("新增信息公开申请两件。", &["2 received"]),
        ("受理申请12件（含上年结转2件）。", &["12 received+carried_in", "2 carried_in"]),
        ("收到申请12件，其中上年结转2件。", &["12 received+carried_in", "2 carried_in"]),
        ("收到申请0件。", &["0 received | received+carried_in"]),
        ("新收申请10件，上年度结转2件，合计12件。", &["10 received", "2 carried_in"]),
    ]);
}

#[test]
fn finished_and_carried_over() {
    expect(&[
        ("已办结申请12件。", &["12 outcome_total"]),
        ("按时答复12件。", &["12 outcome_total"]),
        ("均已依法答复，共答复申请人12件。", &["12 outcome_total"]),
        ("全部答复完毕，办复12件。", &["12 outcome_total"]),
        ("作出答复12件。", &["12 outcome_total"]),
        ("结转下年度继续办理3件。", &["3 carried_out"]),
        ("结转至下一年度办理的申请3件。", &["3 carried_out"]),
        ("顺延下年度3件。", &["3 carried_out"]),
        ("上一年度结转申请3件。", &["3 carried_in"]),
        ("结转3件。", &["3 carried_in | carried_out"]),
        ("未按时答复3件。", &[]),
        ("尚未办结3件。", &[]),
        ("延期答复3件。", &[]),
        ("电话答复3件。", &[]),
        ("协助答复3件。", &[]),
        ("应答复12件。", &[]),
        ("答复率100%。", &[]),
    ]);
}

#[test]
fn outcomes() {
    expect(&[
        (
            "办结申请12件，其中予以公开5件，部分公开2件，不予公开1件，无法提供2件，不予处理1件，其他处理1件。",
            &[
                "12 outcome_total",
                "5 granted",
                "2 partial",
                "1 refused",
                "2 unavailable",
                "1 unprocessed",
                "1 other",
            ],
        ),
        (
            "同意公开5件、部分予以公开2件、决定不予公开1件。",
            &["5 granted", "2 partial", "1 refused"],
        ),
        ("属于国家秘密1件，重复申请2件。", &["1 refused.state_secret", "2 unprocessed.repeated"]),
        ("本机关不掌握的3件。", &["3 unavailable.not_held"]),
        ("不同意公开1件。", &["1 refused"]),
        ("主动公开12件。", &[]),
        ("公开文件12件。", &[]),
        ("受理自然人申请9件、企业申请3件。", &[]),
        ("其中网上申请9件，信函申请3件。", &[]),
        ("收到涉及征地补偿的政府信息公开申请9件。", &[]),
    ]);
}

#[test]
fn reconsideration_and_litigation() {
    let litigation = "direct_litigation+litigation_after_reconsideration";
    let two = [String::from("2 reconsideration"), format!("1 {litigation}")];
    for sentence in [
        "因政府信息公开被申请行政复议2件，被提起行政诉讼1件。",
        "因依申请公开引发的行政复议案件2起、行政诉讼案件1起。",
        "政府信息公开行政复议2件（申请人撤回1件）、行政诉讼1件。",
        "申请人对政府信息公开答复不服提起行政复议2宗、行政诉讼一宗。",
        "政府信息公开类行政复议两件、诉讼一件。",
        "被申请行政复议2例，提起行政诉讼1例。",
    ] {
        assert_eq!(read_below("（二）依申请公开情况", sentence), two, "{sentence}");
    }
    expect(&[
        (
            "涉及政府信息公开的行政诉讼中，未经复议直接起诉1件，复议后起诉2件。",
            &["1 direct_litigation", "2 litigation_after_reconsideration"],
        ),
        ("行政复议中有1件被纠正。", &[]),
        ("行政复议维持1件。", &[]),
        ("审理行政复议案件150件。", &[]),
        ("行政复议2次。", &[]),
    ]);
    let loose = "办理政府信息公开申请12件、行政复议案件150件、行政诉讼30件。";
    let read = read_below("（五）依法行政", loose);
    assert_eq!(read.len(), 1, "not all reconsideration is of this: {read:?}");
}

#[test]
fn documents() {
    expect(&[
        (
            "制定行政规范性文件3件，废止1件行政规范性文件，现行有效行政规范性文件9件。",
            &["3 normative_documents", "1 normative_documents", "9 normative_documents"],
        ),
        ("出台规范性文件3个。", &["3 normative_documents"]),
        ("制定政府规章2部。", &["2 regulations"]),
        ("公开规范性文件3件。", &[]),
        ("清理规范性文件3件。", &[]),
        ("制定规范性文件3个工作日内公开。", &[]),
        ("起草规范性文件3件。", &[]),
    ]);
}

#[test]
fn nothing_was_received() {
    for sentence in [
        "未收到政府信息公开申请。",
        "2023年，我局未收到任何形式的依申请公开政府信息。",
        "全年未接到信息公开申请。",
        "我镇没有收到公民、法人或者其他组织提出的政府信息公开申请。",
        "本年度无依申请公开事项。",
        "尚未收到依申请公开申请件。",
        "未受理依申请公开。",
        "未发生依申请公开情况。",
        "本年度收到的政府信息公开申请数量为0。",
        "政府信息公开申请为零。",
        "未收到群众提出的申请。",
    ] {
        assert_eq!(read_below("（二）依申请公开情况", sentence), ["无 received"], "{sentence}");
    }
    expect(&[
        ("确保不出现未收到政府信息公开申请登记遗漏。", &[]),
        ("未收到政府信息公开申请的，应当说明。", &[]),
        ("未收到当面提交的政府信息公开申请。", &[]),
        ("未收到行政许可申请。", &[]),
        ("未收到转办的政府信息公开申请。", &[]),
        ("2022年未收到政府信息公开申请。", &[]),
        ("与上年相比，未收到政府信息公开申请。", &[]),
        ("各科室未收到政府信息公开申请。", &["无 received ?"]),
        ("无正当理由逾期不补正的申请不再处理。", &[]),
        ("对政府信息无法提供的，说明理由。", &[]),
    ]);
}

#[test]
fn nothing_was_challenged() {
    let litigation = "无 direct_litigation+litigation_after_reconsideration";
    for sentence in [
        "未发生因政府信息公开引发的行政复议、行政诉讼案件。",
        "无因信息公开申请引发的行政复议和行政诉讼。",
        "没有因政府信息公开被申请行政复议、提起行政诉讼的情况。",
        "未发生政府信息公开类行政复议、行政诉讼情况。",
        "未产生因政府信息公开申请提起的行政复议及诉讼案件。",
        "政府信息公开行政复议、行政诉讼均为0。",
        "行政复议、行政诉讼数量均为零。",
        "行政复议、行政诉讼0件。",
        "全年无行政复议诉讼。",
        "未被申请行政复议，无行政诉讼。",
    ] {
        let read = read_below("（二）依申请公开情况", sentence);
        assert_eq!(read, ["无 reconsideration", litigation], "{sentence}");
    }
    expect(&[
        ("无行政复议被纠正、行政诉讼败诉情况。", &[]),
        ("未经复议直接起诉的，也一并统计。", &[]),
        ("未因行政处罚不当引发行政复议。", &[]),
        ("力争无行政复议、行政诉讼。", &[]),
        ("行政复议、行政诉讼分别为0件、1件。", &[]),
        ("行政复议案件纠错率为0。", &[]),
        (
            "无政府信息公开申请结转办理情况及政府信息公开行政复议、诉讼处理情况等。",
            &["无 carried_out | carried_in", "无 reconsideration", litigation],
        ),
        (
            "收到1件政府信息公开申请，结转至下一年度办理，未发生因政府信息公开申请被申请行政复议、提起行政诉讼情况。",
            &["1 received | received+carried_in", "无 reconsideration", litigation],
        ),
        ("未收到政府信息公开申请和行政复议。", &["无 received", "无 reconsideration"]),
    ]);
}

#[test]
fn nothing_was_made_or_decided() {
    expect(&[
        ("2023年我局未制定规章、规范性文件。", &["无 regulations", "无 normative_documents"]),
        ("没有新制发的行政规范性文件。", &["无 normative_documents"]),
        ("未制发行政规范性文件。", &["无 normative_documents"]),
        ("未废止规范性文件。", &["无 normative_documents"]),
        ("无规范性文件。", &[]),
        ("未制定重大行政规范性文件。", &[]),
        (
            "未作出行政许可、行政处罚、行政强制决定。",
            &["无 licences", "无 penalties", "无 coercion"],
        ),
        ("无行政处罚事项。", &["无 penalties"]),
        ("未实施行政处罚的事项清单已公布。", &[]),
        ("无结转下年度办理的申请。", &["无 carried_out"]),
        ("无结转下年度申请。", &["无 carried_out"]),
        ("无结转下年度继续办理的政府信息公开申请。", &["无 carried_out"]),
        ("无上年结转。", &["无 carried_in"]),
    ]);
}

#[test]
fn all_of_it_is_finished() {
    let all = [received("12"), "有 outcome_total".to_owned(), "无 carried_out".to_owned()];
    for sentence in [
        "收到政府信息公开申请12件，均已办结。",
        "收到政府信息公开申请12件，全部按时办结。",
        "收到政府信息公开申请12件，均在法定期限内答复。",
        "受理政府信息公开申请12件，都在规定时限内予以答复。",
        "受理政府信息公开申请12件，均已按照法定程序和要求按期答复。",
        "收到政府信息公开申请12件。均已依法依规作出答复。",
        "收到政府信息公开申请12件，均在规定时限内完成答复。",
    ] {
        assert_eq!(read_below("（二）依申请公开情况", sentence), all, "{sentence}");
    }
    let some = [received("12"), "有 outcome_total".to_owned()];
    for sentence in [
        "收到政府信息公开申请12件，严格按照工作流程办结。",
        "收到政府信息公开申请12件，为自然人申请，已按时答复。",
    ] {
        assert_eq!(read_below("（二）依申请公开情况", sentence), some, "{sentence}");
    }
    for sentence in [
        "收到政府信息公开申请12件，除1件外均已办结。",
        "收到政府信息公开申请12件，已到期的均已办结。",
        "收到政府信息公开申请12件，确保全部按时办结。",
        "收到政府信息公开申请12件，按时办结率100%。",
        "收到政府信息公开申请12件，办结时限明显缩短。",
        "收到政府信息公开申请12件，正在按程序办结。",
    ] {
        assert_eq!(read_below("（二）依申请公开情况", sentence), [received("12")], "{sentence}");
    }
    expect(&[
        ("对收到的申请均依法答复。", &[]),
        ("受理12345热线工单47件，已全部办结。", &[]),
        ("收到建议提案6件，均已办结。", &[]),
    ]);
}

#[test]
fn traps() {
    let either = received("12");
    expect(&[
        ("区政府办代表区政府受理政府信息公开申请12件。", &["12 received | received+carried_in ?"]),
        ("全县各部门共收到政府信息公开申请12件。", &["12 received | received+carried_in ?"]),
        ("配合县政府办公室答复依申请公开12件。", &["12 outcome_total ?"]),
        ("2022年收到政府信息公开申请12件。", &[]),
        ("收到政府信息公开申请12件，较上年增加3件。", &[&either]),
        ("较上年多收到政府信息公开申请3件。", &[]),
        ("收到政府信息公开申请12条。", &[]),
        ("收到政府信息公开申请12件次。", &[]),
        ("收到政府信息公开申请12件，涉及83个事项。", &[&either]),
        ("收到政府信息公开申请约12件。", &[]),
        ("收到政府信息公开申请12余件。", &[]),
        ("收到政府信息公开申请3～5件。", &[]),
        ("做到收到一件申请、办理一件、答复一件。", &[]),
        ("受理政府信息公开12件。", &[&either]),
        ("办结结果：“予以公开”5件。", &["5 granted"]),
        (
            "各单位受理政府信息公开申请12件。已办结11件。",
            &["12 received | received+carried_in ?", "11 outcome_total ?"],
        ),
        (
            "各单位受理政府信息公开申请12件。我局已办结11件。",
            &["12 received | received+carried_in ?", "11 outcome_total"],
        ),
        ("上半年收到政府信息公开申请12件。", &[]),
        ("近三年收到政府信息公开申请12件。", &[]),
        ("月均收到政府信息公开申请12件。", &[]),
        ("收到申请涉及的文件12件。", &[]),
        ("收到人大代表建议12件，答复12件。", &[]),
        ("收到信访事项12件。", &[]),
        ("严格执行申请第一件登记制度。", &[]),
        ("收到政府信息公开申请12件，占全市的3%。", &[&either]),
    ]);
}
