//! The gist of the regulation's articles (条例), in our own words.

use std::sync::LazyLock;

use serde::Deserialize;

use super::citation::{Citation, Grade};
use super::explanation::{Explanation, Point, Told};
use super::instrument::instrument;

/// 中华人民共和国政府信息公开条例.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulation {
    /// Id of the instrument that it is.
    pub instrument: String,
    /// Its title, how citations name it, and its number and day; taken from the instrument.
    #[serde(skip)]
    pub name: String,
    #[serde(skip)]
    pub short: String,
    #[serde(skip)]
    pub document: String,
    /// In order, without gaps.
    pub articles: Vec<Article>,
}

/// One article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    pub number: u32,
    /// How many items (项) each of its paragraphs (款) has.
    pub paragraphs: Vec<u32>,
    pub topic: String,
    pub chapter: String,
    first: String,
    #[serde(default)]
    points: Vec<Point>,
    /// Its gist; put together from the above.
    #[serde(skip)]
    pub gist: Option<Explanation>,
}

impl Article {
    /// Its gist, as it is told for a year.
    pub fn told(&self, year: i32) -> Told {
        self.gist.as_ref().map(|gist| gist.told(year)).unwrap_or_default()
    }

    /// Puts its gist together: what does not say otherwise is what the article itself says.
    fn settle(&mut self, instrument: &str) {
        let itself = Citation { article: Some(self.number), ..Citation::of(instrument) };
        self.gist = Some(Explanation {
            first: std::mem::take(&mut self.first),
            points: std::mem::take(&mut self.points),
            examples: None,
            grade: Grade::Law,
            cites: vec![itself],
        });
    }
}

impl Regulation {
    /// The article with this number; none if the regulation has no such article.
    pub fn article(&self, number: u32) -> Option<&Article> {
        self.articles.iter().find(|article| article.number == number)
    }
}

static REGULATION: LazyLock<Regulation> = LazyLock::new(read);

#[allow(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
fn read() -> Regulation {
    let mut regulation: Regulation = toml::from_str(include_str!("../../forms/regulation.toml"))
        .expect("the regulation cannot be read");
    let of = instrument(&regulation.instrument).expect("the regulation is no instrument");
    regulation.name.clone_from(&of.title);
    of.cited_as().clone_into(&mut regulation.short);
    regulation.document = of.document();
    let Regulation { instrument, articles, .. } = &mut regulation;
    articles.iter_mut().for_each(|article| article.settle(instrument));
    regulation
}

/// The regulation in force.
pub fn regulation() -> &'static Regulation {
    &REGULATION
}
