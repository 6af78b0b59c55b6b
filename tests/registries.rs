//! The table of fields and the registry of exports: what a row promises holds everywhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cutline::model::Record;
use cutline::query::{self, FIELDS, Field, Query, Sort};
use cutline::report::export::{EXPORTS, Export, Target};
use cutline::report::record_cells;
use serde_json::Value;

/// The samples, and an article whose credit forbids something.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        let article = "The ferry returns\n\nFerry crews train at Orlo, June 3, 2021. Ilse Marn/Reuters NO RESALES. NO ARCHIVES.\n";
        fs::write(desk.file("ferry.txt"), article).expect("written");
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/articles");
        desk.ask(&["scan", "-q", samples.to_str().expect("UTF-8"), "ferry.txt"]);
        desk
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_cutline"))
            .args(args)
            .current_dir(self.folder.path())
            .env("CUTLINE_CATALOG", self.file("desk.db"))
            .env("XDG_CONFIG_HOME", self.file("config"))
            .env("NO_COLOR", "1")
            .output()
            .expect("the binary runs")
    }

    fn ask(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn refused(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    fn cells(&self, query: &Query, fields: &[&'static Field]) -> Vec<Vec<Value>> {
        let mut all = Vec::new();
        query::cells(&self.file("desk.db"), query, fields, &mut |cells| {
            all.push(cells.to_vec());
            Ok(())
        })
        .expect("cells");
        all
    }

    fn records(&self) -> Vec<Record> {
        let mut all = Vec::new();
        query::each(&self.file("desk.db"), &everything(), &mut |record| {
            all.push(record);
            Ok(())
        })
        .expect("records");
        all
    }
}

fn everything() -> Query {
    query::parse("placement:any").expect("parses")
}

fn column_names() -> Vec<&'static str> {
    FIELDS.iter().filter_map(|field| field.column).map(|column| column.name).collect()
}

#[test]
fn words_that_no_item_can_have_are_errors_with_a_suggestion() {
    let desk = Desk::new();
    for (term, part) in [
        ("kind:fotoo", "kind: there is no 'fotoo', did you mean photo?"),
        ("kind:=Photo", "did you mean photo?"),
        ("status:xyz", "one of Staff, Contributor, Stringer, Freelance, Pool"),
        ("placement:foo", "one of lead, body, gallery, page"),
        ("flag:pool", "flag: there is no 'pool', did you mean status:Pool?"),
        ("flag:handuot", "did you mean handout?"),
        ("conflict:captoin", "did you mean caption?"),
        ("year:abc", "year: does not understand 'abc'"),
        ("month:13", "month: does not understand '13'"),
    ] {
        for command in
            [&["query"][..], &["query", "--count"], &["stats", "agency"], &["audit"], &["export", "csv", "-"]]
        {
            let message = desk.refused(&[command, &["creator:any", term]].concat());
            assert!(message.contains(part), "{command:?} {term}: {message}");
            let place = "creator:any ".len() + term.find(':').expect("a field") + 1 + usize::from(term.contains('='));
            let caret = message.lines().last().expect("a line").find('^').expect("a caret");
            assert_eq!(caret, place + 2, "{message}");
        }
    }
    for fine in
        ["kind:PHOTO", "kind:~fot", "status:none", "status:pool", "flag:any", "conflict:credit", "not kind:video"]
    {
        desk.ask(&["query", "--count", fine]);
    }
    assert!(desk.refused(&["query", "--kind", "fotoo"]).contains("photo"));
    assert!(desk.refused(&["query", "--status", "xyz"]).contains("Stringer"));
}

#[test]
fn each_name_of_a_field_works_wherever_fields_are_named() {
    let desk = Desk::new();
    for field in FIELDS {
        for name in field.names() {
            desk.ask(&["query", "--count", &format!("{name}:any")]);
            desk.ask(&["query", "--count", &format!("missing:{name}")]);
            if let Some(column) = field.column {
                let csv = desk.ask(&["query", "--fields", name, "--format", "csv", "-n", "1"]);
                assert_eq!(csv.lines().next(), Some(column.name), "{name}");
            }
            if field.count.is_some() {
                assert!(desk.ask(&["stats", name, "--format", "csv"]).lines().count() > 1, "{name}");
            }
            if field.can_be_sorted_by() {
                assert!(Sort::parse(name).is_some(), "{name}");
                desk.ask(&["query", "--sort", name, "-n", "1", "--fields", "id", "--format", "csv"]);
            }
        }
    }
    assert!(desk.refused(&["query", "--fields", "agncy"]).contains("did you mean agency?"));
    // What can never be found is refused, and not answered with nothing.
    for (asked, meant) in [
        ("format:markdwn", "did you mean markdown?"),
        ("format:foo", "one of "),
        ("conflict:creator", "(one of caption, credit, title, duration)"),
    ] {
        let refused = desk.refused(&["query", asked]);
        assert!(refused.contains("there is no") && refused.contains(meant), "{asked}: {refused}");
    }
}

/// `format` is one row of the table and nothing else; all of this follows from it.
#[test]
fn a_row_is_enough() {
    let desk = Desk::new();
    let markdown: usize = desk.ask(&["query", "--count", "format:markdown"]).trim().parse().expect("a number");
    assert!(markdown > 0);
    let shown = desk.ask(&["query", "format:markdown", "--fields", "id,format", "--format", "csv"]);
    assert_eq!(shown.lines().filter(|line| line.ends_with(",markdown")).count(), markdown);
    let counted = desk.ask(&["stats", "format", "--format", "csv"]);
    assert!(counted.lines().any(|line| line.starts_with(&format!("markdown,{markdown},"))), "{counted}");
    assert!(desk.ask(&["query", "format:markdown"]).lines().next().is_some_and(|heading| heading.contains("format")));
    let csv = desk.ask(&["export", "csv", "-"]);
    assert!(
        csv.lines().next().is_some_and(|heading| heading.split(',').any(|name| name == "document_format")),
        "{csv}"
    );
    desk.ask(&["export", "parquet", "tables"]);
    assert!(parquet_columns(&desk.file("tables/item.parquet")).contains("document_format"));
    assert!(desk.ask(&["query", "--help"]).contains("format"));
    assert!(desk.ask(&["stats", "--help"]).contains("format"));
}

#[test]
fn what_a_credit_forbids_is_in_every_output() {
    let desk = Desk::new();
    assert_eq!(desk.ask(&["query", "--count", "restriction:resale"]).trim(), "1");
    assert_eq!(desk.ask(&["query", "--count", "restriction:~^NO"]).trim(), "1");
    assert_eq!(desk.ask(&["query", "--count", "restrictions:any"]).trim(), "1");
    let all: usize = desk.ask(&["query", "--count"]).trim().parse().expect("a number");
    assert_eq!(desk.ask(&["query", "--count", "restriction:none"]).trim(), (all - 1).to_string());
    let item: Value =
        serde_json::from_str(&desk.ask(&["query", "restriction:any", "--format", "ndjson"])).expect("JSON");
    let words = item["restrictions"].as_array().expect("a list");
    assert!(words.iter().any(|word| word.as_str().is_some_and(|word| word.contains("RESALE"))), "{item}");
    let extracted = desk.ask(&["extract", "ferry.txt"]);
    assert!(extracted.contains("RESALE") && extracted.contains("\"restrictions\":["), "{extracted}");
    for form in ["csv", "tsv", "markdown"] {
        let text = desk.ask(&["query", "restriction:any", "--format", form]);
        assert!(text.lines().next().is_some_and(|heading| heading.contains("restrictions")), "{text}");
        assert!(text.contains("NO RESALE"), "{text}");
    }
    assert!(desk.ask(&["stats", "restriction", "--format", "csv"]).contains("NO RESALE"));
}

/// What the table's SQL reads and what stands in the record are the same.
#[test]
fn cells_of_the_catalog_are_those_of_the_record() {
    let desk = Desk::new();
    let fields = query::record_columns();
    let cells = desk.cells(&everything(), &fields);
    let records = desk.records();
    assert_eq!(cells.len(), records.len());
    for (cells, record) in cells.iter().zip(&records) {
        assert_eq!(*cells, record_cells(record, &fields), "{record:?}");
    }
    // Every part of the record is a field.
    let record = serde_json::to_value(&records[0]).expect("JSON");
    let mut known: BTreeSet<String> = BTreeSet::new();
    for pointer in FIELDS.iter().filter_map(|field| field.column?.pointer) {
        known.insert(pointer.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('/').to_owned());
        assert!(record.pointer(pointer).is_some(), "{pointer}");
    }
    for (key, value) in record.as_object().expect("an object") {
        match value.as_object() {
            Some(inner) => assert!(inner.keys().all(|inner| known.contains(&format!("/{key}/{inner}"))), "{key}"),
            None => assert!(known.contains(&format!("/{key}")), "{key} is no field"),
        }
    }
}

/// Parts of the record that the view `item` lacks. To be made shorter, never longer.
const NOT_IN_THE_VIEW: &[&str] = &["conflicts"];

#[test]
fn the_view_of_items_has_what_a_record_has() {
    let desk = Desk::new();
    let view: Value =
        serde_json::from_str(&desk.ask(&["sql", "SELECT * FROM item ORDER BY id", "--format", "json"])).expect("JSON");
    let rows = view["rows"].as_array().expect("rows");
    let names: Vec<&str> = rows[0].as_object().expect("a row").keys().map(String::as_str).collect();
    for name in &names {
        assert!(column_names().contains(name), "{name} is no column of the table of fields");
    }
    let fields = query::record_columns();
    for name in query::headings(&fields) {
        assert_ne!(names.contains(&name), NOT_IN_THE_VIEW.contains(&name), "{name}");
    }
    let mut query = everything();
    query.sort = Sort::parse("id");
    let shared: Vec<&'static Field> =
        fields.into_iter().filter(|field| field.column.is_some_and(|column| names.contains(&column.name))).collect();
    for (row, cells) in rows.iter().zip(desk.cells(&query, &shared)) {
        for (name, cell) in query::headings(&shared).iter().zip(cells) {
            let joined = cell.as_array().map(|list| {
                let list: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
                if list.is_empty() { Value::Null } else { Value::from(list.join("; ")) }
            });
            assert_eq!(row[name], joined.unwrap_or(cell), "{name} of {row}");
        }
    }
}

#[test]
fn the_contract_is_made_from_the_table() {
    let desk = Desk::new();
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md")).expect("the contract");
    assert!(page == desk.ask(&["schema", "--json"]), "run: cargo run -- schema --json > docs/json.md");
    assert_eq!(desk.ask(&["schema", "--fields", "--format", "ndjson"]).lines().count(), FIELDS.len());
}

fn parquet_columns(path: &Path) -> BTreeSet<String> {
    let file = fs::File::open(path).expect("a table");
    let reader = parquet::file::serialized_reader::SerializedFileReader::new(file).expect("Parquet");
    let schema = parquet::file::reader::FileReader::metadata(&reader).file_metadata().schema_descr_ptr();
    schema.columns().iter().map(|column| column.name().to_owned()).collect()
}

/// Reads a file as its media type says it is to be read, and says how many things are in it.
fn read(media_type: &str, path: &Path) -> usize {
    let text = || fs::read_to_string(path).expect("UTF-8");
    match media_type {
        "text/csv" => {
            let rows: Result<Vec<_>, _> = csv::Reader::from_path(path).expect("CSV").records().collect();
            rows.expect("rows").len()
        }
        "application/x-ndjson" => {
            let items: Result<Vec<Value>, _> = text().lines().map(serde_json::from_str).collect();
            items.expect("an object per line").len()
        }
        "application/vnd.apache.parquet" => {
            let reader =
                parquet::file::serialized_reader::SerializedFileReader::new(fs::File::open(path).expect("a table"))
                    .expect("Parquet");
            parquet::file::reader::FileReader::metadata(&reader).file_metadata().num_rows() as usize
        }
        "application/vnd.sqlite3" => query::count(path, &Query::default()).expect("a catalog") as usize,
        json if json.ends_with("json") => {
            let whole: Value = serde_json::from_str(&text()).expect("JSON");
            whole["@graph"].as_array().or(whole.as_array()).expect("a list").len()
        }
        xml if xml.ends_with("xml") => {
            let text = text();
            let mut reader = quick_xml::Reader::from_str(&text);
            while reader.read_event().expect("XML") != quick_xml::events::Event::Eof {}
            1
        }
        other if other.starts_with("text/") => usize::from(!text().trim().is_empty()),
        other => panic!("{other}: say here how this is read"),
    }
}

fn exported(desk: &Desk, export: &Export, name: &str, expression: &[&str]) -> Vec<usize> {
    desk.ask(&[&["export", "-q", export.name, name], expression].concat());
    let path = desk.file(name);
    match export.target {
        Target::Stream(_) | Target::File(_) => vec![read(export.media_type, &path)],
        Target::Folder(_) => {
            let files = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path());
            files.map(|file| read(export.media_type, &file)).collect()
        }
    }
}

