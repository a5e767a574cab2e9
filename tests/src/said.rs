//! Sentences about the figures of a report, in the words of officials, right or wrong on purpose.

use fastrand::Rng;

use crate::figures::Figures;

/// A sentence with the figure that must be found wrong in it, or the words; none if all is right.
#[derive(Clone, Debug)]
pub struct Said {
    pub rule: &'static str,
    pub text: String,
    pub wrong: Option<String>,
}

/// A figure of the tables and the ways to name it; `{}` stands for the number.
struct Counted {
    value: fn(&Figures) -> i64,
    /// What the same words may mean as well.
    also: fn(&Figures) -> i64,
    sentences: &'static [&'static str],
}

fn total(figures: &Figures, row: &str) -> i64 {
    figures.requests.number(row, "total")
}

fn received(figures: &Figures) -> i64 {
    total(figures, "received")
}

fn with_carried_in(figures: &Figures) -> i64 {
    received(figures) + total(figures, "carried_in")
}

fn litigation(figures: &Figures) -> i64 {
    let row = |row| figures.challenges.number(row, "total");
    row("direct_litigation") + row("litigation_after_reconsideration")
}

fn document(figures: &Figures, column: &str) -> i64 {
    figures.disclosure[0].number("normative_documents", column)
}

const COUNTED: &[Counted] = &[
    Counted {
        value: received,
        also: with_carried_in,
        sentences: &[
            "共收到政府信息公开申请{}件。",
            "全年受理公民、法人或者其他组织提出的政府信息公开申请共计{}件，办理规范。",
            "接到依申请公开{}件。",
            "全年收到{}件政府信息公开申请。",
        ],
    },
    Counted {
        value: received,
        also: received,
        sentences: &["新收政府信息公开申请{}件。", "新增依申请公开申请{}件，同比有所变化。"],
    },
    Counted {
        value: with_carried_in,
        also: with_carried_in,
        sentences: &["共收到政府信息公开申请{}件（含上年结转）。"],
    },
    Counted {
        value: |f| total(f, "carried_in"),
        also: |f| total(f, "carried_in"),
        sentences: &["上年结转申请{}件。", "其中上年度结转政府信息公开申请{}件。"],
    },
    Counted {
        value: |f| total(f, "outcome_total"),
        also: |f| total(f, "outcome_total"),
        sentences: &[
            "申请已办结{}件。",
            "依法按时答复申请人{}件。",
            "对政府信息公开申请作出答复{}件。",
        ],
    },
    Counted {
        value: |f| total(f, "carried_out"),
        also: |f| total(f, "carried_out"),
        sentences: &["结转下年度继续办理{}件。", "申请结转至下一年度办理{}件。"],
    },
    Counted {
        value: |f| total(f, "granted"),
        also: |f| total(f, "granted"),
        sentences: &["申请办理结果中，予以公开{}件。", "申请办理结果：“予以公开”{}件。"],
    },
    Counted {
        value: |f| total(f, "partial"),
        also: |f| total(f, "partial"),
        sentences: &["申请办理结果中，部分公开{}件。"],
    },
    Counted {
        value: |f| f.requests.group("refused", "total"),
        also: |f| f.requests.group("refused", "total"),
        sentences: &["申请办理结果中，不予公开{}件。", "决定不予公开的申请{}件。"],
    },
    Counted {
        value: |f| f.requests.group("unavailable", "total"),
        also: |f| f.requests.group("unavailable", "total"),
        sentences: &["申请办理结果中，无法提供{}件。"],
    },
    Counted {
        value: |f| f.requests.group("unprocessed", "total"),
        also: |f| f.requests.group("unprocessed", "total"),
        sentences: &["申请办理结果中，不予处理{}件。"],
    },
    Counted {
        value: |f| f.challenges.number("reconsideration", "total"),
        also: |f| f.challenges.number("reconsideration", "total"),
        sentences: &["因政府信息公开被申请行政复议{}件。", "政府信息公开类行政复议案件{}起。"],
    },
    Counted {
        value: litigation,
        also: litigation,
        sentences: &["因依申请公开引发的行政诉讼{}件。", "因信息公开被提起行政诉讼{}宗。"],
    },
    Counted {
        value: |f| document(f, "made"),
        also: |f| document(f, "made"),
        sentences: &["制定行政规范性文件{}件。", "新制发规范性文件{}份，均已公开。"],
    },
    Counted {
        value: |f| document(f, "repealed"),
        also: |f| document(f, "repealed"),
        sentences: &["废止规范性文件{}件。"],
    },
    Counted {
        value: |f| document(f, "in_force"),
        also: |f| document(f, "in_force"),
        sentences: &["现行有效行政规范性文件{}件。"],
    },
];

