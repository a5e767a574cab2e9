//! How far the answers lead, in the words of one edition of the form and by the law of one year.

use std::fmt;

use serde::Serialize;

use super::{Guide, Leaf, Step, Target};
use crate::citation::in_years;
use crate::{Block, Citation, Form, Grade, Row as FormRow, Table, cited};

/// Where somebody stands in a guide. As JSON it is what scripts and editors get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    pub guide: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    /// Id of the edition whose rows it leads to.
    pub edition: &'static str,
    /// What was answered so far.
    pub path: Vec<Answered>,
    #[serde(flatten)]
    pub next: Next,
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Id and topic of the step.
    pub step: &'static str,
    pub topic: &'static str,
    /// Id and words of the choice.
    pub choice: &'static str,
    pub text: String,
}

/// What follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Next {
    Question(Question),
    Outcome(Outcome),
}

/// A step, to be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    pub id: &'static str,
    pub topic: &'static str,
    pub question: String,
    /// What is confused most easily.
    pub note: String,
    pub basis: Basis,
    pub choices: Vec<Choice>,
}

/// A choice, to be offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    pub id: &'static str,
    pub text: String,
    pub hint: Option<String>,
}

/// Where it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Id of the leaf.
    pub id: &'static str,
    /// Id and name of the table.
    pub table: &'static str,
    pub table_name: &'static str,
    /// `None` if it does not count in the table at all.
    pub row: Option<Row>,
    /// `None` where the guide does not know the column; then it is one of `columns`.
    pub column: Option<Column>,
    pub columns: Vec<Column>,
    /// Why, and what is confused with it.
    pub text: String,
    /// What else is to be filled in.
    pub notes: Vec<String>,
    pub basis: Basis,
}

/// What it rests upon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Basis {
    pub grade: Grade,
    /// The grade and the articles, as they are read: 明文规定：条例第三十条.
    pub text: String,
}

/// A row of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    pub id: &'static str,
    /// The labels of its groups and its own, as （三）不予公开／1.属于国家秘密.
    pub label: String,
}

/// A column of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    pub id: &'static str,
    pub label: &'static str,
    /// What belongs there, in a sentence.
    pub summary: &'static str,
}

/// An answer that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    pub answer: String,
    /// The question that it does not answer; `None` if there was nothing left to ask.
    pub question: Option<Box<Question>>,
}

impl Guide {
    /// Goes where the answers lead: ids of choices, their numbers from 1, or their words. The year is that of the
    /// report, whose law is cited; see [`Form::year_for`].
    ///
    /// # Errors
    /// The first answer that is none.
    pub fn walk<'a>(
        &'static self,
        form: &'static Form,
        year: i32,
        answers: impl IntoIterator<Item = &'a str>,
    ) -> Result<Progress, Stray> {
        let words = Words { guide: self, form, year };
        let mut path = Vec::new();
        let mut row = None;
        let mut at = self.steps.first().map(Target::Step);
        for answer in answers {
            let stray = |question| Stray { answer: answer.to_owned(), question };
            let Some(Target::Step(step)) = at else { return Err(stray(None)) };
            let question = words.question(step);
            let chosen = question.choice(answer).and_then(|at| step.choices.get(at));
            let choice = chosen.ok_or_else(|| stray(Some(Box::new(question))))?;
            row = choice.row.as_deref().or(row);
            at = self.target(&choice.to);
            path.push(Answered {
                step: &step.id,
                topic: &step.topic,
                choice: &choice.id,
                text: words.fill(&choice.text),
            });
        }
        let next = match at {
            Some(Target::Leaf(leaf)) => Next::Outcome(words.outcome(leaf, row)),
            Some(Target::Step(step)) => Next::Question(words.question(step)),
            None => return Err(Stray { answer: String::new(), question: None }),
        };
        let Self { id, title, about, .. } = self;
        Ok(Progress { guide: id, title, about, edition: &form.edition, path, next })
    }
}

/// A guide in the words of an edition, for a year.
#[derive(Debug, Clone, Copy)]
struct Words {
    guide: &'static Guide,
    form: &'static Form,
    year: i32,
}

