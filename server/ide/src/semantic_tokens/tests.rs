//! Which piece is of which kind.

use sample::{odd_texts, report};

use super::*;

/// The tokens of a text, each as `kind+modifiers text`.
fn shown(text: &str, range: Option<Range<usize>>) -> Vec<String> {
    let analysis = Analysis::new(text.to_owned());
    let tokens = semantic_tokens(&analysis, range);
    let shown = tokens.iter().map(|token| {
        let modifiers = MODIFIERS.iter().enumerate();
        let set = modifiers.filter(|(bit, _)| token.modifiers & (1 << bit) != 0);
        let set: String = set.map(|(_, name)| format!("+{name}")).collect();
        let written = text.get(token.range.clone()).unwrap_or("?");
        format!("{}{set} {written}", TYPES.get(token.kind).unwrap_or(&"?"))
    });
    shown.collect()
}

#[test]
fn every_kind_has_a_name() {
    assert_eq!(TYPES.get(Kind::Title as usize), Some(&"namespace"));
    assert_eq!(TYPES.get(Kind::Number as usize), Some(&"number"));
    assert_eq!(TYPES.len(), Kind::Allow as usize + 1);
}

#[test]
fn prose_and_headings() {
    let text = "云岭县𠮷石局\n2023年政府信息公开工作年度报告\n\n\
        <!-- 𠮷 -->\n\n一、总体情况\n\n（一）依申请公开\n\n\
        2023年依照《条例》第三十三条答复申请12件，做到“应答尽答”，见 http://a.cn/b。\n\n\
        <!-- nianbao: allow blank-cell 𠮷 -->\n\n主动公开政府信息情况\n";
    assert_eq!(
        shown(text, None),
        [
            "namespace 云岭县𠮷石局",
            "namespace 2023年政府信息公开工作年度报告",
            "comment <!-- 𠮷 -->",
            "keyword 一、",
            "class 总体情况",
            "keyword （一）",
            "class 依申请公开",
            "number 2023年",
            "type 《条例》",
            "function 第三十三条",
            "number 12件",
            "string “应答尽答”",
            "string http://a.cn/b",
            "macro <!-- nianbao: allow blank-cell 𠮷 -->",
            "class 主动公开政府信息情况",
        ]
    );
}

#[test]
fn tables() {
    let cells = [("reconsideration", "upheld", "3"), ("reconsideration", "total", "4")];
    let text = report("𠮷，因信息公开引发的行政复议5件。", &cells);
    let start = text.find("| 案件类型").unwrap_or(0);
    let end = text.find("| 行政诉讼（").unwrap_or(0);
    let tokens = shown(&text, Some(start..end - 1));
    assert_eq!(
        tokens,
        [
            "struct 案件类型",
            "property 结果维持",
            "property 结果纠正",
            "property 其他结果",
            "property 尚未审结",
            "property 总计",
            "parameter 行政复议",
            "number 3",
            "number 0",
            "number 0",
            "number 0",
            "number+total+broken 4",
        ]
    );
    assert!(shown(&text, None).contains(&"number+broken 5件".to_owned()));
}

#[test]
fn wrapped_labels_are_parted_at_their_lines() {
    let text = "\t申请人情况\n\t自然人\n\t商业\n企业\n\t总计\n\n\t一、本年新收政府信息\n公开申请数量\n\t1\n\t0\n\t1\n";
    let tokens = shown(text, None);
    assert!(tokens.contains(&"property 商业".to_owned()), "{tokens:?}");
    assert!(tokens.contains(&"property 企业".to_owned()), "{tokens:?}");
    assert!(tokens.contains(&"parameter 公开申请数量".to_owned()), "{tokens:?}");
}

#[test]
fn tokens_are_in_order_and_within_their_lines() {
    for text in odd_texts() {
        let analysis = Analysis::new(text);
        let all = semantic_tokens(&analysis, None);
        assert!(all.is_sorted_by(|one, two| one.range.end <= two.range.start), "{all:?}");
        for token in &all {
            let written = analysis.text.get(token.range.clone());
            assert!(written.is_some_and(|text| !text.is_empty() && !text.contains(['\n', '\r'])));
        }
        let half = semantic_tokens(&analysis, Some(0..analysis.text.len() / 2));
        assert!(all.starts_with(&half) || half.is_empty(), "a part of all");
    }
}
