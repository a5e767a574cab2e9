//! References to the instruments that explanations rest upon, and how sure an explanation is.
//!
//! A citation is data: instrument, article, paragraph, items. How it reads in Chinese is written here, and
//! nowhere else.

use serde::{Deserialize, Serialize};

use super::instrument::{Instrument, Reading, instrument};

/// What an explanation rests upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// It is printed on the form.
    Printed,
    /// A law, a regulation or an official notice says so.
    Law,
    /// The authority answered so when it was asked.
    Reply,
    /// It follows from the sums of the form, or from the words of an article.
    Derived,
    /// It is what people usually do; no official word was found.
    Practice,
    /// Some places ask for it.
    Local,
}

impl Grade {
    /// All grades, the surest first.
    pub const ALL: [Self; 6] =
        [Self::Printed, Self::Law, Self::Reply, Self::Derived, Self::Practice, Self::Local];

    /// What users read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Printed => "表样印明",
            Self::Law => "明文规定",
            Self::Reply => "官方答复",
            Self::Derived => "推算得出",
            Self::Practice => "通行理解",
            Self::Local => "地方做法",
        }
    }

    /// What the name means.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Printed => "官方表样上印着",
            Self::Law => "法律、法规、司法解释或者官方文件写明",
            Self::Reply => "国务院办公厅政府信息与政务公开办公室就具体问题作过答复",
            Self::Derived => "由表内的勾稽关系、列名或者条文的文字推出，没有另外的说明",
            Self::Practice => "没有找到官方说明，多数地方这样理解、这样做",
            Self::Local => "只是有的地方的要求，别处不一定适用",
        }
    }
}

/// A reference to an instrument, or to an article of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The instrument's id; [`Self::FORM`] stands for the document that prescribes the edition at hand.
    pub of: String,
    /// 条.
    pub article: Option<u32>,
    /// The last article of a run that begins with `article`.
    pub to: Option<u32>,
    /// 款, counted from 1.
    pub paragraph: Option<u32>,
    /// 项 of the paragraph, or of the article's only one.
    #[serde(default)]
    pub items: Vec<u32>,
    /// A part that has a name and no number, one of the instrument's `parts`.
    pub part: Option<String>,
    /// The first year of reports that it is for.
    pub from: Option<i32>,
    /// The last year of reports that it is for.
    pub until: Option<i32>,
    /// Whether it is of the document that prescribes the edition at hand, which need not be in the list.
    #[serde(skip)]
    pub own: bool,
}

impl Citation {
    /// The id that stands for the document of an edition.
    pub const FORM: &str = "form";

    /// A reference to an instrument as a whole.
    pub fn of(instrument: &str) -> Self {
        Self { of: instrument.to_owned(), ..Self::default() }
    }

    /// The instrument, if there is such.
    pub fn instrument(&self) -> Option<&'static Instrument> {
        instrument(&self.of)
    }

    /// Whether it is shown in a report for a year.
    pub fn is_for(&self, year: i32) -> bool {
        in_years(self.from, self.until, year)
    }

    /// How what it refers to was read.
    pub fn reading(&self) -> Reading {
        let Some(of) = self.instrument() else { return Reading::Part };
        let (Some(first), read) = (self.article, of.read) else { return of.read };
        let mut all = (first..=self.to.unwrap_or(first)).map(|article| of.reading_of(article));
        all.find(|reading| *reading != Reading::Original).unwrap_or(match read {
            Reading::Part => Reading::Original,
            read => read,
        })
    }

    /// What stands behind the instrument's name: 第五十条第一款第（四）项, 附件.
    fn place(&self) -> String {
        let mut place = String::new();
        if let Some(article) = self.article {
            place.push_str(&format!("第{}条", numeral(article)));
        }
        if let Some(to) = self.to {
            place.push_str(&format!("至第{}条", numeral(to)));
        }
        if let Some(paragraph) = self.paragraph {
            place.push_str(&format!("第{}款", numeral(paragraph)));
        }
        if !self.items.is_empty() {
            let items: String =
                self.items.iter().map(|item| format!("（{}）", numeral(*item))).collect();
            place.push_str(&format!("第{items}项"));
        }
        place + self.part.as_deref().unwrap_or_default()
    }

    /// What has to be known of it besides: since when it is in force, and that it was not read.
    fn remark(&self) -> Option<String> {
        let of = self.instrument()?;
        let in_force = of.in_force.filter(|_| of.dated).map(|day| format!("{day}起施行"));
        let reading = match self.reading() {
            Reading::Original | Reading::Part => None,
            reading => Some(reading.name().to_owned()),
        };
        let remarks: Vec<String> = in_force.into_iter().chain(reading).collect();
        (!remarks.is_empty()).then(|| format!("（{}）", remarks.join("，")))
    }
}

