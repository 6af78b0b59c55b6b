//! Workflow commands of GitHub Actions: each finding as an annotation of its line.

use std::io::{self, Write};

use super::{FindingWriter, relative};
use crate::audit::{Finding, Severity, Summary};

pub(super) struct Github<'o> {
    pub out: &'o mut dyn Write,
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

impl FindingWriter for Github<'_> {
    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let mut said = match &finding.suggestion {
            Some(suggestion) => format!("{}\n{suggestion}", finding.message),
            None => finding.message.clone(),
        };
        if let Some(member) = &finding.document.member {
            said = format!("{said}\nin {member}");
        }
        writeln!(
            self.out,
            "::{command} file={},line={},title={}::{}",
            property(relative(&finding.document.path)),
            finding.line.max(1),
            property(&format!("{} {}", finding.code, finding.name)),
            data(&said)
        )
    }

    fn end(&mut self, _: &Summary) -> io::Result<()> {
        self.out.flush()
    }
}
