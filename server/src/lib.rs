//! nianbao checks 政府信息公开工作年度报告 as they are written.
//!
//! One way through: text → [`syntax`] (tree) → [`report`] (what the author means) → [`rules`]
//! (findings) → an answer. The modules stand in that order.

// What the lines of a text end with, and changes of one.
pub mod edit;
mod line_ends;

// The official form as data, and what its words are.
pub mod form;

// Figures as people write them.
pub mod number;

// What kind of organ a name stands for.
pub mod organ;

// From text to tree.
pub mod syntax;

// From the tree to what the author means.
pub mod report;

// The identities, computed.
pub mod balance;

// What the sentences say of the tables' figures.
pub mod prose;

// What a rule has to say.
pub mod finding;

// One file a rule.
pub mod rules;

// Which cell is probably wrong, and what it should be.
pub mod repair;

// All fixes of a text at once.
pub mod mend;

// All of the above, for one text, and texts beside each other.
pub mod analysis;
pub mod archive;
pub mod likeness;

// The canonical shape, and a report to begin with.
pub mod format;
pub mod skeleton;

// The report as it will be published: to look at, and for the clipboard.
pub mod html;

// What users can set.
pub mod config;

// One file for each question of an editor.
pub mod ide;

// Bytes as lines and columns, and texts that are not UTF-8.
pub mod encoding;
pub mod position;

// The only part that knows the protocol.
#[cfg(feature = "lsp")]
pub mod lsp;
