//! What a scan did, in words: the summary for standard output, its problems for standard error.

use std::fmt::Display;
use std::io::{self, Write};

use crate::scan::Summary;

/// Writes what was read, skipped and found.
///
/// # Errors
/// What `out` refused.
pub fn write_summary(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let counts = &summary.counts;
    writeln!(out, "{} in {:.1} s", count(summary.files, "file"), summary.took.as_secs_f64())?;
    let mut documents =
        vec![format!("{} read", number(counts.read)), format!("{} unchanged", number(counts.unchanged))];
    if counts.removed > 0 {
        documents.push(format!("{} removed", number(counts.removed)));
    }
    row(out, "documents", &documents.join(", "))?;
    if summary.tally.containers > 0 {
        row(out, "containers", &number(summary.tally.containers))?;
    }
    if counts.skipped > 0 {
        let reasons = summary.tally.skipped.iter().map(|(reason, n)| format!("{} {reason}", number(*n)));
        row(out, "skipped", &with_parts(counts.skipped, reasons))?;
    }
    if counts.problems > 0 {
        let codes = summary.tally.problems.iter().map(|(code, (n, _))| format!("{} {code}", number(*n)));
        row(out, "problems", &with_parts(counts.problems, codes))?;
    }
    write_totals(summary, out)
}

/// Writes the problems by code, the first few of each with path and reason.
///
/// # Errors
/// What `out` refused.
pub fn write_problems(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    for (code, (n, first)) in &summary.tally.problems {
        for problem in first {
            let member = problem.member.as_ref().map(|member| format!(" ({member})")).unwrap_or_default();
            writeln!(out, "{code}: {}{member}: {}", problem.path, problem.message)?;
        }
        let rest = n.saturating_sub(first.len() as u64);
        if rest > 0 {
            let place = if summary.dry_run { "" } else { "; the table `problem` of the catalog has them all" };
            writeln!(out, "{code}: and {} more{place}", number(rest))?;
        }
    }
    Ok(())
}

fn write_totals(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let totals = &summary.totals;
    let documents = count(totals.documents, "document");
    if summary.dry_run {
        writeln!(out, "Nothing was written. Found in {documents}:")?;
    } else {
        writeln!(out, "The catalog {} holds {documents}:", summary.catalog.display())?;
    }
    if totals.kinds.is_empty() {
        row(out, "media", "none")?;
    }
    for (kind, items, credited) in &totals.kinds {
        let split = format!("{} credited, {} uncredited", number(*credited), number(items - credited));
        row(out, &format!("{kind}s"), &format!("{} ({split})", number(*items)))?;
    }
    if !totals.agencies.is_empty() {
        let named = totals.agencies.iter().map(|(name, n)| format!("{name} {}", number(*n)));
        let mut agencies: Vec<String> = named.collect();
        let rest = totals.agency_count.saturating_sub(totals.agencies.len() as u64);
        if rest > 0 {
            agencies.push(format!("and {} more", number(rest)));
        }
        row(out, "agencies", &agencies.join(", "))?;
    }
    Ok(())
}

fn row(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "  {name:<10}  {value}")
}

/// `4 (3 binary, 1 empty)`.
fn with_parts(all: u64, parts: impl Iterator<Item = impl Display>) -> String {
    let parts: Vec<String> = parts.map(|part| part.to_string()).collect();
    format!("{} ({})", number(all), parts.join(", "))
}

/// `1 file`, `2 files`.
fn count(n: u64, what: &str) -> String {
    format!("{} {what}{}", number(n), if n == 1 { "" } else { "s" })
}

/// `1,204`.
fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_by_people() {
        let read: Vec<String> = [0, 999, 1000, 1_234_567].map(number).to_vec();
        assert_eq!(read, ["0", "999", "1,000", "1,234,567"]);
    }
}