/// Something that is not there if its figure is 0, and the ways to say so.
struct Denied {
    value: fn(&Figures) -> i64,
    sentences: &'static [&'static str],
}

const DENIED: &[Denied] = &[
    Denied {
        value: received,
        sentences: &[
            "未收到政府信息公开申请",
            "没有收到任何形式的依申请公开政府信息申请",
            "无依申请公开事项",
            "政府信息公开申请数量为0",
        ],
    },
    Denied {
        value: |f| f.challenges.number("reconsideration", "total"),
        sentences: &["未发生因政府信息公开引发的行政复议", "无行政复议案件", "行政复议为零"],
    },
    Denied {
        value: litigation, sentences: &["没有因政府信息公开被提起行政诉讼", "无诉讼案件"]
    },
    Denied {
        value: |f| total(f, "carried_out"),
        sentences: &["无结转下年度继续办理的政府信息公开申请", "无结转下年度办理情况"],
    },
    Denied {
        value: |f| document(f, "made"),
        sentences: &["未制定行政规范性文件", "没有制发规范性文件"],
    },
];

/// One sentence of each kind about the figures, right or wrong.
pub fn said(rng: &mut Rng, figures: &Figures, right: bool) -> Vec<Said> {
    let mut all: Vec<Said> =
        COUNTED.iter().filter_map(|kind| counted(rng, figures, kind, right)).collect();
    all.extend(DENIED.iter().filter_map(|kind| denied(rng, figures, kind, right)));
    all.extend(finished(figures, right));
    all.push(listed(rng, right));
    all
}

fn counted(rng: &mut Rng, figures: &Figures, kind: &Counted, right: bool) -> Option<Said> {
    let (value, also) = ((kind.value)(figures), (kind.also)(figures));
    let template = rng.choice(kind.sentences).unwrap();
    let stated = if right {
        *rng.choice(&[value, also]).unwrap()
    } else {
        value + *rng.choice(&[-3, -1, 1, 2, 10, 100]).unwrap()
    };
    if stated < 0 || (!right && stated == also) {
        return None;
    }
    let text = template.replace("{}", &stated.to_string());
    let figure = text.find(&stated.to_string()).map(|at| text[at..].to_owned());
    let unit = figure.and_then(|rest| rest.chars().find(|c| !c.is_ascii_digit()));
    let wrong = (!right).then(|| format!("{stated}{}", unit.unwrap()));
    Some(Said { rule: "contradicting-figure", text, wrong })
}

fn denied(rng: &mut Rng, figures: &Figures, kind: &Denied, right: bool) -> Option<Said> {
    let holds = (kind.value)(figures) == 0;
    let words = *rng.choice(kind.sentences).unwrap();
    let wrong = (!right).then(|| words.to_owned());
    let text = format!("全年{words}。").replace("全年政府", "政府").replace("全年行政", "行政");
    (holds == right).then_some(Said { rule: "contradicting-figure", text, wrong })
}

fn finished(figures: &Figures, right: bool) -> Option<Said> {
    let words = "均已按时办结";
    let any = received(figures) > 0 && total(figures, "outcome_total") > 0;
    let holds = total(figures, "carried_out") == 0;
    let text = format!("收到政府信息公开申请{}件，{words}。", received(figures));
    let wrong = (!right).then(|| words.to_owned());
    (any && holds == right).then_some(Said { rule: "contradicting-figure", text, wrong })
}

fn listed(rng: &mut Rng, right: bool) -> Said {
    let parts: Vec<i64> = (0..3).map(|_| rng.i64(1..40)).collect();
    let sum = parts.iter().sum::<i64>() + if right { 0 } else { *rng.choice(&[-1, 1, 9]).unwrap() };
    let [a, b, c] = parts[..] else { unreachable!("there are three") };
    let text = match rng.u8(0..4) {
        0 => format!("公开信息{sum}条，其中政策文件{a}条、公示公告{b}条、其他信息{c}条。"),
        1 => format!("公开信息{sum}条：政策文件{a}条，公示公告{b}条，工作动态{c}条。"),
        2 => {
            format!("公开信息{sum}条，分别为政策文件{a}条、公示公告{b}条（含转发1条）、动态{c}条。")
        }
        _ => format!("收到来件{sum}份，其中自然人{a}份、法人{b}份、其他组织{c}份。"),
    };
    let unit = if text.contains('份') { "份" } else { "条" };
    Said { rule: "contradicting-list", text, wrong: (!right).then(|| format!("{sum}{unit}")) }
}
