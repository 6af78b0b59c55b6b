//! From a path that code names to the file that defines it, through imports and re-exports.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Names, Source};

/// The files of one crate by module.
pub struct Files<'a> {
    by_module: BTreeMap<&'a [String], &'a Source>,
}

impl<'a> Files<'a> {
    /// The files of the crate `of`; of lib.rs and main.rs it is lib.rs that stands for the root.
    pub fn of(sources: &'a [Source], of: &str) -> Self {
        let own = sources.iter().filter(|s| s.of == of && !s.file.ends_with("src/main.rs"));
        Self { by_module: own.map(|s| (s.module.as_slice(), s)).collect() }
    }

    /// Every file.
    pub fn all(&self) -> impl Iterator<Item = &'a Source> + '_ {
        self.by_module.values().copied()
    }

    /// The files that `source` uses, itself excepted.
    pub fn used_by(&self, source: &Source) -> BTreeSet<&'a str> {
        let imported = source.imports.iter().map(|i| (&i.path, i.name == "*"));
        let named = source.paths.iter().map(|p| (p, false));
        let mut used = BTreeSet::new();
        for (path, whole) in imported.chain(named) {
            let found = if whole { self.module(path) } else { self.definition(source, path, 0) };
            used.extend(found.map(|s| s.file.as_str()).filter(|file| *file != source.file));
        }
        used
    }

    /// The files that `source` uses, without the `mod.rs` or `lib.rs` of the modules around it.
    pub fn used_by_but_for_its_parents(&self, source: &Source) -> BTreeSet<&'a str> {
        let parents = (0..source.module.len()).filter_map(|n| self.by_module.get(&source.module[..n]));
        let parents: BTreeSet<&str> = parents.map(|parent| parent.file.as_str()).collect();
        let mut used = self.used_by(source);
        used.retain(|file| !parents.contains(file));
        used
    }

    /// The file of the module that `path`, beginning with `crate`, names.
    fn module(&self, path: &[String]) -> Option<&'a Source> {
        let below = path.strip_prefix(&["crate".to_owned()])?;
        self.by_module.get(below).copied()
    }

    /// The file that defines what `path` names when `from` names it.
    fn definition(&self, from: &Source, path: &[String], depth: usize) -> Option<&'a Source> {
        let first = path.first()?;
        if first == "crate" {
            return self.below(&path[1..], depth);
        }
        if from.children.contains(first) {
            let whole: Names = from.module.iter().chain(path).cloned().collect();
            return self.below(&whole, depth);
        }
        let import = from.imports.iter().find(|i| i.name == *first && i.path.first().is_some_and(|f| f == "crate"))?;
        let whole: Names = import.path[1..].iter().chain(&path[1..]).cloned().collect();
        self.below(&whole, depth + 1)
    }

    /// The file that defines what `path`, counted from the crate's root, names: the deepest module on it,
    /// and from there what that module hands on.
    fn below(&self, path: &[String], depth: usize) -> Option<&'a Source> {
        // Re-exports of re-exports end; what goes round is an error of its own to the compiler.
        if depth > 8 {
            return None;
        }
        let (deepest, rest) =
            (0..=path.len()).rev().find_map(|n| Some((*self.by_module.get(&path[..n])?, &path[n..])))?;
        let Some(name) = rest.first() else {
            return Some(deepest);
        };
        if deepest.defines.contains(name) {
            return Some(deepest);
        }
        let handed_on = deepest.imports.iter().find(|i| i.name == *name);
        if let Some(import) = handed_on {
            return match import.path.first().map(String::as_str) {
                Some("crate") => self.below(&import.path[1..], depth + 1),
                Some(first) if deepest.children.contains(first) => {
                    let whole: Names = deepest.module.iter().chain(&import.path).cloned().collect();
                    self.below(&whole, depth + 1)
                }
                // Of another crate.
                _ => None,
            };
        }
        let everything = deepest.imports.iter().filter(|i| i.name == "*");
        let through = everything.filter_map(|i| self.module(&i.path)).find(|s| s.defines.contains(name));
        Some(through.unwrap_or(deepest))
    }
}
