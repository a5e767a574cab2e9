use std::collections::BTreeSet;

use super::{Guide, Next, Outcome, Progress, guide, guides};
use crate::{Citation, Form, Grade, Table, current_form, edition, forms};

fn walk(guide: &'static Guide, form: &'static Form, answers: &[&str]) -> Progress {
    walk_in(guide, form, form.year_for(None), answers)
}

fn walk_in(guide: &'static Guide, form: &'static Form, year: i32, answers: &[&str]) -> Progress {
    guide.walk(form, year, answers.iter().copied()).unwrap_or_else(|stray| panic!("{stray}"))
}

/// Every way through a guide: the ids of its choices, and where it ends.
fn ways(guide: &'static Guide, form: &'static Form) -> Vec<(Vec<&'static str>, Outcome)> {
    let mut ways = Vec::new();
    let mut open: Vec<Vec<&'static str>> = vec![Vec::new()];
    while let Some(answers) = open.pop() {
        assert!(answers.len() <= guide.steps.len(), "{answers:?} goes in a circle");
        match walk(guide, form, &answers).next {
            Next::Outcome(outcome) => ways.push((answers, outcome)),
            Next::Question(question) => {
                let choices = question.choices.iter();
                open.extend(choices.map(|choice| [answers.clone(), vec![choice.id]].concat()));
            }
        }
    }
    ways
}

/// All guides in all editions.
fn everywhere() -> impl Iterator<Item = (&'static Guide, &'static Form)> {
    guides().iter().flat_map(|guide| forms().iter().map(move |form| (guide, form)))
}

fn table(guide: &Guide, form: &'static Form) -> &'static Table {
    form.tables.iter().find(|table| table.id == guide.table).expect("the guide's table")
}

fn unique<'a>(ids: impl IntoIterator<Item = &'a String>) -> bool {
    let mut seen = BTreeSet::new();
    ids.into_iter().all(|id| seen.insert(id))
}

#[test]
fn every_reference_resolves() {
    for guide in guides() {
        let steps = guide.steps.iter().map(|step| &step.id);
        assert!(unique(steps.chain(guide.leaves.iter().map(|leaf| &leaf.id))), "{}", guide.id);
        assert!(unique(guide.notes.iter().map(|note| &note.id)), "{}", guide.id);
        for step in &guide.steps {
            assert!(unique(step.choices.iter().map(|choice| &choice.id)), "{}", step.id);
            for choice in &step.choices {
                assert!(guide.target(&choice.to).is_some(), "{}: to `{}`", step.id, choice.to);
                let number = choice.id.parse::<usize>().is_ok();
                assert!(!number, "{}: `{}` would be taken for a number", step.id, choice.id);
            }
        }
        for leaf in &guide.leaves {
            for note in &leaf.notes {
                let known = guide.notes.iter().any(|it| it.id == *note);
                assert!(known, "{}: no note `{note}`", leaf.id);
            }
        }
        for note in &guide.notes {
            let used = guide.leaves.iter().any(|leaf| leaf.notes.contains(&note.id));
            assert!(used, "nobody is told the note `{}`", note.id);
        }
    }
}

#[test]
fn every_way_ends_and_every_step_and_leaf_is_on_one() {
    for (guide, form) in everywhere() {
        let mut passed = BTreeSet::new();
        let mut reached = BTreeSet::new();
        for (answers, outcome) in ways(guide, form) {
            passed.extend(walk(guide, form, &answers).path.iter().map(|it| it.step));
            reached.insert(outcome.id);
        }
        let steps: BTreeSet<&str> = guide.steps.iter().map(|step| step.id.as_str()).collect();
        let leaves: BTreeSet<&str> = guide.leaves.iter().map(|leaf| leaf.id.as_str()).collect();
        assert_eq!((passed, reached), (steps, leaves), "{} {}", guide.id, form.edition);
    }
}

/// Five questions, one more if a reply was given twice.
#[test]
fn it_takes_five_questions() {
    for (guide, form) in everywhere() {
        for (answers, _) in ways(guide, form) {
            let most = if answers.contains(&"reopened") { 6 } else { 5 };
            assert!(answers.len() <= most, "{answers:?}");
        }
    }
}

