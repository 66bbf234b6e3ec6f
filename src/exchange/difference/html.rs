//! The differences as one page that needs nothing beside it: no script, no font, no picture; light or dark as its reader has it.

use std::fmt::Write as _;

use super::sheet::{FieldRow, Row, Sheet};
use super::{Compared, Entry, Fate, about};
use crate::change::{PieceKind, Turn, Wording};
use crate::exchange::markup::html as escaped;

/// Colours beside signs and words, never instead of them.
const STYLE: &str = "\
:root{color-scheme:light dark;--came:#0b6e2d;--went:#b3261e;--other:#7a5200;--faint:#5f6368;--line:#dadce0}
@media(prefers-color-scheme:dark){:root{--came:#7ee2a0;--went:#ff9b91;--other:#f2c66d;--faint:#a9aeb4;--line:#3c4043}}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.15rem;border-top:1px solid var(--line);padding-top:1rem}h3{font-size:1rem;margin-bottom:.3rem}
ul{list-style:none;margin:0;padding-left:1rem}li{margin:.15rem 0}code{color:var(--faint)}
.sign{display:inline-block;width:1.2em;font-family:monospace;font-weight:bold}
.came .sign,ins{color:var(--came)}.went .sign,del{color:var(--went)}.other .sign{color:var(--other)}.alarm .sign{color:var(--went)}
dl{margin:0 0 0 2.2rem;display:grid;grid-template-columns:max-content 1fr;column-gap:1rem}dd{margin:0}dt,.faint{color:var(--faint)}";

/// The whole page.
pub fn html(compared: &Compared<'_>) -> String {
    let title = format!("Journey maps: {}", escaped(&compared.range()));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    if compared.is_same() {
        out.push_str("<p>Nothing changed.</p>\n");
    }
    for entry in compared.entries.iter().filter(|entry| !entry.is_same()) {
        map(&mut out, compared, entry);
    }
    if let Some(shared) = &compared.shared {
        let (name, summary) = (escaped(&shared.name), escaped(&shared.sheet.summary));
        let _ = writeln!(out, "<h2>{name}</h2>\n<p>{summary}</p>");
        body(&mut out, &shared.sheet);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn map(out: &mut String, compared: &Compared<'_>, entry: &Entry<'_>) {
    let name = escaped(&entry.name);
    let alone = |out: &mut String, class: &str, sign: char, words: &str, map| {
        let _ = writeln!(
            out,
            "<h2 class=\"{class}\"><span class=\"sign\">{sign}</span>{name}</h2>\n<p>{words}: {}</p>",
            escaped(&about(map))
        );
    };
    match &entry.fate {
        Fate::Added(map) => alone(out, "came", '+', "Map added", map),
        Fate::Removed(map) => alone(out, "went", '-', "Map removed", map),
        Fate::Both { old, new, diff } => {
            let wording = Wording::new(old, new, compared.people);
            let sheet = Sheet::of(&wording, new, diff, compared.is_part);
            let _ = writeln!(out, "<h2>{name}</h2>\n<p>{}</p>", escaped(&sheet.summary));
            body(out, &sheet);
        }
    }
}

fn body(out: &mut String, sheet: &Sheet) {
    for section in &sheet.sections {
        let _ = writeln!(out, "<h3 class=\"{}\">{}</h3>", class(section.head.sign), words(&section.head));
        fields(out, &section.head.fields);
        if section.rows.is_empty() {
            continue;
        }
        out.push_str("<ul>\n");
        for row in &section.rows {
            let _ = write!(out, "<li class=\"{}\">{}", class(row.sign), words(row));
            fields(out, &row.fields);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    if let Some(unchanged) = &sheet.unchanged {
        let _ = writeln!(out, "<p class=\"faint\"><span class=\"sign\">=</span>{}</p>", escaped(unchanged));
    }
}

fn class(sign: char) -> &'static str {
    match sign {
        '+' => "came",
        '-' => "went",
        '!' => "alarm",
        _ => "other",
    }
}

fn words(row: &Row) -> String {
    let id = row.id.as_ref().map_or_else(String::new, |id| format!(" <code>{}</code>", escaped(id)));
    let note = row.note.as_ref().map_or_else(String::new, |note| format!(" – {}", escaped(note)));
    format!("<span class=\"sign\">{}</span>{}{id}{note}", escaped(&row.sign.to_string()), escaped(&row.name))
}

fn fields(out: &mut String, rows: &[FieldRow]) {
    if rows.is_empty() {
        return;
    }
    out.push_str("<dl>");
    for row in rows {
        let _ = write!(out, "<dt>{}</dt><dd>{}</dd>", escaped(row.field), turn(&row.turn));
    }
    out.push_str("</dl>\n");
}

fn turn(turn: &Turn) -> String {
    match turn {
        Turn::Set(new) => format!("set to {}", came(new)),
        Turn::Gone(old) => format!("taken away, was {}", went(old)),
        Turn::From(old, new) => format!("{} → {}", went(old), came(new)),
        Turn::Within(pieces) => {
            let piece = |piece: &crate::change::Piece| match piece.kind {
                PieceKind::Same => escaped(&piece.text),
                PieceKind::Gone => went(&piece.text),
                PieceKind::New => came(&piece.text),
            };
            pieces.iter().map(piece).collect()
        }
        Turn::Members(all, gone) if all.is_empty() && gone.is_empty() => "in another order".to_owned(),
        Turn::Members(all, gone) => {
            let words = all.iter().map(|m| came(m)).chain(gone.iter().map(|m| went(m)));
            words.collect::<Vec<_>>().join(", ")
        }
        Turn::Said(words) => escaped(words),
    }
}

fn came(text: &str) -> String {
    format!("<ins>{}</ins>", escaped(text))
}

fn went(text: &str) -> String {
    format!("<del>{}</del>", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{compared, four, hostile, pair};
    use super::html;

    #[test]
    fn a_page() {
        let page = html(&compared(&pair()));
        insta::assert_snapshot!(page.split_once("<body>").unwrap().1);
        assert!(
            html(&four().compared())
                .contains("<h2 class=\"came\"><span class=\"sign\">+</span>maps/new.ron</h2>")
        );
    }

    #[test]
    fn nothing_in_a_map_is_markup_and_nothing_is_loaded() {
        let page = html(&compared(&hostile()));
        let (_, body) = page.split_once("<body>").unwrap();
        assert!(!body.contains("<script") && !body.contains("<img") && body.contains("&lt;img"), "{body}");
        for outside in ["http", "src=", "url(", "@import", "<script", "<link"] {
            assert!(!page.replace("src=x", "").contains(outside), "{outside}");
        }
    }
}
