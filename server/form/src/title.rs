//! How a report's title is told from what surrounds it on a web page. The words stand in
//! `forms/title.toml`.
//!
//! All texts that are asked about are without blanks.

use std::sync::LazyLock;

use serde::Deserialize;

use super::label::halfwidth;

/// The words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleWords {
    subjects: Vec<String>,
    ends: Vec<String>,
    about: String,
    yearly: String,
    tails: Vec<String>,
    separators: Vec<String>,
    chrome: Chrome,
    organs: Names,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chrome {
    beginnings: Vec<String>,
    marks: Vec<String>,
    columns: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    endings: Vec<String>,
    others: Vec<String>,
    areas: String,
    governments: Vec<String>,
    lower_areas: String,
}

static WORDS: LazyLock<TitleWords> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> TitleWords {
    toml::from_str(include_str!("../../forms/title.toml")).expect("the title's words")
}

/// The words by which a title is found.
pub fn title_words() -> &'static TitleWords {
    &WORDS
}

impl TitleWords {
    /// Whether a line speaks of what a title speaks of.
    pub fn has_subject(&self, line: &str) -> bool {
        self.subject_at(line).is_some()
    }

    /// Where a line says it.
    pub fn subject_at(&self, line: &str) -> Option<usize> {
        self.subjects.iter().filter_map(|word| line.find(word.as_str())).min()
    }

    /// Whether a line belongs to the web page: navigation, metadata, buttons, a day.
    pub fn is_chrome(&self, line: &str) -> bool {
        let chrome = &self.chrome;
        chrome.beginnings.iter().any(|word| line.starts_with(word.as_str()))
            || chrome.marks.iter().any(|mark| line.contains(mark.as_str()))
            || is_day(line)
    }

    /// Whether a line is the name of a column of a web site.
    pub fn is_column(&self, line: &str) -> bool {
        self.chrome.columns.iter().any(|column| column == line)
    }

    /// The part of a line that is a title, or ends one: what stands before it and behind it on the page
    /// is left out. `None` if the line ends no title.
    pub fn title_in<'l>(&self, line: &'l str) -> Option<&'l str> {
        let end = self.ends.iter().filter_map(|end| Some(line.rfind(end.as_str())? + end.len()));
        let end = end.max()?;
        let (title, tail) = line.split_at_checked(end)?;
        if is_year_in_brackets(tail) {
            return Some(self.behind_separators(line));
        }
        let begins = |tail: &str| self.tails.iter().any(|word| tail.starts_with(word.as_str()));
        let undated = tail.trim_start_matches(is_of_day);
        let is_tail = undated.trim_matches(is_mark).is_empty() || begins(tail) || begins(undated);
        let sentence = |text: &str| text.contains(['。', '，', '；', '！', '？']);
        if !is_tail || sentence(line) {
            return None;
        }
        Some(self.behind_separators(title))
    }

    /// What stands behind the last mark that ends a path, or the label of metadata.
    fn behind_separators<'l>(&self, title: &'l str) -> &'l str {
        if !self.is_chrome(title) {
            return title;
        }
        let ends =
            self.separators.iter().filter_map(|it| Some(title.rfind(it.as_str())? + it.len()));
        let behind = ends.max().and_then(|end| title.get(end..)).unwrap_or(title);
        if self.has_subject(behind) { behind } else { title }
    }

    /// Whether a line of its own names an organ.
    pub fn is_organ(&self, line: &str) -> bool {
        let name = without_note(line);
        let ends = |ends: &[String]| ends.iter().any(|end| name.ends_with(end.as_str()));
        name.chars().count() > 1 && ends(&self.organs.endings) && !ends(&self.organs.others)
    }

    /// Whether a line of its own names a province, city or county.
    pub fn is_area(&self, line: &str) -> bool {
        self.ends_in_area(line) && (2..=8).contains(&line.chars().count())
    }

    /// Whether an organ's name begins with the area that it is of.
    pub fn names_area(&self, organ: &str) -> bool {
        let places = organ.char_indices().skip(2).take(6);
        places.into_iter().any(|(_, c)| self.organs.areas.contains(c))
    }

    /// A government's name without the word for one: of 青禾区人民政府, 青禾区. Other names as they are.
    pub fn without_government<'n>(&self, name: &'n str) -> &'n str {
        let organs = &self.organs;
        let is_area =
            |it: &&str| self.ends_in_area(it) || it.ends_with(|c| organs.lower_areas.contains(c));
        let area = organs.governments.iter().find_map(|word| name.strip_suffix(word.as_str()));
        area.filter(is_area).unwrap_or(name)
    }

    /// A text without what may stand about an organ's name in a title.
    pub fn without_about<'t>(&self, text: &'t str) -> &'t str {
        text.trim_start_matches(self.about.as_str()).trim_end_matches(self.about.as_str())
    }

    /// A title's end without the word that may belong to the year before it.
    pub fn without_yearly<'t>(&self, end: &'t str) -> &'t str {
        end.trim_start_matches(self.yearly.as_str())
    }

    /// Whether a text ends like the name of an area.
    pub fn ends_in_area(&self, text: &str) -> bool {
        text.ends_with(|c| self.organs.areas.contains(c))
    }
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// A name without a note in brackets at its end.
fn without_note(line: &str) -> &str {
    let closed = line.strip_suffix(['）', ')']);
    let open = closed.and_then(|inner| inner.rfind(['（', '(']));
    open.and_then(|open| line.get(..open)).unwrap_or(line)
}

