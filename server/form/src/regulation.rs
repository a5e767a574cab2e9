//! The gist of the regulation's articles (条例), in our own words.

use std::sync::LazyLock;

use serde::Deserialize;

/// 中华人民共和国政府信息公开条例.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulation {
    pub name: String,
    pub short: String,
    pub document: String,
    /// In order, without gaps.
    pub articles: Vec<Article>,
}

/// One article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    pub number: u32,
    pub topic: String,
    pub gist: String,
    pub chapter: String,
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
    toml::from_str(include_str!("../../forms/regulation.toml"))
        .expect("the regulation cannot be read")
}

/// The regulation in force.
pub fn regulation() -> &'static Regulation {
    &REGULATION
}
