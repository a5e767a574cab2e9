//! What each part of a report is to speak of, and whether a text does. The words stand in
//! `forms/contents.toml`.
//!
//! Generous: what may speak of something does.

use std::sync::LazyLock;

use form::unspaced;
use serde::Deserialize;

use super::word_set::WordSet;

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    pub advice: Advice,
    pub basis: Basis,
    /// The five aspects of 总体情况.
    pub aspects: Vec<Aspect>,
    /// What governments report besides.
    pub results: Vec<Outcome>,
    pub improvement: Improvement,
    pub listing: Listing,
    pub others: Vec<OtherReport>,
    pub fee: Fee,
    pub money: Money,
    pub publication: Publication,
}

/// What an author is told who left something out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// `{section}` is the title of the section that is to speak of the aspects.
    pub aspects: String,
    pub results: String,
}

/// 编制依据.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    pub article: WordSet,
    /// What names the instruments that a report rests upon.
    pub instruments: WordSet,
    /// What tells that such an instrument is named as the basis.
    pub purpose: WordSet,
    /// What can be written; `{regulation}` is the regulation's name.
    pub sentence: String,
}

/// A sentence that only says what a report consists of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    pub words: WordSet,
    /// What names of aspects are joined by.
    pub joints: Vec<String>,
}

/// A report that is not this form's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherReport {
    /// What it is, and why it is not checked.
    pub told: String,
    /// What its title says.
    #[serde(default)]
    pub titles: Vec<String>,
    /// How the organ's name begins or ends.
    #[serde(default)]
    pub beginnings: Vec<String>,
    #[serde(default)]
    pub endings: Vec<String>,
    /// What the words before its first section name.
    #[serde(default)]
    pub bases: Vec<String>,
    /// What its first line says where it has no title of this form.
    #[serde(default)]
    pub documents: Vec<String>,
}

/// One of the five aspects.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aspect {
    pub name: String,
    /// What its heading says.
    pub headings: WordSet,
    /// What a text says that speaks of it.
    pub signs: WordSet,
    /// What must be said where all the other aspects have a heading, and this one has none.
    pub strong: WordSet,
}

/// 工作考核, 社会评议 or 责任追究.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    pub name: String,
    pub signs: WordSet,
}

/// 存在的主要问题及改进情况.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Improvement {
    /// All that there is, where nothing was written.
    nothing: Vec<String>,
    /// What tells of an improvement whatever stands beside it.
    certain: WordSet,
    /// What tells of one in a clause that tells of no problem, behind one that does.
    measure: WordSet,
    problem: WordSet,
    /// Words that have a `problem` in them by chance.
    harmless: Vec<String>,
}

/// 信息处理费.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    pub signs: WordSet,
    /// What names the fee itself.
    pub name: WordSet,
    /// What names the notices.
    pub notices: WordSet,
}

/// Sums of money.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    pub unit: String,
    /// What a sentence says that speaks of fees.
    pub about: WordSet,
}

/// The day of publication.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    pub(super) labels: WordSet,
}

/// What a text says of problems and improvements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// There is nothing, or so it says.
    Nothing,
    /// Problems, and nothing else.
    Problems,
    /// An improvement, or what cannot be told.
    More,
}

static CONTENTS: LazyLock<Contents> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Contents {
    toml::from_str(include_str!("../../forms/contents.toml")).expect("the contents cannot be read")
}

/// The words.
pub fn contents() -> &'static Contents {
    &CONTENTS
}

/// Marks that end a clause. 、 is none: what it joins is of one kind.
const CLAUSE_ENDS: [char; 14] =
    ['，', ',', '。', '；', ';', '：', ':', '！', '？', '｡', '.', '\n', '\r', '\t'];

impl Improvement {
    /// Whether a text without blanks says only that there is nothing.
    fn is_nothing(&self, text: &str) -> bool {
        let words = text.trim_matches(|c: char| !c.is_alphanumeric());
        self.nothing.iter().any(|nothing| nothing == words)
    }

