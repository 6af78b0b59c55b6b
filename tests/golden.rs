//! Output does not change while versions stay: catalogs go by them when they decide what to read anew.
//!
//! `tests/cases/golden.json` holds the three versions, the fingerprint of the vocabulary and, for each case, a fingerprint of what went in and of
//! what came out. When a case that is already there comes out differently, the version of the part that changed
//! must be raised; `CUTLINE_BLESS=1 cargo test --test golden` then writes the new fingerprints. Blessing without
//! a raised version is refused. New cases and new keys in the output need no version, and a changed vocabulary
//! is seen by its fingerprint.

mod case;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use case::{BLESS, Case, blessing, cases};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use xxhash_rust::xxh3::xxh3_64;

/// Keys of an item that come from understanding its credit line, which a catalog does without reading again.
const UNDERSTOOD: &[&str] =
    &["people", "agencies", "status", "collection", "flags", "licence", "copyright", "restrictions", "confidence"];

/// What a catalog compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Versions {
    credit: u32,
    extract: u32,
    container: u32,
    /// Fingerprint of the words and organisations.
    vocabulary: String,
}

impl Versions {
    fn now() -> Self {
        Self {
            credit: cutline::credit::VERSION,
            extract: cutline::extract::VERSION,
            container: cutline::source::container::VERSION,
            vocabulary: format!("{:?}", cutline::credit::Vocabulary::builtin().fingerprint()),
        }
    }
}

/// Fingerprints of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Print {
    /// Of the file itself: another input may have another output.
    input: String,
    /// Of what was read: captions, places, credit lines as printed.
    read: String,
    /// Of what was understood of the credit lines.
    understood: String,
}

/// The file as it stands in the repository.
#[derive(Debug, Serialize, Deserialize)]
struct Golden {
    versions: Versions,
    /// The formats that are known: a new one is found in files that were skipped before.
    #[serde(default)]
    formats: BTreeSet<String>,
    /// The keys that the fingerprints cover.
    keys: BTreeSet<String>,
    cases: BTreeMap<String, Print>,
}

fn path() -> PathBuf {
    case::folder().join("golden.json")
}

fn formats() -> BTreeSet<String> {
    cutline::source::formats().map(|format| format.name.to_owned()).collect()
}

fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

fn items(case: &Case) -> Vec<Map<String, Value>> {
    case.output.lines().map(|line| serde_json::from_str(line).expect("an object")).collect()
}

/// The fingerprint of a case by those keys of its items that `covers`.
fn print(case: &Case, keys: &BTreeSet<String>) -> Print {
    let of = |understood: bool| {
        let mut all = String::new();
        for item in items(case) {
            for key in keys.iter().filter(|key| UNDERSTOOD.contains(&key.as_str()) == understood) {
                all += &format!("{key}={}\n", item.get(key).unwrap_or(&Value::Null));
            }
        }
        hash(all.as_bytes())
    };
    Print { input: hash(&fs::read(&case.input).expect("a file")), read: of(false), understood: of(true) }
}

/// Which version has to be raised for each case that changed, the versions being those of `golden`.
fn unversioned(golden: &Golden, cases: &[Case]) -> BTreeMap<&'static str, Vec<String>> {
    let mut raise: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let (was, now) = (&golden.versions, Versions::now());
    let versioned = was.extract != now.extract || was.container != now.container;
    if !golden.formats.is_empty() && golden.formats != formats() && !versioned {
        let version = "cutline_extract::VERSION, for a format came or went: files that were skipped must be read anew";
        raise.entry(version).or_default().extend(formats().symmetric_difference(&golden.formats).cloned());
    }
    // Catalogs compare the vocabulary as well.
    if was.vocabulary != now.vocabulary {
        return raise;
    }
    for case in cases {
        let Some(before) = golden.cases.get(&case.name) else { continue };
        let after = print(case, &golden.keys);
        if before.input != after.input || *before == after {
            continue;
        }
        let form = case.name.split('/').next().unwrap_or_default();
        let (version, raised) = match form {
            "lines" | "captions" => ("cutline_credit::VERSION", was.credit != now.credit),
            "containers" if before.read != after.read => (
                "cutline::source::container::VERSION, or cutline_extract::VERSION where the reading of members changed",
                was.container != now.container || was.extract != now.extract,
            ),
            // A new grammar may also find a credit where none was seen, which documents must be read again for.
            _ if before.read != after.read => ("cutline_extract::VERSION", was.extract != now.extract),
            _ => ("cutline_credit::VERSION", was.credit != now.credit || was.extract != now.extract),
        };
        if !raised {
            raise.entry(version).or_default().push(case.name.clone());
        }
    }
    raise
}

