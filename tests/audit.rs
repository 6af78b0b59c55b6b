//! `cutline audit` as a newsroom lives with it: what it says and to whom, what it lets pass, what it
//! remembers.
#![cfg(unix)]

mod tree;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use tree::run_expecting;

const PROSE: &str = "<p>The port of Lower Quay reopened on Monday after three days of high winds. Ships that had waited \
    outside the breakwater came in one by one at noon, and the harbour master said that no damage was found.</p>\n";

fn page(figures: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Harbour of Lower Quay reopens</title>\n\
         <meta property=\"og:site_name\" content=\"The Mariner Courier\">\n\
         <meta property=\"article:published_time\" content=\"2024-03-04T10:00:00Z\"></head>\n<body><main><article>\n\
         <h1>Harbour of Lower Quay reopens</h1>\n{PROSE}{figures}{PROSE}{PROSE}</article></main></body></html>\n"
    )
}

fn figure(image: &str, caption: &str, credit: &str) -> String {
    format!(
        "<figure><img src=\"https://news.example/img/{image}.jpg\" width=\"1200\" height=\"800\">\n\
         <figcaption>{caption} <span class=\"credit\">{credit}</span></figcaption></figure>\n"
    )
}

const TANKER: &str = "A tanker enters the harbour of Lower Quay at noon.";
const CREWS: &str = "The crews who kept the lights burning.";

/// A catalog of two pages: an error and a warning in the first, a finding of no weight in the second.
fn desk() -> TempDir {
    let desk = tempfile::tempdir().expect("a folder");
    fs::create_dir(desk.path().join("news")).expect("a folder");
    let first = figure("tanker", TANKER, "") + &figure("crews", CREWS, "Photo: Getty Imges/Lena Orlova");
    fs::write(desk.path().join("news/a.html"), page(&first)).expect("written");
    fs::write(desk.path().join("news/b.html"), page(&figure("ferry", "The ferry leaves.", "Photo: @lena.shoots")))
        .expect("written");
    run_expecting(desk.path(), 0, &["scan", "news"]);
    desk
}

fn audit(desk: &Path, code: i32, args: &[&str]) -> String {
    let mut all = vec!["audit"];
    all.extend(args);
    run_expecting(desk, code, &all).0
}

fn codes(desk: &Path, args: &[&str]) -> Vec<String> {
    findings(desk, args).iter().map(|f| f["code"].as_str().expect("a code").to_owned()).collect()
}

