//! Elements of a map by id, by name, or by how these begin.

use super::error::{CliError, Result};
use crate::map::id::{CardId, ElementId, EventId, EvidenceId, LaneId, LeadId, SegmentId, StageId};
use crate::map::{CardKind, Map};
use crate::store::diagnostic::nearest;

/// An element that can be set or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Element {
    /// The map itself.
    Map,
    /// A stage.
    Stage(StageId),
    /// A lane.
    Lane(LaneId),
    /// A card.
    Card(CardId),
    /// A piece of evidence of a stage.
    Evidence(StageId, EvidenceId),
    /// An event of the map.
    Event(EventId),
    /// A customer segment.
    Segment(SegmentId),
    /// A lead of a metric.
    Lead(CardId, LeadId),
}

/// An element with what it answers to.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its id.
    pub id: String,
    /// Its name or text.
    pub text: String,
    /// What it is, in a word.
    pub what: &'static str,
    /// The element.
    pub element: Element,
}

/// Everything in a map that has an id, in the order of the file.
pub(super) fn candidates(map: &Map) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut push = |id: &str, text: &str, what, element| {
        out.push(Candidate { id: id.to_owned(), text: text.to_owned(), what, element });
    };
    push(map.id.as_str(), map.title.as_str(), "map", Element::Map);
    for s in &map.segments {
        push(s.id.as_str(), s.name.as_str(), "segment", Element::Segment(s.id.clone()));
    }
    for e in &map.events {
        push(e.id.as_str(), &e.text.one_line(), "event", Element::Event(e.id.clone()));
    }
    for l in &map.lanes {
        push(l.id.as_str(), l.name.as_str(), "lane", Element::Lane(l.id.clone()));
    }
    for s in &map.stages {
        push(s.id.as_str(), s.name.as_str(), "stage", Element::Stage(s.id.clone()));
        for e in &s.evidence {
            let text = e.text.as_ref().map(|t| t.one_line().into_owned()).unwrap_or_default();
            push(e.id.as_str(), &text, "evidence", Element::Evidence(s.id.clone(), e.id.clone()));
        }
    }
    for c in map.cards() {
        push(c.id.as_str(), &c.text.one_line(), c.kind().word(), Element::Card(c.id.clone()));
        for lead in c.metric().map(|m| m.leads.as_slice()).unwrap_or_default() {
            let element = Element::Lead(c.id.clone(), lead.id.clone());
            push(lead.id.as_str(), &lead.question.one_line(), "lead", element);
        }
    }
    out
}

/// The element that `wanted` means, among those that `fits` lets through; `what` names these in messages.
///
/// The first of these that fits exactly one: the id, the whole name, the beginning of an id, the beginning of a name.
/// `map` is the map, if no element has that id.
///
/// # Errors
/// When nothing fits, or several do; with the nearest ones.
pub(super) fn find(map: &Map, wanted: &str, what: &str, fits: impl Fn(&Element) -> bool) -> Result<Element> {
    let all: Vec<Candidate> = candidates(map).into_iter().filter(|c| fits(&c.element)).collect();
    let lower = wanted.trim().to_lowercase();
    if lower.is_empty() {
        return Err(CliError::trouble(format!("which {what}? the id is empty")));
    }
    let ways: [&dyn Fn(&Candidate) -> bool; 4] = [
        &|c| c.id == wanted.trim(),
        &|c| c.text.to_lowercase() == lower,
        &|c| c.id.to_lowercase().starts_with(&lower),
        &|c| c.text.to_lowercase().starts_with(&lower),
    ];
    for fits in ways {
        let found: Vec<&Candidate> = all.iter().filter(|c| fits(c)).collect();
        match found.as_slice() {
            [] => {}
            [only] => return Ok(only.element.clone()),
            several => return Err(ambiguous(wanted, what, several)),
        }
    }
    if lower == "map" && all.iter().any(|c| c.element == Element::Map) {
        return Ok(Element::Map);
    }
    Err(missing(wanted, what, &all))
}

/// The id of whatever element `wanted` means.
///
/// # Errors
/// As [`find`].
pub(super) fn id_of(map: &Map, wanted: &str) -> Result<ElementId> {
    let found = find(map, wanted, "element", |_| true)?;
    let element = candidates(map).into_iter().find(|c| c.element == found);
    Ok(ElementId::new(&element.map_or_else(|| map.id.to_string(), |c| c.id))?)
}

/// The id, then the text, of one of several.
fn shown(candidate: &Candidate) -> String {
    let text: String = candidate.text.chars().take(40).collect();
    format!("{} `{}` “{text}”", candidate.what, candidate.id)
}

