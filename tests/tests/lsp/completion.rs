//! Completion: what can come next, in the form's words, where it fits and nowhere else.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected must stop at once"
)]

use nianbao_tests::client::Client;
use nianbao_tests::document::{Document, in_each_encoding};
use nianbao_tests::fixture;
use nianbao_tests::setup::Setup;
use nianbao_tests::text_model::Encoding;
use serde_json::{Value, json};

/// The items at the place marked with `$0`, in the order in which an editor shows them.
fn items(client: &mut Client, document: &Document, marked: &str) -> Vec<Value> {
    let answer = document.ask_at(client, "completion", marked);
    let list = answer.get("items").unwrap_or(&answer);
    let mut items = list.as_array().cloned().unwrap_or_default();
    items.sort_by_key(|item| {
        item["sortText"].as_str().or(item["label"].as_str()).unwrap().to_owned()
    });
    let at = document.text.at(marked);
    for item in &items {
        let replaced = document.text.bytes(&item["textEdit"]["range"]);
        assert!(replaced.start <= at && at <= replaced.end, "{item} is for another place");
        let covered = &document.text.text[replaced.clone()];
        assert!(!covered.contains('\n'), "an editor takes edits of one line only: {covered:?}");
        // An editor drops items whose filter does not match what is already typed.
        let typed: Vec<char> = document.text.text[replaced.start..at].chars().collect();
        let filter = item["filterText"].as_str().or(item["label"].as_str()).unwrap();
        let mut rest = filter.chars();
        let matches = typed.iter().all(|typed| rest.any(|character| character == *typed));
        assert!(matches, "{typed:?} does not match {filter}");
    }
    items
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["label"].as_str().unwrap()).collect()
}

/// The one item whose label or text contains `words`.
fn item<'a>(items: &'a [Value], words: &str) -> &'a Value {
    let is_it = |item: &&Value| {
        [&item["label"], &item["textEdit"]["newText"]]
            .iter()
            .any(|it| it.as_str().is_some_and(|it| it.contains(words)))
    };
    items.iter().find(is_it).unwrap_or_else(|| panic!("no {words} among {:?}", labels(items)))
}

/// The text after the item is taken, tab stops replaced by what stands in them.
fn taken(document: &Document, item: &Value) -> String {
    let mut edit = item["textEdit"].clone();
    if item["insertTextFormat"] == 2 {
        edit["newText"] = json!(filled(edit["newText"].as_str().unwrap()));
    }
    document.text.edited(&json!([edit]))
}

/// A snippet as text: `$1` is nothing, `${1:0}` is 0.
fn filled(snippet: &str) -> String {
    let mut text = String::new();
    let mut rest = snippet.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => text.extend(rest.next()),
            '$' if rest.peek() == Some(&'{') => {
                let inner: String = rest.by_ref().skip(1).take_while(|it| *it != '}').collect();
                text.push_str(inner.split_once(':').map_or("", |(_, default)| default));
            }
            '$' => while rest.next_if(char::is_ascii_digit).is_some() {},
            other => text.push(other),
        }
    }
    text
}

/// The sample report without what stands from `from` up to `to`, with `$0` in its place.
fn without(from: &str, to: &str) -> String {
    let text = fixture::astral();
    let start = text.find(from).unwrap();
    let end = start + text[start..].find(to).unwrap();
    format!("{}{}", &text[..start], &text[end..])
}

#[test]
fn the_missing_heading_comes_first() {
    let text = without("五、存在", "六、其他").replace("六、其他", "\n六、其他");
    in_each_encoding(&text, |client, document| {
        let found = items(client, document, "\n$0\n六、其他需要报告的事项");
        assert!(!found.is_empty(), "nothing at an empty line before a missing section");
        let first = found.iter().find(|it| it["label"].as_str().unwrap().contains('、')).unwrap();
        assert!(
            taken(document, first).contains("\n五、存在的主要问题及改进情况\n六、"),
            "{:?}",
            labels(&found)
        );
        let labels = labels(&found);
        assert!(
            labels.iter().all(|label| !label.starts_with("一、")),
            "it is there already: {labels:?}"
        );
    });
}

#[test]
fn a_heading_is_completed_mid_word() {
    let text = without("五、存在", "六、其他").replace("六、其他", "五、存\n\n六、其他");
    in_each_encoding(&text, |client, document| {
        let found = items(client, document, "\n五、存$0\n");
        let heading = item(&found, "存在的主要问题及改进情况");
        assert!(taken(document, heading).contains("\n五、存在的主要问题及改进情况\n\n六、"));
    });
}

/// Editors do not ask while Chinese is committed; who types pinyin or its initials finds the item all the same.
#[test]
fn pinyin_and_initials_match() {
    for typed in ["czd", "czdzywt", "cunzai", "cunzaidezhuyao", "五", "存在"] {
        let missing = without("五、存在", "六、其他");
        let text = missing.replace("六、其他", &format!("{typed}\n\n六、其他"));
        in_each_encoding(&text, |client, document| {
            let found = items(client, document, &format!("\n{typed}$0\n\n六、"));
            let heading = item(&found, "存在的主要问题及改进情况");
            let after = taken(document, heading);
            assert!(after.contains("\n五、存在的主要问题及改进情况\n\n六、"), "{typed} stays");
        });
    }
}

