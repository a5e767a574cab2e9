//! The tree-sitter grammar of nianbao, the text format of 政府信息公开工作年度报告.
//!
//! ```
//! let mut parser = tree_sitter::Parser::new();
//! parser.set_language(&tree_sitter_nianbao::LANGUAGE.into())?;
//! let tree = parser.parse("一、总体情况\n", None).ok_or("no tree")?;
//! assert!(!tree.root_node().has_error());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use tree_sitter_language::LanguageFn;

#[allow(unsafe_code, reason = "the one place where Rust meets the generated C parser")]
mod language {
    use super::LanguageFn;

    unsafe extern "C" {
        fn tree_sitter_nianbao() -> *const ();
    }

    /// The language, for `tree_sitter::Parser::set_language`.
    ///
    /// Every text parses; the tree's offsets are bytes of its UTF-8 form.
    pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_nianbao) };
}
pub use language::LANGUAGE;

/// What each node is made of, as tree-sitter generates it.
pub const NODE_TYPES: &str = include_str!("../../src/node-types.json");
/// Captures for highlighting.
pub const HIGHLIGHTS_QUERY: &str = include_str!("../../queries/highlights.scm");
/// Captures for folding (`@fold`).
pub const FOLDS_QUERY: &str = include_str!("../../queries/folds.scm");
/// Captures for the outline (`@definition.report`, `@definition.section` and `@name`).
pub const TAGS_QUERY: &str = include_str!("../../queries/tags.scm");
/// Captures for indenting (`@indent.auto`): what begins a line is content, and stays as it is.
pub const INDENTS_QUERY: &str = include_str!("../../queries/indents.scm");