fn findings(desk: &Path, args: &[&str]) -> Vec<Value> {
    let mut all = vec!["audit", "--format", "ndjson", "--fail-on", "info"];
    all.extend(args);
    let output = tree::run(desk, &all);
    assert!(output.status.code() < Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

#[test]
fn people_see_the_line_and_the_words() {
    let desk = desk();
    let said = audit(desk.path(), 1, &[]);
    for wanted in [
        "news/a.html  Harbour of Lower Quay reopens",
        "line 8: error[CL101] photo without a credit: \"A tanker enters the harbour of Lower Quay at noon.\" (item 1)",
        "       9 | <figcaption>A tanker enters the harbour of Lower Quay at noon.",
        "         |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "warning[CL202] misspelt organisation: \"Getty Imges\" is Getty Images (item 2)",
        "= help: Photo: Getty Images/Lena Orlova",
        "info[CL208]",
        "3 findings (1 error, 1 warning, 1 info) about 3 items of 2 documents",
    ] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
    assert!(!said.contains('\x1b'), "no colours in a pipe");
}

#[test]
fn exit_codes_follow_the_threshold() {
    let desk = desk();
    audit(desk.path(), 1, &["--fail-on", "error"]);
    audit(desk.path(), 0, &["--ignore", "CL101", "--fail-on", "error"]);
    audit(desk.path(), 1, &["--ignore", "CL101"]);
    audit(desk.path(), 0, &["--select", "CL208"]);
    audit(desk.path(), 0, &["path:b.html"]);
    for wrong in
        [&["--select", "CL777"][..], &["--fail-on", "bad"], &["--policy", "none.toml"], &["--baseline", "none"]]
    {
        audit(desk.path(), 2, wrong);
    }
    run_expecting(desk.path(), 2, &["--catalog", "none.db", "audit"]);
}

#[test]
fn rules_are_chosen_by_beginning_name_and_severity() {
    let desk = desk();
    assert_eq!(codes(desk.path(), &[]), ["CL101", "CL202", "CL208"]);
    assert_eq!(codes(desk.path(), &["--select", "CL2"]), ["CL202", "CL208"]);
    assert_eq!(codes(desk.path(), &["--select", "credit-missing"]), ["CL101"]);
    assert_eq!(codes(desk.path(), &["--ignore", "CL2,CL5"]), ["CL101"]);
    assert_eq!(codes(desk.path(), &["--severity", "warning"]), ["CL101", "CL202"]);
    assert_eq!(codes(desk.path(), &["agency:getty"]), ["CL202"]);
    let said = audit(desk.path(), 0, &["--explain", "cl202"]);
    assert!(said.starts_with("CL202 organisation-misspelt") && said.contains("Rests on: IPTC"), "{said}");
    audit(desk.path(), 2, &["--explain", "CL777"]);
}

#[test]
fn settings_differ_by_path_and_publisher() {
    let desk = desk();
    let with = |text: &str| {
        fs::write(desk.path().join("cutline.toml"), text).expect("written");
        codes(desk.path(), &["--config", "cutline.toml"])
    };
    assert_eq!(with("[other]\nkey = 1\n[audit]\nignore = [\"CL1\"]\n"), ["CL202", "CL208"]);
    assert_eq!(with("[[audit.paths]]\npath = \"news/a.*\"\nignore = [\"ALL\"]\n"), ["CL208"]);
    assert_eq!(with("[[audit.publishers]]\npublisher = \"the mariner courier\"\nignore = [\"CL2\"]\n"), ["CL101"]);
    assert_eq!(with("[audit]\nseverity = \"error\"\nseverities = { CL208 = \"error\" }\n"), ["CL101", "CL208"]);
    fs::write(desk.path().join("cutline.toml"), "[audit]\nignored = []\n").expect("written");
    audit(desk.path(), 2, &["--config", "cutline.toml"]);
}

#[test]
fn a_baseline_leaves_what_is_new() {
    let desk = desk();
    let known = audit(desk.path(), 1, &["--format", "json"]);
    fs::write(desk.path().join("known.json"), known).expect("written");
    assert!(codes(desk.path(), &["--baseline", "known.json"]).is_empty());
    // Lines move, an item is mended, another comes.
    let text = "<p>A new paragraph above all.</p>\n".to_owned()
        + &figure("tanker", TANKER, "")
        + &figure("crews", CREWS, "Photo: Lena Orlova/Getty Images")
        + &figure("night", "The quay by night.", "STR/AFP");
    fs::write(desk.path().join("news/a.html"), page(&text)).expect("written");
    run_expecting(desk.path(), 0, &["scan", "news"]);
    assert_eq!(codes(desk.path(), &["--baseline", "known.json"]), ["CL206"]);
    let said = audit(desk.path(), 1, &["--baseline", "known.json"]);
    assert!(said.contains("2 known from the baseline; 1 of the baseline mended"), "{said}");
    // What the last scan did not read again is left out.
    assert_eq!(codes(desk.path(), &["--since-scan", "last"]), ["CL101", "CL206"]);
    assert_eq!(codes(desk.path(), &["--since-scan", "1"]).len(), 3);
}

#[test]
fn a_waiver_lets_pass_until_it_no_longer_applies() {
    let desk = desk();
    run_expecting(desk.path(), 1, &["waive", "1", "CL202", "--reason", "not there"]);
    run_expecting(desk.path(), 2, &["waive", "1", "CL101"]);
    run_expecting(desk.path(), 2, &["waive", "1", "CL101", "--reason", " "]);
    run_expecting(desk.path(), 0, &["waive", "1", "CL101", "--reason", "the harbour's own picture"]);
    assert_eq!(codes(desk.path(), &[]), ["CL202", "CL208"]);
    let (list, _) = run_expecting(desk.path(), 0, &["waive", "--list", "--format", "ndjson"]);
    assert!(list.contains("the harbour's own picture") && list.contains("news/a.html:8"), "{list}");
    // A scan that reads everything anew leaves it.
    run_expecting(desk.path(), 0, &["scan", "--force", "news"]);
    assert_eq!(codes(desk.path(), &[]), ["CL202", "CL208"]);
    assert!(
        !audit(desk.path(), 1, &["--format", "sarif"]).contains("\"ruleId\":\"CL101\""),
        "waived findings stay out"
    );
    fs::write(desk.path().join("news/a.html"), page(&figure("tanker", TANKER, "Photo: Lena Orlova/AFP")))
        .expect("written");
    run_expecting(desk.path(), 0, &["scan", "news"]);
    let found = findings(desk.path(), &[]);
    let unused = found.iter().find(|f| f["code"] == "CL901").expect("a waiver that no longer applies");
    assert_eq!(unused["document"]["path"], "news/a.html");
    assert!(!codes(desk.path(), &["path:a.html"]).contains(&"CL901".to_owned()), "not all was looked at");
    run_expecting(desk.path(), 0, &["waive", "--remove", "1"]);
    run_expecting(desk.path(), 1, &["waive", "--remove", "1"]);
    assert!(!codes(desk.path(), &[]).contains(&"CL901".to_owned()));
}

#[test]
fn a_finding_that_is_waived_again_is_named_anew() {
    let desk = desk();
    let waive = |reason: &str| run_expecting(desk.path(), 0, &["waive", "1", "CL101", "--reason", reason]);
    let waivers = || run_expecting(desk.path(), 0, &["waive", "--list", "--format", "ndjson"]).0;
    waive("ours");
    let fresh = waivers();
    let conn = rusqlite::Connection::open(desk.path().join("cutline.db")).expect("a catalog");
    let older = "UPDATE waiver SET item = 'as it was', fingerprint = 'then', path_then = 'old/a.html'";
    conn.execute(older, []).expect("changed");
    waive("ours");
    let named = |list: &str| {
        let waiver: Value = serde_json::from_str(list.trim()).expect("one waiver");
        (waiver["item"].clone(), waiver["fingerprint"].clone())
    };
    assert_eq!(named(&waivers()), named(&fresh));
    let then: Option<String> = conn.query_row("SELECT path_then FROM waiver", [], |row| row.get(0)).expect("a waiver");
    assert_eq!(then, None);
}

#[test]
fn the_house_line_is_suggested() {
    let desk = desk();
    let policy = "[house]\nformat = \"{creator}/{agency}\"\n";
    fs::write(desk.path().join("house.toml"), policy).expect("written");
    let found = findings(desk.path(), &["--policy", "house.toml", "--suggest", "--select", "CL202,CL601"]);
    let lines: Vec<&str> = found.iter().filter_map(|f| f["suggestion"].as_str()).collect();
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(lines.iter().all(|l| l.contains("Lena Orlova/Getty Images")), "{lines:?}");
}

#[test]
fn sarif_has_what_the_standard_asks() {
    let desk = desk();
    let text = audit(desk.path(), 1, &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1);
    let rules = runs[0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = runs[0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 3);
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["note", "warning", "error"].contains(&result["level"].as_str().expect("a level")));
        assert!(result["message"]["text"].as_str().is_some_and(|t| !t.is_empty()));
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().is_some_and(|u| u.starts_with("news/")), "{place}");
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
        assert!(result["partialFingerprints"]["cutline/v1"].is_string());
    }
    // An absolute path below the working folder is made relative, one with blanks is escaped.
    fs::create_dir(desk.path().join("news/old stock")).expect("a folder");
    fs::copy(desk.path().join("news/a.html"), desk.path().join("news/old stock/ä.html")).expect("copied");
    let here = desk.path().canonicalize().expect("a folder");
    run_expecting(
        desk.path(),
        0,
        &["--catalog", "abs.db", "scan", here.join("news/old stock").to_str().expect("UTF-8")],
    );
    let (text, _) = run_expecting(desk.path(), 1, &["--catalog", "abs.db", "audit", "--format", "sarif"]);
    assert!(text.contains("\"uri\":\"news/old%20stock/%C3%A4.html\""), "{text}");
}

