//! SARIF 2.1.0 (OASIS): one run, relative paths, fingerprints by which a finding is known again.
//!
//! Waived findings never come here: its best-known consumer does not look at suppressions.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{FindingWriter, relative};
use crate::audit::{Finding, Severity, Summary, rules};

pub(super) struct Sarif<'o> {
    out: &'o mut dyn Write,
    count: u64,
}

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

impl<'o> Sarif<'o> {
    pub fn new(out: &'o mut dyn Write) -> io::Result<Self> {
        let rules: Vec<Value> = rules()
            .map(|rule| {
                json!({
                    "id": rule.code,
                    "name": pascal(rule.name),
                    "shortDescription": { "text": rule.message },
                    "fullDescription": { "text": rule.explanation },
                    "help": {
                        "text": format!("{}\n\n{}", rule.mend, rule.example),
                        "markdown": format!("{}\n\n{}\n\nRests on: {}", rule.mend, rule.example, rule.standard),
                    },
                    "defaultConfiguration": { "level": level(rule.severity) },
                })
            })
            .collect();
        let driver = json!({ "name": "cutline", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules });
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\"results\":["
        )?;
        Ok(Self { out, count: 0 })
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// `credit-missing` to `CreditMissing`, as the standard asks of names.
fn pascal(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').filter(|w| !w.is_empty()).map(capital).collect()
}

/// A path as a URI reference (RFC 3986).
fn uri(path: &str) -> String {
    let path = relative(path);
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

impl FindingWriter for Sarif<'_> {
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        self.out.write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
        self.count += 1;
        let text = match &finding.suggestion {
            Some(suggestion) => format!("{}. {suggestion}", finding.message),
            None => finding.message.clone(),
        };
        let mut properties = serde_json::Map::new();
        for evidence in &finding.evidence {
            properties.insert(evidence.field.clone(), Value::from(evidence.value.as_str()));
        }
        if let Some(item) = finding.item {
            properties.insert("item".to_owned(), item.into());
        }
        let mut result = json!({
            "ruleId": finding.code,
            "ruleIndex": rules().position(|r| r.code == finding.code),
            "level": level(finding.severity),
            "message": { "text": text },
            "locations": [{
                "physicalLocation": {
                    "artifactLocation": { "uri": uri(&finding.document.path) },
                    "region": { "startLine": finding.line.max(1) },
                },
            }],
            "partialFingerprints": { "cutline/v1": finding.fingerprint },
            "properties": properties,
        });
        if let Some(member) = &finding.document.member {
            result["locations"][0]["logicalLocations"] = json!([{ "fullyQualifiedName": member, "kind": "member" }]);
        }
        serde_json::to_writer(&mut *self.out, &result)?;
        Ok(())
    }

    fn end(&mut self, _: &Summary) -> io::Result<()> {
        self.out.write_all(b"\n]}]}\n")?;
        self.out.flush()
    }
}
