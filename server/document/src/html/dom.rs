//! A page as a tree, with the tags closed that its author left open.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// The number of a node in its tree. 0 is the page itself.
pub(super) type Id = usize;

/// The nodes of a page.
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// An element, or a piece of text.
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) children: Vec<Id>,
}

pub(super) enum Kind {
    Element(Element),
    Text(String),
}

/// An element without what it holds.
#[derive(Default)]
pub(super) struct Element {
    /// In lower case.
    pub(super) name: String,
    attributes: BTreeMap<String, String>,
}

/// Elements that hold nothing.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Nobody nests deeper on purpose; beyond, elements stand beside each other.
const DEEPEST: usize = 200;

impl Tree {
    pub(super) fn parse(text: &str) -> Self {
        let mut builder = Builder::new();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            match token {
                Ok(Token::StartTag(tag)) => {
                    let attributes = tag.attributes.iter();
                    let attributes =
                        attributes.map(|(name, value)| (string(name), string(&value.value)));
                    let element =
                        Element { name: string(&tag.name), attributes: attributes.collect() };
                    builder.open(element, tag.self_closing);
                }
                Ok(Token::EndTag(tag)) => builder.close(&string(&tag.name)),
                Ok(Token::String(text)) => builder.text(string(&text.value)),
                Ok(_) => {}
                Err(never) => match never {},
            }
        }
        Self { nodes: builder.nodes }
    }

    pub(super) fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// The element of a number; none if it is text.
    pub(super) fn element(&self, id: Id) -> Option<&Element> {
        match &self.node(id)?.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }

    pub(super) fn children(&self, id: Id) -> &[Id] {
        self.node(id).map_or(&[], |node| node.children.as_slice())
    }

    /// How many nodes there are; their ids are below.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// A declaration of its `style`, in lower case and without blanks.
    pub(super) fn style(&self, property: &str) -> Option<String> {
        let declarations = self.attribute("style")?.split(';');
        let mut pairs = declarations.filter_map(|declaration| declaration.split_once(':'));
        pairs
            .find(|(name, _)| name.trim().eq_ignore_ascii_case(property))
            .map(|(_, value)| value.trim().to_ascii_lowercase())
    }

    /// Whether browsers show nothing of it.
    pub(super) fn is_hidden(&self) -> bool {
        const UNSHOWN: &[&str] = &[
            "head", "script", "style", "template", "noscript", "iframe", "object", "svg", "select",
            "textarea", "button", "audio", "video", "canvas", "math",
        ];
        UNSHOWN.contains(&self.name.as_str())
            || self.attributes.contains_key("hidden")
            || self.style("display").is_some_and(|display| display.starts_with("none"))
            || self.style("mso-hide").is_some_and(|hide| hide.starts_with("all"))
    }
}

struct Builder {
    nodes: Vec<Node>,
    /// The open elements, the page itself first.
    open: Vec<Id>,
}

impl Builder {
    fn new() -> Self {
        let page = Node { kind: Kind::Element(Element::default()), children: Vec::new() };
        Self { nodes: vec![page], open: vec![0] }
    }

    fn open(&mut self, element: Element, self_closing: bool) {
        self.imply_ends(&element.name);
        let void =
            VOID.contains(&element.name.as_str()) || (self_closing && element.name.contains(':'));
        let id = self.add(Kind::Element(element));
        if !void && self.open.len() < DEEPEST {
            self.open.push(id);
        }
    }

    fn text(&mut self, text: String) {
        self.add(Kind::Text(text));
    }

    fn add(&mut self, kind: Kind) -> Id {
        let id = self.nodes.len();
        self.nodes.push(Node { kind, children: Vec::new() });
        let parent = self.open.last().copied().unwrap_or(0);
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(id);
        }
        id
    }

    /// Closes what cannot hold an element of this name.
    fn imply_ends(&mut self, name: &str) {
        match name {
            "tr" => self.close_up_to(&["tr", "td", "th", "caption"], &["table"]),
            "td" | "th" => self.close_up_to(&["td", "th"], &["table", "tr"]),
            "tbody" | "thead" | "tfoot" => {
                self.close_up_to(
                    &["tbody", "thead", "tfoot", "tr", "td", "th", "caption"],
                    &["table"],
                );
            }
            "li" => self.close_up_to(&["li"], &["ul", "ol", "table", "td", "th"]),
            "dt" | "dd" => self.close_up_to(&["dt", "dd"], &["dl", "table", "td", "th"]),
            _ if is_block(name) => self.close_up_to(&["p"], &["table", "td", "th", "li", "div"]),
            _ => {}
        }
    }

    /// Closes the outermost open element of some names, unless one of the others is nearer.
    fn close_up_to(&mut self, names: &[&str], fences: &[&str]) {
        let mut keep = None;
        for (index, id) in self.open.iter().enumerate().rev() {
            let name = self.name(*id);
            if names.contains(&name) {
                keep = Some(index);
            } else if fences.contains(&name) {
                break;
            }
        }
        if let Some(keep) = keep {
            self.open.truncate(keep.max(1));
        }
    }

    /// Closes the innermost open element of a name. Only a table's own tags reach out of a cell.
    fn close(&mut self, name: &str) {
        const OF_TABLES: &[&str] = &["table", "tbody", "thead", "tfoot", "tr", "td", "th"];
        let fences: &[&str] = match name {
            "table" => &[],
            _ if OF_TABLES.contains(&name) => &["table"],
            _ => &["table", "td", "th"],
        };
        for (index, id) in self.open.iter().enumerate().rev() {
            let open = self.name(*id);
            if open == name {
                self.open.truncate(index.max(1));
                return;
            }
            if fences.contains(&open) {
                return;
            }
        }
        // A paragraph that was only closed is an empty one, and a line break to whoever wrote it.
    }

    fn name(&self, id: Id) -> &str {
        match self.nodes.get(id).map(|node| &node.kind) {
            Some(Kind::Element(element)) => &element.name,
            _ => "",
        }
    }
}

/// Whether an element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    BLOCKS.contains(&name)
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
