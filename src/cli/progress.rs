//! How far a scan is, on a terminal or as lines of a log.

use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::scan::Control;

/// Tells how far a scan is until dropped.
pub(super) struct Progress {
    /// Never sent through: dropping it is the message.
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// A line on the terminal, shown once the scan has run for a second.
    pub fn show(control: &Arc<Control>) -> Self {
        Self::spawn(control, |control, ended| {
            if has_ended(ended, Duration::from_secs(1)) {
                return;
            }
            let begun = Instant::now();
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            // Falls back to the default style where this one could not be read.
            bar.set_style(
                ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            while !has_ended(ended, Duration::from_millis(100)) {
                bar.set_message(line(control, begun.elapsed() + Duration::from_secs(1)));
                bar.tick();
            }
            bar.finish_and_clear();
        })
    }

    /// A line on standard error every so often.
    pub fn report(control: &Arc<Control>, every: Duration) -> Self {
        Self::spawn(control, move |control, ended| {
            let begun = Instant::now();
            while !has_ended(ended, every) {
                // Nowhere is left to tell that standard error fails.
                let _ = writeln!(std::io::stderr(), "cutline: {}", line(control, begun.elapsed()));
            }
        })
    }

    fn spawn(control: &Arc<Control>, run: impl FnOnce(&Control, &Receiver<()>) + Send + 'static) -> Self {
        let (control, (end, ended)) = (Arc::clone(control), channel());
        let thread = std::thread::spawn(move || run(&control, &ended));
        Self { end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        // The thread ends when nobody can send any more.
        self.end = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn has_ended(ended: &Receiver<()>, within: Duration) -> bool {
    ended.recv_timeout(within) != Err(RecvTimeoutError::Timeout)
}

/// Documents, items, bytes and their rates; the time left, once the bytes to come are known.
fn line(control: &Control, elapsed: Duration) -> String {
    let progress = control.progress();
    let seconds = elapsed.as_secs_f64().max(0.001);
    let rate = progress.bytes as f64 / seconds;
    let mut line = format!(
        "{} documents, {} items, {} of {}{} ({}/s)",
        HumanCount(progress.documents),
        HumanCount(progress.items),
        HumanBytes(progress.bytes),
        HumanCount(progress.files),
        if progress.files == 1 { " file" } else { " files" },
        HumanBytes(rate as u64)
    );
    if let Some(expected) = progress.expected.filter(|expected| *expected > progress.bytes && rate > 0.0) {
        let left = (expected - progress.bytes) as f64 / rate;
        let part = progress.bytes as f64 * 100.0 / expected as f64;
        line.push_str(&format!(", {part:.0} %, {} left", HumanDuration(Duration::from_secs_f64(left))));
    }
    if progress.problems > 0 {
        line.push_str(&format!(", {} problems", HumanCount(progress.problems)));
    }
    line.push_str(if control.is_stopped() { ", stopping" } else { "" });
    line
}

/// A time: `30`, `30s`, `5m`, `1h`.
pub(super) fn parse_time(text: &str) -> Result<Duration, String> {
    let wrong = || "a time such as 30s, 5m or 1h".to_owned();
    let (number, unit) = text.split_at(text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    let seconds = match unit.trim() {
        "" | "s" => 1,
        "m" | "min" => 60,
        "h" => 3600,
        _ => return Err(wrong()),
    };
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let seconds = number.checked_mul(seconds).filter(|n| *n > 0).ok_or_else(wrong)?;
    Ok(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let read = ["30", "30s", "5m", "1h"].map(parse_time);
        assert_eq!(read, [30, 30, 300, 3600].map(|s| Ok(Duration::from_secs(s))));
        for wrong in ["", "0s", "s", "1x", "99999999999999999999h"] {
            assert!(parse_time(wrong).is_err(), "{wrong}");
        }
    }
}