/// Steps and leaves cite articles that exist; without any, they say that it was derived.
#[test]
fn every_step_and_leaf_cites_its_basis() {
    for guide in guides() {
        let steps = guide.steps.iter().map(|step| (&step.id, step.grade, &step.cites));
        let leaves = guide.leaves.iter().map(|leaf| (&leaf.id, leaf.grade, &leaf.cites));
        for (id, grade, cites) in steps.chain(leaves) {
            assert!(!cites.is_empty() || grade == Grade::Derived, "{id} rests upon nothing");
            for citation in cites.iter().filter(|citation| citation.of != Citation::FORM) {
                assert_eq!(citation.resolve(), Ok(()), "{id}");
            }
        }
    }
}

/// The form is cited as the edition at hand, and by a part that both have.
#[test]
fn the_form_is_that_of_the_edition() {
    for (guide, form) in everywhere() {
        for (answers, outcome) in ways(guide, form) {
            let other = if form.edition == "2021" { "〔2019〕60" } else { "〔2021〕30" };
            assert!(!outcome.basis.text.contains(other), "{answers:?}: {}", outcome.basis.text);
        }
        let cites = guide.steps.iter().flat_map(|step| &step.cites);
        let cites = cites.chain(guide.leaves.iter().flat_map(|leaf| &leaf.cites));
        for citation in cites.filter(|citation| citation.of == Citation::FORM) {
            let of = format!("form-{}", form.edition);
            assert_eq!(Citation { of, ..citation.clone() }.resolve(), Ok(()));
        }
    }
}

/// All words that a reader gets, with the names of the edition in them.
fn words(guide: &'static Guide, form: &'static Form) -> String {
    let mut words = String::new();
    for (answers, outcome) in ways(guide, form) {
        for end in 0..answers.len() {
            if let Next::Question(question) = walk(guide, form, &answers[..end]).next {
                words.extend([question.question, question.note]);
                words.extend(
                    question.choices.into_iter().flat_map(|it| [Some(it.text), it.hint]).flatten(),
                );
            }
        }
        words.push_str(&outcome.text);
        words.extend(outcome.notes);
    }
    words
}

#[test]
fn rows_are_named_in_the_words_of_the_edition() {
    for (guide, form) in everywhere() {
        let words = words(guide, form);
        let left = words.find(['{', '}', '_']);
        assert_eq!(left.map(|at| &words[at.saturating_sub(20)..]), None, "{}", form.edition);
    }
    let last = |form| match walk(&guides()[0], form, &["unclear"]).next {
        Next::Outcome(outcome) => outcome.text,
        Next::Question(question) => panic!("{question:?}"),
    };
    for (id, row) in [("2021", "填“逾期不补正”"), ("2019", "填“其他处理”")] {
        let text = last(edition(id).expect("there is such an edition"));
        assert!(text.contains(row), "{text}");
    }
}

/// What is counted is counted in a row with figures, and in a column that is no total.
#[test]
fn what_is_counted_has_its_cell() {
    for (guide, form) in everywhere() {
        let block = &table(guide, form).blocks[0];
        for (answers, outcome) in ways(guide, form) {
            let Some(row) = &outcome.row else {
                assert!(outcome.place().starts_with("不计入"), "{answers:?}");
                continue;
            };
            let found = block.rows.iter().find(|other| other.id == row.id);
            assert!(found.is_some_and(|row| !row.group), "{answers:?}: {}", row.id);
            let known = outcome.column.is_some();
            assert_eq!(outcome.columns.is_empty(), known, "{answers:?}");
            assert!(outcome.columns.iter().chain(&outcome.column).all(|it| it.id != "total"));
            assert_eq!(known, guide.id == "challenges", "{answers:?}");
        }
    }
}