/// Whether a year lies between two, either of which may be open.
pub(super) fn in_years(from: Option<i32>, until: Option<i32>, year: i32) -> bool {
    from.is_none_or(|from| from <= year) && until.is_none_or(|until| year <= until)
}

/// Citations as a reader reads them: 条例第三十条、第三十三条；国办公开办函〔2021〕30 号附件.
pub fn cited<'c>(citations: impl IntoIterator<Item = &'c Citation>) -> String {
    let mut written = String::new();
    let mut former: Option<(&Citation, Option<String>)> = None;
    for citation in citations {
        let remark = citation.remark();
        let goes_on =
            former.as_ref().is_some_and(|(of, told)| of.of == citation.of && *told == remark);
        if !goes_on {
            if let Some((_, told)) = &former {
                written.push_str(told.as_deref().unwrap_or_default());
                written.push('；');
            }
            let name = citation.instrument().map_or(citation.of.as_str(), Instrument::cited_as);
            written.push_str(name);
        } else if citation.article.is_some() || citation.part.is_some() {
            written.push('、');
        }
        written.push_str(&citation.place());
        former = Some((citation, remark));
    }
    written.push_str(former.and_then(|(_, told)| told).as_deref().unwrap_or_default());
    written
}

/// A number below 1000 in Chinese numerals.
pub fn numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied();
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut written = String::new();
    if hundreds > 0 {
        written.extend([digit(hundreds).unwrap_or_default(), "百"]);
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => written.push('零'),
        0 => {}
        1 if hundreds == 0 => written.push('十'),
        tens => written.extend([digit(tens).unwrap_or_default(), "十"]),
    }
    if ones > 0 {
        written.push_str(digit(ones).unwrap_or_default());
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citation(text: &str) -> Citation {
        toml::from_str(text).expect("a citation")
    }

    #[test]
    fn numerals_as_articles_have_them() {
        let cases =
            [(1, "一"), (10, "十"), (16, "十六"), (20, "二十"), (56, "五十六"), (100, "一百")];
        for (number, written) in cases {
            assert_eq!(numeral(number), written);
        }
        assert_eq!(numeral(105), "一百零五");
        assert_eq!(numeral(110), "一百一十");
        assert_eq!(numeral(163), "一百六十三");
    }

    #[test]
    fn references_to_one_instrument_are_joined() {
        let all = [
            citation("of = 'regulation'\narticle = 50\nparagraph = 1\nitems = [4]"),
            citation("of = 'regulation'\narticle = 20\nitems = [1, 5]"),
            citation("of = 'regulation'\narticle = 36\nto = 39"),
            citation("of = 'form-2021'\npart = '附件'"),
        ];
        assert_eq!(
            cited(&all),
            "条例第五十条第一款第（四）项、第二十条第（一）（五）项、第三十六条至第三十九条；国办公开办函〔2021〕30 号附件"
        );
        assert!(all.iter().all(|citation| citation.resolve().is_ok()));
    }

    #[test]
    fn what_was_not_read_and_what_has_a_date_is_told() {
        let told = |text| cited(&[citation(text)]);
        assert_eq!(
            told("of = 'reconsideration-law'\narticle = 23\nparagraph = 1\nitems = [4]"),
            "行政复议法第二十三条第一款第（四）项（2024 年 1 月 1 日起施行）"
        );
        assert_eq!(told("of = 'fee-rules'\narticle = 6"), "国办函〔2020〕109 号第六条（见于转引）");
        assert_eq!(
            told("of = 'disclosure-cases'\narticle = 3"),
            "法释〔2025〕8 号第三条（2025 年 6 月 1 日起施行，未核对原文）"
        );
        assert_eq!(told("of = 'litigation-law'\narticle = 62"), "行政诉讼法第六十二条");
    }
}
