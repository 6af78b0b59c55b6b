//! Credits on their way into the pictures' own files: a CSV that `exiftool -csv=FILE` takes, and XMP
//! sidecars. Properties are those of the IPTC Photo Metadata Standard 2023.1.

use std::io::{self, Write};

use crate::credit::licence_link;
use crate::model::Record;

/// Tags in the order of their columns.
const TAGS: &[&str] = &[
    "SourceFile",
    "XMP-dc:Creator",
    "XMP-photoshop:AuthorsPosition",
    "XMP-photoshop:Credit",
    "XMP-photoshop:Source",
    "XMP-dc:Description",
    "XMP-dc:Rights",
    "XMP-xmpRights:WebStatement",
];

/// The file name under which the picture of `record` would be saved: the last part of its address,
/// made safe. `None` where it has no address.
pub fn file_name(record: &Record) -> Option<String> {
    let url = record.urls.first()?;
    let path = url.split(['?', '#']).next()?;
    let name = path.rsplit('/').find(|part| !part.is_empty() && !part.ends_with(':'))?;
    let safe: String =
        name.chars()
            .map(|c| {
                if c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') {
                    '_'
                } else {
                    c
                }
            })
            .take(200)
            .collect();
    (!safe.trim_matches(['.', '_']).is_empty()).then_some(safe)
}

/// A table for `exiftool -sep '; ' -csv=FILE`: a row a picture that has an address.
pub struct ExifToolCsv<'o> {
    writer: csv::Writer<&'o mut dyn Write>,
    folder: String,
}

impl<'o> ExifToolCsv<'o> {
    /// Begins. `folder` is where the pictures are.
    ///
    /// # Errors
    /// What the output answers.
    pub fn begin(folder: &str, out: &'o mut dyn Write) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(TAGS)?;
        Ok(Self { writer, folder: folder.trim_end_matches('/').to_owned() })
    }

    /// Writes one item; says whether it has an address and so a row. An empty cell leaves a tag as
    /// it is.
    ///
    /// # Errors
    /// What the output answers.
    pub fn item(&mut self, record: &Record) -> io::Result<bool> {
        let Some(name) = file_name(record) else { return Ok(false) };
        let file = format!("{}/{name}", self.folder);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        self.writer.write_record([
            file,
            record.people.join("; "),
            record.status.map(|status| status.to_string()).unwrap_or_default(),
            text(&record.credit),
            record.agencies.first().cloned().unwrap_or_default(),
            text(&record.caption),
            text(&record.copyright),
            record.licence.as_deref().and_then(licence_link).unwrap_or_default(),
        ])?;
        Ok(true)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// What the output answers.
    pub fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The XMP sidecar of `record` (ISO 16684-1).
pub fn xmp(record: &Record) -> String {
    let mut out = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  \
         <rdf:Description rdf:about=\"\"\n    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n    \
         xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\"\n    xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\">\n",
    );
    let mut plain = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            out.push_str(&format!("   <{name}>{}</{name}>\n", escaped(value)));
        }
    };
    plain("photoshop:Credit", record.credit.as_deref());
    plain("photoshop:Source", record.agencies.first().map(String::as_str));
    plain("photoshop:AuthorsPosition", record.status.map(|status| status.as_str()));
    plain("xmpRights:WebStatement", record.licence.as_deref().and_then(licence_link).as_deref());
    if !record.people.is_empty() {
        let names: String = record.people.iter().map(|p| format!("<rdf:li>{}</rdf:li>", escaped(p))).collect();
        out.push_str(&format!("   <dc:creator><rdf:Seq>{names}</rdf:Seq></dc:creator>\n"));
    }
    for (name, value) in [("dc:description", &record.caption), ("dc:rights", &record.copyright)] {
        if let Some(value) = value {
            let value = escaped(value);
            out.push_str(&format!(
                "   <{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{value}</rdf:li></rdf:Alt></{name}>\n"
            ));
        }
    }
    out.push_str("  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
    out
}

/// Text of XML 1.0, which has no place for most control characters.
fn escaped(text: &str) -> String {
    let allowed: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).collect();
    html_escape::encode_safe(&allowed).replace("&#x27;", "&apos;").replace("&#x2F;", "/")
}
