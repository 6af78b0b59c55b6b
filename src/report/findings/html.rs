//! Findings as one page that can be mailed: counts, charts, a table with filters; nothing is loaded.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::super::clean;
use super::{FindingWriter, in_words};
use crate::audit::{Finding, Severity, Summary, rule};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Findings in the page; a browser is slow with more, and nobody reads them.
const MOST: u64 = 20_000;
/// Bars of a chart.
const BARS: usize = 20;

pub(super) struct Html<'o> {
    out: &'o mut dyn Write,
    rows: String,
    count: u64,
    publishers: BTreeMap<String, u64>,
    documents: BTreeMap<String, u64>,
}

impl<'o> Html<'o> {
    pub fn new(out: &'o mut dyn Write) -> Self {
        Self { out, rows: String::new(), count: 0, publishers: BTreeMap::new(), documents: BTreeMap::new() }
    }
}

/// Text of strangers between tags or in a quoted attribute.
fn escaped(text: &str) -> String {
    html_escape::encode_quoted_attribute(&clean(text)).into_owned()
}

/// The largest of `counts`, as bars.
fn chart(title: &str, counts: &[(String, u64, &str)], out: &mut dyn Write) -> io::Result<()> {
    const HIGH: usize = 22;
    const LEFT: usize = 260;
    const WIDE: f64 = 320.0;
    let mut sorted: Vec<&(String, u64, &str)> = counts.iter().filter(|(_, n, _)| *n > 0).collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    sorted.truncate(BARS);
    let Some(most) = sorted.first().map(|(_, n, _)| *n) else { return Ok(()) };
    writeln!(out, "<figure class=\"chart\"><figcaption>{}</figcaption>", escaped(title))?;
    let height = sorted.len() * HIGH;
    writeln!(
        out,
        "<svg role=\"img\" aria-label=\"{}\" viewBox=\"0 0 660 {height}\" width=\"660\" height=\"{height}\">",
        escaped(title)
    )?;
    for (at, (name, n, class)) in sorted.into_iter().enumerate() {
        let (y, width) = (at * HIGH, (*n as f64 / most as f64 * WIDE).max(1.0));
        let short: String = name.chars().take(38).collect();
        writeln!(
            out,
            "<g class=\"{class}\"><title>{}: {n}</title><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\
             <rect x=\"{LEFT}\" y=\"{}\" width=\"{width:.1}\" height=\"14\" rx=\"2\"/><text x=\"{:.1}\" y=\"{}\">{n}</text></g>",
            escaped(name),
            LEFT - 8,
            y + 15,
            escaped(&short),
            y + 4,
            LEFT as f64 + width + 6.0,
            y + 15
        )?;
    }
    writeln!(out, "</svg></figure>")
}

impl FindingWriter for Html<'_> {
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.count += 1;
        let publisher = finding.document.publisher.as_deref().unwrap_or("(no publisher)");
        *self.publishers.entry(publisher.to_owned()).or_default() += 1;
        *self.documents.entry(finding.document.name().into_owned()).or_default() += 1;
        if self.count > MOST {
            return Ok(());
        }
        let evidence: String = finding
            .evidence
            .iter()
            .map(|e| format!("<dt>{}</dt><dd>{}</dd>", escaped(&e.field), escaped(&clipped(&e.value))))
            .collect();
        let suggestion =
            finding.suggestion.as_ref().map(|s| format!("<p class=\"help\">{}</p>", escaped(s))).unwrap_or_default();
        let title = finding.document.title.as_deref().unwrap_or_default();
        self.rows.push_str(&format!(
            "<tr data-severity=\"{severity}\" data-code=\"{code}\"><td><span class=\"tag {severity}\">{severity}</span></td>\
             <td><a href=\"#{code}\" title=\"{name}\">{code}</a></td><td class=\"where\">{path}:{line}<small>{title}</small></td>\
             <td>{message}{suggestion}<details><summary>evidence</summary><dl>{evidence}</dl><code>{fingerprint}</code></details></td></tr>\n",
            severity = finding.severity,
            code = finding.code,
            name = finding.name,
            path = escaped(&finding.document.name()),
            line = finding.line,
            title = escaped(title),
            message = escaped(&finding.message),
            fingerprint = finding.fingerprint,
        ));
        Ok(())
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let out = &mut *self.out;
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>Audit of credits</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n{STYLE}</style></head><body>\n<header><h1>Audit of credits</h1><p>{}</p></header>",
            escaped(&in_words(summary))
        )?;
        writeln!(out, "<section class=\"counts\">")?;
        for severity in Severity::ALL.iter().rev() {
            let n = summary.severities.get(severity).copied().unwrap_or(0);
            writeln!(out, "<div class=\"{severity}\"><b>{n}</b> {severity}</div>")?;
        }
        writeln!(
            out,
            "<div><b>{}</b> items</div><div><b>{}</b> documents</div></section>",
            summary.items, summary.documents
        )?;
        let codes: Vec<(String, u64, &str)> = summary
            .codes
            .iter()
            .filter_map(|(code, n)| {
                let rule = rule(code)?;
                Some((format!("{code} {}", rule.name), *n, rule.severity.as_str()))
            })
            .collect();
        let named = |counts: &BTreeMap<String, u64>| -> Vec<(String, u64, &'static str)> {
            counts.iter().map(|(name, n)| (name.clone(), *n, "plain")).collect()
        };
        writeln!(out, "<section class=\"charts\">")?;
        chart("Findings by rule", &codes, out)?;
        chart("Findings by publisher", &named(&self.publishers), out)?;
        chart("Documents with most findings", &named(&self.documents), out)?;
        writeln!(out, "</section>\n<section><form id=\"filters\" autocomplete=\"off\">")?;
        for severity in Severity::ALL.iter().rev() {
            writeln!(
                out,
                "<label><input type=\"checkbox\" name=\"severity\" value=\"{severity}\" checked> {severity}</label>"
            )?;
        }
        writeln!(out, "<select name=\"code\" aria-label=\"rule\"><option value=\"\">every rule</option>")?;
        for (code, n) in &summary.codes {
            writeln!(out, "<option value=\"{code}\">{code} {} ({n})</option>", rule(code).map_or("", |r| r.name))?;
        }
        writeln!(
            out,
            "</select><input type=\"search\" name=\"words\" placeholder=\"words\" aria-label=\"words\"> <output id=\"shown\"></output></form>"
        )?;
        if self.count > MOST {
            writeln!(out, "<p>The first {MOST} of {} findings; `--format csv` has them all.</p>", self.count)?;
        }
        writeln!(
            out,
            "<table id=\"findings\"><thead><tr><th>severity</th><th>rule</th><th>where</th><th>finding</th></tr></thead><tbody>"
        )?;
        out.write_all(self.rows.as_bytes())?;
        writeln!(out, "</tbody></table></section>\n<section><h2>Rules</h2><dl class=\"rules\">")?;
        for code in summary.codes.keys() {
            if let Some(rule) = rule(code) {
                writeln!(
                    out,
                    "<dt id=\"{code}\">{code} {}</dt><dd>{} {}<br><small>Rests on: {}</small></dd>",
                    rule.name,
                    escaped(rule.explanation),
                    escaped(rule.mend),
                    escaped(rule.standard)
                )?;
            }
        }
        writeln!(out, "</dl></section>\n<script>\n{SCRIPT}</script></body></html>")?;
        out.flush()
    }
}

/// As much of a value as a reader wants to see.
fn clipped(text: &str) -> String {
    const MOST: usize = 300;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
