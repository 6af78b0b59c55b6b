//! What differs between the renditions of one picture and says nothing of which picture it is: sizes, crops,
//! formats, parameters, hosts of delivery networks.

use std::borrow::Cow;

/// By which names sites call the renditions of one picture.
pub(crate) const RENDITIONS: &[&str] = &[
    "original",
    "orig",
    "full",
    "large",
    "medium",
    "small",
    "thumb",
    "thumbnail",
    "preview",
    "default",
    "master",
    "hqdefault",
    "mqdefault",
    "sddefault",
    "maxresdefault",
    "resize",
    "fit-in",
    "smart",
    "crop",
    "scaled",
];

/// `w_640`, `c_fill`, `width=640`, `640x480`, `filters:quality(70)`: how a rendition is made.
pub(crate) fn is_rendition_part(part: &str) -> bool {
    const SHORT: &[&str] = &["w", "h", "c", "g", "q", "f", "ar", "dpr", "e", "x", "y", "t", "fl", "z", "b"];
    let short = part.split_once('_').is_some_and(|(name, value)| SHORT.contains(&name) && value.len() <= 9);
    let named = part.split_once('=').is_some_and(|(name, _)| is_rendition_name(name));
    short || named || part.starts_with("filters:") || is_usual_size(part)
}

/// `w=640`, `quality=80`, `crop=…`: parameters that say how a rendition is made, not of what.
pub(crate) fn is_rendition_parameter(pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    value.is_empty() || is_rendition_name(name)
}

fn is_rendition_name(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "w",
        "h",
        "q",
        "width",
        "height",
        "quality",
        "size",
        "crop",
        "fit",
        "format",
        "fm",
        "auto",
        "dpr",
        "resize",
        "scale",
        "s",
        "ver",
        "version",
        "ts",
        "cb",
        "strip",
        "ssl",
        "mode",
        "rect",
        "impolicy",
        "imwidth",
        "sig",
        "signature",
        "token",
        "expires",
        "itok",
        "fp-x",
        "fp-y",
        "blur",
        "bg",
        "gravity",
        "op_sharpen",
        "utm_source",
        "maxwidth",
        "maxheight",
        "max-w",
        "max-h",
        "sharp",
        "fill",
        "anchor",
    ];
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Hosts that many sites share: whose picture it is, their paths say.
pub(crate) fn is_shared(host: &str) -> bool {
    const SHARED: &[&str] = &[
        "wp.com",
        "cloudinary.com",
        "imgix.net",
        "amazonaws.com",
        "googleusercontent.com",
        "googleapis.com",
        "ampproject.org",
        "weserv.nl",
        "statically.io",
        "jsdelivr.net",
        "blob.core.windows.net",
    ];
    // Of these the bucket stands before the host: `photos-of-a.s3.amazonaws.com` is no shared host.
    let host = host.to_ascii_lowercase();
    SHARED.iter().any(|shared| {
        host.strip_suffix(shared).is_some_and(|before| {
            let before = before.trim_end_matches('.');
            before.is_empty() || before.split('.').all(is_delivery) || before.starts_with("s3")
        })
    })
}

/// A host without the names under which one site delivers its pictures: `www.a.example`,
/// `cdn2.a.example` and `img.a.example` are one.
pub(crate) fn site(host: &str) -> String {
    let host = host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or_default().to_ascii_lowercase();
    let mut rest = host.as_str();
    while let Some((first, behind)) = rest.split_once('.') {
        if !behind.contains('.') || !is_delivery(first) {
            break;
        }
        rest = behind;
    }
    rest.to_owned()
}

/// A label that says how something is delivered and not whose it is: `www`, `cdn2`, `img-prod`.
fn is_delivery(label: &str) -> bool {
    const NAMES: &[&str] = &[
        "www", "cdn", "img", "imgs", "image", "images", "static", "media", "assets", "asset", "i", "m", "amp", "pic",
        "pics", "photo", "photos", "foto", "s", "res", "content", "uploads", "files", "thumbs", "storage", "lh",
    ];
    let name = label.split('-').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    NAMES.contains(&name)
}

/// An address whose parts are not escaped any more, as far as it has addresses inside it.
pub(crate) fn unescaped(url: &str) -> Cow<'_, str> {
    if url.contains('%') {
        Cow::Owned(url.replace("%2F", "/").replace("%2f", "/").replace("%3A", ":").replace("%3F", "?"))
    } else {
        Cow::Borrowed(url)
    }
}

/// An address inside an address: the inner one is the picture's.
pub(crate) fn innermost(url: &str) -> &str {
    url.rfind("http").filter(|n| *n > 8).map_or(url, |n| &url[n..])
}

/// A name without the endings of picture files.
pub(crate) fn without_extension(segment: &str) -> &str {
    let Some((stem, extension)) = segment.rsplit_once('.') else { return segment };
    let known = ["jpg", "jpeg", "png", "webp", "avif", "gif", "jfif", "bmp", "tif", "tiff", "heic", "img", "image"];
    if known.iter().any(|k| extension.eq_ignore_ascii_case(k)) { without_extension(stem) } else { segment }
}

/// `boat-300x180`, `boat_640`, `boat@2x`: the size behind the name goes. Numbers that count go not:
/// `slide-2`, `DSC_0400`.
pub(crate) fn without_size(segment: &str, is_size: fn(&str) -> bool) -> String {
    const COUNTED: &[&str] =
        &["img", "dsc", "dscn", "dscf", "pict", "photo", "foto", "image", "bild", "slide", "no", "p"];
    let mut stem = segment;
    while let Some(at) = stem.rfind(['-', '_', '@', '.', '=']) {
        let tail = &stem[at + 1..];
        let word = stem[..at].rsplit(['-', '_', '@', '.', '=']).next().unwrap_or_default();
        let counted = COUNTED.iter().any(|c| word.eq_ignore_ascii_case(c));
        let size = is_size(tail) && !counted || tail == "scaled" || tail.len() <= 2 && tail.ends_with('x');
        if at == 0 || !size {
            break;
        }
        stem = &stem[..at];
    }
    stem.to_owned()
}

/// A size that no counter, year or number of a picture looks like: with a letter, or one of the widths in which
/// sites make renditions. `quay-2020` and `quay-7780` are names.
pub(crate) fn is_usual_size(part: &str) -> bool {
    const WIDTHS: &[&str] = &[
        "320", "480", "640", "720", "768", "800", "960", "1024", "1080", "1200", "1280", "1440", "1536", "1600",
        "1920", "2048", "2560",
    ];
    let is_number = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if is_number { WIDTHS.contains(&part) } else { is_size(part) }
}

/// `640x480`, `w640`, `640w`, `1200`: a width as sites choose them, round and without leading zeros.
pub(crate) fn is_size(part: &str) -> bool {
    let round = |digits: &str| {
        (3..=4).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.parse::<u32>().is_ok_and(|n| n >= 100 && (n % 10 == 0 || n % 16 == 0))
    };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let trimmed = part.trim_start_matches(['w', 'W', 'h', 'H']).trim_end_matches(['w', 'W', 'h', 'H']);
    let lettered = trimmed.len() < part.len();
    match part.split_once(['x', 'X']) {
        Some((width, height)) => number(width) && number(height) && part.len() <= 11,
        None => number(trimmed) && (round(trimmed) || lettered && trimmed.len() >= 2),
    }
}
