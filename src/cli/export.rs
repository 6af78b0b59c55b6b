//! `cutline export`: the catalog in other people's formats.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::filter::Filter;
use super::output::stdout;
use super::{Global, Outcome};
use crate::model::Record;
use crate::query::{self, Expression, Query, VIEWS};
use crate::report::export::{ExifToolCsv, JsonLd, Parquet, file_name, xmp};
use crate::report::{Format, ItemsJson, RECORD_COLUMNS, Rows, record_cells};

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline export csv items.csv\n  \
    cutline export parquet tables/                    item.parquet, item_agency.parquet, item_creator.parquet\n  \
    cutline export jsonld getty.jsonld agency:getty\n  \
    cutline export sqlite copy.db\n  \
    cutline export exiftool credits.csv --images photos; exiftool -sep '; ' -csv=credits.csv photos\n  \
    cutline export xmp sidecars/ credit:any\n\n\
    Forms: csv and ndjson (an item a row), parquet (a table a view), jsonld (schema.org ImageObject and VideoObject),\n\
    sqlite (the whole catalog, one file), exiftool (IPTC fields by ExifTool's names), xmp (a sidecar a picture).\n\
    A target of - is standard output.")]
pub(super) struct Args {
    /// csv, ndjson, parquet, jsonld, sqlite, exiftool or xmp
    #[arg(value_name = "FORM", value_parser = ["csv", "ndjson", "parquet", "jsonld", "sqlite", "exiftool", "xmp"])]
    form: String,
    /// The file to write, or the folder (parquet, xmp); - for standard output
    #[arg(value_name = "TARGET")]
    target: PathBuf,
    #[command(flatten)]
    filter: Filter,
    /// The folder of the pictures, for exiftool
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    images: String,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// Leave cells of csv as they are: a spreadsheet may run one that begins with =
    #[arg(long)]
    raw: bool,
}

/// Exports.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let query = args.filter.query(global)?;
    let target = args.target.as_path();
    let told = match args.form.as_str() {
        "sqlite" => sqlite(args, target, &query, global)?,
        "parquet" => parquet(args, target, &query, global)?,
        "xmp" => sidecars(args, target, &query, global)?,
        form => to_file(args, target, &mut |out| items(form, args, &query, global, out))?,
    };
    if !global.quiet {
        writeln!(io::stderr(), "{told}")?;
    }
    Ok(Outcome::Fine)
}

/// Opens the target, or standard output, for `write`. A file is written beside its place and moved
/// there when it is whole, so that a cut leaves no half of one.
fn to_file(
    args: &Args,
    target: &Path,
    write: &mut dyn FnMut(&mut dyn Write) -> anyhow::Result<String>,
) -> anyhow::Result<String> {
    if target == Path::new("-") {
        let mut out = stdout();
        let told = write(&mut out)?;
        out.flush()?;
        return Ok(told);
    }
    free(args, target)?;
    let part = part_of(target);
    let file = fs::File::create(&part).with_context(|| format!("{}: cannot be written", part.display()))?;
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let told = write(&mut out)
        .and_then(|told| out.flush().map(|()| told).with_context(|| format!("{}", part.display())))
        .and_then(|told| fs::rename(&part, target).map(|()| told).with_context(|| format!("{}", target.display())));
    if told.is_err() {
        // The error that matters is already there.
        let _ = fs::remove_file(&part);
    }
    Ok(format!("{}: {}", target.display(), told?))
}

