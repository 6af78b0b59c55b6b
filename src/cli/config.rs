//! The config files: defaults for flags, and questions by name.
//!
//! The user's own (`cutline/config.toml` in the XDG config folder), then `cutline.toml` beside the
//! catalog, which wins. A table has the name of a subcommand and its keys are that subcommand's
//! flags; keys above the first table are flags of every subcommand.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use toml::{Table, Value};

use super::Global;

/// What the config files say.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// Questions by name, for `cutline query @name`.
    pub queries: BTreeMap<String, String>,
    files: Vec<(PathBuf, Table)>,
}

impl Config {
    /// Reads the files that apply to this catalog.
    pub fn load(global: &Global) -> anyhow::Result<Self> {
        Self::read(&global.catalog)
    }

    fn read(catalog: &Path) -> anyhow::Result<Self> {
        let mut config = Self::default();
        for path in own().into_iter().chain([catalog.with_file_name("cutline.toml")]) {
            let text = match std::fs::read_to_string(&path) {
                Ok(text) => text,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                // Another user's folder, as under sudo: whether there is a file cannot even be asked.
                Err(_) if path.metadata().is_err() => continue,
                Err(error) => return Err(error).with_context(|| format!("{}: cannot be read", path.display())),
            };
            let table: Table = toml::from_str(&text).with_context(|| format!("{}", path.display()))?;
            if let Some(queries) = table.get("queries") {
                let queries: BTreeMap<String, String> = queries
                    .clone()
                    .try_into()
                    .with_context(|| format!("{}: [queries] wants name = \"question\"", path.display()))?;
                config.queries.extend(queries);
            }
            config.files.push((path, table));
        }
        Ok(config)
    }

    /// The settings of the audit, as the `[audit]` table of a file of its own, and the file they come
    /// from: the last that has any.
    pub fn audit(&self) -> Option<(&Path, String)> {
        self.files.iter().rev().find_map(|(path, table)| {
            let mut audit = table.get("audit")?.as_table()?.clone();
            audit.retain(|key, _| AUDIT_SETTINGS.contains(&key));
            let whole = Table::from_iter([("audit".to_owned(), Value::Table(audit))]);
            Some((path.as_path(), toml::to_string(&whole).ok()?))
        })
    }

    /// The flags that the files give, those of every subcommand or those of one.
    fn flags<'c>(&'c self, name: Option<&str>) -> anyhow::Result<Vec<(&'c Path, &'c str, &'c Value)>> {
        let mut out = Vec::new();
        for (path, table) in &self.files {
            let table = match name {
                None => Some(table),
                Some(name) => match table.get(name) {
                    None => None,
                    Some(Value::Table(table)) => Some(table),
                    Some(_) => bail!("{}: {name} must be a table of flags: [{name}]", path.display()),
                },
            };
            let keys = table.into_iter().flatten().filter(|(_, value)| !value.is_table());
            out.extend(keys.map(|(key, value)| (path.as_path(), key.as_str(), value)));
        }
        Ok(out)
    }
}

/// Keys of `[audit]` that are settings rather than flags: they also hold for paths and publishers.
const AUDIT_SETTINGS: &[&str] =
    &["select", "extend-select", "ignore", "severity", "fail-on", "severities", "paths", "publishers"];

/// The user's own config file.
fn own() -> Option<PathBuf> {
    let folder = std::env::var_os("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .filter(|p| p.is_absolute())
        .or_else(|| std::env::home_dir().map(|home| home.join(".config")))?;
    Some(folder.join("cutline").join("config.toml"))
}

/// The arguments with the defaults that config files give for flags that were not given.
pub(super) fn with_defaults(
    command: &Command,
    matches: &ArgMatches,
    mut args: Vec<OsString>,
) -> anyhow::Result<Vec<OsString>> {
    let Some((name, below)) = matches.subcommand() else { return Ok(args) };
    let Some(subcommand) = command.find_subcommand(name) else { return Ok(args) };
    let catalog = below.get_one::<PathBuf>("catalog").or_else(|| matches.get_one::<PathBuf>("catalog"));
    let config = Config::read(catalog.map_or(Path::new("cutline.db"), PathBuf::as_path))?;
    let mut chosen: BTreeMap<&str, &Value> = BTreeMap::new();
    for (path, key, value) in config.flags(None)?.into_iter().chain(config.flags(Some(name))?) {
        if name == "audit" && AUDIT_SETTINGS.contains(&key) {
            continue;
        }
        let flag = subcommand
            .get_arguments()
            .chain(command.get_arguments())
            .find(|a| a.get_long() == Some(key) || a.get_all_aliases().is_some_and(|names| names.contains(&key)));
        let Some(flag) = flag else {
            bail!("{}: {name} has no flag --{key}; `cutline {name} --help` lists them", path.display());
        };
        let id = flag.get_id().as_str();
        let source = below.value_source(id);
        if !matches!(source, Some(ValueSource::CommandLine | ValueSource::EnvVariable)) {
            chosen.insert(key, value);
        }
    }
    let before = args.iter().position(|arg| arg == "--").unwrap_or(args.len());
    let given = chosen.into_iter().flat_map(|(key, value)| flag(key, value));
    args.splice(before..before, given.map(OsString::from));
    Ok(args)
}

/// A key and its value as command-line arguments.
fn flag(key: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Boolean(true) => vec![format!("--{key}")],
        Value::Boolean(false) => Vec::new(),
        Value::Array(values) => values.iter().flat_map(|v| flag(key, v)).collect(),
        Value::String(text) => vec![format!("--{key}={text}")],
        other => vec![format!("--{key}={other}")],
    }
}