fn ambiguous(wanted: &str, what: &str, several: &[&Candidate]) -> CliError {
    let more = several.len().saturating_sub(5);
    let mut error = CliError::trouble(format!("`{wanted}` could be {} {what}s", several.len()));
    for candidate in several.iter().take(5) {
        error = error.hint(shown(candidate));
    }
    if more > 0 {
        error = error.hint(format!("and {more} more"));
    }
    error.hint("write the id, or more of it")
}

fn missing(wanted: &str, what: &str, all: &[Candidate]) -> CliError {
    let error = CliError::trouble(format!("there is no {what} `{wanted}`"));
    let names = all.iter().flat_map(|c| [c.id.as_str(), c.text.as_str()]);
    let near = nearest(wanted.trim(), names);
    match near.and_then(|near| all.iter().find(|c| c.id == near || c.text == near)) {
        Some(candidate) => error.hint(format!("did you mean {}?", shown(candidate))),
        None if all.len() <= 12 && !all.is_empty() => {
            let ids: Vec<&str> = all.iter().map(|c| c.id.as_str()).collect();
            error.hint(format!("there are: {}", ids.join(", ")))
        }
        None => error.hint("`milepost show MAP --ids` shows every id"),
    }
}

/// A stage.
pub(super) fn stage(map: &Map, wanted: &str) -> Result<StageId> {
    match find(map, wanted, "stage", |e| matches!(e, Element::Stage(_)))? {
        Element::Stage(id) => Ok(id),
        _ => Err(CliError::trouble(format!("there is no stage `{wanted}`"))),
    }
}

/// A lane.
pub(super) fn lane(map: &Map, wanted: &str) -> Result<LaneId> {
    match find(map, wanted, "lane", |e| matches!(e, Element::Lane(_)))? {
        Element::Lane(id) => Ok(id),
        _ => Err(CliError::trouble(format!("there is no lane `{wanted}`"))),
    }
}

/// A card of a kind, or of any.
pub(super) fn card(map: &Map, wanted: &str, kind: Option<CardKind>) -> Result<CardId> {
    let fits = |e: &Element| {
        let Element::Card(id) = e else { return false };
        kind.is_none_or(|kind| map.card(id).is_some_and(|c| c.kind() == kind))
    };
    match find(map, wanted, kind.map_or("card", CardKind::word), fits)? {
        Element::Card(id) => Ok(id),
        _ => Err(CliError::trouble(format!("there is no card `{wanted}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::id::MapId;
    use crate::map::{Card, Role, Stage};

    fn map() -> Map {
        let mut map = Map::new(MapId::new("order").unwrap(), "Order to doorstep");
        let lane = map.lane_of(Role::Pains).unwrap().id.clone();
        for (id, name, pains) in
            [("wait", "Wait for it", ["no-eta-7f", "no-eta-9x"]), ("pay", "Pay", ["slow", "slower"])]
        {
            let mut stage = Stage::new(StageId::new(id).unwrap(), name);
            let cards =
                pains.map(|p| Card::new(CardId::new(p).unwrap(), CardKind::Pain, &format!("Text of {p}")));
            stage.cells.insert(lane.clone(), cards.to_vec());
            map.stages.push(stage);
        }
        map
    }

    fn any(wanted: &str) -> Result<Element> {
        find(&map(), wanted, "element", |_| true)
    }

    #[test]
    fn ids_names_and_beginnings() {
        assert_eq!(stage(&map(), "wait").unwrap().as_str(), "wait");
        assert_eq!(stage(&map(), "WAIT FOR IT").unwrap().as_str(), "wait");
        assert_eq!(stage(&map(), "wa").unwrap().as_str(), "wait");
        assert_eq!(card(&map(), "slow", None).unwrap().as_str(), "slow");
        assert_eq!(card(&map(), "Text of slower", None).unwrap().as_str(), "slower");
        assert_eq!(any("map").unwrap(), Element::Map);
        assert_eq!(any("order").unwrap(), Element::Map);
    }

    #[test]
    fn errors_help() {
        let error = any("no-eta").unwrap_err();
        assert_eq!(error.message, "`no-eta` could be 2 elements");
        assert!(error.hints.iter().any(|h| h.contains("no-eta-9x")), "{error:?}");
        let error = stage(&map(), "wiat").unwrap_err();
        assert_eq!(error.message, "there is no stage `wiat`");
        assert_eq!(error.hints, ["did you mean stage `wait` “Wait for it”?"]);
        assert!(card(&map(), "slow", Some(CardKind::Step)).is_err());
        assert!(any(" ").is_err());
    }
}
