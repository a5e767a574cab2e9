//! What a completion means, told when a client asks for it: the explanation of the form and its
//! statutory basis, in Markdown.

use form::{Block, Explanation, Form, forms, instrument_titled, regulation};

use super::boilerplate::boilerplate;

/// What a completion is, as an id that a client may keep: `2021/requests/row/refused.state_secret`,
/// `2021/section/overview`, `2021/table/requests`, `2021/fees/column/amount`, `2021/block/fees`,
/// `article/50`, `rule/unbalanced-sum`, `skeleton`, `sentence/basis`, `subsection/active`, `instrument/` with the name. Behind a `?` stands the
/// year of the report, where it has one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DocRef(String);

impl DocRef {
    /// Reads an id that was written with [`as_str`](Self::as_str).
    pub fn new(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// The same in a report for a year.
    pub(super) fn for_year(self, year: Option<i32>) -> Self {
        match year {
            Some(year) => Self(format!("{}?{year}", self.0)),
            None => self,
        }
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn section(form: &Form, section: &str) -> Self {
        Self(format!("{}/section/{section}", form.edition))
    }

    pub(super) fn table(form: &Form, table: &str) -> Self {
        Self(format!("{}/table/{table}", form.edition))
    }

    pub(super) fn block(form: &Form, block: &str) -> Self {
        Self(format!("{}/block/{block}", form.edition))
    }

    pub(super) fn row(form: &Form, block: &str, row: &str) -> Self {
        Self(format!("{}/{block}/row/{row}", form.edition))
    }

    pub(super) fn column(form: &Form, block: &str, column: &str) -> Self {
        Self(format!("{}/{block}/column/{column}", form.edition))
    }

    pub(super) fn article(number: u32) -> Self {
        Self(format!("article/{number}"))
    }

    pub(super) fn rule(id: &str) -> Self {
        Self(format!("rule/{id}"))
    }

    pub(super) fn sentence(id: &str) -> Self {
        Self(format!("sentence/{id}"))
    }

    pub(super) fn skeleton() -> Self {
        Self("skeleton".to_owned())
    }

    pub(super) fn subsection(id: &str) -> Self {
        Self(format!("subsection/{id}"))
    }

    pub(super) fn instrument(name: &str) -> Self {
        Self(format!("instrument/{name}"))
    }
}

/// The documentation of a completion; none if the id is of nothing that is known.
pub fn documentation(doc: &DocRef) -> Option<String> {
    let (id, year) = doc.0.split_once('?').unwrap_or((&doc.0, ""));
    let report: Option<i32> = year.parse().ok();
    let year = report.unwrap_or(i32::MAX);
    let parts: Vec<&str> = id.split('/').collect();
    match parts.as_slice() {
        ["article", number] => article(number.parse().ok()?, year),
        ["sentence", id] => {
            let of = boilerplate().sentences.iter().find(|of| of.id == *id)?;
            Some(page(&of.label, &of.explanation, year))
        }
        ["subsection", id] => {
            let of = boilerplate().subsections.iter().find(|of| of.id == *id)?;
            Some(page(&of.title, &of.explanation, year))
        }
        ["instrument", name] => named_instrument(name),
        ["rule", id] => {
            let of = rules::rule(id)?;
            Some(format!("**{}**\n\n{}\n\n{}", of.title, of.doc.what, of.doc.why))
        }
        ["skeleton"] => {
            let of = &boilerplate().skeleton;
            Some(explained(&of.label, &of.explanation))
        }
        [edition, rest @ ..] => {
            let form = forms().iter().find(|form| form.edition == *edition)?;
            of_form(form, rest, form.year_for(report))
        }
        [] => None,
    }
}

fn of_form(form: &'static Form, parts: &[&str], year: i32) -> Option<String> {
    let blocks = || form.tables.iter().flat_map(|table| &table.blocks);
    let named = |id: &str| blocks().find(|block| block.id == id);
    match parts {
        ["section", id] => {
            let of = form.sections.iter().find(|section| section.id == *id)?;
            Some(page(&format!("{}、{}", of.number, of.title), &of.explanation, year))
        }
        ["table", id] => {
            let of = form.tables.iter().find(|table| table.id == *id)?;
            Some(page(&format!("{}　{}", of.name, of.caption), &of.explanation, year))
        }
        ["block", id] => {
            let of = named(id)?;
            Some(page(of.canonical_corner(), &of.explanation, year))
        }
        [block, "row", id] => row(named(block)?, id, year),
        [block, "column", id] => {
            let of = named(block)?.columns.iter().find(|column| column.id == *id)?;
            Some(page(&of.label, &of.explanation, year))
        }
        _ => None,
    }
}

fn row(block: &Block, id: &str, year: i32) -> Option<String> {
    let of = block.rows.iter().find(|row| row.id == id)?;
    Some(page(&of.label, &of.explanation, year))
}

fn article(number: u32, year: i32) -> Option<String> {
    let regulation = regulation();
    let article = regulation.article(number)?;
    let title = format!("{}第 {number} 条：{}", regulation.short, article.topic);
    Some(page(&title, article.gist.as_ref()?, year))
}

fn named_instrument(name: &str) -> Option<String> {
    let regulation = regulation();
    if name == regulation.name {
        return Some(format!("**《{name}》**\n\n{}", regulation.document));
    }
    let known = instrument_titled(name)?;
    let note = explained(&format!("《{name}》"), known.note.as_deref().unwrap_or_default());
    Some([note, known.document()].join("\n\n").trim_end().to_owned())
}

/// A title, the first line of an explanation, its points and examples, and the basis. The words are those of
/// the program's own files, which hold no marks of Markdown.
fn page(title: &str, explanation: &Explanation, year: i32) -> String {
    let told = explanation.told(year);
    let points = told.points.into_iter();
    let examples = told.examples.iter().map(|example| format!("举例：{example}"));
    let lines: Vec<String> = std::iter::once(told.first).chain(points).chain(examples).collect();
    format!("{}\n\n依据：{}", explained(title, &lines.join("\n")), told.basis)
}

/// A title, the first line of an explanation, and its details.
fn explained(title: &str, explanation: &str) -> String {
    let (first, details) = explanation.split_once('\n').unwrap_or((explanation, ""));
    let items: Vec<String> = details.lines().map(|line| format!("- {line}")).collect();
    let parts = [format!("**{title}**"), first.to_owned(), items.join("\n")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(id: &str) -> String {
        documentation(&DocRef::new(id)).unwrap_or_default()
    }

    #[test]
    fn a_row_is_told_with_its_basis() {
        assert_eq!(
            told("2021/requests/row/refused.state_secret"),
            "**1.属于国家秘密**\n\n因属于国家秘密而不予公开的。\n\n\
             - 何时填：答复书以信息依法确定为国家秘密为由的。【条例第十四条】\n\
             - 答复前宜先查明定密依据；没有查明的，统计仍按已经作出的答复。【通行理解】\n\
             - 不要混淆：工作秘密、内部文件不是国家秘密。答复引用第十四条其他情形的填第 2、3 项，引用第十六条的填第 5、6 项。【推算得出：保守国家秘密法第六十四条（2024 年 5 月 1 日起施行）】\n\
             - 举例：申请一份标明“秘密”并有定密依据的方案，云岭县应急管理局答复属于国家秘密：本行计 1。【推算得出】\n\n\
             依据：条例第十四条；保守国家秘密法（2024 年 5 月 1 日起施行）【明文规定】"
        );
    }

    #[test]
    fn what_changed_with_a_year_is_told_for_the_reports_year() {
        let row = |year: &str| told(&format!("2021/challenges/row/direct_litigation{year}"));
        let (before, after) =
            ("2023 年度及以前没有复议前置", "2024 年起，对不予公开不服的要先复议");
        let interpretation = "法释〔2025〕8 号第一条";
        for (year, expected) in [
            ("?2021", [true, false, false]),
            ("?2023", [true, false, false]),
            ("?2024", [false, true, false]),
            ("?2025", [false, true, true]),
            ("", [false, true, true]),
        ] {
            let text = row(year);
            let found = [before, after, interpretation].map(|words| text.contains(words));
            assert_eq!(found, expected, "{year}: {text}");
        }
    }

    #[test]
    fn each_kind_has_its_words() {
        for (id, title) in [
            ("2021/section/overview", "**一、总体情况**"),
            ("2021/table/requests", "**表三　收到和处理政府信息公开申请情况表**"),
            ("2021/block/fees", "**第二十条第（八）项**"),
            ("2021/fees/column/amount", "**本年收费金额（单位：万元）**"),
            ("2019/requests/row/other", "**（六）其他处理**"),
            ("article/50", "**条例第 50 条：年报内容**"),
            ("sentence/basis", "**编制依据**"),
            ("subsection/active", "**主动公开**"),
            ("skeleton", "**整份年报**"),
            ("instrument/中华人民共和国政府信息公开条例", "**《中华人民共和国政府信息公开条例》**"),
            ("instrument/政府信息公开信息处理费管理办法", "**《政府信息公开信息处理费管理办法》**"),
        ] {
            assert!(told(id).starts_with(title), "{id}: {}", told(id));
        }
    }

    #[test]
    fn nothing_is_told_of_what_is_unknown() {
        for id in [
            "",
            "/",
            "article/57",
            "article/𠮷",
            "2020/section/overview",
            "2021",
            "2021/row",
            "2021/requests/row/",
            "sentence/",
            "instrument/𠮷",
        ] {
            assert_eq!(documentation(&DocRef::new(id)), None, "{id}");
        }
    }

    #[test]
    fn the_forms_words_hold_no_markdown() {
        let files = [
            include_str!("../../../forms/2021.toml"),
            include_str!("../../../forms/2019.toml"),
            include_str!("../../../forms/explanations.toml"),
            include_str!("../../../forms/regulation.toml"),
            include_str!("../../../forms/completion.toml"),
        ];
        // A `#` begins a comment and `[` a table, at the beginning of a line only.
        let prose = files.iter().flat_map(|file| file.lines()).filter(|line| !line.is_ascii());
        let marked: Vec<&str> =
            prose.filter(|line| line.contains(['*', '`', '<', '~', '|'])).collect();
        assert!(marked.is_empty(), "{marked:?}");
    }
}
