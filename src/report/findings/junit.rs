//! JUnit's XML: a suite a document, a case a finding; what is below the threshold passes and says so.

use std::io::{self, Write};

use super::super::clean;
use super::{FindingWriter, relative};
use crate::audit::{Finding, Severity, Summary};

pub(super) struct Junit<'o> {
    fail_on: Severity,
    out: &'o mut dyn Write,
    path: Option<String>,
    cases: String,
    tests: u64,
    failures: u64,
    suites: u64,
    began: String,
}

impl<'o> Junit<'o> {
    pub fn new(fail_on: Severity, out: &'o mut dyn Write) -> io::Result<Self> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")?;
        let began = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S").to_string();
        Ok(Self { fail_on, out, path: None, cases: String::new(), tests: 0, failures: 0, suites: 0, began })
    }

    fn end_suite(&mut self) -> io::Result<()> {
        let Some(path) = self.path.take() else { return Ok(()) };
        writeln!(
            self.out,
            "<testsuite id=\"{}\" package=\"cutline\" name=\"{}\" timestamp=\"{}\" hostname=\"localhost\" tests=\"{}\" \
             failures=\"{}\" errors=\"0\" time=\"0\">\n<properties/>\n{}<system-out/>\n<system-err/>\n</testsuite>",
            self.suites,
            xml(relative(&path)),
            self.began,
            self.tests,
            self.failures,
            self.cases
        )?;
        self.suites += 1;
        (self.tests, self.failures) = (0, 0);
        self.cases.clear();
        Ok(())
    }
}

/// Text for XML 1.0, which knows no control characters.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

impl FindingWriter for Junit<'_> {
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let path = finding.document.name().into_owned();
        if self.path.as_ref() != Some(&path) {
            self.end_suite()?;
            self.path = Some(path.clone());
        }
        self.tests += 1;
        let item = finding.item.map(|id| format!(", item {id}")).unwrap_or_default();
        let name = xml(&format!("{} {} (line {}{item})", finding.code, finding.name, finding.line));
        let fails = finding.severity >= self.fail_on;
        self.failures += u64::from(fails);
        let said = xml(&match &finding.suggestion {
            Some(suggestion) => format!("{}:{}: {}. {suggestion}", path, finding.line, finding.message),
            None => format!("{}:{}: {}", path, finding.line, finding.message),
        });
        let inner = if fails {
            format!("<failure message=\"{}\" type=\"{}\">{said}</failure>", xml(&finding.message), finding.code)
        } else {
            // The strictest schema has no place here for what a passing test says.
            format!("<!-- {}: {} -->", finding.severity, said.replace("--", "- "))
        };
        self.cases.push_str(&format!(
            "<testcase classname=\"{}\" name=\"{name}\" time=\"0\">{inner}</testcase>\n",
            xml(relative(&path))
        ));
        Ok(())
    }

    fn end(&mut self, _: &Summary) -> io::Result<()> {
        if self.suites == 0 && self.path.is_none() {
            // A file without a test looks like a failure to whoever counts tests.
            self.path = Some("cutline audit".to_owned());
            self.tests = 1;
            self.cases.push_str("<testcase classname=\"cutline audit\" name=\"no findings\" time=\"0\"/>\n");
        }
        self.end_suite()?;
        self.out.write_all(b"</testsuites>\n")?;
        self.out.flush()
    }
}