/// The rows of 表三 are all led to: as where it counts, or as what else is to be filled in.
#[test]
fn every_row_of_the_requests_is_reached() {
    let guide = guide("表三").expect("a guide to the requests");
    for form in forms() {
        let ends = ways(guide, form);
        let reached: BTreeSet<&str> =
            ends.iter().filter_map(|(_, outcome)| Some(outcome.row.as_ref()?.id)).collect();
        let noted: BTreeSet<&str> =
            guide.notes.iter().flat_map(|note| &note.rows).map(String::as_str).collect();
        for row in table(guide, form).blocks[0].rows.iter().filter(|row| !row.group) {
            let beside = ["received", "carried_in", "outcome_total"].contains(&row.id.as_str());
            let told = if beside { &noted } else { &reached };
            assert!(told.contains(row.id.as_str()), "{}: {}", form.edition, row.id);
        }
    }
}

#[test]
fn every_cell_of_the_challenges_is_reached() {
    let guide = guide("表四").expect("a guide to the challenges");
    for form in forms() {
        let cell =
            |outcome: &Outcome| Some((outcome.row.as_ref()?.id, outcome.column.as_ref()?.id));
        let reached: BTreeSet<_> =
            ways(guide, form).iter().filter_map(|(_, outcome)| cell(outcome)).collect();
        let block = &table(guide, form).blocks[0];
        let columns = || block.columns.iter().filter(|column| column.id != "total");
        let all =
            block.rows.iter().flat_map(|row| columns().map(|it| (row.id.as_str(), it.id.as_str())));
        assert_eq!(reached, all.collect(), "{}", form.edition);
    }
}

/// Replies of invented organs, how the questions are answered, and where they count (2021).
#[rustfmt::skip]
const REPLIES: &[(&str, &str, &str)] = &[
    ("方案早已登在县政府网站，答复书告知了网址", "answered,information,here,published", "granted"),
    ("邮寄了批复的复印件", "answered,information,here,provided", "granted"),
    ("企业不同意公开检测报告，县局认为关系公共安全，仍然公开", "answered,information,here,overriding", "granted"),
    ("隐去姓名、身份证号后提供了名册", "answered,information,here,part", "partial"),
    ("申请三份文件：两份提供，一份不存在", "answered,information,mixed", "partial"),
    ("申请书夹着咨询，给了其中的文件，其余作了说明", "answered,not-information,part", "partial"),
    ("定为机密的会议材料", "answered,information,here,refused,secret", "refused.state_secret"),
    ("依某部法律的保密条款不公开统计原始资料", "answered,information,here,refused,forbidden", "refused.forbidden_by_law"),
    ("水源地管网图，公开可能危及公共安全", "answered,information,here,refused,security", "refused.security_and_stability"),
    ("第三方逾期没有回复，县局决定不公开其报价", "answered,information,here,refused,third-party", "refused.third_party_rights"),
    ("干部考察材料，引用第十六条第一款", "answered,information,here,refused,internal", "refused.internal_affairs"),
    ("规划的征求意见稿，引用第十六条第二款", "answered,information,here,refused,deliberative", "refused.deliberative"),
    ("当事人要自己的处罚案卷，以第十六条第二款不公开", "answered,information,here,refused,file", "refused.enforcement_file"),
    ("企业登记档案，告知到登记机关查询", "answered,information,special", "refused.administrative_query"),
    ("已移交县档案馆，告知按档案规定查阅", "answered,information,archived,special", "refused.administrative_query"),
    ("档案已移交，答复不属于本机关负责公开", "answered,information,archived,elsewhere", "unavailable.not_held"),
    ("查遍档案没有这份合同，答复不存在", "answered,information,none", "unavailable.not_held"),
    ("文件是市局制作的，告知向市局申请", "answered,information,elsewhere", "unavailable.not_held"),
    ("要历年分村汇总表，需要重新统计", "answered,information,creation", "unavailable.needs_creation"),
    ("补正了一次，仍说不清要哪份文件", "unclear", "unavailable.still_unclear"),
    ("通知补正，到期没有补", "not-corrected", "other.not_corrected"),
    ("以申请的形式举报邻居违建", "answered,petition", "unprocessed.petition"),
    ("问医保怎样报销，作了解答", "answered,not-information,told", "other.misc"),
    ("名为咨询，实为投诉，告知走信访渠道", "answered,not-information,petition", "unprocessed.petition"),
    ("要党委的会议纪要，告知不是政府信息", "answered,not-information,told", "other.misc"),
    ("三月答复过，五月同一人又要同一份", "answered,repeated", "unprocessed.repeated"),
    ("要县志，告知到图书馆借阅", "answered,publication", "unprocessed.publication"),
    ("一个月申请两百件，说明的理由不合理", "answered,excessive", "unprocessed.excessive"),
    ("已有许可证复印件，要求盖章确认", "answered,confirmation", "unprocessed.confirmation"),
    ("发了收费通知，二十个工作日没有缴费", "fee-unpaid", "other.fee_unpaid"),
    ("答复前申请人书面撤回", "withdrawn", "other.misc"),
    ("与前一件并案，没有另作答复", "merged", "other.misc"),
    ("十二月收到，年底在征求第三方意见", "pending", "carried_out"),
    ("已经超过期限，年底还没有答复", "pending", "carried_out"),
    ("本年被复议撤销，本年重新答复予以公开", "reopened,this-year,information,here,provided", "granted"),
    ("去年的答复被法院撤销，今年重新答复", "reopened,earlier", ""),
];

