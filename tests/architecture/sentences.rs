//! No sentence for people decides anything: what explains is not compared with text.

use std::collections::BTreeMap;
use std::fs;

use syn::visit::{self, Visit};

use crate::source::{CRATES, root, rust_files, shown};

/// Fields that hold what is said to people, or the name of a form, a source or a field; their types are enums.
const EXPLAINS: &[&str] = &["why", "taken_for", "reason", "method", "form", "placement_reason", "source", "field"];

/// How often files still do so. The list may only shrink.
const OPEN: &[(&str, usize)] = &[];

/// Finds comparisons of such a field, or of a variable of that name, with a text.
#[derive(Default)]
struct Comparisons {
    found: usize,
}

/// Whether an expression is a field or variable of the list.
fn explains(expression: &syn::Expr) -> bool {
    let name = match expression {
        syn::Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => name.to_string(),
            syn::Member::Unnamed(_) => return false,
        },
        syn::Expr::Path(path) => path.path.get_ident().map(ToString::to_string).unwrap_or_default(),
        syn::Expr::Reference(inner) => return explains(&inner.expr),
        syn::Expr::Unary(inner) => return explains(&inner.expr),
        syn::Expr::Paren(inner) => return explains(&inner.expr),
        _ => return false,
    };
    EXPLAINS.contains(&name.as_str())
}

fn is_text(expression: &syn::Expr) -> bool {
    matches!(expression, syn::Expr::Lit(literal) if matches!(literal.lit, syn::Lit::Str(_)))
}

impl<'ast> Visit<'ast> for Comparisons {
    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let compares = matches!(binary.op, syn::BinOp::Eq(_) | syn::BinOp::Ne(_));
        let (left, right) = (&*binary.left, &*binary.right);
        let with_text = explains(left) && is_text(right) || is_text(left) && explains(right);
        self.found += usize::from(compares && with_text);
        visit::visit_expr_binary(self, binary);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.ident != "tests" {
            visit::visit_item_mod(self, module);
        }
    }
}

#[test]
fn no_explanation_is_compared_with_text() {
    let mut files = Vec::new();
    CRATES.iter().for_each(|(_, folder)| rust_files(&root().join(folder), &mut files));
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for path in files {
        let tree = syn::parse_file(&fs::read_to_string(&path).expect("UTF-8")).expect("Rust");
        let mut comparisons = Comparisons::default();
        comparisons.visit_file(&tree);
        if comparisons.found > 0 {
            found.insert(shown(&path), comparisons.found);
        }
    }
    let known: BTreeMap<String, usize> = OPEN.iter().map(|(file, count)| ((*file).to_owned(), *count)).collect();
    assert_eq!(found, known, "comparisons of explanations with text, by file: found, and still allowed by the list");
}

#[test]
fn a_comparison_is_seen() {
    let tree = syn::parse_file("fn f(s: &S) -> bool { s.n == 1 && s.why == \"not a name\" }").expect("Rust");
    let mut comparisons = Comparisons::default();
    comparisons.visit_file(&tree);
    assert_eq!(comparisons.found, 1);
}
