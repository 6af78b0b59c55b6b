//! Credits on their way into the pictures' own files: a CSV that `exiftool -csv=FILE` takes, and XMP
//! sidecars. Properties are those of the IPTC Photo Metadata Standard 2023.1.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::form::{Export, ExportError, Job, Target};
use super::place;
use crate::credit::licence_link;
use crate::model::Record;
use crate::query;

pub(super) const EXIFTOOL: Export = Export {
    name: "exiftool",
    help: "IPTC fields by ExifTool's names, for exiftool -sep '; ' -csv=FILE",
    media_type: "text/csv",
    target: Target::Stream(table),
};

pub(super) const XMP: Export = Export {
    name: "xmp",
    help: "a sidecar per picture",
    media_type: "application/rdf+xml",
    target: Target::Folder(sidecars),
};

fn table(job: &Job<'_>, out: &mut dyn Write) -> Result<String, ExportError> {
    let mut items = ExifToolCsv::begin(job.images, out)?;
    let (mut count, mut without) = (0u64, 0u64);
    query::each(job.catalog, job.query, &mut |record| {
        if items.item(&record)? {
            count += 1;
        } else {
            without += 1;
        }
        Ok(())
    })?;
    items.end()?;
    Ok(match without {
        0 => format!("{count} items"),
        _ => format!("{count} items; {without} have no address and so no file"),
    })
}

/// A sidecar has the name of its picture with the ending .xmp; of two pictures with one name, the
/// later gets a number.
fn sidecars(job: &Job<'_>, folder: &Path) -> Result<String, ExportError> {
    let mut taken: HashMap<String, u32> = HashMap::new();
    let (mut count, mut without) = (0u64, 0u64);
    let mut refused = None;
    query::each(job.catalog, job.query, &mut |record| {
        let Some(name) = file_name(&record) else {
            without += 1;
            return Ok(());
        };
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let number = taken.entry(stem.to_lowercase()).or_insert(0);
        *number += 1;
        let file = if *number == 1 { format!("{stem}.xmp") } else { format!("{stem}-{number}.xmp") };
        let path = folder.join(file);
        if let Err(error) = sidecar(job, &path, &record) {
            refused = Some(error);
            return Err(io::Error::other("a sidecar cannot be written").into());
        }
        count += 1;
        Ok(())
    })
    .map_err(|error| refused.take().unwrap_or_else(|| error.into()))?;
    Ok(format!("{}: {count} sidecars; {without} items have no address and so no file", folder.display()))
}

fn sidecar(job: &Job<'_>, path: &Path, record: &Record) -> Result<(), ExportError> {
    place::free(job, path)?;
    fs::write(path, xmp(record)).map_err(place::failed(path))
}

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
fn file_name(record: &Record) -> Option<String> {
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
struct ExifToolCsv<'o> {
    writer: csv::Writer<&'o mut dyn Write>,
    folder: String,
}

impl<'o> ExifToolCsv<'o> {
    /// Begins. `folder` is where the pictures are.
    fn begin(folder: &str, out: &'o mut dyn Write) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(TAGS)?;
        Ok(Self { writer, folder: folder.trim_end_matches('/').to_owned() })
    }

    /// Writes one item; says whether it has an address and so a row. An empty cell leaves a tag as
    /// it is.
    fn item(&mut self, record: &Record) -> io::Result<bool> {
        let Some(name) = file_name(record) else { return Ok(false) };
        let file = format!("{}/{name}", self.folder);
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let status = record.status.as_ref().map(ToString::to_string).unwrap_or_default();
        self.writer.write_record([
            file,
            record.people.join("; "),
            status,
            text(&record.credit),
            record.agencies.first().cloned().unwrap_or_default(),
            text(&record.caption),
            text(&record.copyright),
            record.licence.as_deref().and_then(licence_link).unwrap_or_default(),
        ])?;
        Ok(true)
    }

    /// Writes what is left.
    fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The XMP sidecar of `record` (ISO 16684-1).
fn xmp(record: &Record) -> String {
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
    let status = record.status.as_ref().map(ToString::to_string);
    plain("photoshop:AuthorsPosition", status.as_deref());
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
