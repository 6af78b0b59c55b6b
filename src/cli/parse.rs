//! `cutline parse`: understand credit lines, without a catalog.

use std::io::{self, BufRead, Write};

use anyhow::Context;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::output::{Output, stdout};
use super::{Global, Outcome};
use crate::credit::{self, Vocabulary};
use crate::model::{Credit, Flag, Status};
use crate::report::{Format, write_credit};

/// Arguments of `parse`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    cutline parse 'Lena Orlova | Contributor | Getty Images'\n  \
    cutline parse --caption 'Fans cheer. (AP Photo/Sam Hill, File)'\n  \
    cutline parse --format ndjson - < credits.txt\n\n\
    With ndjson each line of input gives one object, in order.")]
pub(super) struct Args {
    /// A credit line; - reads lines from standard input
    #[arg(value_name = "LINE", default_value = "-", allow_hyphen_values = true)]
    line: String,
    /// The line is a caption that holds its credit: split it first
    #[arg(long)]
    caption: bool,
    #[command(flatten)]
    output: Output,
}

/// The credit part of the interchange record.
#[derive(Serialize)]
struct Parsed<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'c str>,
    credit: Option<&'c str>,
    people: Vec<&'c str>,
    agencies: Vec<&'c str>,
    status: Option<Status>,
    collection: Option<&'c str>,
    flags: &'c [Flag],
    licence: Option<&'c str>,
    copyright: Option<&'c str>,
    confidence: f64,
}

/// Understands the line, or every line of standard input.
pub(super) fn run(args: &Args, global: &Global) -> anyhow::Result<Outcome> {
    let vocabulary = global.load_vocabulary()?;
    let mut out = stdout();
    if args.line != "-" {
        one(args, &args.line, &vocabulary, &mut out)?;
        out.flush()?;
        return Ok(Outcome::Fine);
    }
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    let mut known = Known::default();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line).context("standard input")? == 0 {
            break;
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        let answer = known.answer(&line, |out| one(args, &String::from_utf8_lossy(&line), &vocabulary, out))?;
        out.write_all(answer)?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

/// Answers to lines that came before: an agency's credit stands under a hundred pictures.
#[derive(Default)]
struct Known {
    answers: FxHashMap<Box<[u8]>, (usize, usize)>,
    /// The answers one behind the other.
    text: Vec<u8>,
    /// The answer to a line that is not remembered.
    once: Vec<u8>,
    lines: u64,
    again: u64,
}

impl Known {
    /// Bytes kept at most.
    const MOST: usize = 4 << 20;
    /// Longer lines are captions, which do not come again.
    const LONGEST_LINE: usize = 200;

    fn answer(
        &mut self,
        line: &[u8],
        understand: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<&[u8]> {
        self.lines += 1;
        if let Some(&(start, end)) = self.answers.get(line) {
            self.again += 1;
            return Ok(&self.text[start..end]);
        }
        if self.text.len() > Self::MOST {
            self.answers.clear();
            self.text.clear();
        }
        // Where lines do not come again, remembering them only costs.
        let worth = self.lines < 4096 || self.again * 4 > self.lines;
        if !worth || line.len() > Self::LONGEST_LINE {
            self.once.clear();
            understand(&mut self.once)?;
            return Ok(&self.once);
        }
        let start = self.text.len();
        understand(&mut self.text)?;
        self.answers.insert(line.into(), (start, self.text.len()));
        Ok(&self.text[start..])
    }
}

fn one(args: &Args, line: &str, vocabulary: &Vocabulary, out: &mut dyn Write) -> anyhow::Result<()> {
    let split = args.caption.then(|| credit::split_caption(line, vocabulary));
    let printed = match &split {
        Some(split) => split.printed,
        None => Some(line),
    };
    let credit = printed.map(|p| credit::parse(p, vocabulary)).unwrap_or_default();
    let caption = split.as_ref().map(|s| s.caption);
    match args.output.format {
        None | Some(Format::Table | Format::Markdown) => {
            if let Some(caption) = caption {
                writeln!(out, "{:<13} {}", "caption", crate::report::clean(caption))?;
            }
            match printed {
                Some(printed) => write_credit(printed, &credit, out)?,
                None => writeln!(out, "the caption holds no credit")?,
            }
        }
        Some(Format::Json) => {
            let mut object = serde_json::to_value(parsed(caption, printed, &credit))?;
            if let Some(fields) = object.as_object_mut() {
                fields.insert("restrictions".to_owned(), serde_json::to_value(&credit.restrictions)?);
                fields.insert("segments".to_owned(), serde_json::to_value(&credit.segments)?);
            }
            serde_json::to_writer(&mut *out, &object)?;
            out.write_all(b"\n")?;
        }
        Some(Format::Ndjson) => {
            serde_json::to_writer(&mut *out, &parsed(caption, printed, &credit))?;
            out.write_all(b"\n")?;
        }
        Some(Format::Csv | Format::Tsv) => anyhow::bail!("parse prints table, json or ndjson"),
    }
    Ok(())
}

fn parsed<'c>(caption: Option<&'c str>, printed: Option<&str>, credit: &'c Credit) -> Parsed<'c> {
    Parsed {
        caption,
        credit: printed.map(|_| credit.line.as_str()),
        people: credit.people.iter().map(|p| p.name.as_str()).collect(),
        agencies: credit.organisations.iter().map(|o| o.name.as_str()).collect(),
        status: credit.status,
        collection: credit.collection.as_deref(),
        flags: &credit.flags,
        licence: credit.licence.as_deref(),
        copyright: credit.copyright.as_deref(),
        confidence: (f64::from(credit.confidence) * 100.0).round() / 100.0,
    }
}
