//! What comes out of questions: columns, counts, paths, templates, charts, exports, saved questions,
//! defaults of config files, and what other programs make of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/articles");
        assert!(desk.run(&["scan", "-q", samples.to_str().expect("UTF-8")]).status.success());
        desk
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cutline"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env("CUTLINE_CATALOG", self.file("desk.db"))
            .env("XDG_CONFIG_HOME", self.file("config"))
            .env("NO_COLOR", "1");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the binary runs")
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
}

#[test]
fn columns_are_picked() {
    let desk = Desk::new();
    let csv = desk.ask(&[
        "query",
        "--agency",
        "getty",
        "creator:orlova",
        "--fields",
        "creator,agency,lang",
        "--format",
        "csv",
    ]);
    assert_eq!(csv, "people,agencies,language\nLena Orlova,Getty Images,\n");
    let json = desk.ask(&["query", "creator:orlova", "--fields", "people,where", "--format", "ndjson"]);
    assert!(json.contains("\"people\":[\"Lena Orlova\"],\"where\":"), "{json}");
    assert!(desk.refused(&["query", "--fields", "colour"]).contains("columns are id, path"));
    // A table has a column for what was asked and would not be seen.
    assert!(desk.ask(&["query", "flag:file"]).lines().next().is_some_and(|l| l.contains("flags")));
}

#[test]
fn counts_and_paths() {
    let desk = Desk::new();
    assert_eq!(desk.ask(&["query", "--count", "agency:getty"]), "7\n");
    assert_eq!(desk.ask(&["query", "--count", "-n", "3", "agency:getty"]), "3\n");
    let paths = desk.ask(&["query", "--print0", "agency:getty"]);
    let paths: Vec<&str> = paths.split_terminator('\0').collect();
    assert!(paths.len() > 1 && paths.iter().all(|p| Path::new(p).exists()), "{paths:?}");
}

#[test]
fn templates_are_filled() {
    let desk = Desk::new();
    let inline = "{% for item in items %}{{ item.people[0] }} ({{ item.document.published | day }}, {{ 140.0 | clock }})\n{% endfor %}";
    assert_eq!(desk.ask(&["query", "creator:orlova", "--template", inline]), "Lena Orlova (, 2:20)\n");
    for name in ["credits", "captions", "email"] {
        let out = desk.ask(&["query", "creator:orlova", "--template", name]);
        assert!(out.contains("Lena Orlova | Contributor | Getty Images"), "{name}: {out}");
    }
    fs::write(desk.file("page.html"), "{% for item in items %}<p>{{ item.caption }}</p>{% endfor %}").expect("written");
    desk.ask(&["query", "--template", "page.html", "-n", "2"]);
    assert!(desk.refused(&["query", "--template", "none.txt"]).contains("cannot read the template"));
    assert!(desk.refused(&["query", "--template", "{% for %}"]).contains("line 1"));
}

#[test]
fn questions_are_kept() {
    let desk = Desk::new();
    desk.ask(&["query", "--save", "getty", "agency:getty", "sort:published-"]);
    desk.ask(&["query", "--save", "flags", "--agency", "reuters", "--since", "2000"]);
    assert_eq!(desk.ask(&["query", "--count", "@getty"]), "7\n");
    assert_eq!(desk.ask(&["query", "--count", "@getty", "creator:orlova"]), "1\n");
    assert!(desk.ask(&["query", "--saved", "--format", "csv"]).contains("getty,agency:getty sort:published-\n"));
    assert!(desk.refused(&["query", "@gety"]).contains("saved are @flags, @getty"));
    assert!(desk.refused(&["query", "--save", "a b", "x"]).contains("cannot be a name"));
    // A scan leaves them.
    assert!(desk.run(&["scan", "-q", desk.folder.path().to_str().expect("UTF-8")]).status.success());
    assert_eq!(desk.ask(&["query", "--count", "@getty"]), "7\n");
    desk.ask(&["query", "--forget", "getty"]);
    assert_eq!(desk.run(&["query", "--forget", "getty"]).status.code(), Some(1));
}

