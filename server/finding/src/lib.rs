//! What a rule has to say: everything that the terminal, JSON, SARIF and an editor need.
//!
//! All offsets are bytes of the text that was checked.

use std::ops::Range;

use archive::Filed;
use report::number::Number;
use text::Edit;

/// How grave a finding is. The order is from the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Info,
    Warning,
    Error,
}

impl Severity {
    /// A word for programs: `error`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// What readers call it: 错误.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Info => "提示",
        }
    }
}

/// A fault, or what may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    pub severity: Severity,
    /// In Chinese: what is wrong and what to do.
    pub message: String,
    pub range: Range<usize>,
    pub about: About,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// Places in other reports.
    pub elsewhere: Vec<Elsewhere>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// Why what it is about may be shown as less than the rest.
    pub tag: Option<Tag>,
    /// Whether none of the ways is known to be better than another, so that only the author can
    /// choose.
    pub undecided: bool,
}

/// What kind of thing a finding is about, as far as that is a matter of looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// It has no effect.
    Superfluous,
    /// Something newer has taken its place.
    Superseded,
}

/// What a finding is about, in ids of the form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    pub section: Option<&'static str>,
    pub table: Option<&'static str>,
    pub identity: Option<&'static str>,
    pub row: Option<&'static str>,
    pub column: Option<&'static str>,
    /// The side of the parts.
    pub left: Option<Number>,
    /// The side of the stated total.
    pub right: Option<Number>,
    /// What the stated total would have to be.
    pub expected: Option<Number>,
}

/// A place beside the finding's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    pub message: String,
    pub range: Range<usize>,
}

/// A place in another report.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    pub message: String,
    pub of: Filed,
    /// Bytes of that report's text.
    pub range: Range<usize>,
}

impl PartialEq for Elsewhere {
    fn eq(&self, other: &Self) -> bool {
        (&self.message, &self.of.path, &self.range)
            == (&other.message, &other.of.path, &other.range)
    }
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What it does, in Chinese.
    pub title: String,
    /// Whether it touches only layout, the form's wording or marks, and never a figure.
    pub safe: bool,
    /// In the order of the text, not overlapping.
    pub edits: Vec<Edit>,
}

impl Finding {
    /// A finding without related places or fixes.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        range: Range<usize>,
        message: String,
    ) -> Self {
        Self {
            rule,
            severity,
            message,
            range,
            about: About::default(),
            related: Vec::new(),
            elsewhere: Vec::new(),
            fixes: Vec::new(),
            tag: None,
            undecided: false,
        }
    }

    /// The finding of a part of a text, for a text in which that begins so many bytes further on.
    #[must_use]
    pub fn moved(&self, by: usize) -> Self {
        let mut moved = self.clone();
        let related = moved.related.iter_mut().map(|related| &mut related.range);
        let edits = moved.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        let ranges = related.chain(edits.map(|edit| &mut edit.range));
        for range in ranges.chain([&mut moved.range]) {
            *range = range.start + by..range.end + by;
        }
        moved
    }

    /// Whether it is about an identity that does not hold. Which cells are wrong then is not the rule's
    /// matter.
    pub fn is_broken_sum(&self) -> bool {
        self.about.identity.is_some()
    }

    /// Whether it is about figures that do not go together: in a sum, or with another report's.
    pub fn is_about_figures(&self) -> bool {
        let compared = self.is_broken_sum() || !self.elsewhere.is_empty();
        compared && self.about.table.is_some()
    }

    /// The finding, with what it is about.
    #[must_use]
    pub fn about(mut self, about: About) -> Self {
        self.about = about;
        self
    }

    /// The finding, of something that may be shown as less than the rest.
    #[must_use]
    pub fn tagged(mut self, tag: Tag) -> Self {
        self.tag = Some(tag);
        self
    }

    /// The finding, with one more way to mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }
}
