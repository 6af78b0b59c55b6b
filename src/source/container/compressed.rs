//! gzip (RFC 1952), bzip2, xz and Zstandard (RFC 8878) around anything. A compressed file has no
//! members: what is inside stands in its place.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use liblzma::stream::{CONCATENATED, Stream};

use super::{Bytes, Head, Reading, Stop};

/// How much is read from below at once.
const BUFFER: usize = 256 << 10;

/// What an xz stream may ask for its dictionary.
const XZ_MEMORY: u64 = 256 << 20;

/// The largest dictionary of a `.warc.zst`.
const MAX_DICTIONARY: u64 = 16 << 20;

/// How the frame that holds the dictionary of a `.warc.zst` begins.
const DICTIONARY_FRAME: &[u8] = b"\x5D\x2A\x4D\x18";

const ZSTD_FRAME: &[u8] = b"\x28\xB5\x2F\xFD";

const GZIP: &[u8] = b"\x1F\x8B\x08";

pub(super) fn is_gzip(head: &Head<'_>) -> bool {
    head.bytes.starts_with(GZIP)
}

pub(super) fn is_bzip2(head: &Head<'_>) -> bool {
    head.bytes.starts_with(b"BZh") && head.bytes.get(4..10) == Some(b"1AY&SY")
}

pub(super) fn is_xz(head: &Head<'_>) -> bool {
    head.bytes.starts_with(b"\xFD7zXZ\0")
}

pub(super) fn is_zstd(head: &Head<'_>) -> bool {
    head.bytes.starts_with(ZSTD_FRAME) || head.bytes.starts_with(DICTIONARY_FRAME)
}

pub(super) fn gzip(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    unpacked(Members::new(BufReader::with_capacity(BUFFER, bytes)), reading)
}

pub(super) fn bzip2(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    unpacked(bzip2::bufread::MultiBzDecoder::new(BufReader::with_capacity(BUFFER, bytes)), reading)
}

pub(super) fn xz(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let stream = Stream::new_stream_decoder(XZ_MEMORY, CONCATENATED).map_err(io::Error::from)?;
    let input = BufReader::with_capacity(BUFFER, bytes);
    unpacked(liblzma::bufread::XzDecoder::new_stream(input, stream), reading)
}

pub(super) fn zstd(bytes: Bytes<'_>, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let mut input = BufReader::with_capacity(BUFFER, bytes);
    let dictionary = dictionary(&mut input)?;
    unpacked(zstd::Decoder::with_dictionary(input, &dictionary)?, reading)
}

fn unpacked(stream: impl Read, reading: &mut Reading<'_>) -> Result<(), Stop> {
    let mut stream = reading.bounded(stream);
    reading.open(Bytes::of_stream(&mut stream)?)
}

/// The dictionary at the head of a `.warc.zst`, itself compressed or not; empty where there is none.
fn dictionary(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut dictionary = Vec::new();
    if !input.fill_buf()?.starts_with(DICTIONARY_FRAME) {
        return Ok(dictionary);
    }
    let mut head = [0; 8];
    input.read_exact(&mut head)?;
    let length = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
    if length > MAX_DICTIONARY {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("a dictionary of {length} bytes")));
    }
    input.take(length).read_to_end(&mut dictionary)?;
    if dictionary.starts_with(ZSTD_FRAME) {
        let mut plain = Vec::new();
        zstd::Decoder::new(&dictionary[..])?.take(MAX_DICTIONARY).read_to_end(&mut plain)?;
        dictionary = plain;
    }
    Ok(dictionary)
}

/// The members of a gzip file one behind the other. Where one is damaged, its error comes once, and
/// reading goes on with the next: of a crawl only the damaged record is lost.
struct Members<R> {
    decoder: Option<MultiGzDecoder<R>>,
}

impl<R: BufRead> Members<R> {
    fn new(input: R) -> Self {
        Self { decoder: Some(MultiGzDecoder::new(input)) }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else { return Ok(0) };
        let error = match decoder.read(into) {
            Ok(n) => return Ok(n),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => error,
        };
        if let Some(decoder) = self.decoder.take() {
            let mut input = decoder.into_inner();
            match next_member(&mut input) {
                Ok(Found::Member) => self.decoder = Some(MultiGzDecoder::new(input)),
                // Zeros and the like behind the last member are no damage.
                Ok(Found::Padding) if error.kind() == io::ErrorKind::InvalidInput => return Ok(0),
                Ok(_) => {}
                Err(error) => return Err(error),
            }
        }
        Err(error)
    }
}

enum Found {
    Member,
    Padding,
    Nothing,
}

/// Goes to where a gzip member may begin again.
fn next_member(input: &mut impl BufRead) -> io::Result<Found> {
    let mut padding = true;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(if padding { Found::Padding } else { Found::Nothing });
        }
        match memchr::memchr(GZIP[0], buffer) {
            Some(at) => {
                input.consume(at);
                let buffer = input.fill_buf()?;
                // A mark cut in two by the end of the buffer is taken for one: if it is none, its
                // error leads here again.
                if buffer.iter().zip(GZIP).all(|(a, b)| a == b) {
                    return Ok(Found::Member);
                }
                input.consume(1);
                padding = false;
            }
            None => {
                padding &= buffer.iter().all(|b| *b == 0);
                let n = buffer.len();
                input.consume(n);
            }
        }
    }
}