#[test]
fn config_files_give_defaults() {
    let desk = Desk::new();
    fs::create_dir_all(desk.file("config/cutline")).expect("a folder");
    let own = "quiet = true\n[query]\nformat = \"csv\"\nlimit = 5\nfields = [\"creator\", \"agency\"]\n[queries]\nmine = \"agency:getty\"\n";
    fs::write(desk.file("config/cutline/config.toml"), own).expect("written");
    assert_eq!(desk.ask(&["query"]).lines().count(), 6);
    assert_eq!(desk.ask(&["query", "@mine", "--limit", "2"]).lines().count(), 3);
    // Beside the catalog wins, the command line wins over both.
    fs::write(desk.file("cutline.toml"), "[query]\nlimit = 3\n").expect("written");
    assert_eq!(desk.ask(&["query"]).lines().count(), 4);
    assert_eq!(desk.ask(&["query", "-n", "1", "--format", "ndjson"]).lines().count(), 1);
    fs::write(desk.file("cutline.toml"), "[query]\nlimmit = 3\n").expect("written");
    assert!(desk.refused(&["query"]).contains("cutline.toml: query has no flag --limmit"));
    fs::write(desk.file("cutline.toml"), "[query\n").expect("written");
    assert!(desk.refused(&["query"]).contains("line 1"));
}

#[test]
fn stats_by_two_fields_and_drawn() {
    let desk = Desk::new();
    let csv = desk.ask(&["stats", "month", "creator", "--agency", "getty", "--format", "csv"]);
    assert!(
        csv.starts_with("month,creator,items,share\n")
            && csv.contains("2021-11,Cara Webb,1,")
            && csv.contains("\n,Lena Orlova,1,"),
        "{csv}"
    );
    assert!(desk.ask(&["stats"]).contains("█"));
    desk.ask(&["stats", "agency", "year", "--chart", "chart.svg"]);
    let drawn = fs::read_to_string(desk.file("chart.svg")).expect("a chart");
    assert!(drawn.starts_with("<svg") && drawn.len() > 2000, "{} bytes", drawn.len());
    assert!(drawn.contains("Getty Images"));
    for name in ["chart.gif", "chart.png"] {
        assert!(desk.refused(&["stats", "--chart", name]).contains("a chart is a file .svg"), "{name}");
    }
    // What the scan counted is what counting now gives.
    for by in ["agency", "creator", "kind", "status", "flag", "licence", "collection"] {
        let kept = desk.ask(&["stats", by, "--format", "csv"]);
        assert_eq!(
            kept,
            desk.ask(&["stats", by, "placement:lead or placement:body or placement:gallery", "--format", "csv"]),
            "{by}"
        );
    }
}

#[test]
fn exports_hold_every_item() {
    let desk = Desk::new();
    let items: usize = desk.ask(&["query", "--count"]).trim().parse().expect("a number");
    desk.ask(&["export", "csv", "items.csv"]);
    let mut csv = csv::Reader::from_path(desk.file("items.csv")).expect("CSV");
    assert_eq!(csv.records().filter(Result::is_ok).count(), items);
    assert!(desk.refused(&["export", "csv", "items.csv"]).contains("--force"));
    assert_eq!(desk.ask(&["export", "ndjson", "-"]).lines().count(), items);
    let graph: serde_json::Value = serde_json::from_str(&desk.ask(&["export", "jsonld", "-"])).expect("JSON");
    let graph = graph["@graph"].as_array().expect("a list");
    assert_eq!(graph.len(), items);
    let orlova = graph.iter().find(|i| i["creator"]["name"] == "Lena Orlova").expect("her picture");
    assert_eq!(orlova["@type"], "ImageObject");
    assert_eq!(orlova["creditText"], "Lena Orlova | Contributor | Getty Images");
    assert!(graph.iter().any(|i| i["@type"] == "VideoObject" && i["duration"] == "PT140S"));
    assert!(
        graph
            .iter()
            .any(|i| i["license"].as_str().is_some_and(|l| l.starts_with("https://creativecommons.org/licenses/")))
    );

    desk.ask(&["export", "sqlite", "copy.db"]);
    let counted = desk.ask(&["query", "--count", "--catalog", "copy.db"]);
    assert_eq!(counted.trim(), items.to_string());
    assert!(desk.refused(&["export", "sqlite", "copy2.db", "agency:getty"]).contains("whole"));

    desk.ask(&["export", "parquet", "tables"]);
    for (view, rows) in [("item", items), ("item_agency", 1), ("item_creator", 1)] {
        let file = fs::File::open(desk.file(&format!("tables/{view}.parquet"))).expect("a table");
        let reader = parquet::file::serialized_reader::SerializedFileReader::new(file).expect("Parquet");
        let held = parquet::file::reader::FileReader::metadata(&reader).file_metadata().num_rows();
        assert!(held as usize >= rows && (view != "item" || held as usize == items), "{view}: {held}");
    }

    let exiftool = desk.ask(&["export", "exiftool", "-", "--images", "photos"]);
    assert!(exiftool.starts_with("SourceFile,XMP-dc:Creator,") && exiftool.contains("\nphotos/"), "{exiftool}");
    desk.ask(&["export", "xmp", "sidecars"]);
    let sidecar = fs::read_dir(desk.file("sidecars")).expect("a folder").flatten().next().expect("a sidecar");
    let xmp = fs::read_to_string(sidecar.path()).expect("XMP");
    assert!(xmp.contains("<photoshop:Credit>") || xmp.contains("<dc:description>"), "{xmp}");
}

