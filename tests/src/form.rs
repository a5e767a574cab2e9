//! The official form as this crate knows it: parsed from the hand-made transcription, never from `server/forms`.

/// The transcription itself.
const OFFICIAL: &str = include_str!("../fixtures/official.tsv");

/// One line of the transcription.
pub struct Entry {
    pub edition: &'static str,
    pub part: &'static str,
    pub kind: &'static str,
    pub id: &'static str,
    pub label: &'static str,
}

/// A row, a column or a section: its id and its label, one word for each level of a spanned label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    pub path: Vec<String>,
}

impl Named {
    pub fn leaf(&self) -> &str {
        self.path.last().unwrap()
    }
}

/// One table, or one of the blocks of 表二 (`disclosure.rulemaking` …).
#[derive(Clone, Debug)]
pub struct TableForm {
    pub part: String,
    pub title: String,
    pub columns: Vec<Named>,
    pub rows: Vec<Named>,
}

/// The form of one edition.
#[derive(Clone, Debug)]
pub struct Form {
    pub edition: &'static str,
    pub sections: Vec<Named>,
    /// The words in the upper left corner of 表三.
    pub note: String,
    pub disclosure: Vec<TableForm>,
    pub requests: TableForm,
    pub challenges: TableForm,
}

/// All lines of the transcription, in order.
pub fn entries() -> impl Iterator<Item = Entry> {
    OFFICIAL.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [edition, part, kind, id, label] = fields[..] else {
            panic!("five fields expected: {line}")
        };
        Entry { edition, part, kind, id, label }
    })
}

impl Form {
    /// The form that a report for `year` must use.
    pub fn of_year(year: i32) -> Self {
        Self::of_edition(if year <= 2020 { "2019" } else { "2021" })
    }

    pub fn of_edition(edition: &'static str) -> Self {
        let mut blocks: Vec<&str> = Vec::new();
        for entry in entries().filter(|e| e.edition == edition && e.part.starts_with("disclosure."))
        {
            if !blocks.contains(&entry.part) {
                blocks.push(entry.part);
            }
        }
        Self {
            edition,
            sections: named(edition, "sections", "section"),
            note: named(edition, "requests", "note")[0].leaf().to_owned(),
            disclosure: blocks.iter().map(|part| table(edition, part)).collect(),
            requests: table(edition, "requests"),
            challenges: table(edition, "challenges"),
        }
    }

    pub fn section(&self, id: &str) -> &str {
        self.sections.iter().find(|s| s.id == id).unwrap().leaf()
    }
}

fn named(edition: &str, part: &str, kind: &str) -> Vec<Named> {
    entries()
        .filter(|e| e.edition == edition && e.part == part && e.kind == kind)
        .map(|e| Named {
            id: e.id.to_owned(),
            path: e.label.split('>').map(str::to_owned).collect(),
        })
        .collect()
}

fn table(edition: &str, part: &str) -> TableForm {
    TableForm {
        part: part.to_owned(),
        title: named(edition, part, "title")[0].leaf().to_owned(),
        columns: named(edition, part, "column"),
        rows: named(edition, part, "row"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transcription_has_as_many_cells_as_the_official_form() {
        let new = Form::of_edition("2021");
        let cells: usize = new.disclosure.iter().map(|t| t.rows.len() * t.columns.len()).sum();
        assert_eq!((cells, new.requests.rows.len(), new.requests.columns.len()), (10, 25, 7));
        let old = Form::of_edition("2019");
        assert_eq!((old.disclosure.len(), old.requests.rows.len()), (5, 23));
        assert_eq!(new.challenges.rows.len() * new.challenges.columns.len(), 15);
    }
}
