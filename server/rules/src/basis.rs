//! What a rule rests upon: citations of `forms/instruments.toml`, and how sure that is.

use form::{Citation, Grade, cited};

/// What a rule rests upon.
#[derive(Debug)]
pub struct Basis {
    /// How sure it is that reports have to be so.
    pub grade: Grade,
    pub cites: &'static [Source],
    /// What has to be known besides; empty if nothing.
    pub note: &'static str,
}

/// A citation as a rule writes it.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    of: &'static str,
    article: Option<u32>,
    paragraph: Option<u32>,
    items: &'static [u32],
    part: Option<&'static str>,
    from: Option<i32>,
    until: Option<i32>,
}

impl Source {
    /// An instrument as a whole, by its id.
    pub(crate) const fn of(instrument: &'static str) -> Self {
        let (article, paragraph, part) = (None, None, None);
        Self { of: instrument, article, paragraph, items: &[], part, from: None, until: None }
    }

    /// A part of it that has a name.
    pub(crate) const fn part(self, part: &'static str) -> Self {
        Self { part: Some(part), ..self }
    }

    /// An article of it.
    pub(crate) const fn article(self, article: u32) -> Self {
        Self { article: Some(article), ..self }
    }

    /// A paragraph (款) of the article.
    pub(crate) const fn paragraph(self, paragraph: u32) -> Self {
        Self { paragraph: Some(paragraph), ..self }
    }

    /// Items (项) of the paragraph, or of an article that has only one.
    pub(crate) const fn items(self, items: &'static [u32]) -> Self {
        Self { items, ..self }
    }

    /// The first year of reports that it is for.
    pub(crate) const fn from(self, year: i32) -> Self {
        Self { from: Some(year), ..self }
    }

    /// The last year of reports that it is for.
    pub(crate) const fn until(self, year: i32) -> Self {
        Self { until: Some(year), ..self }
    }

    /// The citation.
    pub fn citation(&self) -> Citation {
        Citation {
            of: self.of.to_owned(),
            article: self.article,
            paragraph: self.paragraph,
            items: self.items.to_vec(),
            part: self.part.map(str::to_owned),
            from: self.from,
            until: self.until,
            ..Citation::default()
        }
    }
}

impl Basis {
    /// Its citations.
    pub fn citations(&self) -> Vec<Citation> {
        self.cites.iter().map(Source::citation).collect()
    }

    /// What users read: `条例第四十九条。……【明文规定】`. A page on a rule is for all years.
    pub fn told(&self) -> String {
        let cited = cited(&self.citations());
        let stop = if cited.is_empty() { "" } else { "。" };
        format!("{cited}{stop}{}【{}】", self.note, self.grade.name())
    }
}

#[cfg(test)]
mod tests {
    use crate::ALL;

    #[test]
    fn every_citation_of_a_rule_is_one_of_what_exists() {
        for rule in ALL {
            let basis = &rule.doc.basis;
            let faults: Vec<String> =
                basis.citations().iter().filter_map(|citation| citation.resolve().err()).collect();
            assert!(faults.is_empty(), "{}: {faults:?}", rule.name);
            let says_something = !basis.cites.is_empty() || !basis.note.is_empty();
            assert!(says_something, "{}: it rests upon nothing", rule.name);
            assert!(basis.note.is_empty() || basis.note.ends_with('。'), "{}", rule.name);
        }
    }
}
