//! Which modules of a crate import which, read from the text of its files.
//!
//! Textual, but it follows `use` trees, paths within expressions and what a module re-exports. Tests are left out: they may
//! import what they like.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::source::{without_tests, without_words};

/// A module by its path in the crate; the root is empty.
pub type Module = Vec<String>;

/// The modules of a crate.
pub struct Modules {
    sources: BTreeMap<Module, String>,
    /// What each module re-exports: a name, and the path that it stands for.
    exports: BTreeMap<Module, BTreeMap<String, Module>>,
}

impl Modules {
    /// Reads the files below a crate's `src`.
    pub fn of_crate(src: &Path) -> Self {
        let mut modules = Self { sources: BTreeMap::new(), exports: BTreeMap::new() };
        let root = ["lib.rs", "main.rs"].map(|name| src.join(name));
        let root = root.iter().find(|path| path.exists()).expect("a crate has a root");
        modules.read(Vec::new(), root, src);
        for module in modules.sources.keys().cloned().collect::<Vec<_>>() {
            let exports = modules.reexports(&module);
            modules.exports.insert(module, exports);
        }
        modules
    }

    fn read(&mut self, module: Module, file: &Path, folder: &Path) {
        let source = without_tests(&without_words(&fs::read_to_string(file).unwrap()));
        for child in children(&source) {
            let file = folder.join(format!("{child}.rs"));
            if file.exists() {
                self.read(
                    [module.clone(), vec![child.clone()]].concat(),
                    &file,
                    &folder.join(child),
                );
            }
        }
        self.sources.insert(module, source);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.sources.len()
    }

    /// The modules that a module imports, but for those that it is part of and those that are part of it.
    pub fn imports(&self, module: &Module) -> BTreeSet<Module> {
        let source = &self.sources[module];
        let (uses, rest) = uses(source);
        let of_uses = uses.iter().flat_map(|(_, tree)| leaves(tree));
        let paths = of_uses.chain(paths(&rest));
        paths
            .filter_map(|path| self.resolve(&self.absolute(module, &path)?, 0))
            .filter(|other| !other.starts_with(module) && !module.starts_with(other))
            .collect()
    }

    /// Modules that import each other, be it over others.
    pub fn circles(&self) -> Vec<BTreeSet<Module>> {
        let imports: BTreeMap<&Module, BTreeSet<Module>> =
            self.sources.keys().map(|module| (module, self.imports(module))).collect();
        let reached = |from: &Module| {
            let (mut reached, mut next) = (BTreeSet::new(), vec![from.clone()]);
            while let Some(module) = next.pop() {
                next.extend(
                    imports[&module].iter().filter(|it| reached.insert((*it).clone())).cloned(),
                );
            }
            reached
        };
        let reach: BTreeMap<&Module, BTreeSet<Module>> =
            self.sources.keys().map(|module| (module, reached(module))).collect();
        let circle = |module: &Module| -> BTreeSet<Module> {
            reach[module].iter().filter(|other| reach[other].contains(module)).cloned().collect()
        };
        let circles: BTreeSet<_> = self.sources.keys().map(circle).collect();
        circles.into_iter().filter(|circle| circle.len() > 1).collect()
    }

    fn reexports(&self, module: &Module) -> BTreeMap<String, Module> {
        let (uses, _) = uses(&self.sources[module]);
        let public = uses.iter().filter(|(is_public, _)| *is_public);
        let paths = public.flat_map(|(_, tree)| leaves(tree));
        paths
            .filter_map(|path| Some((path.last()?.clone(), self.absolute(module, &path)?)))
            .collect()
    }

    /// A path from the crate's root; none if it leads out of the crate.
    fn absolute(&self, module: &Module, path: &[String]) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        let inside = |of: &[String], rest: &[String]| [of, rest].concat();
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some(inside(module, rest)),
            "super" => {
                let above = path.iter().take_while(|part| *part == "super").count();
                let of = module.len().checked_sub(above)?;
                Some(inside(&module[..of], &path[above..]))
            }
            child => {
                let is_child = self.sources.contains_key(&inside(module, &[child.to_owned()]));
                is_child.then(|| inside(module, path))
            }
        }
    }

    /// The module that a path leads to, through what others re-export.
    fn resolve(&self, path: &[String], depth: usize) -> Option<Module> {
        let known = (0..=path.len()).rev().find(|end| self.sources.contains_key(&path[..*end]))?;
        let (module, rest) = path.split_at(known);
        let exported = rest.first().and_then(|name| self.exports.get(module)?.get(name));
        match exported.filter(|_| depth < 5) {
            Some(target) => self.resolve(&[target.as_slice(), &rest[1..]].concat(), depth + 1),
            None => Some(module.to_vec()),
        }
    }
}

