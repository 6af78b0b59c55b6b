//! Dates of containers, in the forms that corpora and feeds have, to ISO 8601.

use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// The date as ISO 8601: from that, from RFC 2822 (feeds), or from seconds or milliseconds since
/// 1970 UTC. Nothing where it is none of these.
pub fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
    };
    if digits(0..4) && bytes.get(4) == Some(&b'-') && digits(5..7) && bytes.get(7) == Some(&b'-') && digits(8..10) {
        return if bytes.len() < 16 { text.get(..10).map(str::to_owned) } else { Some(text.replacen(' ', "T", 1)) };
    }
    if bytes.len() == 8 && digits(0..8) {
        return Some(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    // `20240302T101500Z`, ISO 8601 in its basic form.
    if digits(0..8) && bytes.get(8) == Some(&b'T') && digits(9..15) {
        let zone = text.get(15..).unwrap_or_default();
        let (date, time) = (&text[..8], &text[9..15]);
        let zone = if zone.len() == 5 { format!("{}:{}", &zone[..3], &zone[3..]) } else { zone.to_owned() };
        return Some(format!(
            "{}-{}-{}T{}:{}:{}{zone}",
            &date[..4],
            &date[4..6],
            &date[6..],
            &time[..2],
            &time[2..4],
            &time[4..]
        ));
    }
    if let Ok(number) = text.parse::<f64>() {
        let seconds = if number > 1e11 { number / 1000.0 } else { number };
        // From 1973 on; what is smaller is no moment but a number.
        return (seconds > 1e8).then(|| Timestamp::from_second(seconds as i64).ok()).flatten().map(|t| t.to_string());
    }
    let zoned = rfc2822::DateTimeParser::new().parse_zoned_datetime(text).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_are_read() {
        for (text, wanted) in [
            ("2024-03-02", Some("2024-03-02")),
            ("2024-03-02 10:15:00", Some("2024-03-02T10:15:00")),
            ("2024-03-02T10:15:00Z", Some("2024-03-02T10:15:00Z")),
            ("Sat, 02 Mar 2024 10:15:00 +0100", Some("2024-03-02T10:15:00+01:00")),
            ("Sat, 02 Mar 2024 10:15:00 GMT", Some("2024-03-02T10:15:00+00:00")),
            ("1709374500", Some("2024-03-02T10:15:00Z")),
            ("1709374500000", Some("2024-03-02T10:15:00Z")),
            ("20240302", Some("2024-03-02")),
            ("20240302T101500+0100", Some("2024-03-02T10:15:00+01:00")),
            ("yesterday", None),
            ("7", None),
            ("", None),
        ] {
            assert_eq!(iso(text).as_deref(), wanted, "{text}");
        }
    }
}
