//! What fields refer to: pains, evidence, segments, stages; by id in the map, by name on the screen.

use super::rows::evidence_name;
use crate::map::id::StageId;
use crate::map::{CardKind, Map};
use crate::tui::widgets::form::Form;

/// What a field refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Pain points.
    Pains,
    /// Evidence of any stage.
    Evidence,
    /// Customer groups of the map.
    Segments,
    /// Stages.
    Stages,
}

/// What a field of a form refers to; `None` where it holds a person or is no reference.
pub fn refs_of(form: &Form, field: usize) -> Option<Of> {
    match form.fields().get(field)?.name() {
        "treats" => Some(Of::Pains),
        "evidence" => Some(Of::Evidence),
        "segments" => Some(Of::Segments),
        "stages" => Some(Of::Stages),
        _ => None,
    }
}

/// Whether a field of a form holds a person (and not references).
pub fn is_person_field(form: &Form, field: usize) -> bool {
    form.fields().get(field).is_some_and(|f| matches!(f.name(), "owner" | "deputy" | "by"))
}

/// The ids that a field of a form holds now; `None` where nothing was picked.
pub fn refs_in(form: &Form, field: usize) -> Option<Vec<String>> {
    Some(form.fields().get(field)?.linked()?.to_vec())
}

/// All that can be referred to: id, what it is called, what is said beside. Evidence of `stage` comes first.
pub fn referable(map: &Map, of: Of, stage: Option<&StageId>) -> Vec<(String, String, String)> {
    match of {
        Of::Pains => map
            .cards_of(CardKind::Pain)
            .map(|c| (c.id.to_string(), c.text.one_line().into_owned(), String::new()))
            .collect(),
        Of::Evidence => {
            let mut stages: Vec<_> = map.stages.iter().collect();
            stages.sort_by_key(|s| Some(&s.id) != stage);
            let row = |s: &crate::map::Stage| {
                let name = s.name.to_string();
                s.evidence
                    .iter()
                    .map(|e| (e.id.to_string(), evidence_name(e), name.clone()))
                    .collect::<Vec<_>>()
            };
            stages.into_iter().flat_map(row).collect()
        }
        Of::Segments => {
            let share =
                |s: &crate::map::segment::Segment| s.share.map_or(String::new(), |n| format!("{n} %"));
            map.segments.iter().map(|s| (s.id.to_string(), s.name.to_string(), share(s))).collect()
        }
        Of::Stages => {
            map.stages.iter().map(|s| (s.id.to_string(), s.name.to_string(), String::new())).collect()
        }
    }
}

/// What is shown for what is referred to, parted by semicolons; an id that nothing has is shown as it is.
pub fn refs_shown<T: ToString>(map: &Map, ids: &[T]) -> String {
    ids.iter().map(|id| named(map, &id.to_string())).collect::<Vec<_>>().join("; ")
}

fn named(map: &Map, id: &str) -> String {
    let card = || map.cards().find(|c| c.id.as_str() == id).map(|c| c.text.one_line().into_owned());
    let evidence = || map.evidence().find(|e| e.id.as_str() == id).map(evidence_name);
    let segment = || map.segments.iter().find(|s| s.id.as_str() == id).map(|s| s.name.to_string());
    let stage = || map.stages.iter().find(|s| s.id.as_str() == id).map(|s| s.name.to_string());
    card().or_else(evidence).or_else(segment).or_else(stage).unwrap_or_else(|| id.to_owned())
}