/// The file of the last commit, by which a change is measured however often it is blessed; without git, or
/// before the first commit, the file as it stands.
fn committed() -> Option<Golden> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shown = Command::new("git").current_dir(root).args(["show", "HEAD:./tests/cases/golden.json"]).output();
    let text = match shown {
        Ok(output) if output.status.success() => String::from_utf8(output.stdout).ok()?,
        _ => fs::read_to_string(path()).ok()?,
    };
    Some(serde_json::from_str(&text).expect("golden.json is understood"))
}

fn refusal(raise: &BTreeMap<&'static str, Vec<String>>) -> String {
    let mut out = String::from("The output of these cases changed, and no version did:\n");
    for (version, names) in raise {
        out += &format!("  raise {version} for\n    {}\n", names.join("\n    "));
    }
    out + "Catalogs would keep what they have. Raise the version, then bless: " + BLESS + "=1 cargo test --test golden"
}

#[test]
fn output_changes_only_with_a_version() {
    let cases = cases();
    if blessing() {
        let raise = committed().map(|golden| unversioned(&golden, &cases)).unwrap_or_default();
        assert!(raise.is_empty(), "\n{}", refusal(&raise));
        let keys: BTreeSet<String> =
            cases.iter().flat_map(items).flat_map(|item| item.keys().cloned().collect::<Vec<_>>()).collect();
        let prints = cases.iter().map(|case| (case.name.clone(), print(case, &keys))).collect();
        let golden = Golden { versions: Versions::now(), formats: formats(), keys, cases: prints };
        fs::write(path(), serde_json::to_string_pretty(&golden).expect("JSON") + "\n").expect("written");
        return;
    }
    let text = fs::read_to_string(path()).expect("golden.json");
    let golden: Golden = serde_json::from_str(&text).expect("golden.json is understood");
    let raise = unversioned(&golden, &cases);
    assert!(raise.is_empty(), "\n{}", refusal(&raise));
    let stale: Vec<&str> = cases
        .iter()
        .filter(|case| golden.cases.get(&case.name) != Some(&print(case, &golden.keys)))
        .map(|case| case.name.as_str())
        .collect();
    // A row of the vocabulary changes its fingerprint; where no case comes out differently, that is all.
    let versions = Versions { vocabulary: golden.versions.vocabulary.clone(), ..Versions::now() };
    let same = golden.versions == versions
        && golden.formats == formats()
        && stale.is_empty()
        && golden.cases.len() == cases.len();
    assert!(
        same,
        "golden.json is of {:?}, the program of {:?}; new or changed cases: {stale:?}; bless: {BLESS}=1 cargo test --test golden",
        golden.versions,
        Versions::now()
    );
}

#[test]
fn a_changed_case_names_the_version_to_raise() {
    let mut case =
        cases().into_iter().find(|case| case.name.starts_with("html/") && !case.output.is_empty()).expect("a page");
    let keys: BTreeSet<String> =
        items(&case).iter().flat_map(|item| item.keys().cloned().collect::<Vec<_>>()).collect();
    let cases = BTreeMap::from([(case.name.clone(), print(&case, &keys))]);
    let mut golden = Golden { versions: Versions::now(), formats: formats(), keys, cases };
    assert!(unversioned(&golden, std::slice::from_ref(&case)).is_empty());
    case.output = case.output.replace("\"kind\":\"photo\"", "\"kind\":\"graphic\"");
    let raise = unversioned(&golden, std::slice::from_ref(&case));
    assert_eq!(raise.keys().copied().collect::<Vec<_>>(), ["cutline_extract::VERSION"]);
    // With a raised version the same change is fine.
    golden.versions.extract -= 1;
    assert!(unversioned(&golden, &[case]).is_empty());
}
