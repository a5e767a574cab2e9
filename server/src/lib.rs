//! nianbao checks 政府信息公开工作年度报告 as they are written.
//!
//! One way through: text → [`syntax`] (tree) → [`report`] (what the author means) → `rules`
//! (findings). The modules below stand in that order.

pub mod analysis;
pub mod balance;
pub mod finding;
pub mod form;
pub mod number;
pub mod report;
pub mod rules;
pub mod syntax;
