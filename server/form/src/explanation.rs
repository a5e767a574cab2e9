//! What users are told of a part of the form: a first line that stands alone, points, worked examples, and what
//! all of it rests upon.
//!
//! An explanation that several editions share stands once in `forms/explanations.toml`, and an edition names its
//! id; what is an edition's own stands in the edition's file.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, de};

use super::Form;
use super::citation::{Citation, Grade, cited, in_years};
use super::instrument::instruments;

/// What users are told of a part of the form.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Stands alone wherever there is room for one line.
    pub first: String,
    /// The details, a sentence or two each.
    pub points: Vec<Point>,
    /// Cases of invented organs, and where they are counted; `None` where nobody has thought of any yet.
    pub examples: Option<Vec<Point>>,
    /// How sure the first line is, and every point that does not say otherwise.
    pub grade: Grade,
    /// What it rests upon.
    pub cites: Vec<Citation>,
}

/// A sentence or two, with what they rest upon where that is not what the whole rests upon.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "WrittenPoint")]
pub struct Point {
    pub say: String,
    pub grade: Option<Grade>,
    pub cites: Vec<Citation>,
    /// The first and the last year of reports that it is shown for.
    pub from: Option<i32>,
    pub until: Option<i32>,
}

/// A point as the files write it: often no more than the words.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenPoint {
    Words(String),
    Whole(WholePoint),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholePoint {
    say: String,
    grade: Option<Grade>,
    #[serde(default)]
    cites: Vec<Citation>,
    from: Option<i32>,
    until: Option<i32>,
}

impl From<WrittenPoint> for Point {
    fn from(written: WrittenPoint) -> Self {
        match written {
            WrittenPoint::Words(say) => {
                Self { say, grade: None, cites: Vec::new(), from: None, until: None }
            }
            WrittenPoint::Whole(WholePoint { say, grade, cites, from, until }) => {
                Self { say, grade, cites, from, until }
            }
        }
    }
}

/// An explanation as it is told for a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    pub first: String,
    /// The points, each with what it rests upon: `……【官方答复：国办公开办函〔2016〕201 号】`.
    pub points: Vec<String>,
    pub examples: Vec<String>,
    /// What the first line rests upon: `条例第三十一条；国办公开办函〔2021〕30 号附件【明文规定】`.
    pub basis: String,
}

impl Explanation {
    /// What is told in a report for a year.
    pub fn told(&self, year: i32) -> Told {
        let shown = |points: &[Point]| -> Vec<String> {
            let for_year = points.iter().filter(|point| point.is_for(year));
            for_year.map(|point| point.told(self.grade, year)).collect()
        };
        Told {
            first: self.first.clone(),
            points: shown(&self.points),
            examples: shown(self.examples.as_deref().unwrap_or_default()),
            basis: self.basis(year),
        }
    }

    /// What it rests upon in a report for a year, and how sure that is.
    pub fn basis(&self, year: i32) -> String {
        let cited = cited(self.cites.iter().filter(|citation| citation.is_for(year)));
        let none = if cited.is_empty() { "未见成文规定" } else { "" };
        format!("{cited}{none}【{}】", self.grade.name())
    }

    /// Its first line and how sure that is, for where there is room for no more.
    pub fn brief(&self) -> String {
        let grade = self.grade.name();
        if self.first.contains(grade) {
            self.first.clone()
        } else {
            format!("{}【{grade}】", self.first)
        }
    }

    /// Leaves out what is not for any of an edition's years, and lets [`Citation::FORM`] be the document that
    /// prescribes the edition.
    fn settle(&mut self, document: &str, years: &RangeInclusive<i32>) {
        let for_edition = |from: Option<i32>, until: Option<i32>| {
            from.is_none_or(|from| from <= *years.end())
                && until.is_none_or(|until| *years.start() <= until)
        };
        self.points.retain(|point| for_edition(point.from, point.until));
        if let Some(examples) = &mut self.examples {
            examples.retain(|example| for_edition(example.from, example.until));
        }
        let points = self.points.iter_mut().chain(self.examples.iter_mut().flatten());
        let all = points.map(|point| &mut point.cites).chain([&mut self.cites]);
        for cites in all {
            cites.retain(|citation| for_edition(citation.from, citation.until));
            cites.iter_mut().filter(|citation| citation.of == Citation::FORM).for_each(
                |citation| {
                    document.clone_into(&mut citation.of);
                    citation.own = true;
                },
            );
        }
    }

    /// All that it cites, with its points and examples.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        let points = self.points.iter().chain(self.examples.iter().flatten());
        self.cites.iter().chain(points.flat_map(|point| &point.cites))
    }
}

impl Form {
    /// Every explanation of the edition, with the place that it explains, such as `requests.received`.
    pub fn explanations(&self) -> Vec<(String, &Explanation)> {
        let mut all: Vec<(String, &Explanation)> =
            self.sections.iter().map(|of| (of.id.clone(), &of.explanation)).collect();
        for table in &self.tables {
            all.push((table.id.clone(), &table.explanation));
            for block in &table.blocks {
                let place = |id: &str| format!("{}.{id}", block.id);
                all.push((format!("{}.{}", table.id, block.id), &block.explanation));
                all.extend(block.rows.iter().map(|of| (place(&of.id), &of.explanation)));
                all.extend(block.column_groups.iter().map(|of| (place(&of.id), &of.explanation)));
                all.extend(block.columns.iter().map(|of| (place(&of.id), &of.explanation)));
                all.extend(block.identities.iter().map(|of| (place(&of.id), &of.explanation)));
            }
        }
        all
    }

