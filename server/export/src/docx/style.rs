//! The styles that the document is made of.

/// A style of paragraphs. Those that Word has itself keep its names, so that an organ's own document
/// has them too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Normal,
    Title,
    /// A day below the title.
    Subtitle,
    Body,
    /// 一、 is level 1.
    Heading(u8),
    Table,
    TableLabel,
    Note,
    Signature,
    Date,
    Footer,
}

/// Where something stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// The deepest level of headings.
pub(super) const DEEPEST: u8 = 4;
/// The style of words in a paragraph that serve as a heading.
pub(super) const LEAD: (&str, &str) = ("NianbaoLead", "段首标题");

impl Style {
    pub(super) const ALL: [Self; 14] = [
        Self::Normal,
        Self::Title,
        Self::Subtitle,
        Self::Body,
        Self::Heading(1),
        Self::Heading(2),
        Self::Heading(3),
        Self::Heading(4),
        Self::Table,
        Self::TableLabel,
        Self::Note,
        Self::Signature,
        Self::Date,
        Self::Footer,
    ];

    /// What it is called within the file.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Title => "Title",
            Self::Subtitle => "Subtitle",
            Self::Body => "BodyText",
            Self::Heading(1) => "Heading1",
            Self::Heading(2) => "Heading2",
            Self::Heading(3) => "Heading3",
            Self::Heading(_) => "Heading4",
            Self::Table => "NianbaoTable",
            Self::TableLabel => "NianbaoTableLabel",
            Self::Note => "NianbaoNote",
            Self::Signature => "Signature",
            Self::Date => "Date",
            Self::Footer => "Footer",
        }
    }

    /// What it is called everywhere; Word translates the names of its own.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Title => "Title",
            Self::Subtitle => "Subtitle",
            Self::Body => "Body Text",
            Self::Heading(1) => "heading 1",
            Self::Heading(2) => "heading 2",
            Self::Heading(3) => "heading 3",
            Self::Heading(_) => "heading 4",
            Self::Table => "表格文字",
            Self::TableLabel => "表格项目",
            Self::Note => "表格附注",
            Self::Signature => "Signature",
            Self::Date => "Date",
            Self::Footer => "footer",
        }
    }

    /// What Word calls it in Chinese, as some programs write it down.
    pub(super) fn chinese_name(self) -> Option<&'static str> {
        Some(match self {
            Self::Normal => "正文",
            Self::Title => "标题",
            Self::Subtitle => "副标题",
            Self::Body => "正文文本",
            Self::Heading(1) => "标题1",
            Self::Heading(2) => "标题2",
            Self::Heading(3) => "标题3",
            Self::Heading(_) => "标题4",
            Self::Signature => "签名",
            Self::Date => "日期",
            Self::Footer => "页脚",
            Self::Table | Self::TableLabel | Self::Note => return None,
        })
    }
}