#[test]
fn junit_counts_suites() {
    let desk = desk();
    let text = audit(desk.path(), 1, &["--format", "junit"]);
    assert!(text.contains("tests=\"2\" failures=\"2\"") && text.contains("tests=\"1\" failures=\"0\""), "{text}");
}

#[test]
#[ignore = "needs xmllint, which .ci/run installs"]
fn junit_is_valid_by_its_schema() {
    let desk = desk();
    let text = audit(desk.path(), 1, &["--format", "junit"]);
    fs::write(desk.path().join("audit.xml"), &text).expect("written");
    let none = audit(desk.path(), 0, &["--select", "CL301", "--format", "junit"]);
    fs::write(desk.path().join("none.xml"), none).expect("written");
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/junit.xsd");
    for name in ["audit.xml", "none.xml"] {
        let checked = Command::new("xmllint")
            .args(["--noout", "--schema", schema.to_str().expect("UTF-8"), name])
            .current_dir(desk.path())
            .output()
            .expect("xmllint runs");
        assert!(checked.status.success(), "{}\n{text}", String::from_utf8_lossy(&checked.stderr));
    }
}

#[test]
fn other_forms() {
    let desk = desk();
    let github = audit(desk.path(), 1, &["--format", "github"]);
    assert!(
        github.starts_with("::error file=news/a.html,line=8,title=CL101 credit-missing::photo without a credit"),
        "{github}"
    );
    assert_eq!(github.lines().count(), 3);
    let csv = audit(desk.path(), 1, &["--format", "csv"]);
    assert_eq!(csv.lines().count(), 4);
    let markdown = audit(desk.path(), 1, &["--format", "markdown"]);
    assert!(markdown.contains("## news/a.html") && markdown.contains("| CL208 | 1 |"), "{markdown}");
    let json: Value = serde_json::from_str(&audit(desk.path(), 1, &["--format", "json"])).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(3));
    assert_eq!(
        serde_json::from_str::<Value>(&audit(desk.path(), 0, &["--select", "CL301", "--format", "json"]))
            .expect("JSON"),
        serde_json::json!([])
    );
}

