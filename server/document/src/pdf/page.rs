//! What a page draws: characters with their places, and lines (ISO 32000-1, 8 and 9).

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId};

use super::characters::Character;
use super::font::{Font, dictionary, float};
use super::radicals::folded;
use crate::refusal::Refusal;

/// A page of a report has no more operations, and all pages together not either.
const MOST_OPERATIONS: usize = 3_000_000;
/// Content streams of a page do not unpack to more bytes.
const MOST_UNPACKED: usize = 32 << 20;
/// Forms within forms within forms go round in a circle.
const DEEPEST: usize = 8;
/// A thinner shape is a line, in points.
const THIN: f32 = 3.5;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// In the order in which they are drawn.
    pub(super) characters: Vec<Character>,
    pub(super) rules: Vec<Rule>,
    /// How many characters the fonts do not tell.
    pub(super) unknown: usize,
    pub(super) pictures: usize,
    pub(super) height: f32,
}

/// A line that is drawn along one of the page's sides. Points, from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) upright: bool,
    /// Its place across its direction.
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// A transformation: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Debug, Clone, Copy)]
struct Matrix([f32; 6]);

impl Matrix {
    const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(operands: &[Object]) -> Self {
        let mut matrix = Self::IDENTITY;
        for (value, operand) in matrix.0.iter_mut().zip(operands) {
            *value = float(operand).unwrap_or(*value);
        }
        matrix
    }

    /// First this, then the other.
    fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    fn moved(self, x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }
}

/// What `q` keeps and `Q` brings back.
#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    character_spacing: f32,
    word_spacing: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

/// Reads pages, and keeps their fonts.
pub(super) struct Interpreter<'p> {
    pdf: &'p Pdf,
    fonts: HashMap<ObjectId, Rc<Font>>,
    operations: usize,
    page: Page,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Vec<Vec<(f32, f32)>>,
    /// For each marked content that is open, whether it is a header, a footer or a page number.
    marked: Vec<bool>,
}

