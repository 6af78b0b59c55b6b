//! A scan cut off at any moment leaves a sound catalog, and the next scan completes it: what it
//! then says is what an undisturbed scan says.
#![cfg(unix)]

mod tree;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tree::{assert_sound, cutline, dump, grow, run_expecting};

const FILES: usize = 3000;
const KILLS: u32 = 18;

#[test]
fn a_scan_killed_at_any_moment_is_completed_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), FILES);
    let begun = Instant::now();
    run_expecting(folder.path(), 0, &["--catalog", "whole.db", "scan", "--jobs", "1", "news"]);
    let duration = begun.elapsed();
    let whole = dump(&folder.path().join("whole.db"));

    let (mut cut, mut part) = (0, 0);
    for kill in 0..KILLS {
        let name = format!("{kill}.db");
        let catalog = folder.path().join(&name);
        // In turn: a first scan by SIGKILL, one by Ctrl-C, a second scan of everything by SIGKILL.
        let force: &[&str] = if kill % 3 == 2 { &["--force"] } else { &[] };
        if !force.is_empty() {
            std::fs::copy(folder.path().join("whole.db"), &catalog).unwrap();
        }
        let mut child = cutline(folder.path())
            .args(["--catalog", &name, "scan", "--jobs", "1", "news"])
            .args(force)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Moments spread evenly, in an order of their own so that each way of ending gets early and late ones.
        std::thread::sleep(duration * (kill * 7 % KILLS) / KILLS);
        if kill % 3 == 1 {
            interrupt(&mut child);
        } else {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        if catalog.exists() {
            let documents = sound_documents(&catalog);
            cut += u32::from(documents < FILES as i64 || !force.is_empty());
            part += u32::from(documents > 0 && documents < FILES as i64);
        }
        run_expecting(folder.path(), 0, &["--catalog", &name, "scan", "news"]);
        assert_sound(&catalog);
        assert!(dump(&catalog) == whole, "after kill {kill} the catalog differs from an undisturbed scan's");
        std::fs::remove_file(&catalog).unwrap();
    }
    println!("{duration:?} undisturbed; of {KILLS} kills {cut} cut a scan, {part} of them with a part committed");
    assert!(cut > 0, "no kill came in time");
}

#[test]
fn an_interrupted_scan_says_so_and_is_marked_unfinished() {
    let folder = tempfile::tempdir().unwrap();
    grow(&folder.path().join("news"), FILES);
    let mut child = cutline(folder.path())
        .args(["scan", "--jobs", "1", "news"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let catalog = folder.path().join("cutline.db");
    wait_until(|| catalog.exists());
    signal(&child, "INT");
    let status = child.wait().unwrap();
    let mut err = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut err).unwrap();
    match status.code() {
        Some(130) => {
            assert!(err.contains("stopped before the end") && err.contains("goes on from there"), "{err}");
            assert_eq!(tree::number(&catalog, "SELECT count(*) FROM scan WHERE finished IS NULL"), 1);
        }
        Some(0) => println!("the scan was faster than the signal"),
        // The signal came before anybody listened to it.
        _ => {}
    }
    run_expecting(folder.path(), 0, &["scan", "news"]);
    assert_sound(&catalog);
    assert_eq!(tree::number(&catalog, "SELECT count(*) FROM document"), FILES as i64);
}

/// Sends Ctrl-C and waits for the end it asks for.
fn interrupt(child: &mut Child) {
    signal(child, "INT");
    let code = child.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 130) | None), "{code:?}");
}

fn signal(child: &Child, name: &str) {
    Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status().unwrap();
}

/// How many documents a catalog holds that was just cut off; none where it has no tables yet.
fn sound_documents(catalog: &Path) -> i64 {
    let conn = rusqlite::Connection::open(catalog).unwrap();
    let verdict: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    conn.query_row("SELECT count(*) FROM document", [], |row| row.get(0)).unwrap_or(0)
}

fn wait_until(mut done: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !done() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(1));
    }
}
