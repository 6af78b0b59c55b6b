//! Bad input, piece by piece: each gives a clear line and an exit code, and nothing else is lost.
#![cfg(unix)]

mod tree;

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tree::{article, assert_sound, cutline, dump, grow, number, run_expecting, said, text};

/// Somebody who owns nothing.
const NOBODY: u32 = 65534;

/// A folder `news` with two good articles, which every bad neighbour must leave alone.
fn news() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 2);
    folder
}

/// Scans; expects `code`, a summary that holds `out_holds`, and problems that hold `err_holds`; the
/// good articles must be there and the catalog sound.
#[track_caller]
fn scan_expecting(folder: &TempDir, code: i32, out_holds: &str, err_holds: &str) {
    let (out, err) = run_expecting(folder.path(), code, &["scan", "news"]);
    assert!(out.contains(out_holds), "{out_holds} expected of:\n{out}");
    assert!(err.contains(err_holds), "{err_holds} expected of:\n{err}");
    assert_eq!(err.is_empty(), err_holds.is_empty(), "{err}");
    let catalog = folder.path().join("cutline.db");
    assert_sound(&catalog);
    let good = "SELECT count(*) FROM item WHERE path GLOB 'news/000/00000[01].txt'";
    assert_eq!(number(&catalog, good), 2, "the good articles");
}

/// The creator of the one photo that `file` shows.
fn creator_in(folder: &TempDir, file: &str) -> String {
    let sql = format!("SELECT people FROM item WHERE path = 'news/{file}'");
    text(&folder.path().join("cutline.db"), &sql)
}

#[test]
fn an_empty_file_and_one_of_white_space() {
    let folder = news();
    fs::write(folder.path().join("news/empty.txt"), "").unwrap();
    fs::write(folder.path().join("news/blank.txt"), " \n\t\r\n ").unwrap();
    scan_expecting(&folder, 0, "2 (2 empty)", "");
}

#[test]
fn one_giant_line() {
    let folder = news();
    let mut file = fs::File::create(folder.path().join("news/giant.txt")).unwrap();
    let sentence = "The port of Lower Quay reopened on Monday after the storm. ".repeat(20_000);
    let mut written = 0;
    while written < 200_000_000 {
        written += file.write(sentence.as_bytes()).unwrap();
    }
    drop(file);
    let begun = Instant::now();
    scan_expecting(&folder, 0, "", "");
    println!("200 MB in one line: {:?}", begun.elapsed());
}

#[test]
fn nul_bytes() {
    let folder = news();
    // A stray NUL costs an article nothing; a file full of them is no text.
    let stray = article(3, "Zora Vance").replace("fine day", "fine\0day");
    fs::write(folder.path().join("news/stray.txt"), stray).unwrap();
    fs::write(folder.path().join("news/nul.txt"), vec![0; 5000]).unwrap();
    scan_expecting(&folder, 0, "1 (1 binary)", "encoding: news/stray.txt");
    assert_eq!(creator_in(&folder, "stray.txt"), "Zora Vance");
}

#[test]
fn utf16_with_and_without_a_mark() {
    let folder = news();
    let units: Vec<u16> = article(3, "Zora Vance").encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let files = [
        ("le-mark.txt", [b"\xFF\xFE".to_vec(), little.clone()].concat()),
        ("be-mark.txt", [b"\xFE\xFF".to_vec(), big.clone()].concat()),
        ("le.txt", little),
        ("be.txt", big),
    ];
    for (name, bytes) in &files {
        fs::write(folder.path().join("news").join(name), bytes).unwrap();
    }
    scan_expecting(&folder, 0, "6 read", "");
    for (name, _) in &files {
        assert_eq!(creator_in(&folder, name), "Zora Vance", "{name}");
    }
}

#[test]
fn windows_1252() {
    let folder = news();
    let text = article(3, "Zora Vance").replace("mayor told", "mayor, Andr\u{e9} L\u{e9}vy, told");
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    fs::write(folder.path().join("news/old.txt"), bytes).unwrap();
    scan_expecting(&folder, 0, "3 read", "");
    assert_eq!(creator_in(&folder, "old.txt"), "Zora Vance");
}

#[test]
fn broken_utf8() {
    let folder = news();
    let text = article(3, "Zora Vance").replace("mayor told", "mayor, André Lévy, told");
    let mut bytes = text.into_bytes();
    bytes.extend(b"The end is cut in the middle of a letter: \xC3");
    fs::write(folder.path().join("news/broken.txt"), bytes).unwrap();
    scan_expecting(&folder, 0, "3 read", "encoding: news/broken.txt");
    assert_eq!(creator_in(&folder, "broken.txt"), "Zora Vance");
}

#[test]
fn a_binary_named_txt() {
    let folder = news();
    fs::copy(env!("CARGO_BIN_EXE_cutline"), folder.path().join("news/program.txt")).unwrap();
    scan_expecting(&folder, 0, "1 (1 binary)", "");
}

#[test]
fn symlinks_that_lead_in_a_circle_or_nowhere() {
    let folder = news();
    let at = |name: &str| folder.path().join("news").join(name);
    symlink(".", at("circle")).unwrap();
    symlink("self", at("self")).unwrap();
    symlink("gone.txt", at("dangling.txt")).unwrap();
    let (_, err) = run_expecting(folder.path(), 0, &["scan", "news"]);
    assert!(err.contains("symlink-loop: news/circle: the symbolic link leads back to news; not followed"), "{err}");
    assert!(err.contains("symlink-loop: news/self: the symbolic link leads back to itself"), "{err}");
    assert!(err.contains("not-found: news/dangling.txt: the symbolic link leads nowhere"), "{err}");
    scan_expecting(&folder, 0, "3 (1 not-found, 2 symlink-loop)", "symlink-loop");
}