/// Replies of rarer kinds, where they count, and what that rests upon.
#[rustfmt::skip]
const RARE_REPLIES: &[(&str, &str, &str, &str)] = &[
    ("一份申请三项：一项提供，一项不存在，一项涉密", "answered,information,mixed", "partial", "条例第三十七条"),
    ("第三方只同意公开中标价，据此提供了这一部分", "answered,information,here,part", "partial", "条例第三十七条"),
    ("申请查阅行政复议案卷，告知依照行政复议法查阅", "answered,information,special", "refused.administrative_query", "条例第三十六条第（七）项"),
    ("申请行政复议案卷，以执法案卷信息不公开", "answered,information,here,refused,file", "refused.enforcement_file", "条例第十六条第二款"),
    ("申请公司章程等工商档案，告知到登记机关查询", "answered,information,special", "refused.administrative_query", "条例第三十六条第（七）项"),
    ("申请党委文件，告知属于党务信息", "answered,not-information,told", "other.misc", "条例第二条"),
    ("申请法院的判决书，告知不是政府信息", "answered,not-information,told", "other.misc", "条例第二条"),
    ("问低保何时发放，作了解答", "answered,not-information,told", "other.misc", "条例第二条"),
    ("补正期满后才寄来补正材料，已经不再处理", "not-corrected", "other.not_corrected", "条例第三十条"),
    ("补正后写“与本人有关的一切材料”", "unclear", "unavailable.still_unclear", "第三十条"),
    ("年底还在等第三方回复意见", "pending", "carried_out", "条例第三十条、第三十二条"),
    ("文件去年移交县档案馆，答复不属于本机关负责公开", "answered,information,archived,elsewhere", "unavailable.not_held", "第三十六条第（五）项"),
    ("申请食堂采购的内部流程，引用第十六条第一款", "answered,information,here,refused,internal", "refused.internal_affairs", "条例第十六条第一款"),
    ("申请会议纪要，引用第十六条第二款", "answered,information,here,refused,deliberative", "refused.deliberative", "条例第十六条第二款"),
    ("申请应急物资仓库位置，以公共安全为由不公开", "answered,information,here,refused,security", "refused.security_and_stability", "条例第十四条"),
    ("以申请的形式举报村干部", "answered,petition", "unprocessed.petition", "条例第三十九条第一款"),
    ("申请统计年鉴，告知可以购买或者借阅", "answered,publication", "unprocessed.publication", "条例第三十九条第二款"),
    ("一年四百件，说明的理由不合理，告知不予处理", "answered,excessive", "unprocessed.excessive", "条例第三十五条"),
    ("一年四百件，理由合理，年底还在延迟答复的期限内", "pending", "carried_out", "第三十五条"),
    ("收费通知发出一个多月没有缴费，不再处理", "fee-unpaid", "other.fee_unpaid", "国办函〔2020〕109 号第六条"),
    ("年底缴费期限还没有到", "pending", "carried_out", "附件表三"),
    ("电话撤回后又写了撤回的书面说明", "withdrawn", "other.misc", "附件表三"),
    ("网上下载的通知，要求盖章证明属实", "answered,confirmation", "unprocessed.confirmation", "附件表三"),
    ("市局转来的申请，答复由县自然资源局负责公开", "answered,information,elsewhere", "unavailable.not_held", "条例第十条、第三十六条第（五）项"),
];

