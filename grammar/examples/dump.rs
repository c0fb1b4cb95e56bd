#![allow(clippy::disallowed_methods, clippy::unwrap_used)]
use rpuppet_syntax::*;
fn main() {
    let mut args = std::env::args().skip(1);
    let out = args.next().unwrap();
    for list in args {
        for line in std::fs::read_to_string(list).unwrap().lines() {
            let (file, below) = line.split_once('\t').unwrap();
            let Ok(text) = String::from_utf8(std::fs::read(file).unwrap()) else { continue };
            let kind = if file.ends_with(".epp") { Kind::Template } else { Kind::Manifest };
            let parsed = parse(SourceFile::new(Some(file.into()), text), kind);
            let target = format!("{out}/{below}");
            std::fs::create_dir_all(std::path::Path::new(&target).parent().unwrap()).unwrap();
            if parsed.errors.is_empty() {
                std::fs::write(target + ".pn", pn::render(&parsed.ast)).unwrap();
            } else {
                let mut s = String::new();
                for e in &parsed.errors {
                    let (l, c) = parsed.ast.source.position(e.span.start);
                    s += &format!("{l}:{c} {} {}\n", e.code, e.message);
                }
                std::fs::write(target + ".err", s).unwrap();
            }
        }
    }
}
