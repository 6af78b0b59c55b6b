//! CL5xx: the page's structured data.

use serde_json::{Map, Value};

use super::case::{Case, Notes};
use super::rule::{Check, Need, Rule, Severity, When};
use super::text::clipped;
use crate::credit;
use crate::model::{Field, Kind, Source};

pub(super) const RULES: &[Rule] = &[
    Rule {
        code: "CL501",
        name: "image-data-without-credit",
        severity: Severity::Info,
        when: When::Always,
        message: "ImageObject says nothing of who made the picture",
        explanation: "Search engines show credit and licence of a picture from four properties of its ImageObject; this one has none of them.",
        example: "Found: an ImageObject with `url` and `width`. Not found: one with `creditText`.",
        mend: "Add creditText, creator, copyrightNotice or license.",
        standard: "schema.org ImageObject; image metadata in search results",
        check: Check::Item(no_credit),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL502",
        name: "licensable-incomplete",
        severity: Severity::Info,
        when: When::Always,
        message: "only one of license and acquireLicensePage",
        explanation: "`license` leads to the terms, `acquireLicensePage` to where a licence is had; search engines show both.",
        example: "Found: `license` alone. Not found: both, or neither.",
        mend: "Add the other.",
        standard: "schema.org license and acquireLicensePage",
        check: Check::Item(half_licensable),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL503",
        name: "duration-invalid",
        severity: Severity::Warning,
        when: When::Always,
        message: "duration of a video is not one of ISO 8601",
        explanation: "A duration is written as PT2M20S. Other forms are dropped by who reads the data, and the video is shown without a length.",
        example: "Found: `2:20`, `140`, `T90S`, `PT0S`. Not found: `PT2M20S`, `P0DT0H2M20S`.",
        mend: "Write it as ISO 8601 does.",
        standard: "schema.org duration; ISO 8601-1, 5.5.2",
        check: Check::Item(duration),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL504",
        name: "video-data-incomplete",
        severity: Severity::Info,
        when: When::Always,
        message: "VideoObject lacks what is required",
        explanation: "Without name, thumbnail and date of upload a video is not shown in search results.",
        example: "Found: a VideoObject without `uploadDate`. Not found: one with all three.",
        mend: "Add what is missing.",
        standard: "schema.org VideoObject; video structured data of search engines",
        check: Check::Item(video_fields),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL505",
        name: "upload-date-without-zone",
        severity: Severity::Info,
        when: When::Always,
        message: "uploadDate is no date with time and zone",
        explanation: "A date without a zone is a different day for half of the world, and search engines guess.",
        example: "Found: `2024-02-01`, `2024-02-01T10:00:00`. Not found: `2024-02-01T10:00:00Z`, `…+01:00`.",
        mend: "Add time and zone.",
        standard: "schema.org uploadDate; ISO 8601-1, 5.4",
        check: Check::Item(upload_date),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL506",
        name: "duration-mismatch",
        severity: Severity::Warning,
        when: When::Selected,
        message: "video is of two lengths",
        explanation: "Structured data and player say different lengths: one of them is of another cut.",
        example: "Found: `PT2M20S` and a player of 2:50. Not found: a difference of two seconds or less.",
        mend: "Fill both from the file.",
        standard: "schema.org duration",
        check: Check::Item(mismatch),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL507",
        name: "address-relative",
        severity: Severity::Warning,
        when: When::Always,
        message: "address in structured data is not a full one",
        explanation: "Who reads the data apart from the page cannot follow an address without a host.",
        example: "Found: `/img/quay.jpg`. Not found: `https://news.example/img/quay.jpg`, `data:`.",
        mend: "Write the address in full.",
        standard: "schema.org contentUrl, url, license; RFC 3986, 4.3",
        check: Check::Item(relative),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL508",
        name: "image-data-contradicts-itself",
        severity: Severity::Warning,
        when: When::Always,
        message: "two ImageObjects credit one picture to others",
        explanation: "The page describes the picture twice in its data, with names that contradict one another. Which of them is shown is chance.",
        example: "Found: two ImageObjects of one address, `Lena Orlova` and `Jun Seo`. Not found: the second with the agency alone.",
        mend: "Describe it once, and refer to it by @id.",
        standard: "schema.org ImageObject; JSON-LD 1.1, node identifiers",
        check: Check::Item(contradiction),
        needs: Need::Nothing,
    },
    Rule {
        code: "CL509",
        name: "creator-not-typed",
        severity: Severity::Info,
        when: When::Always,
        message: "creator in structured data is a bare string",
        explanation: "`creator` is a Person or an Organization; of a string nobody knows which.",
        example: "Found: `\"creator\": \"Lena Orlova\"`. Not found: `{\"@type\": \"Person\", \"name\": \"Lena Orlova\"}`.",
        mend: "Make it an object with type and name.",
        standard: "schema.org creator",
        check: Check::Item(untyped),
        needs: Need::Nothing,
    },
];