#[test]
fn replies_find_their_row() {
    for (reply, answers, row) in REPLIES {
        let progress = walk(&guides()[0], current_form(), &answers.split(',').collect::<Vec<_>>());
        let Next::Outcome(outcome) = progress.next else { panic!("{reply}: there is more to ask") };
        assert_eq!(outcome.row.map_or("", |row| row.id), *row, "{reply}");
    }
}

#[test]
fn rarer_replies_find_their_row_and_its_basis() {
    for (reply, answers, row, basis) in RARE_REPLIES {
        let answers: Vec<&str> = answers.split(',').collect();
        let progress = walk_in(&guides()[0], current_form(), 2025, &answers);
        let Next::Outcome(outcome) = progress.next else { panic!("{reply}: there is more to ask") };
        assert_eq!(outcome.row.map_or("", |row| row.id), *row, "{reply}");
        assert!(outcome.basis.text.contains(basis), "{reply}: {}", outcome.basis.text);
    }
}

/// Cases of invented organs, how the questions are answered, and where they count.
#[rustfmt::skip]
const CASES: &[(&str, &str, &str)] = &[
    ("县政府复议维持县局的答复", "respondent,reconsideration,upheld", "reconsideration.upheld"),
    ("市局被责令重新答复", "respondent,reconsideration,corrected", "reconsideration.corrected"),
    ("申请人撤回复议申请", "respondent,reconsideration,other", "reconsideration.other"),
    ("十二月申请复议，年底没有决定", "respondent,reconsideration,pending", "reconsideration.pending"),
    ("答复不存在，直接起诉，判决驳回", "respondent,direct,upheld", "direct_litigation.upheld"),
    ("逾期不答复，直接起诉，判决履行", "respondent,direct,corrected", "direct_litigation.corrected"),
    ("直接起诉后撤诉", "respondent,direct,other", "direct_litigation.other"),
    ("复议维持后起诉，一审判了，正在上诉", "respondent,after,pending", "litigation_after_reconsideration.pending"),
    ("复议维持后起诉，撤销答复", "respondent,after,corrected", "litigation_after_reconsideration.corrected"),
    ("县政府只因复议维持而作共同被告", "co-defendant", ""),
    ("县政府审理县局的复议案件", "reviewer", ""),
    ("征地补偿的诉讼", "unrelated", ""),
    ("复议确认答复违法", "respondent,reconsideration,corrected", "reconsideration.corrected"),
    ("复议部分撤销、部分维持", "respondent,reconsideration,corrected", "reconsideration.corrected"),
    ("复议驳回复议请求", "respondent,reconsideration,upheld", "reconsideration.upheld"),
    ("复议受理后驳回复议申请", "respondent,reconsideration,other", "reconsideration.other"),
    ("复议调解结案", "respondent,reconsideration,other", "reconsideration.other"),
    ("县局重新答复，申请人撤回复议", "respondent,reconsideration,other", "reconsideration.other"),
    ("复议中止，年底没有恢复", "respondent,reconsideration,pending", "reconsideration.pending"),
    ("直接起诉，二审发回重审，年底没有判决", "respondent,direct,pending", "direct_litigation.pending"),
    ("直接起诉，原告不到庭，按撤诉处理", "respondent,direct,other", "direct_litigation.other"),
    ("复议后起诉，判决确认违法", "respondent,after,corrected", "litigation_after_reconsideration.corrected"),
    ("县政府复议改变了答复，单独作被告，判决驳回", "sole-defendant,upheld", "litigation_after_reconsideration.upheld"),
];

