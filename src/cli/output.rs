//! The options of output, the same wherever rows come out.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::process::{Child, Command, Stdio};

use crate::report::Format;

/// For clap: one word of an enum whose variants have one fixed spelling each. Help, completion and
/// the message for any other word come from the enum.
macro_rules! one_of {
    ($name:ty) => {{
        use clap::builder::{PossibleValuesParser, TypedValueParser};
        PossibleValuesParser::new(<$name>::ALL.iter().map(|word| word.as_str()))
            .try_map(|text| <$name>::from_name(&text).ok_or("no such word"))
    }};
}
pub(super) use one_of;

/// How rows are printed.
#[derive(Debug, clap::Args)]
pub(super) struct Output {
    /// Form of the output
    #[arg(long, short, global = true, value_name = "FORMAT", value_parser = one_of!(Format))]
    pub format: Option<Format>,
    /// Leave cells of csv and tsv as they are: a spreadsheet may run one that begins with =
    #[arg(long, global = true)]
    pub raw: bool,
}

/// Standard output, buffered.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Whether words may be coloured: on a terminal, unless `NO_COLOR` (no-color.org) is set.
pub(super) fn colours() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// Standard output, through the user's pager where it is a terminal.
pub(super) enum Page {
    Plain(BufWriter<StdoutLock<'static>>),
    Paged(Child, BufWriter<std::process::ChildStdin>),
}

impl Page {
    /// Opens it. `CUTLINE_PAGER`, else `PAGER`, else `less`; an empty name means none. A pager that
    /// cannot be run is none.
    pub fn open(wanted: bool) -> Self {
        if wanted
            && io::stdout().is_terminal()
            && let Some(page) = Self::pager()
        {
            return page;
        }
        Self::Plain(stdout())
    }

    fn pager() -> Option<Self> {
        let command = ["CUTLINE_PAGER", "PAGER"].iter().find_map(std::env::var_os);
        let command = command.map_or_else(|| "less".to_owned(), |c| c.to_string_lossy().into_owned());
        let mut words = command.split_whitespace();
        let mut pager = Command::new(words.next()?);
        pager.args(words).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            // Ends at once if it fits the screen, keeps colours, leaves the text on the screen.
            pager.env("LESS", "FRX");
        }
        let mut child = pager.spawn().ok()?;
        let input = child.stdin.take()?;
        Some(Self::Paged(child, BufWriter::new(input)))
    }

    /// Waits until the reader has seen enough.
    pub fn close(self) -> io::Result<()> {
        match self {
            Self::Plain(mut out) => out.flush(),
            Self::Paged(mut child, mut out) => {
                let flushed = out.flush();
                drop(out);
                child.wait()?;
                flushed
            }
        }
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Paged(_, out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Paged(_, out) => out.flush(),
        }
    }
}