/// What structured data says, if it is of that type.
fn data<'c>(case: &'c Case<'_>, video: bool) -> Option<&'c Map<String, Value>> {
    // Most items have none: not asked of the JSON.
    case.item.structured.as_deref()?;
    let is = (case.item.kind == Kind::Video) == video;
    case.structured().filter(|d| is && d.contains_key("@type"))
}

fn text<'d>(data: &'d Map<String, Value>, name: &str) -> Option<&'d str> {
    data.get(name).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty())
}

fn no_credit(case: &Case<'_>, notes: &mut Notes) {
    let Some(data) = data(case, false) else { return };
    const SPEAK: &[&str] = &["creditText", "creator", "author", "copyrightNotice", "copyrightHolder", "license"];
    if !SPEAK.iter().any(|name| data.contains_key(*name)) {
        let note = notes.note("");
        if let Some(url) = text(data, "url").or_else(|| text(data, "contentUrl")) {
            note.evidence("url", url).at_words(url);
        }
        if let Some(printed) = case.printed() {
            note.evidence("credit", printed).suggest(format!("\"creditText\": {}", Value::from(printed)));
        }
    }
}

fn half_licensable(case: &Case<'_>, notes: &mut Notes) {
    let Some(data) = data(case, false) else { return };
    let (license, page) = (data.get("license"), data.get("acquireLicensePage"));
    let (has, missing, value) = match (license, page) {
        (Some(value), None) => ("license", "acquireLicensePage", value),
        (None, Some(value)) => ("acquireLicensePage", "license", value),
        _ => return,
    };
    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    notes.note(format!("{missing} is missing")).evidence(has, value.as_str()).at_words(value);
}

/// `P`, parts in their order, `T` before those of time; something above zero and below a day.
fn is_duration(text: &str) -> bool {
    let Some(body) = text.strip_prefix('P') else { return false };
    let (days, time) = match body.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (body, None),
    };
    let (mut sum, mut parts) = (0.0, 0);
    let mut read = |text: &str, units: &[(char, f64)]| -> bool {
        let (mut number, mut next) = (String::new(), 0);
        for c in text.chars() {
            if c.is_ascii_digit() || c == '.' || c == ',' {
                number.push(if c == ',' { '.' } else { c });
                continue;
            }
            let Some(at) = units.iter().skip(next).position(|(unit, _)| *unit == c) else { return false };
            let Ok(value) = number.parse::<f64>() else { return false };
            sum += value * units[next + at].1;
            next += at + 1;
            parts += 1;
            number.clear();
        }
        number.is_empty()
    };
    let dated = read(days, &[('Y', 31_536_000.0), ('M', 2_592_000.0), ('W', 604_800.0), ('D', 86_400.0)]);
    let timed = match time {
        Some("") => false,
        Some(time) => read(time, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)]),
        None => true,
    };
    dated && timed && parts > 0 && sum > 0.0 && sum < 86_400.0
}

fn duration(case: &Case<'_>, notes: &mut Notes) {
    let Some(value) = data(case, true).and_then(|d| d.get("duration")) else { return };
    let raw = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if value.as_str().is_some_and(is_duration) {
        return;
    }
    let note = notes.note(format!("\"{}\"", clipped(&raw, 40)));
    note.evidence("duration", raw.as_str()).at_words(raw);
    if let Some(seconds) = case.item.duration_seconds.filter(|s| *s > 0.0) {
        let whole = seconds.round() as u64;
        let hours = if whole >= 3600 { format!("{}H", whole / 3600) } else { String::new() };
        note.suggest(format!("PT{hours}{}M{}S", whole / 60 % 60, whole % 60));
    }
}

fn video_fields(case: &Case<'_>, notes: &mut Notes) {
    let Some(data) = data(case, true) else { return };
    let missing: Vec<&str> =
        ["name", "thumbnailUrl", "uploadDate"].into_iter().filter(|name| !data.contains_key(*name)).collect();
    if !missing.is_empty() {
        let title = case.item.title.as_deref().unwrap_or_default();
        notes.note(missing.join(", ")).evidence("missing", missing.join(", ")).evidence("title", title).at_words(title);
    }
}

