//! Days as people write them: 2025年3月1日, 2025.3.1, 20250301, or the number of a spreadsheet.

use form::halfwidth;

/// A day of the calendar. A month without a day has day 0, and a year is told from it all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub year: i32,
    pub month: u32,
    pub day: u32,
}

/// Years beyond these are slips.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;
/// The day before a spreadsheet's first, counted from 1970, as it counts since its year 1900 has 366 days.
const EPOCH: i64 = -25_569;

impl Day {
    /// The day that a text says; none if it says none, or half of one.
    pub fn read(text: &str) -> Option<Self> {
        let text: String = text.trim().chars().map(halfwidth).collect();
        let text = text.split('(').next().unwrap_or_default().trim();
        let groups: Vec<&str> =
            text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        let number = |at: usize| groups.get(at).and_then(|group| group.parse::<u32>().ok());
        let marks = text.chars().filter(|c| !c.is_ascii_digit());
        match (groups.as_slice(), number(0)) {
            ([one], Some(all)) if one.len() == 8 && text.len() == 8 => {
                Self::valid(all / 10_000, all / 100 % 100, all % 100)
            }
            ([one], Some(serial)) if one.len() == 5 && text.len() == 5 => {
                Some(Self::of_serial(serial))
            }
            ([serial, fraction], Some(all))
                if serial.len() == 5 && text == format!("{serial}.{fraction}") =>
            {
                Some(Self::of_serial(all))
            }
            ([year, _], Some(all)) if year.len() == 4 && marks.clone().all(is_between) => {
                Self::valid(all, number(1)?, 1).map(|month| Self { day: 0, ..month })
            }
            ([year, _, _, rest @ ..], Some(all)) if year.len() == 4 && are_hours(text, rest) => {
                Self::valid(all, number(1)?, number(2)?)
            }
            _ => None,
        }
    }

    fn valid(year: u32, month: u32, day: u32) -> Option<Self> {
        let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }

    /// The day that a spreadsheet means by a number.
    fn of_serial(serial: u32) -> Self {
        // Days of the civil calendar from a count of days, by eras of 400 years.
        let days = i64::from(serial) + EPOCH + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let small = |value: i64| u32::try_from(value).unwrap_or_default();
        let year = i32::try_from(year + era * 400 + later).unwrap_or_default();
        Self { year, month: small(month), day: small(day) }
    }

    /// Days since 1970.
    fn number(self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// How many days from Monday to Friday come after this day, up to another one; none where a day is
    /// not known. Holidays are not known here.
    pub fn weekdays_until(self, other: Self) -> Option<usize> {
        if self.day == 0 || other.day == 0 {
            return None;
        }
        // 1970 began on a Thursday.
        let is_weekday = |day: &i64| (day + 3).rem_euclid(7) < 5;
        Some((self.number() + 1..=other.number()).filter(is_weekday).count())
    }
}

fn is_between(c: char) -> bool {
    matches!(c, '年' | '月' | '.' | '-' | '/' | '、' | ' ')
}

/// Whether what follows a day is a time of it and not another day.
fn are_hours(text: &str, rest: &[&str]) -> bool {
    let is_mark =
        |c: char| is_between(c) || matches!(c, '日' | '号' | ':' | 'T' | 'Z' | '时' | '分' | '秒');
    let known = text.chars().all(|c| c.is_ascii_digit() || is_mark(c));
    known && (rest.is_empty() || text.contains([':', '时']))
}

/// `2025年3月1日`.
impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { year, month, day } = self;
        match day {
            0 => write!(f, "{year}年{month}月"),
            _ => write!(f, "{year}年{month}月{day}日"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Day::read(text).map_or_else(String::new, |day| day.to_string())
    }

    #[test]
    fn days_are_read_however_they_are_written() {
        for text in [
            "2025年3月1日",
            "2025.3.1",
            "2025-03-01",
            "2025/3/1",
            "20250301",
            "45717",
            " 2025． 3． 1 ",
            "2025-03-01 10:20:30",
            "2025-03-01T00:00:00",
            "2025年3月1日（补正）",
            "45717.5",
            "２０２５年３月１日",
            "2025年3月1号",
            "2025、3、1",
        ] {
            assert_eq!(shown(text), "2025年3月1日", "{text}");
        }
        assert_eq!(shown("2025年3月"), "2025年3月");
        assert_eq!(shown("2024-02-29"), "2024年2月29日");
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "3月1日",
            "25.3.1",
            "2025.13.1",
            "2025.2.29",
            "2025",
            "待定",
            "2025.3.1-2025.3.5",
            "2025.3.1-5",
            "3/1/2025",
        ] {
            assert_eq!(shown(text), "", "{text}");
        }
    }

    #[test]
    fn weekdays_are_counted() {
        let day = |text| Day::read(text).expect("a day");
        assert_eq!(day("2025.3.3").weekdays_until(day("2025.3.31")), Some(20));
        assert_eq!(day("2025.3.1").weekdays_until(day("2025.3.2")), Some(0));
        assert_eq!(day("2025.3.31").weekdays_until(day("2025.3.3")), Some(0));
        assert_eq!(day("2025.3").weekdays_until(day("2025.3.31")), None);
        for serial in [36_526, 45_717, 60_000] {
            let day = Day::of_serial(serial);
            assert_eq!(day.number(), i64::from(serial) + EPOCH, "{day}");
        }
    }
}
