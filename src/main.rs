//! temp
use std::io::{BufRead, Write};
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let authority = cutline::credit::Authority::builtin();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let credit_json = |c: &cutline::model::Credit| {
        serde_json::json!({"credit": c.line, "people": c.people.iter().map(|p| &p.name).collect::<Vec<_>>(), "agencies": c.organisations.iter().map(|p| &p.name).collect::<Vec<_>>(), "status": c.status, "collection": c.collection, "flags": c.flags, "licence": c.licence, "confidence": c.confidence})
    };
    if args[0] == "parse" {
        let caption = args.contains(&"--caption".to_owned());
        for line in std::io::stdin().lock().lines() {
            let line = line.unwrap();
            if caption {
                let s = cutline::credit::split_caption(&line, &authority);
                let c = s.printed.map(|p| cutline::credit::parse(p, &authority)).unwrap_or_default();
                let mut v = credit_json(&c);
                v["caption"] = s.caption.into();
                writeln!(out, "{v}").unwrap();
            } else {
                let c = cutline::credit::parse(&line, &authority);
                if std::env::var("SEG").is_ok() { for s in &c.segments { eprintln!("{s:?}"); } }
                writeln!(out, "{}", credit_json(&c)).unwrap();
            }
        }
        return;
    }
    for path in &args[1..] {
        if path.starts_with("--") || path == "ndjson" { continue; }
        let input = cutline::source::Input { path: path.clone(), bytes: std::fs::read(path).unwrap(), ..Default::default() };
        if let Ok(e) = cutline::extract::extract(&input, &authority) {
            for i in &e.items {
                let d = cutline::model::Credit::default();
                let mut v = credit_json(i.credit.as_ref().unwrap_or(&d));
                if i.credit.is_none() { v["credit"] = serde_json::Value::Null; }
                v["document"] = serde_json::to_value(&e.document).unwrap();
                v["kind"] = serde_json::to_value(i.kind).unwrap();
                v["placement"] = serde_json::to_value(i.placement).unwrap();
                v["caption"] = i.caption.clone().into();
                v["title"] = i.title.clone().into();
                v["line"] = i.evidence.line.into();
                v["method"] = i.evidence.method.clone().into();
                v["duration_seconds"] = i.duration_seconds.into();
                writeln!(out, "{v}").unwrap();
            }
        }
    }
}
