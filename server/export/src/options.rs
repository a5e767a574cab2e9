//! What can be chosen about a file.

use std::sync::Arc;

use crate::template::Template;

/// How a report is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    pub fonts: Fonts,
    /// Whether the signature and its day are printed; where a stamp is put, some want none.
    pub signature: bool,
    /// The organ's own document, which a `.docx` looks like.
    pub template: Option<Arc<Template>>,
}

/// The typefaces, by the names that Word and WPS know them by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fonts {
    pub title: String,
    /// 一、
    pub section: String,
    /// （一）
    pub heading: String,
    pub body: String,
    pub table: String,
    /// Of Latin letters and Arabic digits.
    pub latin: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { fonts: Fonts::default(), signature: true, template: None }
    }
}

impl Default for Fonts {
    /// Those that GB/T 9704 names.
    fn default() -> Self {
        Self {
            title: "方正小标宋简体".to_owned(),
            section: "黑体".to_owned(),
            heading: "楷体_GB2312".to_owned(),
            body: "仿宋_GB2312".to_owned(),
            table: "宋体".to_owned(),
            latin: "Times New Roman".to_owned(),
        }
    }
}

/// What stands in for a typeface that a machine does not have.
const SUBSTITUTES: &[(&str, &str)] = &[
    ("方正小标宋简体", "宋体"),
    ("方正小标宋_GBK", "宋体"),
    ("仿宋_GB2312", "仿宋"),
    ("楷体_GB2312", "楷体"),
    ("仿宋", "FangSong"),
    ("楷体", "KaiTi"),
    ("黑体", "SimHei"),
    ("宋体", "SimSun"),
];

/// The typefaces that something stands in for.
pub(crate) fn substituted() -> impl Iterator<Item = &'static str> {
    SUBSTITUTES.iter().map(|(name, _)| *name)
}

/// The typeface that stands in for another one.
pub(crate) fn substitute(font: &str) -> Option<&'static str> {
    SUBSTITUTES.iter().find(|(name, _)| *name == font).map(|(_, other)| *other)
}

impl Fonts {
    /// Each once, in order.
    pub(crate) fn all(&self) -> Vec<&str> {
        let mut all = vec![self.body.as_str()];
        for font in [&self.title, &self.section, &self.heading, &self.table, &self.latin] {
            if !all.contains(&font.as_str()) {
                all.push(font);
            }
        }
        all
    }
}
