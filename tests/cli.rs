//! The command line as a user meets it: scan the samples, then ask.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a catalog of the samples.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/articles");
        let scanned = desk.run(&["scan", samples.to_str().expect("UTF-8")]);
        assert!(scanned.status.success(), "{}", String::from_utf8_lossy(&scanned.stderr));
        desk
    }

    fn catalog(&self) -> PathBuf {
        self.folder.path().join("desk.db")
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_cutline"))
            .args(args)
            .env("CUTLINE_CATALOG", self.catalog())
            .env("NO_COLOR", "1")
            .output()
            .expect("the binary runs")
    }

    /// Standard output of a run that must succeed.
    fn ask(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// One value of each item that a query finds.
    fn each(&self, args: &[&str], key: &str) -> Vec<String> {
        let mut all = vec!["query", "--format", "ndjson"];
        all.extend(args);
        let objects = self.ask(&all);
        objects.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON")[key].to_string()).collect()
    }

    fn count(&self, args: &[&str]) -> usize {
        self.each(args, "id").len()
    }
}

#[test]
fn flags_and_expressions_ask_the_same() {
    let desk = Desk::new();
    assert!(desk.count(&[]) > 40);
    for (flags, expression, items) in [
        (vec!["--agency", "getty"], "agency:getty", 7),
        (vec!["--agency", "路透社"], "agency:Reuters", 4),
        (vec!["--creator", "LENA ORLOVA"], "creator:orlova", 1),
        (vec!["--kind", "video"], "kind:video", 8),
        (vec!["--status", "contributor"], "status:Contributor", 1),
        (vec!["--since", "2022", "--until", "2022-06"], "published:2022..2022-06", 7),
        (vec!["harbour", "climbs"], "harbour climbs", 1),
    ] {
        assert_eq!(desk.count(&flags), items, "{flags:?}");
        assert_eq!(desk.count(&[expression]), items, "{expression}");
    }
    for (expression, items) in [
        ("distributor:getty originator:anadolu", 1),
        ("agency:anadolu -agency:getty", 0),
        ("agency:lusa or agency:ansa", 2),
        ("(agency:lusa or agency:ansa) creator:\"carlo bini\"", 1),
        ("kind:photo credit:none", 0),
        ("missing:creator kind:photo agency:any agency:reuters", 1),
        ("duration:>1m", 4),
        ("duration:2:20", 3),
        ("flag:file", 1),
        ("licence:\"CC BY-SA\"", 1),
        ("collection:moment", 1),
        ("publisher:hilltop", 3),
        ("path:*nordlys*", 4),
        ("\"umbrellas before the rally\"", 1),
        ("ledochod or ледоход", 2),
        ("港", 4),
        ("부두*", 1),
    ] {
        assert_eq!(desk.count(&[expression]), items, "{expression}");
    }
}

#[test]
fn results_are_sorted_and_limited() {
    let desk = Desk::new();
    let dates = desk.each(&["published:any", "--sort", "-published", "--limit", "3"], "document");
    assert_eq!(dates.len(), 3);
    assert!(dates[0].contains("2025-03-14"), "{dates:?}");
    let by_word = desk.each(&["sort:published-", "published:any", "-n", "3"], "id");
    assert_eq!(by_word, desk.each(&["published:any", "--sort", "published-", "-n", "3"], "id"));
}