fn upload_date(case: &Case<'_>, notes: &mut Notes) {
    let Some(value) = data(case, true).and_then(|d| text(d, "uploadDate")) else { return };
    let zoned = value.split_once(['T', ' ']).is_some_and(|(_, time)| {
        time.ends_with(['Z', 'z'])
            || time.contains('+')
            || time.contains('-')
            || time.contains("GMT")
            || time.contains("UTC")
    });
    if !zoned {
        notes.note(format!("\"{value}\"")).evidence("uploadDate", value).at_words(value);
    }
}

fn mismatch(case: &Case<'_>, notes: &mut Notes) {
    const SECONDS: f64 = 2.0;
    for conflict in case.item.conflicts.iter().filter(|c| c.field == Field::Duration) {
        let (Ok(other), Some(own)) = (conflict.value.parse::<f64>(), case.item.duration_seconds) else { continue };
        if (own - other).abs() > SECONDS {
            notes
                .note(format!("{own} s and {other} s ({})", conflict.source))
                .evidence("duration", own.to_string())
                .evidence("otherwise", conflict.value.as_str());
        }
    }
}

fn relative(case: &Case<'_>, notes: &mut Notes) {
    let Some(data) = data(case, false).or_else(|| data(case, true)) else { return };
    for name in ["contentUrl", "url", "embedUrl", "thumbnailUrl", "license", "acquireLicensePage"] {
        let Some(value) = text(data, name) else { continue };
        let path =
            value.starts_with('/') && !value.starts_with("//") || value.starts_with("./") || value.starts_with("../");
        if path {
            notes
                .note(format!("{name} \"{}\"", clipped(value, 60)))
                .evidence(
                    match name {
                        "contentUrl" => "contentUrl",
                        "url" => "url",
                        "embedUrl" => "embedUrl",
                        "thumbnailUrl" => "thumbnailUrl",
                        "license" => "license",
                        _ => "acquireLicensePage",
                    },
                    value,
                )
                .at_words(value);
        }
    }
}

fn contradiction(case: &Case<'_>, notes: &mut Notes) {
    let Some(data) = data(case, false) else { return };
    let named = |name: &str| {
        let value = data.get(name)?;
        let value = value.as_array().and_then(|all| all.first()).unwrap_or(value);
        value.as_str().or_else(|| value.get("name").and_then(Value::as_str))
    };
    let Some(own) =
        ["creditText", "creator", "author", "copyrightHolder", "copyrightNotice"].into_iter().find_map(named)
    else {
        return;
    };
    let names = |c: &crate::model::Credit| -> Vec<String> {
        c.people
            .iter()
            .map(|p| super::text::fold(&p.name))
            .chain(c.organisations.iter().map(|o| super::text::fold(&o.name)))
            .collect()
    };
    let one = names(&credit::parse(own, case.world.vocabulary));
    let contained = |a: &[String], b: &[String]| a.iter().all(|n| b.contains(n));
    let stated = case.item.conflicts.iter().filter(|c| c.field == Field::Credit && c.source == Source::JsonLd);
    for other in stated.map(|conflict| conflict.value.as_str()) {
        let two = names(&credit::parse(other, case.world.vocabulary));
        if !contained(&one, &two) && !contained(&two, &one) {
            notes
                .note(format!("\"{}\" and \"{}\"", clipped(own, 40), clipped(other, 40)))
                .evidence("credit", own)
                .evidence("otherwise", other)
                .at_words(other);
        }
    }
}

fn untyped(case: &Case<'_>, notes: &mut Notes) {
    let Some(value) = data(case, false).and_then(|d| text(d, "creator")) else { return };
    notes
        .note(format!("\"{}\"", clipped(value, 60)))
        .evidence("creator", value)
        .at_words(value)
        .suggest(format!("{{\"@type\": \"Person\", \"name\": {}}}", Value::from(value)));
}

#[cfg(test)]
mod tests {
    use super::is_duration;

    #[test]
    fn durations() {
        for right in ["PT2M20S", "P0DT0H2M20S", "PT599S", "PT1H", "PT0H0M3.5S"] {
            assert!(is_duration(right), "{right}");
        }
        for wrong in ["2:20", "T90S", "PT0S", "140", "PT", "P", "PT20S2M", "PT2M20", "P2D", ""] {
            assert!(!is_duration(wrong), "{wrong}");
        }
    }
}
