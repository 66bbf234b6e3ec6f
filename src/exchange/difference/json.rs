//! The differences for programs. The shape is described in `docs/diff.md`; within a version fields are added, none changes.

use serde::Serialize;

use super::shared::Shared;
use super::sheet::{FieldRow, Row};
use super::{Compared, Entry, Fate, State};
use crate::change::{Change, Concerns, Diff, PieceKind, Turn, What, Wording};
use crate::map::Map;
use crate::map::id::PersonId;

/// All that was compared.
#[derive(Debug, Serialize)]
pub struct Differences {
    from: Side,
    to: Side,
    same: bool,
    maps: Vec<OneMap>,
    /// What differs in what all maps share.
    workspace: Option<OneWorkspace>,
}

#[derive(Debug, Serialize)]
struct OneWorkspace {
    path: String,
    summary: String,
    changes: Vec<SharedChange>,
}

/// A person or a group of settings.
#[derive(Debug, Serialize)]
struct SharedChange {
    sign: char,
    /// `workspace`, `policy`, `person`.
    element: &'static str,
    id: Option<String>,
    name: String,
    fields: Vec<SharedField>,
}

#[derive(Debug, Serialize)]
struct SharedField {
    field: &'static str,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Debug, Serialize)]
struct Side {
    name: String,
    file: Option<String>,
    commit: Option<String>,
    version: Option<u32>,
}

#[derive(Debug, Serialize)]
struct OneMap {
    path: String,
    /// `changed`, `same`, `added`, `removed`.
    state: &'static str,
    map: String,
    title: String,
    summary: Option<String>,
    unchanged: Option<Unchanged>,
    stages: Vec<Stage>,
    changes: Vec<OneChange>,
}

#[derive(Debug, Serialize)]
struct Unchanged {
    stages: usize,
    lanes: usize,
    cards: usize,
}

#[derive(Debug, Serialize)]
struct Stage {
    id: String,
    name: String,
    touched: bool,
}

/// One change.
#[derive(Debug, Serialize)]
pub struct OneChange {
    sign: char,
    what: &'static str,
    element: &'static str,
    kind: Option<&'static str>,
    id: Option<String>,
    card: Option<String>,
    stage: Option<String>,
    old_stage: Option<String>,
    along: bool,
    field: Option<&'static str>,
    before: Option<String>,
    after: Option<String>,
    pieces: Option<Vec<OnePiece>>,
    from: Option<Spot>,
    to: Option<Spot>,
    words: String,
}

#[derive(Debug, Serialize)]
struct OnePiece {
    kind: &'static str,
    text: String,
}

#[derive(Debug, Serialize, Default)]
struct Spot {
    stage: Option<String>,
    lane: Option<String>,
    after: Option<String>,
}

/// Everything, for `--format json`.
pub fn json(compared: &Compared<'_>) -> Differences {
    Differences {
        from: side(&compared.from),
        to: side(&compared.to),
        same: compared.is_same(),
        maps: compared.entries.iter().map(|entry| one_map(entry, compared)).collect(),
        workspace: compared.shared.as_ref().map(one_workspace),
    }
}

fn one_workspace(shared: &Shared) -> OneWorkspace {
    let change = |row: &Row| SharedChange {
        sign: row.sign,
        element: match (&row.id, row.name.as_str()) {
            (Some(_), _) => "person",
            (None, "policy") => "policy",
            (None, _) => "workspace",
        },
        id: row.id.clone(),
        name: row.name.clone(),
        fields: row.fields.iter().map(shared_field).collect(),
    };
    OneWorkspace {
        path: shared.name.clone(),
        summary: shared.sheet.summary.clone(),
        changes: shared.rows().map(change).collect(),
    }
}

fn shared_field(row: &FieldRow) -> SharedField {
    let joined = |list: &[String]| (!list.is_empty()).then(|| list.join("; "));
    let (before, after) = match &row.turn {
        Turn::Set(new) => (None, Some(new.clone())),
        Turn::Gone(old) => (Some(old.clone()), None),
        Turn::From(old, new) => (Some(old.clone()), Some(new.clone())),
        Turn::Members(came, went) => (joined(went), joined(came)),
        Turn::Said(words) => (None, Some(words.clone())),
        Turn::Within(_) => (None, None),
    };
    SharedField { field: row.field, before, after }
}

fn side(state: &State) -> Side {
    Side {
        name: state.at.clone(),
        file: (!state.file.is_empty()).then(|| state.file.clone()),
        commit: state.commit.clone(),
        version: state.version,
    }
}

fn one_map(entry: &Entry<'_>, compared: &Compared<'_>) -> OneMap {
    let alone = |state, map: &Map| OneMap {
        path: entry.name.clone(),
        state,
        map: map.id.to_string(),
        title: map.title.to_string(),
        summary: None,
        unchanged: None,
        stages: map.stages.iter().map(|s| stage(&s.id, s.name.as_str(), true)).collect(),
        changes: Vec::new(),
    };
    match &entry.fate {
        Fate::Added(map) => alone("added", map),
        Fate::Removed(map) => alone("removed", map),
        Fate::Both { old, new, diff } => {
            let wording = Wording::new(old, new, compared.people);
            OneMap {
                state: if diff.is_empty() { "same" } else { "changed" },
                summary: Some(wording.summary(diff)),
                unchanged: (!compared.is_part).then(|| unchanged(diff)),
                stages: stages(old, new, diff),
                changes: diff.changes.iter().map(|change| one_change(&wording, change)).collect(),
                ..alone("changed", new)
            }
        }
    }
}

fn stage(id: &crate::map::id::StageId, name: &str, touched: bool) -> Stage {
    Stage { id: id.to_string(), name: name.to_owned(), touched }
}

fn stages(old: &Map, new: &Map, diff: &Diff) -> Vec<Stage> {
    let touched: std::collections::HashSet<_> = diff.touched_stages().into_iter().collect();
    let name = |id| new.stage(id).or_else(|| old.stage(id)).map_or("", |stage| stage.name.as_str());
    diff.stages.iter().map(|id| stage(id, name(id), touched.contains(id))).collect()
}

fn unchanged(diff: &Diff) -> Unchanged {
    Unchanged { stages: diff.unchanged.stages, lanes: diff.unchanged.lanes, cards: diff.unchanged.cards }
}

/// One change, for other answers in JSON too.
pub fn one_change(wording: &Wording<'_>, change: &Change) -> OneChange {
    let kind = wording.card_kind(change).map(crate::map::CardKind::word);
    let Concerns { old: old_stage, new: stage } = &change.stage;
    let (field, before, after, pieces) = field(wording, change);
    let (from, to) = spots(change);
    OneChange {
        sign: change.sign(),
        what: change.word(),
        element: change.at.kind(),
        kind,
        id: change.at.id().map(str::to_owned),
        card: change.at.card().map(ToString::to_string),
        stage: stage.as_ref().map(ToString::to_string),
        old_stage: old_stage.as_ref().map(ToString::to_string),
        along: change.along,
        field,
        before,
        after,
        pieces,
        from,
        to,
        words: wording.words(change),
    }
}

/// A field with its values in words, people by their ids; of a long text the pieces too.
type FieldOf = (Option<&'static str>, Option<String>, Option<String>, Option<Vec<OnePiece>>);

fn field(wording: &Wording<'_>, change: &Change) -> FieldOf {
    let What::Edited { before, after } = &change.what else { return (None, None, None, None) };
    let names = |id: &PersonId| id.to_string();
    let pieces = match wording.turn(before, after) {
        Turn::Within(pieces) => Some(pieces.into_iter().map(one_piece).collect()),
        _ => None,
    };
    (Some(after.words()), before.value(&names), after.value(&names), pieces)
}

fn one_piece(piece: crate::change::Piece) -> OnePiece {
    let kind = match piece.kind {
        PieceKind::Same => "same",
        PieceKind::Gone => "gone",
        PieceKind::New => "new",
    };
    OnePiece { kind, text: piece.text }
}

fn spots(change: &Change) -> (Option<Spot>, Option<Spot>) {
    match &change.what {
        What::Moved { from, to } => {
            let spot = |spot: &crate::change::Spot| Spot {
                stage: spot.stage.as_ref().map(ToString::to_string),
                lane: spot.lane.as_ref().map(ToString::to_string),
                after: spot.after.as_ref().map(ToString::to_string),
            };
            (Some(spot(from)), Some(spot(to)))
        }
        What::Reordered { from, to } => {
            let spot = |after: &Option<std::sync::Arc<str>>| Spot {
                after: after.as_ref().map(ToString::to_string),
                ..Spot::default()
            };
            (Some(spot(from)), Some(spot(to)))
        }
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{compared, four, pair};
    use super::json;

    #[test]
    fn the_shape() {
        insta::assert_snapshot!(serde_json::to_string_pretty(&json(&compared(&pair()))).unwrap());
    }

    #[test]
    fn maps_on_one_side() {
        let value = serde_json::to_value(json(&four().compared())).unwrap();
        let states: Vec<&str> =
            value["maps"].as_array().unwrap().iter().map(|map| map["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["changed", "same", "added", "removed"]);
        assert_eq!(value["same"], false);
    }
}