/// A list that was chosen for what is typed holds no longer when more is typed, unless each item matches all its spellings.
#[test]
fn a_list_that_depends_on_what_is_typed_is_incomplete() {
    let text = without("五、存在", "六、其他").replace("六、其他", "c\n\n六、其他");
    in_each_encoding(&text, |client, document| {
        let answer = document.ask_at(client, "completion", "\nc$0\n\n六、");
        let found = items(client, document, "\nc$0\n\n六、");
        let filter = item(&found, "存在的主要问题及改进情况")["filterText"].to_string();
        let matches_all = filter.contains("czdzywt") && filter.contains("cunzai");
        assert!(matches_all || answer["isIncomplete"] == true, "{filter}");
    });
}

#[test]
fn a_missing_table_is_a_snippet_with_tab_stops() {
    let text = without("| 案件类型", "五、存在").replace("五、存在", "\n五、存在");
    in_each_encoding(&text, |client, document| {
        let found = items(client, document, "行政诉讼情况\n\n$0\n五、存在");
        let table = item(&found, "案件类型");
        assert_eq!(table["insertTextFormat"], 2, "a snippet");
        let snippet = table["textEdit"]["newText"].as_str().unwrap();
        for stop in ["1", "15"] {
            assert!(
                snippet.contains(&format!("${{{stop}")) || snippet.contains(&format!("${stop}")),
                "tab stop {stop}: {snippet}"
            );
        }
        let other = Document::open_another(client, &taken(document, table));
        let diagnostics = other.diagnostics(client);
        let rules: Vec<&str> = diagnostics.iter().map(|it| it["code"].as_str().unwrap()).collect();
        assert!(!rules.contains(&"missing-table") && !rules.contains(&"missing-row"), "{rules:?}");
    });
}

#[test]
fn a_client_without_snippets_gets_plain_text() {
    let text = without("| 案件类型", "五、存在").replace("五、存在", "\n五、存在");
    let mut setup = Setup::new(Encoding::Utf16);
    setup.capabilities["textDocument"]["completion"]["completionItem"]["snippetSupport"] =
        json!(false);
    let mut client = Client::start(&setup);
    let document = Document::open(&mut client, "𠮷.nianbao", &text);
    let found = items(&mut client, &document, "行政诉讼情况\n\n$0\n五、存在");
    let table = item(&found, "案件类型");
    assert_ne!(table["insertTextFormat"], 2);
    assert!(!table["textEdit"]["newText"].as_str().unwrap().contains('$'));
}

#[test]
fn a_missing_row_is_offered_in_its_place() {
    let row = "| 　　4.保护第三方合法权益 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";
    let text = fixture::astral().replace(row, "| \n");
    in_each_encoding(&text, |client, document| {
        let found = items(client, document, "\n| $0\n| 　　5.属于三类");
        assert!(
            found[0]["label"].as_str().unwrap().contains("保护第三方合法权益"),
            "{:?}",
            labels(&found)
        );
        let after = taken(document, &found[0]);
        let line = after.lines().find(|line| line.contains("4.第三方合法权益")).unwrap();
        assert!(line.starts_with("| 　　4.第三方合法权益"), "{line:?}");
        // The categories come with what they mean.
        let resolved = client.request("completionItem/resolve", found[0].clone());
        assert!(resolved["documentation"].to_string().contains("第三方"), "{resolved}");
    });
}

#[test]
fn a_row_is_completed_mid_word() {
    let text = fixture::astral().replace("| 　　7.属于行政执法案卷 | 0 |", "| 　　执法案 | 0 |");
    in_each_encoding(&text, |client, document| {
        let found = items(client, document, "| 　　执法案$0 | 0 |");
        let after = taken(document, item(&found, "属于行政执法案卷"));
        assert!(
            after.contains("| 　　7.行政执法案卷 | 0 |"),
            "{}",
            after.lines().find(|line| line.contains("执法案")).unwrap()
        );
    });
}

#[test]
fn the_columns_of_the_table_at_hand_are_offered() {
    let text = fixture::astral().replace("| 结果纠正 |", "| 结果 |");
    in_each_encoding(&text, |client, document| {
        let found = items(client, document, "| 结果维持 | 结果$0 |");
        let labels = labels(&found);
        assert!(labels.contains(&"结果纠正"), "{labels:?}");
        assert!(!labels.contains(&"自然人"), "a column of another table: {labels:?}");
        assert!(taken(document, item(&found, "结果纠正")).contains("| 结果维持 | 结果纠正 |"));
    });
}