#[test]
fn each_form_of_export_writes_what_its_reader_reads() {
    let desk = Desk::new();
    for export in EXPORTS {
        let name = export.name;
        let all = exported(&desk, export, &format!("all-{name}"), &[]);
        assert!(all.iter().any(|n| *n > 0), "{name}: {all:?}");
        // A copy is of the whole catalog.
        if name != "sqlite" {
            let none = exported(&desk, export, &format!("none-{name}"), &["id:<0"]);
            assert!(none.iter().all(|n| *n == 0), "{name}: {none:?}");
        }
        let again = desk.run(&["export", "-q", name, &format!("all-{name}")]);
        assert_eq!(again.status.code(), Some(2), "{name} writes over what is there");
        desk.ask(&["export", "-q", "--force", name, &format!("all-{name}")]);
        match export.target {
            Target::Stream(_) => assert!(!desk.ask(&["export", name, "-"]).is_empty(), "{name}"),
            Target::File(_) | Target::Folder(_) => {
                assert!(desk.refused(&["export", name, "-"]).contains("is not a stream"), "{name}");
            }
        }
        assert!(
            fs::read_dir(desk.folder.path())
                .expect("a folder")
                .flatten()
                .all(|entry| { !entry.file_name().to_string_lossy().ends_with(".part") })
        );
    }
}

#[test]
fn forms_are_named_by_their_registry_and_by_nothing_else() {
    let desk = Desk::new();
    let unknown = desk.refused(&["export", "cvs", "-"]);
    let help = desk.ask(&["export", "--help"]);
    for export in EXPORTS {
        assert!(unknown.contains(export.name), "{}: {unknown}", export.name);
        assert!(help.contains(export.name) && help.contains(export.help), "{}: {help}", export.name);
    }
}