fn part_of(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn free(args: &Args, target: &Path) -> anyhow::Result<()> {
    ensure!(args.force || !target.exists(), "{}: is there already; --force writes over it", target.display());
    Ok(())
}

fn items(form: &str, args: &Args, query: &Query, global: &Global, out: &mut dyn Write) -> anyhow::Result<String> {
    let (mut count, mut without) = (0u64, 0u64);
    let mut each = |take: &mut dyn FnMut(&Record) -> io::Result<bool>| {
        query::each(&global.catalog, query, &mut |record| {
            if take(&record)? {
                count += 1;
            } else {
                without += 1;
            }
            Ok(())
        })
    };
    match form {
        "ndjson" => {
            let mut items = ItemsJson::begin(Format::Ndjson, out)?;
            each(&mut |record| items.item(record).map(|()| true))?;
            items.end()?;
        }
        "jsonld" => {
            let mut items = JsonLd::begin(out)?;
            each(&mut |record| items.item(record).map(|()| true))?;
            items.end()?;
        }
        "exiftool" => {
            let mut items = ExifToolCsv::begin(&args.images, out)?;
            each(&mut |record| items.item(record))?;
            items.end()?;
        }
        _ => {
            let mut rows = Rows::begin(Format::Csv, RECORD_COLUMNS, args.raw, out)?;
            each(&mut |record| rows.row(&record_cells(record)).map(|()| true))?;
            rows.end()?;
        }
    }
    Ok(match without {
        0 => format!("{count} items"),
        _ => format!("{count} items; {without} have no address and so no file"),
    })
}

fn sqlite(args: &Args, target: &Path, query: &Query, global: &Global) -> anyhow::Result<String> {
    if query.expression != Expression::All || query.sort.is_some() {
        bail!("a copy of the catalog is whole; leave the expression out, or export csv, ndjson or parquet");
    }
    ensure!(target != Path::new("-"), "a copy of the catalog is a file, not a stream");
    free(args, target)?;
    let part = part_of(target);
    if part.exists() {
        fs::remove_file(&part).with_context(|| format!("{}", part.display()))?;
    }
    crate::catalog::copy(&global.catalog, &part)?;
    fs::rename(&part, target).with_context(|| format!("{}", target.display()))?;
    Ok(format!("{}: a copy of {}", target.display(), global.catalog.display()))
}

fn parquet(args: &Args, target: &Path, query: &Query, global: &Global) -> anyhow::Result<String> {
    ensure!(target != Path::new("-"), "parquet is a table a file; give a folder");
    fs::create_dir_all(target).with_context(|| format!("{}", target.display()))?;
    let mut told = Vec::new();
    for view in VIEWS {
        let path = target.join(format!("{view}.parquet"));
        free(args, &path)?;
        let part = part_of(&path);
        // Two closures share it, one after the other.
        let file = std::cell::RefCell::new(None);
        let mut rows = 0u64;
        query::view(
            &global.catalog,
            view,
            query,
            &mut |columns| {
                *file.borrow_mut() = Some(Parquet::create(&part, columns)?);
                Ok(())
            },
            &mut |cells| {
                rows += 1;
                Ok(file.borrow_mut().as_mut().map_or(Ok(()), |file| file.row(cells))?)
            },
        )
        .with_context(|| format!("{}", path.display()))?;
        if let Some(file) = file.into_inner() {
            file.end().with_context(|| format!("{}", path.display()))?;
        }
        fs::rename(&part, &path).with_context(|| format!("{}", path.display()))?;
        told.push(format!("{}: {rows} rows", path.display()));
    }
    Ok(told.join("\n"))
}

/// A sidecar has the name of its picture with the ending .xmp; of two pictures with one name, the
/// later gets a number.
fn sidecars(args: &Args, target: &Path, query: &Query, global: &Global) -> anyhow::Result<String> {
    ensure!(target != Path::new("-"), "xmp is a sidecar a picture; give a folder");
    fs::create_dir_all(target).with_context(|| format!("{}", target.display()))?;
    let mut taken: HashMap<String, u32> = HashMap::new();
    let (mut count, mut without) = (0u64, 0u64);
    query::each(&global.catalog, query, &mut |record| {
        let Some(name) = file_name(&record) else {
            without += 1;
            return Ok(());
        };
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let number = taken.entry(stem.to_lowercase()).or_insert(0);
        *number += 1;
        let file = if *number == 1 { format!("{stem}.xmp") } else { format!("{stem}-{number}.xmp") };
        let path = target.join(file);
        if path.exists() && !args.force {
            let there = format!("{}: is there already; --force writes over it", path.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, there).into());
        }
        fs::write(&path, xmp(&record))?;
        count += 1;
        Ok(())
    })?;
    Ok(format!("{}: {count} sidecars; {without} items have no address and so no file", target.display()))
}