#[test]
fn the_contract_names_every_key() {
    let desk = Desk::new();
    let contract =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md")).expect("the contract");
    let line = desk.ask(&["query", "--format", "ndjson", "-n", "1"]);
    let item: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    let keys = item.as_object().expect("an object").keys().chain(item["document"].as_object().expect("one").keys());
    for key in keys {
        assert!(contract.contains(&format!("| `{key}` |")), "docs/json.md does not name `{key}`");
    }
    for format in ["cutline.item/1", "cutline.items/1", "cutline.rows/1"] {
        assert!(contract.contains(format), "{format}");
    }
    assert_eq!(item["format"], "cutline.item/1");
    let rows: serde_json::Value = serde_json::from_str(&desk.ask(&["stats", "--format", "json"])).expect("JSON");
    assert_eq!(rows["format"], "cutline.rows/1");
}

#[test]
fn shells_and_readers_are_served() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(desk.ask(&["completions", shell]).contains("cutline"), "{shell}");
    }
    let offered = desk
        .command(&["--", "cutline", "query", "--agency", "Gett"])
        .env("COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", "3")
        .env("_CLAP_COMPLETE_COMP_TYPE", "9")
        .env("_CLAP_COMPLETE_SPACE", "true")
        .env("_CLAP_IFS", "\n")
        .output()
        .expect("the binary runs");
    assert!(String::from_utf8_lossy(&offered.stdout).contains("Getty Images"), "{offered:?}");
    desk.ask(&["man", "man1"]);
    assert!(desk.file("man1/cutline-query.1").exists());
    assert_eq!(
        desk.ask(&["schema"]),
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.sql")).expect("it")
    );
    assert!(desk.ask(&["query", "--explain", "-n", "9", "agency:getty"]).contains("credit_organisation"));
}

/// Datasette opens the catalog with the metadata that we print and shows a page of the view.
#[test]
#[ignore = "needs datasette, which .ci/run installs"]
fn datasette_shows_the_views() {
    let desk = Desk::new();
    let datasette = std::env::var_os("CUTLINE_DATASETTE").unwrap_or_else(|| "datasette".into());
    fs::write(desk.file("metadata.yaml"), desk.ask(&["schema", "--datasette"])).expect("written");
    let page = Command::new(datasette)
        .current_dir(desk.folder.path())
        .args(["desk.db", "--metadata", "metadata.yaml", "--get", "/desk/item"])
        .stderr(Stdio::piped())
        .output()
        .expect("datasette runs");
    let html = String::from_utf8_lossy(&page.stdout);
    assert!(html.contains("Media items"), "{}", String::from_utf8_lossy(&page.stderr));
    assert!(html.contains("facet-results") && html.contains("Lena Orlova"), "{html}");
}
