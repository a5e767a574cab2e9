use form::current_form;
use form::guide::{Next, guide};

use super::*;

/// What is asked and what comes of it, when these lines are typed.
fn typed(input: &str) -> (String, Option<Progress>) {
    let mut output = Vec::new();
    let mut lines = Lines { input: input.as_bytes(), output: &mut output };
    let requests = guide("requests").expect("there is such a guide");
    let end = lead(requests, current_form(), i32::MAX, &mut lines).expect("nothing fails");
    (String::from_utf8(output).expect("it is text"), end)
}

fn leaf(end: Option<Progress>) -> &'static str {
    match end.expect("it ends").next {
        Next::Outcome(end) => end.id,
        Next::Question(question) => panic!("{question:?}"),
    }
}

#[test]
fn numbers_and_ids_lead_to_the_end() {
    let (asked, end) = typed("1\ninformation\n 3 \n");
    assert_eq!(leaf(end), "not-existing");
    for step in ["第 1 步", "第 2 步", "第 3 步"] {
        assert!(asked.contains(step), "{asked}");
    }
}

#[test]
fn one_can_go_back() {
    assert_eq!(leaf(typed("1\n2\n").1), "petition");
    assert_eq!(leaf(typed("1\n1\n0\n2\n").1), "petition");
    assert_eq!(leaf(typed("1\n0\n7\n").1), "pending");
}

#[test]
fn what_is_no_choice_is_asked_again() {
    let (asked, end) = typed("0\n九\n\n9\n7\n");
    assert_eq!(leaf(end), "pending");
    assert_eq!(asked.matches("这一项，请写 1 到 8 的数。").count(), 4, "{asked}");
}

#[test]
fn one_can_leave() {
    for input in ["q\n", "1\n退出\n", "1\n1\n", ""] {
        assert!(typed(input).1.is_none(), "{input:?}");
    }
}
