//! Ids that two sides gave to different things, made fit before the merge.

use std::borrow::Cow;
use std::collections::HashMap;

use super::note::Note;
use crate::map::id::{CardId, ConflictId, EventId, EvidenceId, LaneId, LeadId, SegmentId, StageId};
use crate::map::{Body, Card, Label, Lane, Map, Role};

/// Gives the built-in lanes of three maps the ids that the merged map shall have: each map has one of each.
pub(super) fn align_lanes(maps: [&Map; 3]) -> [Cow<'_, Map>; 3] {
    let mut out = maps.map(Cow::Borrowed);
    for role in Role::ALL.iter().filter(|role| role.is_built_in()) {
        let ids = maps.map(|map| map.lane_of(*role).map(|lane| lane.id.clone()));
        let [base, ours, theirs] = &ids;
        let Some(id) = (if base == ours { theirs } else { ours }).clone() else { continue };
        for (map, old) in out.iter_mut().zip(&ids) {
            let Some(old) = old.as_ref().filter(|old| **old != id) else { continue };
            if !map.has_id(id.as_str()) {
                rename_lane(map.to_mut(), old, &id);
            }
        }
    }
    out
}

fn rename_lane(map: &mut Map, old: &LaneId, new: &LaneId) {
    for lane in map.lanes.iter_mut().filter(|lane| lane.id == *old) {
        lane.id = new.clone();
    }
    for stage in &mut map.stages {
        if let Some(cards) = stage.cells.remove(old) {
            stage.cells.entry(new.clone()).or_default().extend(cards);
        }
    }
}

/// What has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Lane,
    Stage,
    Card,
    Evidence,
    Segment,
    Event,
    Conflict,
    /// Of this metric: leads do not move.
    Lead,
}

fn classes(map: &Map) -> HashMap<&str, (Class, &str)> {
    let mut out: HashMap<&str, (Class, &str)> = HashMap::new();
    out.extend(map.lanes.iter().map(|l| (l.id.as_str(), (Class::Lane, ""))));
    out.extend(map.stages.iter().map(|s| (s.id.as_str(), (Class::Stage, ""))));
    out.extend(map.segments.iter().map(|s| (s.id.as_str(), (Class::Segment, ""))));
    out.extend(map.events.iter().map(|e| (e.id.as_str(), (Class::Event, ""))));
    out.extend(map.conflicts.iter().map(|c| (c.id.as_str(), (Class::Conflict, ""))));
    out.extend(map.evidence().map(|e| (e.id.as_str(), (Class::Evidence, ""))));
    for card in map.cards() {
        out.insert(card.id.as_str(), (Class::Card, ""));
        let leads = card.metric().map_or(&[][..], |m| &m.leads);
        out.extend(leads.iter().map(|l| (l.id.as_str(), (Class::Lead, card.id.as_str()))));
    }
    out
}

/// Their map with another id for each thing whose id ours has for something else.
pub(super) fn keep_apart<'m>(
    base: &Map,
    ours: &Map,
    theirs: Cow<'m, Map>,
    notes: &mut Vec<Note>,
) -> Cow<'m, Map> {
    let (in_ours, in_theirs, in_base) = (classes(ours), classes(&theirs), classes(base));
    let is_other =
        |(id, class): &(&&str, &(Class, &str))| in_ours.get(**id).is_some_and(|other| other != *class);
    let mut clashes: Vec<(String, Class)> =
        in_theirs.iter().filter(is_other).map(|(id, (class, _))| ((*id).to_owned(), *class)).collect();
    if clashes.is_empty() {
        return theirs;
    }
    clashes.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let is_taken =
        |id: &str| in_ours.contains_key(id) || in_theirs.contains_key(id) || in_base.contains_key(id);
    let renamed: Vec<(String, String, Class)> = clashes
        .into_iter()
        .filter_map(|(old, class)| Some((free(&old, &is_taken)?, old, class)))
        .map(|(new, old, class)| (old, new, class))
        .collect();
    let mut theirs = theirs.into_owned();
    for (old, new, class) in renamed {
        notes.push(Note::Renamed { from: Label::new(&old), to: Label::new(&new) });
        rename(&mut theirs, class, &old, &new);
    }
    Cow::Owned(theirs)
}

/// An id near `old` that nobody has: the same in every merge of the same maps.
fn free(old: &str, is_taken: &dyn Fn(&str) -> bool) -> Option<String> {
    let stem: String = old.chars().take(56).collect();
    (2..10_000_u32).map(|n| format!("{stem}-{n}")).find(|id| !is_taken(id))
}