#[test]
fn hostile_words_are_data() {
    let desk = Desk::new();
    for word in [
        "'",
        "\"unclosed",
        "%",
        "_",
        "a OR b",
        "NEAR(a b)",
        "x* AND",
        "--",
        ";",
        "\\",
        "a'b; DROP TABLE media",
        "agency:'%' OR 1=1",
        "*",
        "^",
        "(",
        ")",
        "field:x",
        "caption:\"a\" b\"",
    ] {
        let output = desk.run(&["query", "--", word]);
        let code = output.status.code();
        assert!(code == Some(0) || code == Some(2), "{word}: {code:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("syntax error") && !said.contains("SQL"), "{word}: {said}");
    }
    for value in ["'", "%", "\"", "\u{1}", "x' OR '1'='1", "*"] {
        assert_eq!(desk.count(&["--agency", value]), 0, "{value}");
        assert_eq!(desk.count(&["--creator", value]), 0, "{value}");
    }
    assert!(desk.count(&[]) > 40);
}

#[test]
fn an_error_points_at_the_place_and_says_what_was_meant() {
    let desk = Desk::new();
    let output = desk.run(&["query", "kind:photo agncy:getty"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "cutline: there is no field 'agncy', did you mean agency?\n  kind:photo agncy:getty\n             ^\n"
    );
    let output = desk.run(&["query", "published:soon"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("does not understand 'soon'"));
}

#[test]
fn show_gives_the_evidence_or_says_no() {
    let desk = Desk::new();
    let id = desk.each(&["orlova", "--agency", "getty"], "id");
    let text = desk.ask(&["show", &id[0]]);
    for part in [
        "Lena Orlova | Contributor | Getty Images",
        ">     8 | A tanker at anchor",
        ">     9 | Lena Orlova",
        "form pipe-credit",
        "standing of the creator",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let json: serde_json::Value = serde_json::from_str(&desk.ask(&["show", &id[0], "--format", "json"])).expect("JSON");
    assert_eq!(json["understood"]["people"][0]["name"], "Lena Orlova");
    let output = desk.run(&["show", "99999"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no item 99999"));
}

#[test]
fn stats_count_by_what_is_asked() {
    let desk = Desk::new();
    let by = |what: &str| desk.ask(&["stats", what, "--format", "csv"]);
    assert!(by("agency").starts_with("agency,items,share\nGetty Images,7,"), "{}", by("agency"));
    assert!(by("kind").contains("video,8,"));
    assert!(by("status").contains("Contributor,1,"));
    assert!(by("month").contains("2022-06,4,"));
    assert!(by("publisher").contains("Hilltop Review,3,"));
    assert!(desk.ask(&["stats", "creator", "--agency", "getty", "--format", "csv"]).contains("Lena Orlova,1,"));
    assert_eq!(desk.run(&["stats", "colour"]).status.code(), Some(2));
}

#[test]
fn sql_reads_and_cannot_write() {
    let desk = Desk::new();
    let out = desk.ask(&[
        "sql",
        "SELECT creator, agency FROM item_creator JOIN item_agency USING (id) WHERE creator = 'Jun Seo'",
        "--format",
        "ndjson",
    ]);
    assert_eq!(out, "{\"creator\":\"Jun Seo\",\"agency\":\"Reuters\"}\n");
    let before = desk.count(&[]);
    for sql in [
        "DELETE FROM media",
        "DROP TABLE media",
        "INSERT INTO person (name, key) VALUES ('a', 'a')",
        "PRAGMA user_version = 9",
        "UPDATE media SET caption = ''",
    ] {
        let _ = desk.run(&["sql", sql]);
    }
    let elsewhere = desk.folder.path().join("other.db");
    let attach = format!("ATTACH '{}' AS other", elsewhere.display());
    let _ = desk.run(&["sql", &attach]);
    assert!(!elsewhere.exists(), "ATTACH made a file");
    assert_eq!(desk.count(&[]), before);
    assert_eq!(desk.run(&["sql", "SELEC 1"]).status.code(), Some(2));
}

#[test]
fn a_spreadsheet_runs_no_cell() {
    let desk = Desk::new();
    let sql = "SELECT '=1+1' AS a, '@x' AS b, '-2' AS c, -2 AS d, 'plain, \"quoted\"' AS e";
    assert_eq!(desk.ask(&["sql", sql, "--format", "csv"]), "a,b,c,d,e\n'=1+1,'@x,'-2,-2,\"plain, \"\"quoted\"\"\"\n");
    assert!(desk.ask(&["sql", sql, "--format", "csv", "--raw"]).contains("\n=1+1,@x,-2,-2,"));
}

#[test]
fn every_form_of_output_comes_out() {
    let desk = Desk::new();
    for format in ["table", "json", "ndjson", "csv", "tsv", "markdown"] {
        let out = desk.ask(&["query", "--agency", "getty", "--format", format]);
        assert!(out.contains("Lena Orlova"), "{format}: {out}");
    }
    let array: serde_json::Value = serde_json::from_str(&desk.ask(&["query", "--format", "json"])).expect("JSON");
    assert_eq!(array["format"], "cutline.items/1");
    assert_eq!(array["items"].as_array().map(Vec::len), Some(desk.count(&[])));
    let none = desk.ask(&["query", "nothing-like-this", "--format", "json"]);
    assert_eq!(none.trim(), "{\"format\":\"cutline.items/1\",\"items\":[\n]}");
}

#[test]
fn parse_answers_line_by_line() {
    let desk = Desk::new();
    let parsed: serde_json::Value =
        serde_json::from_str(&desk.ask(&["parse", "--format", "ndjson", "Foto: picture alliance/dpa | Udo Hahn"]))
            .expect("JSON");
    assert_eq!(parsed["agencies"], serde_json::json!(["dpa", "picture alliance"]));
    assert_eq!(parsed["credit"], "picture alliance/dpa | Udo Hahn");
    let split: serde_json::Value = serde_json::from_str(&desk.ask(&[
        "parse",
        "--caption",
        "--format",
        "ndjson",
        "Fans cheer. (AP Photo/Sam Hill, File)",
    ]))
    .expect("JSON");
    assert_eq!(split["caption"], "Fans cheer.");
    assert_eq!(split["flags"], serde_json::json!(["file"]));
    let mut child = Command::new(env!("CARGO_BIN_EXE_cutline"))
        .args(["parse", "--format", "ndjson", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the binary runs");
    {
        use std::io::Write;
        let mut input = child.stdin.take().expect("piped");
        input.write_all(b"Jun Seo | Reuters\n\n\xff\xfe broken\nno newline at the end / AFP").expect("written");
    }
    let out = child.wait_with_output().expect("ends");
    assert_eq!(String::from_utf8_lossy(&out.stdout).lines().count(), 4);
}

#[test]
fn strangers_text_cannot_drive_a_terminal() {
    let desk = Desk::new();
    let out = desk.ask(&["sql", "SELECT 'a' || char(27) || '[2J' || char(8238) || 'b' AS x"]);
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'), "{out:?}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = Desk::new();
    let script = format!(
        "'{}' query --format ndjson | head -n 1 >/dev/null; echo ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_cutline")
    );
    let output =
        Command::new("bash").args(["-c", &script]).env("CUTLINE_CATALOG", desk.catalog()).output().expect("bash runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "0");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_missing_catalog_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_cutline"))
        .args(["query", "--catalog", "none.db"])
        .current_dir(folder.path())
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "cutline: none.db: no catalog here; make one with `cutline scan FOLDER`, or name another with --catalog\n"
    );
}

#[test]
fn agencies_are_listed_shown_and_matched() {
    let desk = Desk::new();
    assert!(desk.ask(&["agencies", "list", "--format", "ndjson"]).lines().count() >= 150);
    assert!(desk.ask(&["agencies", "show", "ロイター"]).contains("Reuters"));
    let names = desk.ask(&["agencies", "match", "Foto: dpa/picture alliance", "--format", "csv"]);
    assert!(names.contains("\ndpa,") && names.contains("\npicture alliance,"), "{names}");
    assert_eq!(desk.run(&["agencies", "show", "No Such House"]).status.code(), Some(1));
}

#[test]
fn a_users_vocabulary_is_named_or_stands_beside_the_catalog() {
    let desk = Desk::new();
    let line = "Lichtbild: Ana Ruiz/Quay Press";
    let marked = |output: &Output| String::from_utf8_lossy(&output.stdout).contains("marker");
    assert!(!marked(&desk.run(&["parse", line])));
    let toml = "[[word]]\nword = \"lichtbild\"\nclass = \"marker\"\n";
    let named = desk.folder.path().join("own.toml");
    std::fs::write(&named, toml).expect("written");
    let named = named.to_str().expect("UTF-8");
    // `--authority` is the name of before.
    for flag in ["--vocabulary", "--authority"] {
        assert!(marked(&desk.run(&["parse", flag, named, line])), "{flag}");
    }
    std::fs::write(desk.folder.path().join("vocabulary.toml"), toml).expect("written");
    assert!(marked(&desk.run(&["parse", line])));
    std::fs::write(desk.folder.path().join("vocabulary.toml"), "\n[[element]]\nmeans = \"captions\"\nword = \"x\"\n")
        .expect("written");
    let output = desk.run(&["parse", line]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("vocabulary.toml: line 2: 'captions' is no meaning"));
}

#[test]
fn a_users_authority_understands_stored_credits_anew() {
    let desk = Desk::new();
    assert_eq!(desk.count(&["--agency", "Valley Constabulary"]), 0);
    let toml = "[[organisation]]\nname = \"Valley Constabulary\"\nkind = \"service\"\nspellings = [\"Cumber Valley Police\"]\n";
    std::fs::write(desk.folder.path().join("authority.toml"), toml).expect("written");
    // No article is read again: the folder scanned is empty.
    let empty = desk.folder.path().join("empty");
    std::fs::create_dir(&empty).expect("made");
    desk.ask(&["scan", empty.to_str().expect("UTF-8")]);
    assert_eq!(desk.count(&["--agency", "Valley Constabulary"]), 1);
    std::fs::write(desk.folder.path().join("authority.toml"), "[[organisation]]\nname = 1\n").expect("written");
    let output = desk.run(&["scan", empty.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("authority.toml: line 2: "));
}

#[test]
fn every_command_has_help_with_examples() {
    let desk = Desk::new();
    for command in [
        "scan",
        "query",
        "show",
        "stats",
        "parse",
        "extract",
        "agencies",
        "sql",
        "export",
        "schema",
        "completions",
        "man",
    ] {
        let help = desk.ask(&[command, "--help"]);
        assert!(help.contains("Examples:\n  cutline"), "{command}: {help}");
    }
}
