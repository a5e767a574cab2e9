//! What the words of a user mean: from the most exact reading to the loosest, the first that fits.

use form::{Article, current_form, form_for, forms, key, numeral, regulation, short_key, unspaced};
use rules::Rule;

use super::catalogue::{Part, parts};
use crate::cli::suggest;

/// Something that can be explained.
#[derive(Debug)]
pub(super) enum Subject {
    Rule(&'static Rule),
    Article(&'static Article),
    Part(Part),
}

/// More parts that only contain the words are a list to choose from, not an answer.
const FEW: usize = 3;

/// Of such a list so many are named.
const MOST_NAMED: usize = 8;

/// What the words mean, or else what the user may ask instead.
pub(super) fn subjects(words: &str, year: Option<i32>) -> Result<Vec<Subject>, String> {
    let words = unspaced(words);
    if let Some(rule) = rules::rule(&words) {
        return Ok(vec![Subject::Rule(rule)]);
    }
    if let Some(reference) = reference(&words) {
        return referred(&reference);
    }
    // The edition of the year is asked first, then the others, the newest first, for what it does not have.
    for form in year.and_then(form_for).into_iter().chain(forms()) {
        let parts = best(&words, parts(form));
        if !parts.is_empty() {
            return Ok(parts.into_iter().map(Subject::Part).collect());
        }
    }
    containing(&words)
}

/// 第二十条第（一）项, 36, 第36条.
#[derive(Debug, PartialEq, Eq)]
struct Reference {
    article: u32,
    /// What follows 条: paragraph and item.
    rest: String,
}

fn reference(words: &str) -> Option<Reference> {
    let words = words.trim_start_matches("《").trim_start_matches("中华人民共和国");
    let [subject, _] = &current_form().title_words;
    let words = words.trim_start_matches(subject.as_str()).trim_start_matches("条例");
    let words = words.trim_start_matches("》");
    let marked = words.strip_prefix('第');
    let digits = marked.unwrap_or(words);
    let end =
        digits.find(|c: char| !c.is_ascii_digit() && !HAN.contains(c)).unwrap_or(digits.len());
    let (number, rest) = digits.split_at_checked(end)?;
    let after = rest.strip_prefix('条');
    // 六 alone is the sixth section; 二十（一） would be a strange way to write an article.
    let plain = number.bytes().all(|byte| byte.is_ascii_digit());
    let bracketed = rest.is_empty() || rest.starts_with(['（', '(']);
    let several = number.chars().count() > 1 && rest.is_empty();
    if after.is_none() && !(plain && bracketed) && !several {
        return None;
    }
    let rest = after.unwrap_or(rest).to_owned();
    Some(Reference { article: value(number)?, rest })
}

/// The article, and before it the block of 表二 if the reference means one.
fn referred(reference: &Reference) -> Result<Vec<Subject>, String> {
    let articles = &regulation().articles;
    let Some(article) = regulation().article(reference.article) else {
        return Err(format!("条例一共 {} 条，请核对条文号。", articles.len()));
    };
    let item = reference.rest.trim_matches(|c| "第项（）()".contains(c));
    let item = item.parse().map_or_else(|_| item.to_owned(), numeral);
    let full = format!("第{}条第（{item}）项", numeral(reference.article));
    let blocks = forms().iter().map(|form| best(&full, parts(form)));
    let blocks = blocks.into_iter().find(|blocks| !blocks.is_empty()).unwrap_or_default();
    let blocks = blocks.into_iter().filter(|_| !item.is_empty()).map(Subject::Part);
    Ok(blocks.chain([Subject::Article(article)]).collect())
}

/// The parts that the words fit, by the most exact of the readings that fit any.
fn best(words: &str, parts: Vec<Part>) -> Vec<Part> {
    let plain = bracketed(words);
    let (whole, short) = (key(words), short_key(words));
    let last = |part: &Part| part.id.rsplit('.').next() == Some(words);
    let readings: [&dyn Fn(&Part) -> bool; 5] = [
        &|part| part.id == words,
        &|part| part.numbers.contains(&plain),
        &|part| !whole.is_empty() && part.names.iter().any(|name| key(name) == whole),
        &|part| !short.is_empty() && part.names.iter().any(|name| short_key(name) == short),
        &last,
    ];
    let Some(reading) = readings.iter().find(|reading| parts.iter().any(reading)) else {
        return Vec::new();
    };
    parts.into_iter().filter(|part| reading(part)).collect()
}

/// The words with brackets as the form has them, and without a mark at the end.
fn bracketed(words: &str) -> String {
    words.replace('(', "（").replace(')', "）").trim_end_matches(['、', '.', '．']).to_owned()
}

/// The parts whose names contain the words, or a hint if they are none or many.
fn containing(words: &str) -> Result<Vec<Subject>, String> {
    let wanted = key(words);
    let all: Vec<Part> = forms().iter().take(1).flat_map(parts).collect();
    let contains = |part: &Part| wanted.chars().count() > 1 && key(&part.title).contains(&wanted);
    let found: Vec<Part> = all.into_iter().filter(contains).collect();
    if found.is_empty() {
        return Err(hint(words));
    }
    if found.len() <= FEW {
        return Ok(found.into_iter().map(Subject::Part).collect());
    }
    let titles: Vec<&str> = found.iter().take(MOST_NAMED).map(|part| part.title.as_str()).collect();
    Err(format!(
        "名称里有这几个字的一共 {} 项，请写得具体些。例如：\n  {}",
        found.len(),
        titles.join("\n  ")
    ))
}

/// What may have been meant.
fn hint(words: &str) -> String {
    let parts: Vec<Part> = forms().iter().take(1).flat_map(parts).collect();
    let names = parts.iter().flat_map(|part| part.names.iter().copied().chain([part.id]));
    let names = names.chain(rules::names());
    match suggest::like(words, names).as_slice() {
        [] => format!(
            "可以查规则名（见 nianbao rules）、条文号（例如 36），以及部分、表、行、列的名称{}。",
            example().map_or_else(String::new, |name| format!("（例如 {name}）"))
        ),
        names => format!("是不是 {}？", names.join("、")),
    }
}

/// A row that many reports have a figure for, and many people a question.
fn example() -> Option<&'static str> {
    let tables = current_form().tables.iter();
    let mut rows = tables.flat_map(|table| &table.blocks).flat_map(|block| &block.rows);
    rows.find(|row| row.group && row.parent.is_some()).map(form::Row::short)
}

const HAN: &str = "零一二三四五六七八九十";

/// A number in digits or Chinese numerals, below 100.
fn value(number: &str) -> Option<u32> {
    number.parse().ok().or_else(|| (1..100).find(|&value| numeral(value) == number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(words: &str) -> Vec<String> {
        let subjects = subjects(words, None).unwrap_or_default();
        let id = |subject: &Subject| match subject {
            Subject::Rule(rule) => format!("rule {}", rule.name),
            Subject::Article(article) => format!("article {}", article.number),
            Subject::Part(part) => format!("{} {}", part.kind, part.id),
        };
        subjects.iter().map(id).collect()
    }

    #[test]
    fn numerals_both_ways() {
        for (number, written) in [(1, "一"), (10, "十"), (16, "十六"), (20, "二十"), (56, "五十六")]
        {
            assert_eq!(numeral(number), written);
            assert_eq!(value(written), Some(number));
        }
    }

    #[test]
    fn articles_by_any_way_of_writing() {
        for words in
            ["36", "第36条", "第三十六条", "三十六", "条例第三十六条", "《条例》第三十六条"]
        {
            assert_eq!(ids(words), ["article 36"], "{words}");
        }
        assert!(ids("第九十条").is_empty());
        assert_eq!(ids("第五十条第一款第（二）项"), ["article 50"]);
    }

    #[test]
    fn items_of_article_20_are_blocks() {
        for words in ["第二十条第（一）项", "第二十条第一项", "20(一)", "20（1）", "第20条第(1)项"]
        {
            assert_eq!(ids(words), ["表二的一块 rulemaking", "article 20"], "{words}");
        }
    }

    #[test]
    fn parts_by_id_name_and_number() {
        assert_eq!(ids("requests"), ["部分 requests", "表 requests"]);
        assert_eq!(ids("表三"), ["表 requests"]);
        assert_eq!(ids("六"), ["部分 other_matters"]);
        assert_eq!(ids("总体情况"), ["部分 overview"]);
        assert_eq!(ids("（七）"), ["行 outcome_total"]);
        assert_eq!(ids("三(七)"), ["行 outcome_total"]);
        assert_eq!(ids("（三）1"), ["行 refused.state_secret"]);
        assert_eq!(ids("state_secret"), ["行 refused.state_secret"]);
        assert_eq!(ids("不予公开"), ["行 refused"]);
        assert_eq!(ids("部分公开"), ["行 partial"]);
        assert_eq!(ids("法律服务机构"), ["列 legal_service"]);
        assert_eq!(ids("cross-sum"), ["勾稽关系 cross-sum"]);
        assert_eq!(ids("unbalanced-sum"), ["rule unbalanced-sum"]);
    }

    #[test]
    fn what_is_not_there_gets_a_hint() {
        let hint = |words| subjects(words, None).map(|_| ()).expect_err("it is not there");
        assert!(hint("unbalance-sum").contains("unbalanced-sum"));
        assert!(hint("法律服务机关").contains("法律服务机构"));
        assert!(hint("天气预报").contains("nianbao rules"));
        assert!(hint("公开").contains("二、主动公开政府信息情况"));
    }
}
