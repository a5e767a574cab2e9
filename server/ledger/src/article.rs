//! Articles as ledgers cite them: 第三十六条第（五）项, 36条5项, 第39条第一款.

use form::{halfwidth, is_blank};

use crate::numeral::{is_numeral, numeral};

/// An article, and the last paragraph or item that is named.
pub(crate) type Article = (u32, Option<u32>);

/// The articles that a text cites, and what else it says.
pub(crate) fn articles(text: &str) -> (Vec<Article>, String) {
    let text: Vec<char> = text.chars().filter(|c| !is_blank(*c)).map(halfwidth).collect();
    let (mut found, mut rest) = (Vec::new(), String::new());
    let mut at = 0;
    while let Some(c) = text.get(at) {
        match article(text.get(at..).unwrap_or_default()) {
            Some((article, length)) => {
                found.push(article);
                at += length;
            }
            None => {
                rest.push(*c);
                at += 1;
            }
        }
    }
    (found, rest)
}

/// The article that some characters begin with, and how many they are.
fn article(text: &[char]) -> Option<(Article, usize)> {
    let (number, mut at) = part(text, "条").or_else(|| bare(text))?;
    let mut detail = None;
    if let Some((number, length)) = bracketed(text.get(at..).unwrap_or_default()) {
        detail = Some(number);
        at += length;
    }
    for unit in ["款", "项"] {
        if let Some((number, length)) = part(text.get(at..).unwrap_or_default(), unit) {
            detail = Some(number);
            at += length;
        }
    }
    Some(((number, detail), at))
}

/// `36(五)`: an article of two figures or more, right before an item in brackets.
fn bare(text: &[char]) -> Option<(u32, usize)> {
    let digits: String = text.iter().take_while(|c| is_numeral(**c)).collect();
    let length = digits.chars().count();
    bracketed(text.get(length..)?)?;
    numeral(&digits).filter(|number| *number >= 10).map(|number| (number, length))
}

/// `(五)`, without anything behind it that says what it is.
fn bracketed(text: &[char]) -> Option<(u32, usize)> {
    let inner = text.strip_prefix(&['('])?;
    let digits: String = inner.iter().take_while(|c| is_numeral(**c)).collect();
    let length = digits.chars().count();
    let closes = inner.get(length) == Some(&')');
    let is_named = matches!(inner.get(length + 1), Some('款' | '项'));
    (closes && !is_named).then(|| numeral(&digits).map(|number| (number, length + 2)))?
}

/// `第（五）项`, `5项`: the number and how many characters it takes.
fn part(text: &[char], unit: &str) -> Option<(u32, usize)> {
    let mut at = 0;
    let skip = |at: usize, mark: char| usize::from(text.get(at) == Some(&mark));
    at += skip(at, '第');
    at += skip(at, '(');
    let digits: String = text.get(at..)?.iter().take_while(|c| is_numeral(**c)).collect();
    at += digits.chars().count();
    at += skip(at, ')');
    let ends = text.get(at).is_some_and(|c| unit.starts_with(*c));
    ends.then(|| numeral(&digits).map(|number| (number, at + 1)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_read_however_they_are_cited() {
        for text in
            ["第三十六条第（五）项", "36条第五项", "第36条第(5)项", "第三十六条第五项", "36条5项"]
        {
            assert_eq!(articles(text), (vec![(36, Some(5))], String::new()), "{text}");
        }
        assert_eq!(articles("第三十九条第一款").0, [(39, Some(1))]);
        assert_eq!(articles("第十六条第二款、第三十七条").0, [(16, Some(2)), (37, None)]);
        assert_eq!(articles("依据第十四条不予公开"), (vec![(14, None)], "依据不予公开".to_owned()));
        for text in ["36（五）", "36条（5）", "第三十六条（五）"] {
            assert_eq!(articles(text), (vec![(36, Some(5))], String::new()), "{text}");
        }
        assert_eq!(articles("共3项内容").0, []);
        assert_eq!(articles("材料（3）").0, []);
    }
}