    /// The id of the instrument that prescribes the edition; its number where the list does not have it.
    pub(super) fn prescribed_by(&self) -> String {
        let document = instruments().iter().find(|of| of.number.as_ref() == Some(&self.document));
        document.map_or_else(|| self.document.clone(), |of| of.id.clone())
    }

    /// Makes what editions share the edition's own; see [`Explanation::settle`].
    pub(super) fn settle_explanations(&mut self) {
        let document = self.prescribed_by();
        let years = self.years();
        let settle = |of: &mut Explanation| of.settle(&document, &years);
        self.sections.iter_mut().for_each(|of| settle(&mut of.explanation));
        for table in &mut self.tables {
            settle(&mut table.explanation);
            for block in &mut table.blocks {
                settle(&mut block.explanation);
                block.rows.iter_mut().for_each(|of| settle(&mut of.explanation));
                block.column_groups.iter_mut().for_each(|of| settle(&mut of.explanation));
                block.columns.iter_mut().for_each(|of| settle(&mut of.explanation));
                block.identities.iter_mut().for_each(|of| settle(&mut of.explanation));
            }
        }
    }
}

impl Point {
    /// Whether it is shown in a report for a year.
    pub fn is_for(&self, year: i32) -> bool {
        in_years(self.from, self.until, year)
    }

    /// Its words, and behind them what they rest upon where that is not what the whole rests upon.
    fn told(&self, whole: Grade, year: i32) -> String {
        let grade = self.grade.filter(|grade| *grade != whole).map(Grade::name);
        let cited = cited(self.cites.iter().filter(|citation| citation.is_for(year)));
        let rests = match (grade, cited.is_empty()) {
            (None, true) => return self.say.clone(),
            (Some(grade), true) => grade.to_owned(),
            (None, false) => cited,
            (Some(grade), false) => format!("{grade}：{cited}"),
        };
        format!("{}【{rests}】", self.say)
    }
}

/// An explanation as the files write it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    id: Option<String>,
    first: String,
    #[serde(default)]
    points: Vec<Point>,
    examples: Option<Vec<Point>>,
    grade: Grade,
    #[serde(default)]
    cites: Vec<Citation>,
}

impl From<Whole> for Explanation {
    fn from(whole: Whole) -> Self {
        let Whole { first, points, examples, grade, cites, .. } = whole;
        Self { first, points, examples, grade, cites }
    }
}

/// The id of a shared explanation, or one of its own.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Shared(String),
    Own(Whole),
}

impl<'de> Deserialize<'de> for Explanation {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Written::deserialize(from)? {
            Written::Own(whole) => Ok(whole.into()),
            Written::Shared(id) => {
                let known = SHARED.iter().find(|(known, _)| *known == id);
                let explanation = known.map(|(_, explanation)| explanation.clone());
                explanation.ok_or_else(|| de::Error::custom(format!("no explanation `{id}`")))
            }
        }
    }
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    explanations: Vec<Whole>,
}

static SHARED: LazyLock<Vec<(String, Explanation)>> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Vec<(String, Explanation)> {
    let file: File = toml::from_str(include_str!("../../forms/explanations.toml"))
        .expect("the explanations cannot be read");
    let shared = file.explanations.into_iter();
    shared.map(|mut whole| (whole.id.take().unwrap_or_default(), whole.into())).collect()
}

/// The explanations that editions share, by their ids.
pub fn shared_explanations() -> impl Iterator<Item = (&'static str, &'static Explanation)> {
    SHARED.iter().map(|(id, explanation)| (id.as_str(), explanation))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explanation(text: &str) -> Explanation {
        toml::from_str::<Whole>(text).expect("an explanation").into()
    }

    #[test]
    fn what_a_year_is_told() {
        let of = explanation(
            "first = '甲。'\n\
             points = ['乙。', { say = '丙。', grade = 'reply', cites = [{ of = 'reply-2016-201' }] },\n\
             { say = '丁。', from = 2024 }, { say = '戊。', until = 2023, grade = 'law' }]\n\
             examples = [{ say = '己。', grade = 'practice' }]\n\
             grade = 'law'\n\
             cites = [{ of = 'regulation', article = 31 }, { of = 'disclosure-cases', article = 1, from = 2025 }]",
        );
        let told = of.told(2023);
        assert_eq!(told.first, "甲。");
        assert_eq!(told.points, ["乙。", "丙。【官方答复：国办公开办函〔2016〕201 号】", "戊。"]);
        assert_eq!(told.examples, ["己。【通行理解】"]);
        assert_eq!(told.basis, "条例第三十一条【明文规定】");
        let told = of.told(2025);
        assert_eq!(told.points.last().map(String::as_str), Some("丁。"));
        assert_eq!(
            told.basis,
            "条例第三十一条；法释〔2025〕8 号第一条（2025 年 6 月 1 日起施行）【明文规定】"
        );
    }

    #[test]
    fn without_a_source_that_is_told() {
        let of = explanation("first = '甲。'\ngrade = 'practice'");
        assert_eq!(of.told(2023).basis, "未见成文规定【通行理解】");
    }

    #[test]
    fn an_edition_names_a_shared_one_or_writes_its_own() {
        #[derive(Deserialize)]
        struct Row {
            explanation: Explanation,
        }
        let own: Row = toml::from_str("explanation = { first = '甲。', grade = 'printed' }")
            .expect("it is one");
        assert_eq!(own.explanation.first, "甲。");
        let unknown = toml::from_str::<Row>("explanation = 'nothing'").map(|_| ());
        assert!(unknown.is_err_and(|error| error.to_string().contains("no explanation `nothing`")));
        assert!(shared_explanations().all(|(id, _)| !id.is_empty()));
    }
}