/// The modules that a source declares.
fn children(source: &str) -> Vec<String> {
    let declarations = source.lines().filter_map(|line| line.trim().strip_suffix(';'));
    let names = declarations.filter_map(|line| {
        let (before, name) = line.rsplit_once(' ')?;
        (before == "mod" || before.ends_with(" mod")).then(|| name.to_owned())
    });
    names.collect()
}

/// The `use` declarations, each with whether it re-exports, and the source without them.
fn uses(source: &str) -> (Vec<(bool, String)>, String) {
    let (mut uses, mut rest) = (Vec::new(), String::new());
    for statement in source.split_inclusive(';') {
        let start = ["use ", "pub use ", "pub(crate) use ", "pub(super) use "]
            .iter()
            .filter_map(|word| Some((line_start(statement, word)?, word)))
            .min();
        match start {
            Some((at, word)) => {
                rest.push_str(&statement[..at]);
                let tree = statement[at + word.len()..].trim_end_matches(';');
                uses.push((word.starts_with("pub"), tree.to_owned()));
            }
            None => rest.push_str(statement),
        }
    }
    (uses, rest)
}

/// Where a line begins with a word.
fn line_start(text: &str, word: &str) -> Option<usize> {
    let mut found = text.match_indices(word).map(|(at, _)| at);
    found.find(|at| text[..*at].chars().rev().take_while(|c| *c != '\n').all(char::is_whitespace))
}

/// The paths of a `use` tree such as `a::{b, c::{d, e}}`.
fn leaves(tree: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in tree.char_indices().chain([(tree.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                paths.extend(branch(tree[start..at].trim()));
                start = at + 1;
            }
            _ => {}
        }
    }
    paths
}

fn branch(path: &str) -> Vec<Vec<String>> {
    let parts = |path: &str| -> Vec<String> {
        let parts = path.split("::").map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    match path.split_once('{') {
        Some((stem, inner)) => {
            let inner = inner.rsplit_once('}').map_or(inner, |(inner, _)| inner);
            let stem = parts(stem);
            leaves(inner).into_iter().map(|leaf| [stem.clone(), leaf].concat()).collect()
        }
        None => {
            let name = path.split(" as ").next().unwrap_or(path);
            let parts = parts(name);
            if parts.is_empty() { Vec::new() } else { vec![parts] }
        }
    }
}

/// The paths of more than one part in code.
fn paths(code: &str) -> Vec<Vec<String>> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = code.split(|c| !is_part(c)).filter(|word| word.contains("::"));
    words
        .map(|word| word.split("::").map(str::to_owned).collect::<Vec<_>>())
        .filter(|path| path.iter().all(|part| !part.is_empty()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A crate of these files, below the folder for tests.
    fn modules(name: &str, files: &[(&str, &str)]) -> Modules {
        let folder =
            std::env::temp_dir().join(format!("nianbao-modules-{}-{name}", std::process::id()));
        for (file, source) in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, source).unwrap();
        }
        let modules = Modules::of_crate(&folder);
        fs::remove_dir_all(&folder).unwrap();
        modules
    }

    fn circles(name: &str, files: &[(&str, &str)]) -> Vec<String> {
        let circles = modules(name, files).circles();
        let shown = |circle: &BTreeSet<Module>| {
            circle.iter().map(|module| module.join("/")).collect::<Vec<_>>().join(" ")
        };
        circles.iter().map(shown).collect()
    }

    #[test]
    fn a_circle_is_found_whatever_way_it_goes() {
        let root = ("lib.rs", "mod a;\nmod b;\nmod c;\npub use c::Thing;\n");
        let none = [
            ("a.rs", "use crate::b::B;"),
            ("b.rs", "use super::c;"),
            ("c.rs", "pub struct Thing;"),
        ];
        assert_eq!(circles("none", &[&[root], &none[..]].concat()), [""; 0]);
        for (name, last) in [
            ("direct", "use crate::{a::A, b};"),
            ("inline", "fn f() { super::a::f() }"),
            ("reexported", "pub(crate) use crate::a::A;"),
        ] {
            let files = [root, none[0], none[1], ("c.rs", last)];
            assert_eq!(circles(name, &files), ["a b c"], "{name}");
        }
        // By what the root re-exports.
        let files = [root, none[0], ("b.rs", "use crate::Thing;"), ("c.rs", "use super::a::A;")];
        assert_eq!(circles("root", &files), ["a b c"]);
    }

    #[test]
    fn parents_words_and_tests_do_not_count() {
        let files = [
            ("lib.rs", "mod a;\n#[cfg(test)]\nmod testing;\n"),
            (
                "a.rs",
                "mod b;\nuse b::B;\n// use crate::c;\nconst C: &str = \"use crate::testing;\";\n#[cfg(test)]\nmod tests {\n    use crate::testing;\n}\n",
            ),
            ("a/b.rs", "use super::A;"),
            ("testing.rs", "use crate::a::A;"),
        ];
        let modules = modules("tests", &files);
        assert_eq!((modules.count(), modules.circles()), (3, Vec::new()));
    }
}
