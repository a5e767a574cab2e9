//! Whether what a citation refers to exists: the instrument, and the article, paragraph, items or part of it.

use super::citation::Citation;
use super::instrument::Reading;
use super::regulation::regulation;

impl Citation {
    /// Whether what it refers to exists; if not, what is missing.
    pub fn resolve(&self) -> Result<(), String> {
        let Some(of) = self.instrument() else {
            return if self.own { Ok(()) } else { Err(format!("no instrument `{}`", self.of)) };
        };
        if of.read == Reading::Awaited {
            return Err(format!("`{}` is not to be cited before its text was read", self.of));
        }
        if let Some(part) = &self.part
            && !of.parts.contains(part)
        {
            return Err(format!("`{}` has no part `{part}`", self.of));
        }
        let Some(article) = self.article else {
            let detail = self.to.is_some() || self.paragraph.is_some() || !self.items.is_empty();
            return if detail { Err("a paragraph of no article".to_owned()) } else { Ok(()) };
        };
        let last = self.to.unwrap_or(article);
        if article == 0 || last < article || last > of.articles {
            return Err(format!("`{}` has {} articles, not {last}", self.of, of.articles));
        }
        if self.of == regulation().instrument { self.resolve_within(article) } else { Ok(()) }
    }

    /// Whether the regulation's article has such a paragraph and such items.
    fn resolve_within(&self, article: u32) -> Result<(), String> {
        let paragraphs = regulation().article(article).map_or(&[][..], |of| &of.paragraphs);
        let at = usize::try_from(self.paragraph.unwrap_or(1)).unwrap_or(0);
        if self.paragraph.is_none() && !self.items.is_empty() && paragraphs.len() > 1 {
            // 第二十条 has one paragraph; of 第五十条 one must say which is meant.
            return Err(format!("article {article} has several paragraphs"));
        }
        let Some(items) = at.checked_sub(1).and_then(|at| paragraphs.get(at)) else {
            return Err(format!("article {article} has no paragraph {at}"));
        };
        match self.items.iter().find(|item| **item == 0 || *item > items) {
            Some(item) => Err(format!("paragraph {at} of article {article} has no item {item}")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citation(text: &str) -> Citation {
        toml::from_str(text).expect("a citation")
    }

    #[test]
    fn what_is_not_there_is_told() {
        let fault = |text| citation(text).resolve().expect_err("it is not there");
        assert!(fault("of = 'nothing'").contains("no instrument `nothing`"));
        assert!(fault("of = 'regulation'\narticle = 57").contains("56 articles"));
        assert!(fault("of = 'regulation'\narticle = 16\nparagraph = 3").contains("no paragraph 3"));
        assert!(fault("of = 'regulation'\narticle = 36\nitems = [8]").contains("no item 8"));
        assert!(
            fault("of = 'regulation'\narticle = 50\nitems = [4]").contains("several paragraphs")
        );
        assert!(fault("of = 'form-2021'\npart = '附录'").contains("no part"));
        assert!(fault("of = 'reconsideration-rules-2026'").contains("not to be cited"));
        assert!(fault("of = 'regulation'\nparagraph = 1").contains("no article"));
    }
}
