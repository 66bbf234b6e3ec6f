//! What changed between two moments, in sentences: a map a chapter, a stage a heading, and who says why.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{Compared, Entry, Fate, about};
use crate::change::{Change, Diff, Wording};
use crate::exchange::markup::markdown as escaped;
use crate::map::Map;

/// A commit or a version between the two moments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The day.
    pub on: Date,
    /// `version 3`, or the short hash of a commit.
    pub what: String,
    /// Who; as they say, not cleaned.
    pub by: String,
    /// Why; as they say, not cleaned.
    pub why: String,
}

/// The changelog in Markdown. `reasons`: those of each entry, oldest first.
pub fn changelog(compared: &Compared<'_>, reasons: &[Vec<Reason>]) -> String {
    let mut out = format!("# Changes of journey maps, {}\n", escaped(&compared.range()));
    let nothing = Vec::new();
    for (at, entry) in compared.entries.iter().enumerate() {
        if !entry.is_same() {
            map(&mut out, compared, entry, reasons.get(at).unwrap_or(&nothing));
        }
    }
    if compared.is_same() {
        out.push_str("\nNothing changed.\n");
    }
    out
}

fn map(out: &mut String, compared: &Compared<'_>, entry: &Entry<'_>, reasons: &[Reason]) {
    let title = match &entry.fate {
        Fate::Both { new: map, .. } | Fate::Added(map) | Fate::Removed(map) => map.title.as_str(),
    };
    let _ = write!(out, "\n## {}\n\n{}: ", escaped(title), escaped(&entry.name));
    match &entry.fate {
        Fate::Added(map) => drop(writeln!(out, "map added: {}.", escaped(&about(map)))),
        Fate::Removed(map) => drop(writeln!(out, "map removed: {}.", escaped(&about(map)))),
        Fate::Both { old, new, diff } => {
            let wording = Wording::new(old, new, compared.people);
            let _ = writeln!(out, "{}.", escaped(&wording.summary(diff)));
            why(out, reasons);
            stages(out, &wording, new, diff);
            return;
        }
    }
    why(out, reasons);
}

fn why(out: &mut String, reasons: &[Reason]) {
    if reasons.is_empty() {
        return;
    }
    out.push_str("\n### Why\n\n");
    for Reason { on, what, by, why } in reasons {
        let why = if why.is_empty() { "no reason given" } else { why };
        let _ = writeln!(out, "- {on}, {}, {}: {}", escaped(by), escaped(what), escaped(why));
    }
}

fn stages(out: &mut String, wording: &Wording<'_>, new: &Map, diff: &Diff) {
    for group in diff.groups() {
        let changes: Vec<&&Change> = group.changes.iter().filter(|change| !change.along).collect();
        if changes.is_empty() {
            continue;
        }
        let name = match group.stage {
            Some(id) => {
                let name = wording.heading(Some(id)).0;
                let is_gone = new.stage(id).is_none();
                format!("{}{}", name.trim_start_matches("stage "), if is_gone { " (removed)" } else { "" })
            }
            None => "The map".to_owned(),
        };
        let _ = write!(out, "\n### {}\n\n", escaped(&name));
        for change in changes {
            let _ = writeln!(out, "- {}", escaped(&wording.words(change)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{compared, four, hostile, pair};
    use super::*;

    #[test]
    fn in_sentences_with_reasons() {
        let reason = |what: &str, why: &str| Reason {
            on: "2026-11-20".parse().unwrap(),
            what: what.into(),
            by: "Tom".into(),
            why: why.into(),
        };
        let reasons =
            vec![vec![reason("version 3", "after the workshop"), reason("1a2b3c4d5e", "<b>\n@maya")]];
        insta::assert_snapshot!(changelog(&compared(&pair()), &reasons));
        let several = changelog(&four().compared(), &[]);
        assert!(
            several.contains("maps/gone.ron: map removed: ") && !several.contains("same.ron"),
            "{several}"
        );
    }

    #[test]
    fn nothing_in_a_map_is_markup() {
        let said = changelog(&compared(&hostile()), &[]);
        assert!(!said.contains("<img") && !said.contains("[a](") && !said.contains("@maya"), "{said}");
    }
}