fn rename(map: &mut Map, class: Class, old: &str, new: &str) {
    match class {
        Class::Lane => {
            if let (Ok(old), Ok(new)) = (LaneId::new(old), LaneId::new(new)) {
                rename_lane(map, &old, &new);
            }
        }
        Class::Stage => rename_stage(map, old, new),
        Class::Evidence => rename_evidence(map, old, new),
        Class::Segment => rename_segment(map, old, new),
        Class::Card => rename_card(map, old, new),
        Class::Event => {
            let Ok(id) = EventId::new(new) else { return };
            map.events.iter_mut().filter(|e| e.id.as_str() == old).for_each(|e| e.id = id.clone());
        }
        Class::Conflict => {
            let Ok(id) = ConflictId::new(new) else { return };
            map.conflicts.iter_mut().filter(|c| c.id.as_str() == old).for_each(|c| c.id = id.clone());
        }
        Class::Lead => {
            let Ok(id) = LeadId::new(new) else { return };
            for card in all_cards(map) {
                if let Body::Metric(metric) = &mut card.body {
                    metric.leads.iter_mut().filter(|l| l.id.as_str() == old).for_each(|l| l.id = id.clone());
                }
            }
        }
    }
}

fn all_cards(map: &mut Map) -> impl Iterator<Item = &mut Card> {
    let in_stages = map.stages.iter_mut().flat_map(|s| s.cells.values_mut()).flatten();
    map.metrics.iter_mut().chain(in_stages)
}

fn rename_stage(map: &mut Map, old: &str, new: &str) {
    let Ok(new) = StageId::new(new) else { return };
    let named = |id: &StageId| id.as_str() == old;
    map.stages.iter_mut().filter(|s| named(&s.id)).for_each(|s| s.id = new.clone());
    for event in &mut map.events {
        event.stages.iter_mut().filter(|id| named(id)).for_each(|id| *id = new.clone());
    }
    for card in all_cards(map) {
        if card.filed.as_ref().is_some_and(named) {
            card.filed = Some(new.clone());
        }
    }
}

fn rename_evidence(map: &mut Map, old: &str, new: &str) {
    let Ok(new) = EvidenceId::new(new) else { return };
    let pieces = map.stages.iter_mut().flat_map(|s| &mut s.evidence);
    pieces.filter(|e| e.id.as_str() == old).for_each(|e| e.id = new.clone());
    for card in all_cards(map) {
        card.evidence.iter_mut().filter(|id| id.as_str() == old).for_each(|id| *id = new.clone());
    }
}

fn rename_segment(map: &mut Map, old: &str, new: &str) {
    let Ok(new) = SegmentId::new(new) else { return };
    map.segments.iter_mut().filter(|s| s.id.as_str() == old).for_each(|s| s.id = new.clone());
    for card in all_cards(map) {
        card.segments.iter_mut().filter(|id| id.as_str() == old).for_each(|id| *id = new.clone());
    }
}

fn rename_card(map: &mut Map, old: &str, new: &str) {
    let Ok(new) = CardId::new(new) else { return };
    let named = |id: &CardId| id.as_str() == old;
    for card in all_cards(map) {
        if named(&card.id) {
            card.id = new.clone();
        }
        if let Body::Opportunity(opportunity) = &mut card.body {
            opportunity.treats.iter_mut().filter(|id| named(id)).for_each(|id| *id = new.clone());
        }
    }
    let of_stages = map.stages.iter_mut().flat_map(|s| &mut s.snoozes);
    for snooze in map.snoozes.iter_mut().chain(of_stages) {
        if snooze.card.as_ref().is_some_and(named) {
            snooze.card = Some(new.clone());
        }
    }
}

/// Lanes that two sides made, both built in and of one role: the later goes into the first.
pub(super) fn join_lanes(map: &mut Map) {
    for role in Role::ALL.iter().filter(|role| role.is_built_in()) {
        let of_role: Vec<LaneId> =
            map.lanes.iter().filter(|l: &&Lane| l.role == *role).map(|l| l.id.clone()).collect();
        let Some((first, others)) = of_role.split_first() else { continue };
        for other in others {
            map.lanes.retain(|lane| lane.id != *other);
            rename_lane(map, other, first);
        }
    }
    map.complete_lanes();
}