#[test]
fn an_unreadable_file_and_folder() {
    let folder = news();
    let at = |name: &str| folder.path().join("news").join(name);
    fs::write(at("secret.txt"), article(3, "Zora Vance")).unwrap();
    fs::create_dir(at("closed")).unwrap();
    for name in ["secret.txt", "closed"] {
        fs::set_permissions(at(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    let Some(mut command) = unprivileged(&folder) else {
        return;
    };
    let (out, err) = said(command.args(["scan", "news"]).output().unwrap(), 0);
    fs::set_permissions(at("closed"), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(out.contains("2 read"), "{out}");
    assert!(err.contains("permission-denied: news/secret.txt: no permission to read it"), "{err}");
    assert!(err.contains("permission-denied: news/closed: no permission to read it"), "{err}");
    assert_sound(&folder.path().join("cutline.db"));
}

#[test]
fn a_file_that_vanishes() {
    let folder = news();
    grow(&folder.path().join("news/more"), 1500);
    let child = cutline(folder.path())
        .args(["scan", "--jobs", "1", "news"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    for number in (0..1500).rev() {
        fs::remove_file(folder.path().join(format!("news/more/{:03}/{number:06}.txt", number / 100))).unwrap();
    }
    let output = child.wait_with_output().unwrap();
    let (_, err) = said(output, 0);
    assert!(err.lines().all(|line| line.starts_with("not-found: ")), "{err}");
    scan_expecting(&folder, 0, "", "");
}

#[test]
fn a_pipe_and_a_socket_are_not_waited_for() {
    let folder = news();
    let pipe = folder.path().join("news/pipe.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("news/socket.txt")).unwrap();
    let begun = Instant::now();
    scan_expecting(&folder, 0, "2 (2 special-file)", "special-file: news/pipe.txt: not a regular file");
    let (_, err) = run_expecting(folder.path(), 0, &["scan", "news/pipe.txt"]);
    assert!(err.contains("special-file: news/pipe.txt"), "{err}");
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_name_that_is_not_utf8() {
    let folder = news();
    let name = OsStr::from_bytes(b"caf\xE9.txt");
    let path = folder.path().join("news").join(name);
    if fs::write(&path, article(3, "Zora Vance")).is_err() {
        println!("not tried: this file system takes UTF-8 names alone");
        return;
    }
    scan_expecting(&folder, 0, "3 read", "");
    assert_eq!(creator_in(&folder, "caf\\xE9.txt"), "Zora Vance");
    scan_expecting(&folder, 0, "0 read, 3 unchanged", "");
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "--prune", "news"]);
    assert!(!out.contains("removed"), "{out}");
    fs::remove_file(path).unwrap();
    let (out, _) = run_expecting(folder.path(), 0, &["scan", "--prune", "news"]);
    assert!(out.contains("1 removed"), "{out}");
}

#[test]
fn a_read_only_folder() {
    let folder = news();
    run_expecting(folder.path(), 0, &["--catalog", "made.db", "scan", "news"]);
    let Some(mut command) = unprivileged(&folder) else {
        return;
    };
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let (_, err) = said(command.args(["scan", "news"]).output().unwrap(), 2);
    assert!(err.contains("cutline.db: cannot write there (") && err.contains("--catalog"), "{err}");
    // What stands there already can still be read.
    let mut command = unprivileged(&folder).unwrap();
    let (out, _) = said(command.args(["--catalog", "made.db", "scan", "--dry-run", "news"]).output().unwrap(), 0);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(out.contains("0 read, 2 unchanged"), "{out}");
}

#[test]
fn a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), 2000);
    run_expecting(folder.path(), 0, &["--catalog", "whole.db", "scan", "news"]);
    let whole = dump(&folder.path().join("whole.db"));
    // Files may not grow past the limit; ignoring the signal turns it into a failed write, as a
    // full disk gives.
    for blocks in [1, 64, 200, 600] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" scan news");
        let output = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_cutline")])
            .current_dir(folder.path())
            .env_remove("CUTLINE_CATALOG")
            .output()
            .unwrap();
        let (_, err) = said(output, 2);
        assert!(err.contains("cutline.db: no room to write") && err.contains("run the same scan again"), "{err}");
    }
    run_expecting(folder.path(), 0, &["scan", "news"]);
    assert_sound(&folder.path().join("cutline.db"));
    assert!(dump(&folder.path().join("cutline.db")) == whole, "differs from an undisturbed scan's");
}

/// The command `cutline` as somebody whom permissions bind: the superuser passes them all. `None`,
/// told, where that cannot be.
fn unprivileged(folder: &TempDir) -> Option<Command> {
    let path = folder.path();
    if path.metadata().unwrap().uid() != 0 {
        return Some(cutline(path));
    }
    // The binary and the folder must be within nobody's reach.
    let program = path.join("cutline");
    if !program.exists() {
        fs::copy(env!("CARGO_BIN_EXE_cutline"), &program).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o777)).unwrap();
        open_to_all(path);
    }
    let mut command = Command::new(&program);
    command.current_dir(path).env_remove("CUTLINE_CATALOG").uid(NOBODY).gid(NOBODY);
    let mut trial = Command::new(&program);
    if trial.arg("--version").uid(NOBODY).gid(NOBODY).output().is_ok_and(|output| output.status.success()) {
        return Some(command);
    }
    println!("not tried: permissions do not bind the superuser, and nobody else can run the program");
    None
}

/// Lets everybody write what stands directly in `folder`, as its owner could.
fn open_to_all(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && path.extension().is_some() {
            fs::set_permissions(path, fs::Permissions::from_mode(0o666)).unwrap();
        }
    }
}