impl Words {
    fn table(self) -> Option<&'static Table> {
        self.form.tables.iter().find(|table| table.id == self.guide.table)
    }

    /// The row with an id. A row that an edition has not split off yet is the one it was split from:
    /// `other.misc` is `other` in 2019.
    fn row(self, id: &str) -> Option<(&'static Block, &'static FormRow)> {
        let candidates = std::iter::successors(Some(id), |id| Some(id.rsplit_once('.')?.0));
        let blocks = || self.table().into_iter().flat_map(|table| &table.blocks);
        let find = |id: &str| {
            blocks().find_map(|block| Some((block, block.rows.get(block.row_position(id)?)?)))
        };
        candidates.into_iter().find_map(find)
    }

    /// A text with the rows' names in place of their ids.
    fn fill(self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((id, behind)) = behind.split_once('}') else { break };
            filled.push_str(before);
            filled.push_str(self.row(id).map_or(id, |(_, row)| row.short()));
            rest = behind;
        }
        filled + rest
    }

    /// What citations say in this edition and year; where there are none, what the grade means.
    fn basis(self, grade: Grade, cites: &[Citation]) -> Basis {
        let of_form = |citation: &Citation| match citation.of.as_str() {
            Citation::FORM => {
                Citation { of: self.form.prescribed_by(), own: true, ..citation.clone() }
            }
            _ => citation.clone(),
        };
        let in_force = cites.iter().filter(|citation| citation.is_for(self.year));
        let cites: Vec<Citation> = in_force.map(of_form).collect();
        let articles = if cites.is_empty() { grade.meaning().to_owned() } else { cited(&cites) };
        Basis { grade, text: format!("{}：{articles}", grade.name()) }
    }

    fn question(self, step: &'static Step) -> Question {
        let choices = step.choices.iter().map(|choice| Choice {
            id: &choice.id,
            text: self.fill(&choice.text),
            hint: choice.hint.as_deref().map(|hint| self.fill(hint)),
        });
        Question {
            id: &step.id,
            topic: &step.topic,
            question: self.fill(&step.question),
            note: self.fill(&step.note),
            basis: self.basis(step.grade, &step.cites),
            choices: choices.collect(),
        }
    }

    fn outcome(self, leaf: &'static Leaf, chosen: Option<&str>) -> Outcome {
        // A leaf outside the table counts nowhere, whatever was chosen on the way.
        let id = leaf.row.as_deref().or(chosen.filter(|_| leaf.column.is_some()));
        let found = id.and_then(|id| self.row(id));
        let columns = found.map(|(block, _)| columns(block)).unwrap_or_default();
        let column = leaf.column.as_deref();
        let column = columns.iter().find(|it| Some(it.id) == column).cloned();
        let note = |id: &String| self.guide.notes.iter().find(|note| note.id == *id);
        let notes = leaf.notes.iter().filter_map(note);
        let notes = notes.filter(|note| in_years(note.from, note.until, self.year));
        Outcome {
            id: &leaf.id,
            table: &self.guide.table,
            table_name: self.table().map_or("", |table| table.name.as_str()),
            row: found.map(|(block, row)| Row { id: &row.id, label: label(block, row) }),
            columns: if column.is_some() { Vec::new() } else { columns },
            column,
            text: self.fill(&leaf.text),
            notes: notes.map(|note| self.fill(&note.text)).collect(),
            basis: self.basis(leaf.grade, &leaf.cites),
        }
    }
}

/// The labels from the outermost group to the row itself.
fn label(block: &Block, row: &FormRow) -> String {
    let parent = |row: &&FormRow| {
        let id = row.parent.as_deref()?;
        block.rows.iter().find(|other| other.id == id)
    };
    let mut labels: Vec<&str> =
        std::iter::successors(Some(row), parent).map(|row| row.label.as_str()).collect();
    labels.reverse();
    labels.join("／")
}

/// The columns that something can be counted in: all but the totals.
fn columns(block: &'static Block) -> Vec<Column> {
    let counted = block.columns.iter().enumerate().filter(|(at, _)| !block.is_total(*at));
    let column = |column: &'static crate::Column| Column {
        id: &column.id,
        label: &column.label,
        summary: column.explanation.first.as_str(),
    };
    counted.map(|(_, it)| column(it)).collect()
}

impl Question {
    /// The position of the choice that an answer means: its id, its number from 1, or its words.
    pub fn choice(&self, answer: &str) -> Option<usize> {
        let answer = answer.trim();
        let means = |(at, choice): (usize, &Choice)| {
            choice.id == answer || choice.text == answer || answer.parse() == Ok(at + 1)
        };
        self.choices.iter().enumerate().position(means)
    }
}

impl Outcome {
    /// Where it counts, in a line: the table, the row and the column.
    pub fn place(&self) -> String {
        let Some(row) = &self.row else { return format!("不计入{}", self.table_name) };
        match &self.column {
            Some(column) => format!("{}　{}·{}", self.table_name, row.label, column.label),
            None => format!("{}　{}", self.table_name, row.label),
        }
    }
}

impl fmt::Display for Stray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { answer, question } = self;
        let Some(question) = question else {
            return write!(f, "“{answer}”多出来了：前面的回答已经得出结果。");
        };
        writeln!(f, "“{answer}”不是“{}”的选项。可以写序号或者代号：", question.question)?;
        for (at, choice) in question.choices.iter().enumerate() {
            let end = if at + 1 < question.choices.len() { "\n" } else { "" };
            write!(f, "  {}. {}　{}{end}", at + 1, choice.id, choice.text)?;
        }
        Ok(())
    }
}
