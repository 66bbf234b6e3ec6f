//! A merge lost an element that both sides meant to be there.

use super::stage_of;
use crate::map::Map;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::outside::Lost;
use crate::rules::repair::Repair;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::{MapView, StageView};

pub(super) const RULE: Rule = Rule {
    id: "lost-in-merge",
    title: "A merge lost an element that nobody took away",
    level: Level::Warning,
    matters: "Hosting sites merge the lines of a file, and a person who puts such a merge right can drop what somebody else wrote",
    fix: "bring it back with `milepost fix`, or commit: it is then taken as wanted",
    finds: "a merge commit without a pain that one of its two sides had added",
    lets_pass: "one that has it",
    looks: &[Look::Map(find_in_map), Look::Stage(find_in_stage)],
    #[cfg(test)]
    fails: |e| {
        use crate::map::{Card, CardKind, Place, edit::Edit};
        let stage = e.map.stages[0].id.clone();
        let lane = crate::map::id::LaneId::new("pains").unwrap();
        let card = Card::new(crate::map::id::CardId::new("no-eta").unwrap(), CardKind::Pain, "No ETA");
        let place = Place { stage: Some(stage.clone()), lane, index: 0 };
        e.outside.lost.push(Lost {
            id: "no-eta".into(),
            what: "pain “No ETA”".to_owned(),
            stage: Some(stage),
            had: "1f0c2ab".into(),
            back: Edit::AddCard { place, card: Box::new(card) },
        });
    },
    #[cfg(test)]
    passes: |e| {
        e.put("pains", crate::map::CardKind::Pain, "no-eta");
    },
    ..Rule::BASE
};

fn find_in_map(view: &MapView<'_>, sink: &mut Sink<'_>) {
    let map = view.facts.map;
    let is_homeless = |lost: &&Lost| lost.stage.as_ref().is_none_or(|id| map.stage(id).is_none());
    for lost in view.facts.outside.lost.iter().filter(is_homeless).filter(|lost| !is_there(map, lost)) {
        sink.add(note(Target::Map, lost).field(Field::Stages));
    }
}

fn find_in_stage(view: &StageView<'_>, sink: &mut Sink<'_>) {
    let stage = &view.facts.stage.id;
    let is_here = |lost: &&Lost| lost.stage.as_ref() == Some(stage);
    for lost in view.facts.outside.lost.iter().filter(is_here).filter(|lost| !is_there(view.facts.map, lost))
    {
        sink.add(note(stage_of(view), lost).field(Field::Cards));
    }
}

fn note(target: Target, lost: &Lost) -> Note {
    let why =
        format!("the {} was in {}, and the merge that is checked out has it no more", lost.what, lost.had);
    Note::new(target, why).part(lost.id.to_string()).repair(Repair::BringBack(Box::new(lost.clone())))
}

/// Whether somebody brought it back since.
fn is_there(map: &Map, lost: &Lost) -> bool {
    let id = lost.id.as_str();
    map.stages.iter().any(|stage| stage.id.as_str() == id)
        || map.lanes.iter().any(|lane| lane.id.as_str() == id)
        || map.cards().any(|card| card.id.as_str() == id)
        || map.evidence().any(|evidence| evidence.id.as_str() == id)
}
