//! All changes in one line.

use std::collections::HashSet;

use super::{Wording, names::quote};
use crate::change::diff::{Change, Diff, Element, Field, What};
use crate::map::edit::{MapField, StageField};

/// More owners than this are counted, not named.
const MOST_OWNERS: usize = 3;

/// How many stages are touched; then cards, stages, lanes and the rest by what happened; owners by name; reviews.
pub(super) fn summary(wording: &Wording<'_>, diff: &Diff) -> String {
    if diff.is_empty() {
        return "nothing changed".to_owned();
    }
    let mut parts = Vec::new();
    parts.extend(counts(diff, "card", |c| matches!(c.at, Element::Card(_)) && !c.along));
    parts.extend(counts(diff, "stage", |c| matches!(c.at, Element::Stage(_)) && !is_governance(c)));
    parts.extend(counts(diff, "lane", |c| matches!(c.at, Element::Lane(_))));
    parts.extend(counts(diff, "event", |c| matches!(c.at, Element::Event(_))));
    parts.extend(counts(diff, "piece of evidence", |c| matches!(c.at, Element::Evidence(_)) && !c.along));
    parts.extend(counts(diff, "segment", |c| matches!(c.at, Element::Segment(_))));
    parts.extend(counts(diff, "reading", |c| matches!(c.at, Element::Reading(..))));
    parts.extend(counts(diff, "lead", |c| matches!(c.at, Element::Lead(..))));
    parts.extend(counts(diff, "conflict", |c| matches!(c.at, Element::Conflict(_))));
    parts.extend(counts(diff, "snooze", |c| matches!(c.at, Element::Snooze { .. })));
    let mut out: Vec<String> = Vec::new();
    if !parts.is_empty() {
        out.push(parts.join(", "));
    }
    out.extend(fields_of_map(diff));
    out.extend(owners(wording, diff));
    out.extend(policies(diff));
    out.extend(count(diff, "stage", "reviewed", is_review));
    out.extend(count(diff, "review", "outdated", |c| c.what == What::Outdated));
    let touched = match diff.touched_stages().len() {
        0 => return out.join("; "),
        1 => "1 stage touched".to_owned(),
        n => format!("{n} stages touched"),
    };
    if out.is_empty() { touched } else { format!("{touched}: {}", out.join("; ")) }
}

/// What is said in words of its own.
fn is_governance(change: &Change) -> bool {
    is_review(change) || is_policy(change) || is_owner(change) || change.what == What::Outdated
}

fn field(change: &Change) -> Option<&Field> {
    if let What::Edited { after, .. } = &change.what { Some(after) } else { None }
}

fn is_review(change: &Change) -> bool {
    matches!(field(change), Some(Field::Stage(StageField::Reviewed(Some(_)))))
}

fn is_owner(change: &Change) -> bool {
    matches!(field(change), Some(Field::Stage(StageField::Owner(_)) | Field::Map(MapField::Owner(_))))
}

fn is_policy(change: &Change) -> bool {
    let whole = |f: &Field| matches!(f, Field::Policy(_) | Field::Stage(StageField::Policy(_)));
    matches!(change.at, Element::Rule { .. })
        || field(change).is_some_and(|f| whole(f) || matches!(f, Field::Map(MapField::Policy(_))))
}

/// Whether something happened in a way.
type Is = fn(&What) -> bool;

/// How many different elements of the chosen changes were added, removed, moved and edited: `3 cards added, 1 moved`.
fn counts(diff: &Diff, noun: &str, chosen: impl Fn(&Change) -> bool) -> Option<String> {
    let changes: Vec<&Change> = diff.changes.iter().filter(|c| chosen(c)).collect();
    let kinds: [(&str, Is); 4] = [
        ("added", |w| *w == What::Added),
        ("removed", |w| *w == What::Removed),
        ("moved", |w| matches!(w, What::Moved { .. } | What::Reordered { .. })),
        ("edited", |w| matches!(w, What::Edited { .. })),
    ];
    let mut out: Vec<String> = Vec::new();
    for (word, is) in kinds {
        let elements: HashSet<_> =
            changes.iter().filter(|c| is(&c.what)).map(|c| (&c.at, c.stage.home())).collect();
        match (elements.len(), out.is_empty()) {
            (0, _) => {}
            (n, true) => out.push(format!("{} {word}", some(n, noun))),
            (n, false) => out.push(format!("{n} {word}")),
        }
    }
    (!out.is_empty()).then(|| out.join(", "))
}

fn count(diff: &Diff, noun: &str, word: &str, chosen: impl Fn(&Change) -> bool) -> Option<String> {
    let n = diff.changes.iter().filter(|c| chosen(c)).count();
    (n > 0).then(|| format!("{} {word}", some(n, noun)))
}

/// `1 card`, `3 cards`, `2 pieces of evidence`.
fn some(n: usize, noun: &str) -> String {
    match (n, noun.split_once(' ')) {
        (1, _) => format!("1 {noun}"),
        (n, Some((first, rest))) => format!("{n} {first}s {rest}"),
        (n, None) => format!("{n} {noun}s"),
    }
}

/// The names of the map's own fields that changed.
fn fields_of_map(diff: &Diff) -> Option<String> {
    let of_map = |c: &&Change| c.at == Element::Map && !is_owner(c) && !is_policy(c);
    let mut names: Vec<&str> =
        diff.changes.iter().filter(of_map).filter_map(field).map(Field::words).collect();
    names.dedup();
    (!names.is_empty()).then(|| format!("{} of the map changed", names.join(", ")))
}

fn policies(diff: &Diff) -> Option<String> {
    let places: HashSet<_> = diff.changes.iter().filter(|c| is_policy(c)).map(|c| c.stage.home()).collect();
    match places.len() {
        0 => None,
        1 => Some("policy changed".to_owned()),
        n => Some(format!("policy changed in {n} places")),
    }
}

fn owners(wording: &Wording<'_>, diff: &Diff) -> Option<String> {
    let changes: Vec<&Change> = diff.changes.iter().filter(|c| is_owner(c)).collect();
    if changes.len() > MOST_OWNERS {
        return Some(format!("{} owners changed", changes.len()));
    }
    let said: Vec<String> = changes.iter().filter_map(|c| owner(wording, c)).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

fn owner(wording: &Wording<'_>, change: &Change) -> Option<String> {
    let What::Edited { before, after } = &change.what else { return None };
    let names = |id: &_| wording.person(id);
    let nobody = || "nobody".to_owned();
    let (old, new) =
        (before.value(&names).unwrap_or_else(nobody), after.value(&names).unwrap_or_else(nobody));
    let whose = match change.stage.home() {
        Some(stage) => quote(&wording.stage_label(stage)),
        None => "the map".to_owned(),
    };
    Some(format!("owner of {whose} changed from {old} to {new}"))
}
