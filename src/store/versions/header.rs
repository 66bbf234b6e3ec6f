//! The header of a snapshot: comment lines above the map's own text.

use crate::map::Label;
use crate::map::id::MapId;

use super::About;

/// How the first line of a snapshot begins.
const FIRST: &str = "// milepost version: ";
/// The keys of the lines below it, in order.
const KEYS: [&str; 4] = ["map", "on", "author", "why"];
/// How much of a file is read for its header.
pub(super) const HEADER_BYTES: usize = 4096;
/// The longest author or reason in bytes, so that the header stays within [`HEADER_BYTES`].
const LONGEST: usize = 1500;

/// The lines of a header.
pub(super) fn write(number: u32, map: &MapId, about: &About) -> String {
    let values = [map.to_string(), about.on.to_string(), short(&about.author), short(&about.why)];
    let mut out = format!("{FIRST}{number}\n");
    for (key, value) in KEYS.iter().zip(values) {
        out.extend(["// ", key, ": ", &value, "\n"]);
    }
    out
}

fn short(label: &Label) -> String {
    let mut end = label.as_str().len().min(LONGEST);
    while !label.as_str().is_char_boundary(end) {
        end -= 1;
    }
    label.as_str().get(..end).unwrap_or_default().to_owned()
}

/// The number and the rest of what a header says; `None` when the text does not begin with a whole one.
pub(super) fn parse(text: &str) -> Option<(u32, About)> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let number = lines.next()?.strip_prefix(FIRST)?.trim().parse().ok()?;
    let mut value = |key: &str| {
        let rest = lines.next()?.strip_prefix("// ")?.strip_prefix(key)?.strip_prefix(':')?;
        Some(rest.trim().to_owned())
    };
    let [map, on, author, why] = KEYS;
    let _ = value(map)?;
    let on = value(on)?.parse().ok()?;
    let (author, why) = (Label::new(&value(author)?), Label::new(&value(why)?));
    Some((number, About { on, author, why }))
}

/// `text` without the header of a snapshot, if it begins with one: somebody may have copied a snapshot over a map.
pub fn without_header(text: &str) -> &str {
    let mut rest = text;
    for start in std::iter::once(FIRST.to_owned()).chain(KEYS.iter().map(|key| format!("// {key}:"))) {
        let line = rest.split_inclusive('\n').next().unwrap_or_default();
        if !line.starts_with(&start) {
            return text;
        }
        rest = rest.strip_prefix(line).unwrap_or(rest);
    }
    rest
}