#[test]
fn the_page_needs_nothing_else() {
    let desk = desk();
    let html = audit(desk.path(), 1, &["--format", "html"]);
    assert!(!html.contains("src=\"http") && !html.contains("href=\"http"), "nothing is loaded");
    assert!(html.contains("<svg") && html.contains("data-code=\"CL101\""), "{html}");
}

#[test]
#[ignore = "needs chromium, which .ci/run installs"]
fn the_page_runs_in_a_browser() {
    let desk = desk();
    fs::write(desk.path().join("audit.html"), audit(desk.path(), 1, &["--format", "html"])).expect("written");
    let dom = |view: &str| {
        let url = format!("file://{}/audit.html{view}", desk.path().display());
        let profile = format!("--user-data-dir={}", desk.path().join("profile").display());
        let flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--dump-dom",
        ];
        let shown = Command::new("chromium").args(flags).arg(profile).arg(url).output().expect("chromium runs");
        let said = String::from_utf8_lossy(&shown.stderr).into_owned();
        assert!(!said.contains("CONSOLE"), "the console is silent: {said}");
        String::from_utf8_lossy(&shown.stdout).into_owned()
    };
    assert!(dom("").contains(">3 of 3 shown<"));
    assert!(dom("#severity=error").contains(">1 of 3 shown<"));
    assert!(dom("#code=CL208").contains(">1 of 3 shown<"));
    assert!(dom("#words=tanker%20noon").contains(">1 of 3 shown<"));
}

#[test]
fn an_invoice_is_reconciled() {
    let desk = tempfile::tempdir().expect("a folder");
    fs::create_dir(desk.path().join("news")).expect("a folder");
    let figures = figure("GettyImages-515208860", TANKER, "Photo: Lena Orlova/Getty Images")
        + &figure("crews", CREWS, "Photo: Jun Seo/Getty Images")
        + &figure("night", "The quay by night, after the last ferry.", "Photo: Marta Lind/Getty Images")
        + &figure("other", "The mayor on the quay.", "Photo: Ana Falk/AFP");
    fs::write(desk.path().join("news/a.html"), page(&figures)).expect("written");
    run_expecting(desk.path(), 0, &["scan", "news"]);
    let invoice = "Asset ID;Photographer;Description;Date;Fee\n\
        515208860;Lena Orlova;Tanker;04.03.2024;50,00\n\
        999999999;Jun Seo;Crews who kept the lights burning, Lower Quay;05.03.2024;50,00\n\
        888888888;Pekka Salo;A tram in the snow;05.03.2024;50,00\n;;;;150,00\n";
    fs::write(desk.path().join("march.csv"), invoice).expect("written");
    let ask = ["reconcile", "march.csv", "--agency", "getty", "--format", "ndjson"];
    let (out, err) = run_expecting(desk.path(), 1, &ask);
    let rows: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let said: Vec<String> =
        rows.iter().map(|r| format!("{} | {} | {}", r["verdict"], r["by"], r["line"]).replace('"', "")).collect();
    assert_eq!(
        said,
        [
            "used and billed | number | 2",
            "used and billed | creator, date and caption | 3",
            "used, not billed |  | null",
            "billed, not found |  | 4"
        ]
    );
    assert!(rows[2]["credit"].as_str().is_some_and(|c| c.contains("Marta Lind")), "{rows:#?}");
    assert!(err.contains("2 used and billed, 1 used and not billed, 1 billed and not found"), "{err}");
    run_expecting(desk.path(), 2, &["reconcile", "march.csv"]);
    run_expecting(desk.path(), 2, &["reconcile", "march.csv", "--agency", "getty", "--column", "id=Number"]);
}
