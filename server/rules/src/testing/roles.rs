//! What rules go by stands in the form. A rule that finds nothing of it there would be silent without a
//! word; so it says so here.

use form::{Block, Form, Organs, Role, Row, Topic, current_form};

use crate::rule;

/// What must be there for a rule to have something to act on.
type Needed = fn(&Form) -> bool;

const NEEDED: &[(&str, Needed)] = &[
    ("missing-basis", |form| mentions(form, Topic::Basis, None)),
    ("missing-aspect", |form| mentions(form, Topic::Aspects, None)),
    ("missing-aspect", |form| mentions(form, Topic::Results, Some(Organs::Governments))),
    ("missing-improvement", |form| mentions(form, Topic::Improvement, None)),
    ("missing-fee-statement", |form| mentions(form, Topic::Fee, None)),
    ("copied-prose", |form| form.sections.iter().any(|section| !section.formulaic)),
    ("contradicting-fee", |form| has_cell(form, Role::UnpaidFee, Block::total_column)),
    ("contradicting-fee", |form| has_cell(form, Role::Charges, Block::amount_column)),
    ("implausible-amount", |form| has_cell(form, Role::Charges, Block::amount_column)),
    ("implausible-stock", has_stock),
    ("broken-stock", has_stock),
    ("implausible-regulations", |form| {
        let of_makers = |row: &Row| {
            row.only_for.as_ref().is_some_and(|only| only.organs == Organs::RegulationMakers)
        };
        blocks(form).any(|block| block.rows.iter().any(of_makers))
    }),
    ("overused-other", |form| {
        let limited = |block: &Block| block.rows.iter().any(|row| row.share_limit.is_some());
        blocks(form).any(|block| limited(block) && block.total_column().is_some())
    }),
    ("broken-carry-over", |form| blocks(form).any(|block| block.repeating_rows().next().is_some())),
    ("unbalanced-sum", |form| blocks(form).any(|block| !block.identities.is_empty())),
];

fn blocks(form: &Form) -> impl Iterator<Item = &Block> {
    form.tables.iter().flat_map(|table| &table.blocks)
}

fn mentions(form: &Form, topic: Topic, organs: Option<Organs>) -> bool {
    form.sections.iter().any(|section| section.must_mention(topic, organs))
}

fn has_cell(form: &Form, role: Role, column: fn(&Block) -> Option<usize>) -> bool {
    let has_row = |block: &&Block| block.rows.iter().any(|row| row.role == Some(role));
    blocks(form).filter(has_row).any(|block| column(block).is_some())
}

fn has_stock(form: &Form) -> bool {
    blocks(form).any(|block| block.columns.iter().any(|column| column.stock.is_some()))
}

#[test]
fn every_rule_has_something_to_act_on() {
    let form = current_form();
    for (name, is_there) in NEEDED {
        assert!(rule(name).is_some(), "there is no rule {name}");
        assert!(is_there(form), "{name} has nothing to act on in {}", form.name);
    }
}
