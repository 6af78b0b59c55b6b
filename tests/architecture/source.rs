//! A source file as parsed: where it stands, what it defines, and every path that it names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// The crates of the workspace: the name under which code names them, and where their sources stand.
pub const CRATES: &[(&str, &str)] =
    &[("cutline_credit", "crates/credit/src"), ("cutline_extract", "crates/extract/src"), ("cutline", "src")];

/// A path of identifiers as code writes it: `crate::query::Expression`.
pub type Names = Vec<String>;

/// A name that a `use` brings into a module.
#[derive(Clone, Debug)]
pub struct Import {
    /// The name as known in the module; `*` for everything.
    pub name: String,
    /// What it stands for, absolute where it began with `crate`, `self` or `super`.
    pub path: Names,
}

/// One source file.
#[derive(Debug)]
pub struct Source {
    /// Path below the workspace, with `/`.
    pub file: String,
    /// Name of its crate.
    pub of: &'static str,
    /// Its module within the crate: `["query", "rows"]`, empty for the root.
    pub module: Names,
    /// Functions, types, constants and macros that it defines.
    pub defines: BTreeSet<String>,
    /// Modules that it declares.
    pub children: BTreeSet<String>,
    /// What it imports.
    pub imports: Vec<Import>,
    /// Every path that its code names, tests excepted, imports included.
    pub paths: Vec<Names>,
}

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file of the three crates.
pub fn sources() -> Vec<Source> {
    let mut all = Vec::new();
    for (of, folder) in CRATES {
        let mut files = Vec::new();
        rust_files(&root().join(folder), &mut files);
        all.extend(files.iter().map(|file| read(of, folder, file)));
    }
    all.sort_by(|a, b| a.file.cmp(&b.file));
    assert!(all.len() > 100, "only {} source files were found", all.len());
    all
}

/// Every `.rs` file below `folder`.
pub fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// A path below the workspace, with `/` on every system.
pub fn shown(path: &Path) -> String {
    let below = path.strip_prefix(root()).expect("below the workspace");
    below.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn read(of: &'static str, folder: &str, path: &Path) -> Source {
    let text = fs::read_to_string(path).expect("UTF-8");
    let file = shown(path);
    let below = file.strip_prefix(folder).expect("below its crate").trim_start_matches('/').trim_end_matches(".rs");
    let mut module: Names = below.split('/').map(str::to_owned).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    let tree = syn::parse_file(&text).unwrap_or_else(|e| panic!("{file}: {e}"));
    let mut reader = Reader { module: module.clone(), ..Reader::default() };
    reader.visit_file(&tree);
    let Reader { defines, children, imports, paths, .. } = reader;
    Source { file, of, module, defines, children, imports, paths }
}

/// Gathers what a file defines and names. Inline modules count as part of their file.
#[derive(Default)]
struct Reader {
    module: Names,
    /// Inline modules around the present place.
    inline: Names,
    defines: BTreeSet<String>,
    children: BTreeSet<String>,
    imports: Vec<Import>,
    paths: Vec<Names>,
}

impl Reader {
    /// `self::a`, `super::a` and `crate::a` as one form: `crate`, then the modules.
    fn absolute(&self, names: &[String]) -> Names {
        let mut at: Names = self.module.iter().chain(&self.inline).cloned().collect();
        let mut rest = names;
        match rest.first().map(String::as_str) {
            Some("crate") => {
                at.clear();
                rest = &rest[1..];
            }
            Some("self") => rest = &rest[1..],
            Some("super") => {}
            _ => return names.to_vec(),
        }
        while let Some(("super", more)) = rest.split_first().map(|(first, more)| (first.as_str(), more)) {
            at.pop();
            rest = more;
        }
        std::iter::once("crate".to_owned()).chain(at).chain(rest.iter().cloned()).collect()
    }

    fn name(&mut self, names: &[String]) {
        let path = self.absolute(names);
        self.paths.push(path);
    }

    fn import(&mut self, tree: &syn::UseTree, before: &mut Names) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.import(&path.tree, before);
                before.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before)),
            syn::UseTree::Name(name) => self.bring(before, &name.ident, &name.ident),
            syn::UseTree::Rename(name) => self.bring(before, &name.ident, &name.rename),
            syn::UseTree::Glob(_) => {
                let path = self.absolute(before);
                self.imports.push(Import { name: "*".to_owned(), path });
            }
        }
    }

    fn bring(&mut self, before: &Names, ident: &syn::Ident, known: &syn::Ident) {
        let mut names = before.clone();
        let own = ident == "self";
        if !own {
            names.push(ident.to_string());
        }
        let name = if own && known == "self" { names.last().cloned().unwrap_or_default() } else { known.to_string() };
        let path = self.absolute(&names);
        self.imports.push(Import { name, path });
    }

    fn is_test(attributes: &[syn::Attribute]) -> bool {
        attributes.iter().any(|attribute| {
            attribute.path().is_ident("test")
                || attribute.path().is_ident("cfg")
                    && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
        })
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let (attributes, ident) = match item {
            syn::Item::Const(i) => (&i.attrs, Some(&i.ident)),
            syn::Item::Enum(i) => (&i.attrs, Some(&i.ident)),
            syn::Item::Fn(i) => (&i.attrs, Some(&i.sig.ident)),
            syn::Item::Macro(i) => (&i.attrs, i.ident.as_ref()),
            syn::Item::Static(i) => (&i.attrs, Some(&i.ident)),
            syn::Item::Struct(i) => (&i.attrs, Some(&i.ident)),
            syn::Item::Trait(i) => (&i.attrs, Some(&i.ident)),
            syn::Item::Type(i) => (&i.attrs, Some(&i.ident)),
            syn::Item::Union(i) => (&i.attrs, Some(&i.ident)),
            syn::Item::Mod(i) => (&i.attrs, None),
            syn::Item::Use(i) => (&i.attrs, None),
            syn::Item::Impl(i) => (&i.attrs, None),
            _ => return visit::visit_item(self, item),
        };
        if Self::is_test(attributes) {
            return;
        }
        if let Some(ident) = ident {
            self.defines.insert(ident.to_string());
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.content.is_none() {
            self.children.insert(module.ident.to_string());
            return;
        }
        self.inline.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.inline.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.import(&item.tree, &mut Names::new());
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Names = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.name(&names);
        visit::visit_path(self, path);
    }

    /// Arguments of macros are no syntax tree; the paths in them are found by their colons.
    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.visit_path(&called.path);
        let tokens = called.tokens.to_string().replace(" :: ", "::").replace(":: ", "::").replace(" ::", "::");
        for word in tokens.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')) {
            let names: Names = word.split("::").map(str::to_owned).collect();
            if names.len() > 1 && names.iter().all(|n| !n.is_empty() && !n.contains(':')) {
                self.name(&names);
            }
        }
    }
}
