//! temp
use std::io::{BufRead, Write};
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let authority = cutline::credit::Authority::builtin();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let credit_json = |c: &cutline::model::Credit| {
        serde_json::json!({"credit": c.line, "people": c.people.iter().map(|p| &p.name).collect::<Vec<_>>(), "agencies": c.organisations.iter().map(|p| &p.name).collect::<Vec<_>>(), "status": c.status, "collection": c.collection, "flags": c.flags, "licence": c.licence, "confidence": c.confidence})
    };
    if args[0] == "bench" {
        let inputs: Vec<_> = args[1..].iter().map(|p| cutline::source::Input { path: p.clone(), bytes: std::fs::read(p).unwrap(), ..Default::default() }).collect();
        let total: usize = inputs.iter().map(|i| i.bytes.len()).sum();
        for _ in 0..std::env::var("R").map_or(3, |n| n.parse().unwrap()) {
            let t = std::time::Instant::now();
            let mut n = 0;
            for _ in 0..std::env::var("N").map_or(20, |n| n.parse().unwrap()) { for i in &inputs { n += cutline::extract::extract(i, &authority).map_or(0, |e| e.items.len()); } }
            let s = t.elapsed().as_secs_f64();
            eprintln!("{:.0} MB/s, {n} items", total as f64 * 20.0 / 1e6 / s);
        }
        let lines: Vec<String> = std::fs::read_to_string("/tmp/lines.txt").unwrap().lines().map(str::to_owned).collect();
        let t = std::time::Instant::now();
        let mut n = 0;
        for _ in 0..100 { for l in &lines { n += cutline::credit::parse(l, &authority).people.len(); } }
        eprintln!("{:.0} lines/s {n}", lines.len() as f64 * 100.0 / t.elapsed().as_secs_f64());
        return;
    }
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
