//! XML as a tree that borrows from its text. Only local names count: the prefixes are the writer's.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::refusal::Refusal;

/// Nobody nests deeper; a file that does would exhaust the stack of whoever walks the tree.
const DEEPEST: usize = 256;

/// An element.
#[derive(Debug, Default)]
pub struct Element<'x> {
    /// The local name.
    pub name: &'x str,
    /// Local names and values.
    attributes: Vec<(&'x str, Cow<'x, str>)>,
    pub children: Vec<Node<'x>>,
}

/// What an element holds.
#[derive(Debug)]
pub enum Node<'x> {
    Element(Element<'x>),
    Text(Cow<'x, str>),
}

impl<'x> Element<'x> {
    /// Reads a text. What is cut off or not closed keeps what came before; entities of a document
    /// type are not expanded.
    ///
    /// # Errors
    /// If it is no XML, or deeper than anybody nests.
    pub fn parse(text: &'x str) -> Result<Self, Refusal> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().map_err(|_| Refusal::Damaged)? {
                Event::Start(start) if open.len() > DEEPEST => {
                    drop(start);
                    return Err(Refusal::Damaged);
                }
                Event::Start(start) => open.push(Self::of(text, &start)),
                Event::Empty(start) => {
                    let element = Self::of(text, &start);
                    push(&mut open, Node::Element(element));
                }
                Event::End(_) => close(&mut open),
                Event::Text(piece) => {
                    let piece = borrowed(text, &piece);
                    push(&mut open, Node::Text(piece));
                }
                Event::CData(piece) => {
                    let piece = borrowed(text, &piece);
                    push(&mut open, Node::Text(piece));
                }
                Event::GeneralRef(reference) => {
                    if let Some(resolved) = resolved(&reference) {
                        push(&mut open, Node::Text(resolved));
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        // The root is what the nameless element holds; more than one end too many is no trouble.
        while open.len() > 1 {
            close(&mut open);
        }
        let document = open.pop().unwrap_or_default();
        let root = document.children.into_iter().find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        });
        root.ok_or(Refusal::Damaged)
    }

    fn of(text: &'x str, start: &BytesStart<'_>) -> Self {
        let attributes = start
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .filter_map(|attribute| {
                let name = slice(text, attribute.key.local_name().into_inner())?;
                let value: &str = &attribute.value;
                let value = match value.contains('&') {
                    true => Cow::Owned(unescaped(value)),
                    false => Cow::Borrowed(slice(text, value)?),
                };
                Some((name, value))
            })
            .collect();
        let name = slice(text, start.local_name().into_inner()).unwrap_or_default();
        Self { name, attributes, children: Vec::new() }
    }

    /// Local names and values of all attributes.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (*name, value.as_ref()))
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_ref())
    }

    /// The value of an attribute that is a number, if it is one.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element<'x>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Element<'x>> {
        self.elements().find(|element| element.name == name)
    }

    /// The element that a way of names leads to.
    pub fn descend(&self, names: &[&str]) -> Option<&Element<'x>> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements of a name below this one, without those below one that is found.
    pub fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element<'x>>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.all(name, found);
            }
        }
    }

    /// The text directly in this element.
    pub fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_ref()),
            Node::Element(_) => None,
        });
        texts.collect()
    }
}

/// Whether a text is XML from its first tag to its last, as those demand it who read it next.
pub fn is_well_formed(text: &str) -> bool {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut roots) = (0_usize, 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => {
                roots += usize::from(depth == 0);
                depth += 1;
            }
            Ok(Event::Empty(_)) => roots += usize::from(depth == 0),
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => return depth == 0 && roots == 1,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

fn push<'x>(open: &mut [Element<'x>], node: Node<'x>) {
    if let Some(element) = open.last_mut() {
        element.children.push(node);
    }
}

fn close(open: &mut Vec<Element<'_>>) {
    if open.len() > 1
        && let Some(element) = open.pop()
    {
        push(open, Node::Element(element));
    }
}

/// The part of the text that a piece of the reader's is; its events live shorter than the text.
fn slice<'x>(text: &'x str, piece: &str) -> Option<&'x str> {
    let start = piece.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    text.get(start..start.checked_add(piece.len())?)
}

fn borrowed<'x>(text: &'x str, piece: &str) -> Cow<'x, str> {
    slice(text, piece).map_or_else(|| Cow::Owned(piece.to_owned()), Cow::Borrowed)
}

fn resolved(reference: &BytesRef<'_>) -> Option<Cow<'static, str>> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
        _ => resolve_predefined_entity(reference).map(Cow::Borrowed),
    }
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_tree_of_local_names() {
        let root = Element::parse(
            "<?xml version=\"1.0\"?><w:p xmlns:w=\"u\" w:a=\"1&amp;2\"><w:t>甲&lt;&#20057;</w:t><w:b/></w:p>",
        );
        let root = root.expect("it is well-formed");
        assert_eq!((root.name, root.attribute("a")), ("p", Some("1&2")));
        assert_eq!(root.child("t").expect("it is there").text(), "甲<乙");
        assert_eq!(root.elements().count(), 2);
    }

    #[test]
    fn what_is_cut_off_keeps_what_came_before() {
        let root = Element::parse("<a><b>甲</b><c>").expect("something is there");
        assert_eq!(root.elements().map(|element| element.name).collect::<Vec<_>>(), ["b", "c"]);
    }

    #[test]
    fn what_is_cut_off_is_not_well_formed() {
        assert!(is_well_formed("<?xml version=\"1.0\"?>\n<a><b/>甲</a>\n"));
        for text in ["", "甲", "<a>", "<a></b>", "<a/><a/>", "</a>", "<a x=></a"] {
            assert!(!is_well_formed(text), "{text}");
        }
    }

    #[test]
    fn nobody_nests_for_ever() {
        assert!(matches!(Element::parse(&"<a>".repeat(100_000)), Err(Refusal::Damaged)));
    }
}
