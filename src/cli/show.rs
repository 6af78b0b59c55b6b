//! `cutline show ID`: one item with its evidence and how its credit was understood.

use std::io::{self, Write};

use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::credit;
use crate::query;
use crate::report::{Format, write_credit, write_shown};
use crate::source;

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  cutline show 17\n  cutline show 17 --format json | jq .credit\n\nThe number is the first column of `cutline query`. Exit code 1: there is no such item."
)]
pub(super) struct Args {
    /// Number of the item
    id: i64,
    #[command(flatten)]
    output: Output,
}

/// Lines of the document shown before and behind the item.
const AROUND: u32 = 2;

/// Shows the item.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let found = query::show(&global.catalog, args.id)?.zip(query::provenance(&global.catalog, args.id)?);
    let Some((shown, provenance)) = found else {
        writeln!(
            io::stderr(),
            "cutline: {}: no item {}; `cutline query` lists them with their numbers",
            global.catalog.display(),
            args.id
        )?;
        return Ok(Outcome::No);
    };
    let vocabulary = global.load_vocabulary()?;
    let mut out = stdout();
    let understood = shown.printed.as_deref().map(|printed| (printed, credit::parse(printed, &vocabulary)));
    if matches!(args.output.format, Some(Format::Json | Format::Ndjson)) {
        let mut object = serde_json::to_value(&shown.record)?;
        if let Some(fields) = object.as_object_mut().filter(|_| !provenance.claims.is_empty()) {
            fields.insert("claims".to_owned(), serde_json::to_value(&provenance.claims)?);
        }
        if let (Some(fields), Some((printed, credit))) = (object.as_object_mut(), &understood) {
            fields.insert("credit_printed".to_owned(), (*printed).into());
            fields.insert("understood".to_owned(), serde_json::to_value(credit)?);
        }
        serde_json::to_writer(&mut out, &object)?;
        out.write_all(b"\n")?;
    } else {
        let document = &shown.record.document;
        let (lines, note) = match source::lines_around(
            &provenance.file,
            document.member.as_deref(),
            shown.record.span,
            AROUND,
            shown.modified,
        ) {
            Ok(around) => (
                around.lines,
                around.changed.then(|| {
                    "the file has changed since the scan: its lines may not be those that were read".to_owned()
                }),
            ),
            Err(problem) => (Vec::new(), Some(format!("{}: {}", problem.path, problem.message))),
        };
        write_shown(&shown.record, &provenance, &lines, note.as_deref(), &mut out)?;
        if let Some((printed, credit)) = &understood {
            writeln!(out)?;
            write_credit(printed, credit, &mut out)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Fine)
}