impl<'p> Interpreter<'p> {
    pub(super) fn new(pdf: &'p Pdf) -> Self {
        let state = State {
            matrix: Matrix::IDENTITY,
            font: None,
            size: 1.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self {
            pdf,
            fonts: HashMap::new(),
            operations: 0,
            page: Page::default(),
            state,
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Vec::new(),
            marked: Vec::new(),
        }
    }

    pub(super) fn page(&mut self, id: ObjectId) -> Result<Page, Refusal> {
        let content =
            self.pdf.get_page_content_with_limit(id, MOST_UNPACKED).map_err(
                |error| match error {
                    lopdf::Error::Decompress(_) => Refusal::TooBig,
                    _ => Refusal::Damaged,
                },
            )?;
        let page = self.pdf.get_dictionary(id).map_err(|_| Refusal::Damaged)?;
        let (matrix, height) = self.upright(page);
        self.page = Page { height, ..Page::default() };
        self.state = State { matrix, ..Self::new(self.pdf).state };
        self.saved.clear();
        self.marked.clear();
        let resources =
            self.inherited(page, b"Resources").and_then(|object| dictionary(object, self.pdf));
        self.run(&content, resources, DEEPEST)?;
        Ok(std::mem::take(&mut self.page))
    }

    /// The transformation to points from the upper left corner of the page as it is shown, and the
    /// page's height.
    fn upright(&self, page: &Dictionary) -> (Matrix, f32) {
        let corners =
            self.inherited(page, b"CropBox").or_else(|| self.inherited(page, b"MediaBox"));
        let corners = corners.and_then(|object| object.as_array().ok());
        let corner = |index: usize, usual: f32| {
            let object = corners.and_then(|corners| corners.get(index));
            object.and_then(|object| float(self.pdf.dereference(object).ok()?.1)).unwrap_or(usual)
        };
        let (left, bottom, right, top) =
            (corner(0, 0.0), corner(1, 0.0), corner(2, 595.0), corner(3, 842.0));
        let turned =
            self.inherited(page, b"Rotate").and_then(|object| object.as_i64().ok()).unwrap_or(0);
        match turned.rem_euclid(360) {
            90 => (Matrix([0.0, 1.0, 1.0, 0.0, -bottom, -left]), right - left),
            180 => (Matrix([-1.0, 0.0, 0.0, 1.0, right, -bottom]), top - bottom),
            270 => (Matrix([0.0, -1.0, -1.0, 0.0, top, right]), right - left),
            _ => (Matrix([1.0, 0.0, 0.0, -1.0, -left, top]), top - bottom),
        }
    }

    /// An entry of a page, or of the nodes above it.
    fn inherited(&self, page: &'p Dictionary, key: &[u8]) -> Option<&'p Object> {
        let mut node = page;
        for _ in 0..32 {
            if let Ok(object) = node.get_deref(key, self.pdf) {
                return Some(object);
            }
            node = node.get_deref(b"Parent", self.pdf).ok()?.as_dict().ok()?;
        }
        None
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: Option<&'p Dictionary>,
        depth: usize,
    ) -> Result<(), Refusal> {
        // What cannot be parsed draws nothing; the rest of the page may still be read.
        let Ok(content) = Content::decode(content) else { return Ok(()) };
        for operation in &content.operations {
            self.operations += 1;
            if self.operations > MOST_OPERATIONS {
                return Err(Refusal::TooBig);
            }
            if operation.operator == "Do" {
                self.draw(operation, resources, depth)?;
            } else {
                self.operate(operation, resources);
            }
        }
        Ok(())
    }

    /// A picture, or content that stands elsewhere.
    fn draw(
        &mut self,
        operation: &Operation,
        resources: Option<&'p Dictionary>,
        depth: usize,
    ) -> Result<(), Refusal> {
        let name = operation.operands.first().and_then(|name| name.as_name().ok());
        let objects = resources.and_then(|of| dictionary(of.get(b"XObject").ok()?, self.pdf));
        let object =
            name.and_then(|name| objects?.get_deref(name, self.pdf).ok()?.as_stream().ok());
        let Some(stream) = object else { return Ok(()) };
        match stream.dict.get_deref(b"Subtype", self.pdf).and_then(Object::as_name) {
            Ok(b"Image") => self.page.pictures += 1,
            Ok(b"Form") if depth > 0 => {
                let content = match stream.get_plain_content_with_limit(MOST_UNPACKED) {
                    Ok(content) => content,
                    Err(lopdf::Error::Decompress(_)) => return Err(Refusal::TooBig),
                    Err(_) => return Ok(()),
                };
                let own = stream
                    .dict
                    .get(b"Resources")
                    .ok()
                    .and_then(|object| dictionary(object, self.pdf));
                let matrix = stream.dict.get_deref(b"Matrix", self.pdf).and_then(Object::as_array);
                let matrix = matrix.map_or(Matrix::IDENTITY, |operands| Matrix::of(operands));
                let (before, open) = (self.state.clone(), self.saved.len());
                self.state.matrix = matrix.then(self.state.matrix);
                self.run(&content, own.or(resources), depth - 1)?;
                self.state = before;
                self.saved.truncate(open);
            }
            _ => {}
        }
        Ok(())
    }

    fn operate(&mut self, operation: &Operation, resources: Option<&'p Dictionary>) {
        let operands = operation.operands.as_slice();
        let number = |index: usize| operands.get(index).and_then(float).unwrap_or(0.0);
        match operation.operator.as_str() {
            "q" if self.saved.len() < 512 => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => self.state.matrix = Matrix::of(operands).then(self.state.matrix),
            "BT" => self.place(Matrix::IDENTITY),
            "Tf" => {
                self.state.font =
                    operands.first().and_then(|name| self.font(name.as_name().ok()?, resources));
                self.state.size = number(1);
            }
            "Tc" => self.state.character_spacing = number(0),
            "Tw" => self.state.word_spacing = number(0),
            "Tz" => self.state.scale = number(0) / 100.0,
            "TL" => self.state.leading = number(0),
            "Ts" => self.state.rise = number(0),
            "Td" => self.place(self.line.moved(number(0), number(1))),
            "TD" => {
                self.state.leading = -number(1);
                self.place(self.line.moved(number(0), number(1)));
            }
            "Tm" => self.place(Matrix::of(operands)),
            "T*" => self.next_line(),
            "Tj" => self.show(operands.first()),
            "'" => {
                self.next_line();
                self.show(operands.first());
            }
            "\"" => {
                self.state.word_spacing = number(0);
                self.state.character_spacing = number(1);
                self.next_line();
                self.show(operands.get(2));
            }
            "TJ" => self.show_spaced(operands.first()),
            "BI" => self.page.pictures += 1,
            "BMC" => self.marked.push(false),
            "BDC" => {
                let mark = self.is_furniture(operands, resources);
                self.marked.push(mark);
            }
            "EMC" => drop(self.marked.pop()),
            operator => self.paint(operator, operands),
        }
    }

    /// Whether marked content says that it is a header, a footer or a page number.
    fn is_furniture(&self, operands: &[Object], resources: Option<&'p Dictionary>) -> bool {
        let [Object::Name(tag), properties] = operands else { return false };
        let named = |name: &[u8]| {
            let properties = dictionary(resources?.get(b"Properties").ok()?, self.pdf)?;
            dictionary(properties.get(name).ok()?, self.pdf)
        };
        let kind = |of: &Dictionary| {
            of.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"Pagination")
        };
        let pagination = match properties {
            Object::Dictionary(properties) => kind(properties),
            Object::Name(name) => named(name).is_some_and(kind),
            _ => false,
        };
        tag == b"Artifact" && pagination
    }

    fn font(&mut self, name: &[u8], resources: Option<&'p Dictionary>) -> Option<Rc<Font>> {
        let fonts = dictionary(resources?.get(b"Font").ok()?, self.pdf)?;
        let object = fonts.get(name).ok()?;
        let id = object.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::of(dictionary(object, self.pdf)?, self.pdf));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    fn place(&mut self, matrix: Matrix) {
        self.line = matrix;
        self.text = matrix;
    }

    fn next_line(&mut self) {
        self.place(self.line.moved(0.0, -self.state.leading));
    }

    fn show_spaced(&mut self, operand: Option<&Object>) {
        for object in operand.and_then(|operand| operand.as_array().ok()).into_iter().flatten() {
            match float(object) {
                Some(back) => {
                    let by = -back / 1000.0 * self.state.size * self.state.scale;
                    self.text = self.text.moved(by, 0.0);
                }
                None => self.show(Some(object)),
            }
        }
    }

    fn show(&mut self, operand: Option<&Object>) {
        let Some(Object::String(bytes, _)) = operand else { return };
        let Some(font) = self.state.font.clone() else { return };
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let drawn = font.first(rest);
            rest = rest.get(drawn.length..).unwrap_or_default();
            let State { size, character_spacing, word_spacing, scale, .. } = self.state;
            let mut advance = drawn.width * size + character_spacing;
            if drawn.is_blank {
                advance += word_spacing;
            }
            if !self.marked.contains(&true) {
                self.character(drawn.text, drawn.width * size * scale);
            }
            self.text = self.text.moved(advance * scale, 0.0);
        }
    }