#[test]
fn articles_are_offered_after_their_first_character() {
    let text = fixture::astral().replace("依照第三十三条办理的", "依照第办理的");
    in_each_encoding(&text, |client, document| {
        let found = items(client, document, "依照第$0办理的");
        let article = item(&found, "第三十三条");
        assert!(taken(document, article).contains("依照第三十三条办理的"));
        let resolved = client.request("completionItem/resolve", article.clone());
        assert!(resolved["documentation"].to_string().contains("期限"), "{resolved}");
        assert!(labels(&found).iter().any(|label| label.contains("第五十条")));
    });
}

#[test]
fn required_sentences_bear_the_year_of_the_report() {
    let text = without("𠮷水：依照", "一、总体情况").replace("一、总体情况", "\n一、总体情况");
    in_each_encoding(&text, |client, document| {
        let found = items(client, document, "不会导出 -->\n\n$0\n一、总体情况");
        let basis = item(&found, "第五十条");
        assert!(taken(document, basis).contains("第五十条"));
        item(&found, "2023年1月1日");
    });
    let text = fixture::astral();
    let fee = text.lines().last().unwrap().to_owned();
    in_each_encoding(&text.replace(&fee, ""), |client, document| {
        let found = items(client, document, "六、其他需要报告的事项\n\n$0\n");
        item(&found, "信息处理费");
    });
}

#[test]
fn nothing_is_offered_where_nothing_fits() {
    in_each_encoding(&fixture::astral(), |client, document| {
        for marked in [
            "总计🀄 | 8$0 |",
            "办理的检索$0方式较少",
            "index.ht$0ml",
            "作者的备$0注",
            "公开申请1$01件",
        ] {
            let found = items(client, document, marked);
            assert!(found.is_empty(), "{marked}: {:?}", labels(&found));
        }
    });
}

#[test]
fn every_item_can_be_taken_and_explained() {
    let text = fixture::astral().replace("五、存在", "\n五、存在");
    in_each_encoding(&text, |client, document| {
        for marked in
            ["\n\n$0\n五、存在", "| $0案件类型 |", "| 行政$0复议 |", "| 　　1.$0属于国家秘密"]
        {
            let found = items(client, document, marked);
            for item in found {
                let label = item["label"].as_str().unwrap().to_owned();
                assert!(item["kind"].is_u64(), "{label}");
                taken(document, &item);
                let resolved = client.request("completionItem/resolve", item);
                assert_eq!(resolved["label"], label.as_str());
            }
        }
    });
}

/// Without a word from the client, everything is plain text.
#[test]
fn a_client_that_announces_nothing_gets_plain_text() {
    let text = without("| 案件类型", "五、存在").replace("五、存在", "\n五、存在");
    let mut client = Client::start(&Setup::bare());
    let document = Document::open(&mut client, "𠮷.nianbao", &text);
    for found in items(&mut client, &document, "行政诉讼情况\n\n$0\n五、存在") {
        assert_ne!(found["insertTextFormat"], 2);
        assert!(found["insertTextMode"].is_null());
        assert!(!found["textEdit"]["newText"].as_str().unwrap().contains('$'));
        let resolved = client.request("completionItem/resolve", found);
        assert_eq!(resolved["documentation"]["kind"], "plaintext");
        assert!(!resolved["documentation"]["value"].as_str().unwrap().contains("**"));
    }
}

#[test]
fn an_item_that_is_not_ours_comes_back_as_it_was() {
    let mut client = Client::start(&Setup::new(Encoding::Utf16));
    for item in [
        json!({ "label": "𠮷" }),
        json!({ "label": "𠮷", "data": "2021/row/𠮷" }),
        json!({ "label": "𠮷", "data": { "id": 1 } }),
    ] {
        assert_eq!(client.request("completionItem/resolve", item.clone()), item);
    }
}

/// Some editors ask by themselves only after these: a bar, the marks of references, letters of pinyin.
#[test]
fn typing_pinyin_asks_by_itself() {
    let client = Client::start(&Setup::new(Encoding::Utf8));
    let provider = &client.initialized["capabilities"]["completionProvider"];
    assert_eq!(provider["resolveProvider"], true);
    for trigger in ["|", "(", "a", "z", "第", "《", "（"] {
        assert!(provider["triggerCharacters"].as_array().unwrap().contains(&json!(trigger)));
    }
}

#[test]
fn an_empty_report_begins_with_its_title() {
    in_each_encoding("<!-- 𠮷 -->\n\n", |client, document| {
        let found = items(client, document, "-->\n\n$0");
        assert_eq!(labels(&found)[..2], ["年度报告标题", "整份年报"]);
        let whole = taken(document, &found[1]);
        assert!(whole.contains("六、其他需要报告的事项") && whole.contains("| 案件类型"));
    });
}

/// A character outside the BMP stands before the place in its own line, and the rest of the word behind it.
#[test]
fn a_reference_is_replaced_mid_word() {
    let text = fixture::astral().replace("𠮷：依照第三十三条办理的", "𠮷：依照第三十六条办理的");
    in_each_encoding(&text, |client, document| {
        let found = items(client, document, "𠮷：依照第三十$0六条办理的");
        let after = taken(document, item(&found, "第三十三条"));
        assert!(after.contains("𠮷：依照第三十三条办理的"));
    });
}
