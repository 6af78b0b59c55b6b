//! The bytes of a file or member: their beginning can be looked at before they are read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use crate::extract::sniff;

/// A stream with its head in memory.
pub struct Bytes<'b> {
    head: Vec<u8>,
    at: usize,
    whole: bool,
    /// What went wrong right behind the head: told when the head has been read.
    pending: Option<io::Error>,
    rest: Rest<'b>,
}

enum Rest<'b> {
    File(File, &'b dyn Fn(u64)),
    Stream(&'b mut dyn Read),
}

impl<'b> Bytes<'b> {
    /// The bytes of `file` from its beginning; `moved` hears how many were read.
    ///
    /// # Errors
    /// What the system answers.
    pub fn of_file(mut file: File, moved: &'b dyn Fn(u64)) -> io::Result<Self> {
        file.seek(SeekFrom::Start(0))?;
        Self::begin(Rest::File(file, moved))
    }

    /// The bytes of a stream.
    ///
    /// # Errors
    /// What the stream answers before it gave anything; what it gave before an error is kept.
    pub fn of_stream(stream: &'b mut dyn Read) -> io::Result<Self> {
        Self::begin(Rest::Stream(stream))
    }

    fn begin(rest: Rest<'b>) -> io::Result<Self> {
        let mut bytes = Self { head: Vec::new(), at: 0, whole: false, pending: None, rest };
        let wanted = sniff::HEAD as u64;
        let read = match &mut bytes.rest {
            Rest::File(file, _) => file.take(wanted).read_to_end(&mut bytes.head),
            Rest::Stream(stream) => stream.take(wanted).read_to_end(&mut bytes.head),
        };
        if let Rest::File(_, moved) = &bytes.rest {
            moved(bytes.head.len() as u64);
        }
        match read {
            Ok(_) => bytes.whole = bytes.head.len() < sniff::HEAD,
            Err(error) if bytes.head.is_empty() => return Err(error),
            Err(error) => bytes.pending = Some(error),
        }
        Ok(bytes)
    }

    /// The first bytes, up to [`sniff::HEAD`].
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Whether the head is all there is.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// All bytes, at most `limit` of them and one more: the head is not copied. An error after some
    /// bytes comes with what was read before it.
    pub fn into_vec(mut self, limit: u64) -> (Vec<u8>, Option<io::Error>) {
        let mut bytes = std::mem::take(&mut self.head);
        if self.pending.is_some() {
            return (bytes, self.pending);
        }
        let rest = (limit + 1).saturating_sub(bytes.len() as u64);
        if self.whole || rest == 0 {
            return (bytes, None);
        }
        let error = match &mut self.rest {
            Rest::File(file, moved) => {
                let read = file.take(rest).read_to_end(&mut bytes);
                if let Ok(n) = read {
                    moved(n as u64);
                }
                read.err()
            }
            Rest::Stream(stream) => stream.take(rest).read_to_end(&mut bytes).err(),
        };
        (bytes, error)
    }

    /// The bytes as a file that can be read at any place: the file itself, or a nameless temporary
    /// one for a member, of at most `limit` bytes.
    ///
    /// # Errors
    /// What the system answers, or that there are more bytes.
    pub fn into_file(mut self, limit: u64) -> io::Result<File> {
        match self.rest {
            Rest::File(mut file, _) => {
                file.seek(SeekFrom::Start(0))?;
                Ok(file)
            }
            Rest::Stream(_) => {
                let mut file = tempfile::tempfile()?;
                let copied = io::copy(&mut (&mut self).take(limit + 1), &mut file)?;
                if copied > limit {
                    let message = format!("a nested archive of more than {limit} bytes");
                    return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
                }
                file.seek(SeekFrom::Start(0))?;
                Ok(file)
            }
        }
    }
}

impl Read for Bytes<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let ahead = &self.head[self.at..];
        if !ahead.is_empty() {
            let n = ahead.len().min(into.len());
            into[..n].copy_from_slice(&ahead[..n]);
            self.at += n;
            return Ok(n);
        }
        if let Some(error) = self.pending.take() {
            return Err(error);
        }
        match &mut self.rest {
            Rest::File(file, moved) => {
                let n = file.read(into)?;
                moved(n as u64);
                Ok(n)
            }
            Rest::Stream(stream) => stream.read(into),
        }
    }
}
