//! A user's own template over the items found: captions sheets, credit lists, e-mails.

use std::path::Path;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value, context};

use super::record::clock;
use crate::model::Record;

/// Templates that ship with the program, by name.
pub const BUILTIN_TEMPLATES: &[(&str, &str)] = &[
    ("credits", include_str!("templates/credits.txt")),
    ("captions", include_str!("templates/captions.md")),
    ("email", include_str!("templates/email.txt")),
];

/// A template in the language of Jinja.
#[derive(Debug)]
pub struct Template {
    environment: Environment<'static>,
}

/// Why a template cannot be read or filled.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// There is no such file, and no template of this name.
    #[error("{path}: cannot read the template ({source}); it is a file, one of {}, or text with {{{{ }}}}", names())]
    Read {
        /// What was asked for.
        path: String,
        /// What the system answered.
        source: std::io::Error,
    },
    /// It is no template, or it does not fit the items; says where.
    #[error("template: {}", with_line(.0))]
    Jinja(#[from] minijinja::Error),
}

fn names() -> String {
    BUILTIN_TEMPLATES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn with_line(error: &minijinja::Error) -> String {
    match (error.name(), error.line()) {
        (Some(name), Some(line)) => format!("{name}, line {line}: {error}"),
        _ => error.to_string(),
    }
}

impl Template {
    /// The template `which`: the name of a built-in one, a file, or the text itself if it holds
    /// `{{` or `{%`. In a template whose name ends with `.html`, values are escaped.
    ///
    /// # Errors
    /// There is none, or it does not parse.
    pub fn new(which: &str) -> Result<Self, TemplateError> {
        let inline = which.contains("{{") || which.contains("{%");
        let (name, text) = match BUILTIN_TEMPLATES.iter().find(|(name, _)| *name == which) {
            Some((name, text)) => ((*name).to_owned(), (*text).to_owned()),
            None if inline => ("the template".to_owned(), which.to_owned()),
            None => {
                let read = std::fs::read_to_string(Path::new(which));
                (which.to_owned(), read.map_err(|source| TemplateError::Read { path: which.to_owned(), source })?)
            }
        };
        let mut environment = Environment::new();
        let html = [".html", ".htm"].iter().any(|end| name.ends_with(end));
        environment.set_auto_escape_callback(move |_| if html { AutoEscape::Html } else { AutoEscape::None });
        // A line that holds nothing but {% … %} leaves nothing behind.
        let syntax =
            SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?;
        environment.set_syntax(syntax);
        environment.add_filter("clock", |seconds: Option<f64>| seconds.map(clock).unwrap_or_default());
        environment.add_filter("day", |moment: Option<String>| {
            moment.map(|m| m.get(..10).unwrap_or(&m).to_owned()).unwrap_or_default()
        });
        environment.add_template_owned(MAIN, text)?;
        Ok(Self { environment })
    }

    /// Fills it with `items`, the records of the interchange format; `query` is what was asked.
    ///
    /// # Errors
    /// What the template wants cannot be done.
    pub fn fill(&self, items: &[Record], query: &str, today: &str) -> Result<String, TemplateError> {
        let items: Vec<Value> = items.iter().map(|item| Value::from(Serde(item))).collect();
        let count = items.len();
        Ok(self.environment.get_template(MAIN)?.render(context! { items, count, query, today })?)
    }
}

const MAIN: &str = "template";
