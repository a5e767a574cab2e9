//! Text with places to fill, as a snippet of the protocol's syntax and as plain text.

/// Text with places to fill.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A place to fill, and what stands there until then. Places of one name are filled together.
    Stop {
        name: Option<String>,
        default: String,
    },
}

impl Template {
    pub(super) fn of_text(text: &str) -> Self {
        let mut template = Self::default();
        template.text(text);
        template
    }

    pub(super) fn text(&mut self, text: &str) {
        self.pieces.push(Piece::Text(text.to_owned()));
    }

    pub(super) fn stop(&mut self, default: &str) {
        self.pieces.push(Piece::Stop { name: None, default: default.to_owned() });
    }

    /// A place that is filled together with all others of this name.
    pub(super) fn named_stop(&mut self, name: &str, default: &str) {
        self.pieces.push(Piece::Stop { name: Some(name.to_owned()), default: default.to_owned() });
    }

    pub(super) fn followed_by(mut self, other: Self) -> Self {
        self.append(other);
        self
    }

    pub(super) fn append(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
    }

    /// How many places there are to fill.
    pub(super) fn stops(&self) -> usize {
        self.pieces.iter().filter(|piece| matches!(piece, Piece::Stop { .. })).count()
    }

    /// The text with what stands in the places until they are filled.
    pub(super) fn plain(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) | Piece::Stop { default: text, .. } => text.clone(),
        };
        self.pieces.iter().map(piece).collect()
    }

    /// The text as a snippet; the last stop is behind it.
    pub(super) fn snippet(&self) -> String {
        let mut snippet = String::new();
        let mut stops: Vec<Option<&str>> = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => snippet.push_str(&escaped(text)),
                Piece::Stop { name, default } => {
                    let named = |stop: &Option<&str>| name.is_some() && *stop == name.as_deref();
                    let number = match stops.iter().position(named) {
                        Some(known) => known + 1,
                        None => {
                            stops.push(name.as_deref());
                            stops.len()
                        }
                    };
                    snippet.push_str(&format!("${{{number}:{}}}", escaped(default)));
                }
            }
        }
        snippet + "$0"
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_and_its_plain_text() {
        let mut template = Template::of_text("$甲\\");
        template.named_stop("year", "××××");
        template.text("年");
        template.stop("}0");
        template.named_stop("year", "××××");
        assert_eq!(template.stops(), 3);
        assert_eq!(template.plain(), "$甲\\××××年}0××××");
        assert_eq!(template.snippet(), "\\$甲\\\\${1:××××}年${2:\\}0}${1:××××}$0");
        assert_eq!(Template::of_text("甲").snippet(), "甲$0");
    }
}
