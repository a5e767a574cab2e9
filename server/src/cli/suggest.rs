//! What a user may have meant by a name that does not exist.

/// Names that are written much like the given one, the likeliest first.
pub(super) fn like<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    const ENOUGH: f64 = 0.6;
    const MOST: usize = 3;
    let mut close: Vec<(f64, &str)> = names
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(name, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= ENOUGH)
        .collect();
    close.sort_by(|one, two| two.0.total_cmp(&one.0));
    close.truncate(MOST);
    close.into_iter().map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::like;

    #[test]
    fn slips_are_recognised() {
        let names = ["unbalanced-sum", "blank-cell", "missing-table"];
        assert_eq!(like("unbalance-sum", names), ["unbalanced-sum"]);
        assert_eq!(like("blank-cells", names), ["blank-cell"]);
        assert!(like("标点", names).is_empty());
    }
}