    /// What a text says. `titles` are headings that name problems and improvements, and tell of
    /// neither.
    pub fn says<'t>(&self, text: &str, titles: impl Iterator<Item = &'t str> + Clone) -> Says {
        let mut text = unspaced(text);
        let in_title = |at: usize, word: &str| {
            titles.clone().any(|title| is_in_mention(title, word, &text, at))
        };
        // Nearly every report says so at once.
        if self.certain.hits(&text).any(|(at, word)| !in_title(at, word)) {
            return Says::More;
        }
        for title in titles {
            text = text.replace(title, "");
        }
        if self.is_nothing(&text) {
            return Says::Nothing;
        }
        for harmless in &self.harmless {
            text = text.replace(harmless.as_str(), "");
        }
        let mut clauses = text.split(CLAUSE_ENDS);
        let is_problem = |clause: &str| self.problem.is_in(clause);
        if !clauses.by_ref().any(is_problem) {
            return Says::More;
        }
        match clauses.any(|clause| !is_problem(clause) && self.measure.is_in(clause)) {
            true => Says::More,
            false => Says::Problems,
        }
    }
}

/// Whether a word of a text, at a place, is part of a title that is mentioned there.
fn is_in_mention(title: &str, word: &str, text: &str, at: usize) -> bool {
    let starts = title.match_indices(word).filter_map(|(before, _)| at.checked_sub(before));
    let mut mentioned = starts.filter_map(|start| text.get(start..));
    mentioned.any(|rest| rest.starts_with(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Says {
        contents().improvement.says(text, ["存在的主要问题及改进情况"].into_iter())
    }

    /// As such sections are written, in words of our own.
    #[test]
    fn problems_without_improvements() {
        for text in [
            "存在的主要问题：一是农村供水信息的更新不够及时；二是承办人员多为兼职，业务能力有待提升。",
            "存在的主要问题及改进情况如下：公开的主动性有待加强，解读形式比较单一。",
            "存在的主要问题及改进情况如下：公开不及时。存在的主要问题及改进情况就是这样。",
            "存在的主要\u{3000}问题及改进情况：公开的主动性有待加强。",
            "随着信息公开的不断深入推进，群众的需求日益增长，我局的公开质量与群众的期待还有差距。",
            "一是公开的深度还不够，群众关心的事项公开不及时。二是平台建设仍需进一步完善、提升。",
            "工作机制还没有健全，个别科室的重视程度不高。",
        ] {
            assert_eq!(says(text), Says::Problems, "{text}");
        }
    }

    #[test]
    fn improvements_of_every_kind() {
        for text in [
            "公开不够及时。改进措施：把时限写进流程。",
            "栏目更新不及时。下一步，将解决更新不及时的问题。",
            "一是公开方面。对条例的学习需要进一步加强，提升法律意识。二是内容与期待有差距，需要拓宽。持续扩大公众参与，更好地服务群众。",
            "答复文书说理不足。组织案卷评查，编写范本。",
            "检索方式较少。2024年，我局将增加按地名检索的功能。",
            "公示形式单一。在乡镇和林场设立公示栏，方便林农查看。",
            "我局不断加强培训。",
            "公开时效性有待提高。我局会学习先进单位的做法，不断改善。",
            "业务不精的情况时有发生，通过以老带新解决了这一问题。",
            "新媒体运用不足。针对上述情况，采取了以下做法：一是专题学习，二是结对帮扶。",
        ] {
            assert_eq!(says(text), Says::More, "{text}");
        }
    }

    #[test]
    fn nothing_at_all() {
        for text in ["无", "　　无。", "暂无。", "不存在问题。", "存在的主要问题及改进情况：无"]
        {
            assert_eq!(says(text), Says::Nothing, "{text}");
        }
        assert_eq!(says("详见附件。"), Says::More);
    }
}
