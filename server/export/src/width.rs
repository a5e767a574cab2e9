//! How wide a text is about to be, and where it had better be broken.

/// Half the width of a Chinese character is the unit.
pub(crate) fn halves(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A line in as few lines of at most `most` halves as it takes, all about as long. Where `prefer`
/// is a place in it, it is broken there if it does not fit.
pub(crate) fn balanced(line: &str, most: usize, prefer: Option<usize>) -> Vec<&str> {
    if halves(line) <= most {
        return vec![line];
    }
    let parts = prefer.and_then(|at| line.split_at_checked(at));
    match parts.filter(|(one, other)| !one.is_empty() && !other.is_empty()) {
        Some((one, other)) => [balanced(one, most, None), balanced(other, most, None)].concat(),
        None => in_equal_parts(line, most),
    }
}

fn in_equal_parts(line: &str, most: usize) -> Vec<&str> {
    let whole = halves(line);
    let count = whole.div_ceil(most.max(2));
    let mut parts = Vec::new();
    let (mut start, mut width) = (0, 0);
    for (at, c) in line.char_indices() {
        // Where the next part begins is told from the beginning of all, so that nothing is left over in the
        // end. Digits of a number stay together.
        let next = whole * (parts.len() + 1) / count;
        if width >= next && at > start && !c.is_ascii() {
            parts.push(line.get(start..at).unwrap_or_default());
            start = at;
        }
        width += if c.is_ascii() { 1 } else { 2 };
    }
    parts.push(line.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_broken_behind_the_organ() {
        let title = "云岭县自然资源局2023年政府信息公开工作年度报告";
        let prefer = title.find("2023");
        assert_eq!(
            balanced(title, 40, prefer),
            ["云岭县自然资源局", "2023年政府信息公开工作年度报告"]
        );
        assert_eq!(balanced("云岭县2023年年度报告", 40, Some(9)), ["云岭县2023年年度报告"]);
    }

    #[test]
    fn nothing_is_lost_and_no_line_is_short() {
        let long = "甲".repeat(90);
        let lines = balanced(&long, 40, None);
        assert_eq!(lines.concat(), long);
        let lengths =
            |lines: &[&str]| lines.iter().map(|line| line.chars().count()).collect::<Vec<_>>();
        assert_eq!(lengths(&lines), [18; 5]);
        for length in 21..200 {
            let long = "甲".repeat(length);
            let lines = lengths(&balanced(&long, 40, None));
            let (least, most) = (lines.iter().min().copied(), lines.iter().max().copied());
            assert!(
                most <= least.map(|least| least + 1) && most <= Some(20),
                "{length}: {lines:?}"
            );
            assert_eq!(lines.len(), length.div_ceil(20));
        }
    }
}