/// Whether a text is a day, a time, or a figure, and nothing else. A year alone is none.
fn is_day(text: &str) -> bool {
    let mut digits = text.chars().map(halfwidth).filter(char::is_ascii_digit);
    let is_year = text.ends_with('年') || text.ends_with("年）") || text.ends_with("年)");
    !is_year && digits.next().is_some() && text.chars().all(is_of_day)
}

fn is_of_day(c: char) -> bool {
    halfwidth(c).is_ascii_digit() || "年月日时分秒-/.:：星期一二三四五六（）()".contains(c)
}

/// （2024年） or （2024年度）.
fn is_year_in_brackets(text: &str) -> bool {
    let inner = text.strip_prefix(['（', '(']).and_then(|it| it.strip_suffix(['）', ')']));
    let year = inner.and_then(|it| it.trim_end_matches('度').strip_suffix('年'));
    year.is_some_and(|it| it.chars().count() == 4 && it.chars().all(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_surrounds_a_title() {
        let words = title_words();
        for line in [
            "当前位置：首页>年报",
            "发布时间：2025-01-20",
            "2025年1月20日",
            "字号：大中小",
            "首页»年报",
        ] {
            assert!(words.is_chrome(line), "{line}");
        }
        for line in ["云岭县档案局", "2024年", "2024年度", "云岭县档案局2024年"] {
            assert!(!words.is_chrome(line), "{line}");
        }
        assert!(words.is_column("政务公开") && !words.is_column("云岭县档案局政务公开"));
    }

    #[test]
    fn the_title_of_a_line() {
        fn found(line: &str) -> Option<&str> {
            title_words().title_in(line)
        }
        let title = "云岭县档案局2024年政府信息公开工作年度报告";
        for (before, behind) in [
            ("", ""),
            ("首页>年报>", ""),
            ("名称：", ""),
            ("", "-云岭县人民政府"),
            ("", "（全文）"),
            ("", "2025-01-20"),
            ("", "》"),
        ] {
            let line = format!("{before}{title}{behind}");
            assert_eq!(found(&line), Some(title), "{line}");
        }
        let dated = format!("{title}（2024年度）");
        assert_eq!(found(&dated), Some(dated.as_str()));
        assert_eq!(found("年度报告"), Some("年度报告"));
        assert_eq!(found("现将年度报告公布如下"), None);
        assert_eq!(found("根据条例，编制本年度报告"), None);
        assert_eq!(found("云岭县档案局"), None);
    }

    #[test]
    fn names_of_organs_and_areas() {
        let words = title_words();
        for name in ["云岭县档案局", "云岭县档案局（县史志办）", "云岭县", "云岭县人民医院"]
        {
            assert!(words.is_organ(name), "{name}");
        }
        for other in ["政务公开", "云岭县政府网站", "局", "无障碍阅读"] {
            assert!(!words.is_organ(other), "{other}");
        }
        assert!(words.is_area("云岭县") && !words.is_area("云岭县档案局"));
        assert!(words.names_area("云岭县档案局") && !words.names_area("市场监督管理局"));
        for (name, plain) in [
            ("青禾区人民政府", "青禾区"),
            ("白石镇政府", "白石镇"),
            ("政府", "政府"),
            ("机关事务服务中心", "机关事务服务中心"),
        ] {
            assert_eq!(words.without_government(name), plain);
        }
    }
}
