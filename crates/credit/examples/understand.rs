//! Reads credit lines from standard input and prints what each says as one JSON object per line.
//!
//! ```text
//! echo 'Lena Orlova | Contributor | Getty Images' | cargo run -p cutline-credit --example understand
//! ```

use std::io::{self, BufRead, Write};

use cutline_credit::{Vocabulary, parse};

fn main() -> io::Result<()> {
    let vocabulary = Vocabulary::builtin();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let credit = parse(&line?, &vocabulary);
        serde_json::to_writer(&mut out, &credit)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
