//! Whether a report was published late, as far as it says so.

use archive::Filed;
use form::organ::OrganKind;
use prose::{Date, Prose};

/// The first day of publication that a report states, if it is behind the last one for an organ of its
/// kind (条例第四十九条; for townships and subdistricts by custom).
pub fn late(of: &Filed, kind: Option<OrganKind>) -> Option<Date> {
    let year = of.report.year()?;
    let kind = kind.or_else(|| form::organ::kind(of.report.organ()?))?.told()?;
    let prose = Prose::read(&of.text, &of.report, None);
    let days = prose.lines.days_of_publication(&of.text, &of.report).map(|(_, day)| day);
    days.filter(|day| day.exists()).min().filter(|day| *day > Date::last_for(kind, year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::read;
    use std::sync::Arc;

    #[test]
    fn each_kind_has_its_day() {
        let late = |organ: &str, day: &str| {
            let text = format!("{organ}2023年政府信息公开工作年度报告\n\n发布日期：{day}\n");
            let filed = Filed::new(organ.into(), text.as_str().into(), Arc::new(read(&text)));
            late(&filed, None).is_some()
        };
        assert!(late("云岭县水务局", "2024年2月6日"));
        assert!(!late("云岭县水务局", "2024年1月31日"));
        assert!(!late("云岭县人民政府", "2024年2月6日"));
        assert!(late("云岭县人民政府", "2024年4月1日"));
        assert!(!late("云岭县某某中心", "2024年5月1日"), "nobody knows its day");
    }
}
