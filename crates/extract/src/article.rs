//! Is a text an article? Judged by its content: prose, not code, tables, logs or markup.

/// Bytes at the head that are looked at.
const SAMPLE: usize = 2 * 1024;

/// Whether `text` may be an article: not code, a table, a log, JSON or markup.
pub(super) fn looks_like_one(text: &str) -> bool {
    let sample = head(text);
    let start = sample.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if start.starts_with("<?xml")
        || start.starts_with("<!")
        || start.starts_with("<html")
        || start.starts_with("<HTML")
        || start.starts_with("%PDF")
    {
        return false;
    }
    if (start.starts_with('{') || start.starts_with('[')) && json_like(start) {
        return false;
    }
    if start.starts_with("#!") || start.starts_with("WARC/") {
        return false;
    }
    let mut lines = 0usize;
    let mut code = 0usize;
    let mut logs = 0usize;
    let mut tables = 0usize;
    let mut columns = None;
    for line in sample.lines().map(str::trim).filter(|l| !l.is_empty()).take(60) {
        lines += 1;
        code += usize::from(is_code(line));
        logs += usize::from(is_log(line));
        let (tabs, commas, semicolons) = separators(line);
        let shape = (tabs, if tabs == 0 { commas } else { 0 }, if tabs == 0 && commas == 0 { semicolons } else { 0 });
        // Paragraphs may happen to have as many commas each; sentences in a row are no row of a table.
        let is_row = shape.0 >= 2 || (shape.1 >= 3 || shape.2 >= 3) && !line.contains(". ");
        if is_row && columns.is_none_or(|c| c == shape) {
            columns = Some(shape);
            tables += 1;
        }
    }
    let most = |n: usize| lines >= 3 && n * 10 > lines * 6;
    let is_source = lines >= 3 && code * 10 > lines * 4;
    let is_table = most(tables) && tables >= 4;
    !(is_source || is_table || most(logs))
}

/// Whether there is prose: some words in a row that make a statement.
pub(super) fn has_prose(text: &str) -> bool {
    let sample = head(text);
    if sample.is_ascii() {
        // The same as below, by bytes: most texts are looked at here.
        let letters = sample.bytes().filter(u8::is_ascii_alphabetic).count();
        let spaces = sample.bytes().filter(|b| *b == b' ').count();
        return letters > 60 && spaces > 12 && letters * 2 > sample.len();
    }
    let mut letters = 0usize;
    let mut spaces = 0usize;
    for c in sample.chars() {
        letters += usize::from(c.is_alphabetic());
        spaces += usize::from(c == ' ');
    }
    let wide = sample
        .chars()
        .take(2000)
        .filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{e00}'..='\u{eff}'))
        .count();
    letters > 60 && (spaces > 12 || wide > 30) && letters * 2 > sample.chars().count()
}

fn head(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let mut end = SAMPLE;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn json_like(start: &str) -> bool {
    let second = start[1..].trim_start();
    second.starts_with('"') || second.starts_with('{') || second.starts_with('[') || second.starts_with('}')
}

fn is_code(line: &str) -> bool {
    // Prose, at a glance.
    if line.ends_with('.') && line.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '„' | '«' | '–'))
    {
        return false;
    }
    const HEADS: &[&str] = &[
        "import ",
        "from __",
        "#include",
        "def ",
        "fn ",
        "pub ",
        "class ",
        "function ",
        "var ",
        "let ",
        "const ",
        "return ",
        "if (",
        "for (",
        "while (",
        "package ",
        "use ",
        "//",
        "/*",
        "* @",
        "SELECT ",
        "CREATE ",
        "INSERT ",
        "<",
        "}",
        "@",
    ];
    line.ends_with('{')
        || line.ends_with('}')
        || line.ends_with(';') && !line.contains(". ")
        || line.ends_with("};")
        || line.ends_with("):") && line.contains('(')
        || HEADS.iter().any(|h| line.starts_with(h))
            && line.bytes().any(|b| matches!(b, b'(' | b'{' | b'=' | b'<' | b';' | b'*' | b'/'))
}

/// A line that begins with a moment in time.
fn is_log(line: &str) -> bool {
    let bytes = line.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let iso = digit(0) && digit(3) && bytes.get(4) == Some(&b'-') && digit(5) && bytes.get(13) == Some(&b':');
    let bracket = bytes.first() == Some(&b'[') && digit(1) && line.contains(':');
    iso || bracket
        || line.starts_with("INFO ")
        || line.starts_with("WARN ")
        || line.starts_with("DEBUG ")
        || line.starts_with("ERROR ")
}

fn separators(line: &str) -> (usize, usize, usize) {
    let (mut tabs, mut commas, mut semicolons) = (0, 0, 0);
    for b in line.bytes().take(160) {
        match b {
            b'\t' => tabs += 1,
            b',' => commas += 1,
            b';' => semicolons += 1,
            _ => {}
        }
    }
    (tabs, commas, semicolons)
}