    fn character(&mut self, text: Option<String>, width: f32) {
        let matrix = self.text.then(self.state.matrix);
        let (left, baseline) = matrix.apply(0.0, self.state.rise);
        let (right, end) = matrix.apply(width, self.state.rise);
        let (_, top) = matrix.apply(0.0, self.state.rise + self.state.size);
        // Text that runs up or down the page is a stamp or a watermark.
        if (end - baseline).abs() > (right - left).abs()
            || !left.is_finite()
            || !baseline.is_finite()
        {
            return;
        }
        let text: String = match text {
            Some(text) => text.chars().filter(|c| !c.is_control()).map(folded).collect(),
            None => {
                self.page.unknown += 1;
                "□".to_owned()
            }
        };
        if !text.is_empty() {
            let size = (baseline - top).abs();
            self.page.characters.push(Character {
                text,
                left,
                right: right.max(left),
                baseline,
                size,
            });
        }
    }

    /// Builds paths, and takes those that are drawn for lines where they are thin or straight.
    fn paint(&mut self, operator: &str, operands: &[Object]) {
        const LONGEST_PATH: usize = 100_000;
        let number = |index: usize| operands.get(index).and_then(float).unwrap_or(0.0);
        let point = |x: f32, y: f32| self.state.matrix.apply(x, y);
        match operator {
            "m" => self.path.push(vec![point(number(0), number(1))]),
            "l" => {
                let end = point(number(0), number(1));
                self.path.last_mut().into_iter().for_each(|path| path.push(end));
            }
            "c" | "v" | "y" => {
                let last = operands.len().saturating_sub(2);
                let end = point(number(last), number(last + 1));
                self.path.last_mut().into_iter().for_each(|path| path.push(end));
            }
            "re" => {
                let (x, y, width, height) = (number(0), number(1), number(2), number(3));
                let corners =
                    [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
                self.path.push(corners.map(|(x, y)| point(x, y)).to_vec());
            }
            "h" => {
                if let Some(path) = self.path.last_mut()
                    && let Some(first) = path.first().copied()
                {
                    path.push(first);
                }
            }
            "S" | "s" => self.stroke(operator == "s"),
            "f" | "F" | "f*" => self.fill(),
            "B" | "B*" | "b" | "b*" => {
                let path = self.path.clone();
                self.fill();
                self.path = path;
                self.stroke(operator.starts_with('b'));
            }
            "n" => self.path.clear(),
            _ => {}
        }
        if self.path.len() > LONGEST_PATH
            || self.path.last().is_some_and(|path| path.len() > LONGEST_PATH)
        {
            self.path.clear();
        }
    }

    fn stroke(&mut self, closed: bool) {
        for mut path in std::mem::take(&mut self.path) {
            if let (true, Some(first)) = (closed, path.first().copied()) {
                path.push(first);
            }
            for (one, two) in path.iter().zip(path.iter().skip(1)) {
                self.rule((one.0, two.0), (one.1, two.1));
            }
        }
    }

    fn fill(&mut self) {
        for path in std::mem::take(&mut self.path) {
            let extent = |values: &mut dyn Iterator<Item = f32>| {
                values.fold((f32::MAX, f32::MIN), |(low, high), value| {
                    (low.min(value), high.max(value))
                })
            };
            let across = extent(&mut path.iter().map(|point| point.0));
            let down = extent(&mut path.iter().map(|point| point.1));
            self.rule(across, down);
        }
    }

    /// A shape from one place to another, if it is thin enough for a line.
    fn rule(&mut self, across: (f32, f32), down: (f32, f32)) {
        const MOST_RULES: usize = 50_000;
        let (width, height) = ((across.1 - across.0).abs(), (down.1 - down.0).abs());
        if self.page.rules.len() >= MOST_RULES || !(width + height).is_finite() {
            return;
        }
        let (from, to) = (across.0.min(across.1), across.0.max(across.1));
        let (top, bottom) = (down.0.min(down.1), down.0.max(down.1));
        if height < THIN && width > height {
            self.page.rules.push(Rule { upright: false, at: f32::midpoint(top, bottom), from, to });
        } else if width < THIN && height > width {
            self.page.rules.push(Rule {
                upright: true,
                at: f32::midpoint(from, to),
                from: top,
                to: bottom,
            });
        }
    }
}
