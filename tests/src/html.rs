//! Pages of HTML, read as a browser reads them: their elements, and their tables with merged cells spread out.

use html5ever::driver::ParseOpts;
use html5ever::tendril::TendrilSink as _;
use html5ever::{Attribute, LocalName, QualName, ns};
use html5ever::{parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// An element and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub nodes: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Text(String),
    Element(Element),
}

/// A table in which every place holds the cell that covers it.
#[derive(Clone, Debug)]
pub struct Spread<'e> {
    pub rows: Vec<Vec<&'e Element>>,
}

/// Reads a whole page.
pub fn page(html: &str) -> Element {
    root(&parse_document(RcDom::default(), ParseOpts::default()).one(html).document)
}

/// Reads a piece of a page, as an editor takes it from the clipboard.
pub fn fragment(html: &str) -> Element {
    let context = QualName::new(None, ns!(html), LocalName::from("body"));
    let parser = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false);
    root(&parser.one(html).document)
}

fn root(document: &Handle) -> Element {
    let children = document.children.borrow();
    let mut roots: Vec<Element> = children
        .iter()
        .filter_map(node)
        .filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
        .collect();
    assert_eq!(roots.len(), 1, "one root");
    roots.remove(0)
}

/// Comments and the doctype are nothing to a reader.
fn node(handle: &Handle) -> Option<Node> {
    match &handle.data {
        NodeData::Text { contents } => Some(Node::Text(contents.borrow().to_string())),
        NodeData::Element { name, attrs, .. } => {
            let attributes = attrs.borrow();
            let attribute = |it: &Attribute| (it.name.local.to_string(), it.value.to_string());
            Some(Node::Element(Element {
                name: name.local.to_string(),
                attributes: attributes.iter().map(attribute).collect(),
                nodes: handle.children.borrow().iter().filter_map(node).collect(),
            }))
        }
        _ => None,
    }
}

impl Element {
    /// An attribute's value.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split(' ').any(|it| it == class))
    }

    fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// This element and all below it, in order.
    pub fn all(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.children().flat_map(Self::all)).collect()
    }

    /// The elements of a name, in order.
    pub fn named(&self, name: &str) -> Vec<&Self> {
        self.all().into_iter().filter(|it| it.name == name).collect()
    }

    /// All text in it, at whatever depth.
    pub fn text(&self) -> String {
        self.text_without(&|_| false)
    }

    /// All text in it, except what stands in elements that `unwanted` accepts.
    pub fn text_without(&self, unwanted: &dyn Fn(&Self) -> bool) -> String {
        let text = |node: &Node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) if unwanted(element) => String::new(),
            Node::Element(element) => element.text_without(unwanted),
        };
        self.nodes.iter().map(text).collect()
    }

    /// The official tables of this id.
    pub fn official(&self, id: &str) -> Vec<Spread<'_>> {
        let wrapped = self.all().into_iter().filter(|it| it.get("data-table") == Some(id));
        wrapped.flat_map(|it| it.named("table")).map(Spread::new).collect()
    }
}

impl<'e> Spread<'e> {
    /// Spreads a table's cells. Its spans must cover every place exactly once.
    pub fn new(table: &'e Element) -> Self {
        let rows = table.named("tr");
        let mut places: Vec<Vec<Option<&Element>>> = vec![Vec::new(); rows.len()];
        for (at, row) in rows.iter().enumerate() {
            for cell in row.children() {
                let free = places[at].iter().position(Option::is_none);
                let column = free.unwrap_or(places[at].len());
                let span = |name| cell.get(name).map_or(1, |it| it.parse::<usize>().unwrap());
                for (down, right) in (0..span("rowspan"))
                    .flat_map(|down| (0..span("colspan")).map(move |right| (down, right)))
                {
                    let row = places
                        .get_mut(at + down)
                        .unwrap_or_else(|| panic!("{:?} reaches below the table", cell.text()));
                    if row.len() <= column + right {
                        row.resize(column + right + 1, None);
                    }
                    assert!(row[column + right].is_none(), "{:?} lies over another", cell.text());
                    row[column + right] = Some(cell);
                }
            }
        }
        let width = places.first().map_or(0, Vec::len);
        assert!(places.iter().all(|row| row.len() == width), "rows of different widths");
        let rows = places.into_iter().map(|row| row.into_iter().map(Option::unwrap).collect());
        Self { rows: rows.collect() }
    }

    /// The texts of a row, a merged cell once.
    pub fn texts(&self, row: usize) -> Vec<String> {
        let mut cells = self.rows[row].clone();
        cells.dedup_by(|one, two| std::ptr::eq(*one, *two));
        cells.into_iter().map(|cell| cell.text()).collect()
    }
}