/// The law of the year is cited: 2023 was the last year of the former one, which had no review before litigation.
#[test]
fn the_law_of_the_year_is_cited() {
    let step =
        |year, answers: &[&str]| match walk_in(&guides()[1], current_form(), year, answers).next {
            Next::Question(question) => question.basis.text,
            Next::Outcome(outcome) => outcome.basis.text,
        };
    for (answers, former, present) in [
        (&["respondent"][..], "条例第五十一条", "行政复议法第二十三条"),
        (&["respondent", "reconsideration"], "2017 年修正）第十七条", "行政复议法第三十条"),
        (&["respondent", "reconsideration", "upheld"], "第二十八条", "第六十八条至第六十九条"),
    ] {
        let (before, after) = (step(2023, answers), step(2024, answers));
        assert!(before.contains(former) && !before.contains("2024 年"), "{before}");
        assert!(after.contains(present) && !after.contains("2017 年"), "{after}");
    }
    assert!(!step(2024, &["respondent"]).contains("法释〔2025〕8 号"));
    assert!(step(2025, &["respondent"]).contains("法释〔2025〕8 号第一条"));
    let refused = ["answered", "information", "here", "refused", "secret"];
    let notes = |year| match walk_in(&guides()[0], current_form(), year, &refused).next {
        Next::Outcome(outcome) => outcome.notes.concat(),
        Next::Question(question) => panic!("{question:?}"),
    };
    assert!(!notes(2023).contains("先申请复议") && notes(2024).contains("先申请复议"));
}

/// An edition whose document is not in the list of instruments is cited by the number of its document.
#[test]
fn a_document_that_is_not_listed_is_cited_by_its_number() {
    let text = include_str!("../../../forms/2021.toml");
    let text = text.replace("〔2021〕30 号\"", "〔2031〕5 号\"");
    let form: Form = toml::from_str(&text).expect("it is an edition");
    let form: &'static Form = Box::leak(Box::new(form));
    let Next::Outcome(outcome) = walk(&guides()[0], form, &["withdrawn"]).next else {
        panic!("there is more to ask")
    };
    assert!(
        outcome.basis.text.ends_with("国办公开办函〔2031〕5 号附件表三"),
        "{}",
        outcome.basis.text
    );
}

#[test]
fn cases_find_their_cell() {
    for (case, answers, cell) in CASES {
        let progress = walk(&guides()[1], current_form(), &answers.split(',').collect::<Vec<_>>());
        let Next::Outcome(outcome) = progress.next else { panic!("{case}: there is more to ask") };
        let (row, column) = (outcome.row.map(|it| it.id), outcome.column.map(|it| it.id));
        let found = row.zip(column).map(|(row, column)| format!("{row}.{column}"));
        assert_eq!(found.unwrap_or_default(), *cell, "{case}");
    }
}

#[test]
fn answers_are_ids_numbers_or_words() {
    let requests = &guides()[0];
    let ways = [["answered", "petition"], ["1", "2"], ["已经答复", " petition "]];
    let ends = ways.map(|answers| walk(requests, current_form(), &answers).next);
    assert!(ends.iter().all(|next| *next == ends[0]), "{ends:?}");
}

#[test]
fn an_answer_that_is_none_is_told_with_the_choices() {
    let told = |answers: &[&str]| {
        let stray = guides()[1].walk(current_form(), i32::MAX, answers.iter().copied());
        stray.expect_err("it leads nowhere").to_string()
    };
    for answer in ["", "0", "6", "5000000000000000000000", "respondents", "𠮷"] {
        let told = told(&[answer]);
        assert!(told.starts_with(&format!("“{answer}”不是“本机关在这个案件里")), "{told}");
        assert!(told.ends_with("\n  5. unrelated　案件不是因政府信息公开引起的"), "{told}");
    }
    assert_eq!(told(&["unrelated", "1"]), "“1”多出来了：前面的回答已经得出结果。");
}

#[test]
fn an_older_edition_leads_to_its_own_rows() {
    let older = forms().iter().find(|form| form.edition == "2019").expect("the older edition");
    for answers in [["withdrawn"], ["not-corrected"], ["fee-unpaid"]] {
        let Next::Outcome(outcome) = walk(&guides()[0], older, &answers).next else {
            panic!("{answers:?}")
        };
        assert_eq!(outcome.place(), "表三　三、本年度办理结果／（六）其他处理", "{answers:?}");
    }
}
