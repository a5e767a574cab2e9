//! The numbers that word processors put before paragraphs, as they show them.

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    Decimal,
    /// １２
    FullWidth,
    /// ⑫; beyond ⑳ plain.
    Circled,
    /// 十二
    Chinese,
    /// 一二, as digits are read out.
    ChineseDigits,
    /// 壹拾贰
    ChineseFormal,
    /// 甲乙丙
    Stems,
    Letters {
        upper: bool,
    },
    Roman {
        upper: bool,
    },
    /// 01
    Padded,
    /// A mark, no number.
    None,
}

/// Numbers beyond are nobody's paragraphs, and long to write in some ways.
const BIGGEST: usize = 9_999;

impl Numeral {
    /// What OOXML calls it (`w:numFmt`, ECMA-376 part 1, 17.18.59).
    pub(crate) fn of_ooxml(name: &str) -> Self {
        match name {
            "chineseCounting"
            | "chineseCountingThousand"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "japaneseCounting"
            | "koreanCounting" => Self::Chinese,
            "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
                Self::ChineseDigits
            }
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
                Self::ChineseFormal
            }
            "ideographTraditional" => Self::Stems,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalZero" => Self::Padded,
            "upperLetter" => Self::Letters { upper: true },
            "lowerLetter" => Self::Letters { upper: false },
            "upperRoman" => Self::Roman { upper: true },
            "lowerRoman" => Self::Roman { upper: false },
            "bullet" | "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The number in this way.
    pub(crate) fn write(self, number: usize) -> String {
        let number = number.min(BIGGEST);
        match self {
            Self::Decimal => number.to_string(),
            Self::Padded => format!("{number:02}"),
            Self::FullWidth => {
                digits(number, &["０", "１", "２", "３", "４", "５", "６", "７", "８", "９"])
            }
            Self::Circled => circled(number),
            Self::Chinese => counted(number, &CHINESE, &["", "十", "百", "千"]),
            Self::ChineseDigits => {
                digits(number, &["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"])
            }
            Self::ChineseFormal => counted(number, &FORMAL, &["", "拾", "佰", "仟"]),
            Self::Stems => stem(number),
            Self::Letters { upper } => cased(letters(number), upper),
            Self::Roman { upper } => cased(roman(number), upper),
            Self::None => String::new(),
        }
    }
}

const CHINESE: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const FORMAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

fn digits(number: usize, signs: &[&str; 10]) -> String {
    let value = |c: char| c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    number.to_string().chars().filter_map(|c| signs.get(value(c)?).copied()).collect()
}

/// Thousands, hundreds, tens and ones with their words; one 零 for what lies between.
fn counted(number: usize, signs: &[&str; 10], units: &[&str; 4]) -> String {
    if number == 0 {
        return signs[0].to_owned();
    }
    let mut text = String::new();
    let mut gap = false;
    for (power, unit) in units.iter().enumerate().rev() {
        let digit = number / 10_usize.pow(u32::try_from(power).unwrap_or(0)) % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push_str(signs[0]);
        }
        // 十二, not 一十二; the formal way says 壹拾贰.
        if !(digit == 1 && power == 1 && text.is_empty() && *unit == "十") {
            text.push_str(signs.get(digit).copied().unwrap_or_default());
        }
        text.push_str(unit);
    }
    text
}

fn circled(number: usize) -> String {
    let sign = u32::try_from(number).ok().filter(|number| (1..=20).contains(number));
    let sign = sign.and_then(|number| char::from_u32(0x2460 + number - 1));
    sign.map_or_else(|| number.to_string(), String::from)
}

fn stem(number: usize) -> String {
    let stems = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    let stem = number.checked_sub(1).and_then(|index| stems.get(index));
    stem.map_or_else(|| number.to_string(), |stem| (*stem).to_owned())
}

/// a … z, aa, bb …, as word processors count.
fn letters(number: usize) -> String {
    let Some(index) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = u8::try_from(index % 26).map_or('a', |offset| char::from(b'a' + offset));
    std::iter::repeat_n(letter, index / 26 + 1).collect()
}

fn roman(mut number: usize) -> String {
    let signs = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, sign) in signs {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

fn cased(text: String, upper: bool) -> String {
    if upper { text.to_ascii_uppercase() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_processors_show_them() {
        let chinese = |number| Numeral::Chinese.write(number);
        assert_eq!(
            [1, 10, 12, 20, 21, 100, 101, 110, 1001].map(chinese).join(" "),
            "一 十 十二 二十 二十一 一百 一百零一 一百一十 一千零一"
        );
        assert_eq!(Numeral::ChineseFormal.write(12), "壹拾贰");
        assert_eq!(Numeral::ChineseDigits.write(12), "一二");
        assert_eq!(Numeral::Circled.write(3), "③");
        assert_eq!(Numeral::Letters { upper: true }.write(28), "BB");
        assert_eq!(Numeral::Roman { upper: false }.write(14), "xiv");
        assert_eq!(Numeral::Stems.write(2), "乙");
        assert_eq!(Numeral::Padded.write(2), "02");
        assert_eq!(Numeral::None.write(2), "");
    }
}
