//! An owner has left.

use jiff::civil::Date;

use super::stage_of;
use crate::map::id::PersonId;
use crate::map::policy::Level;
use crate::map::{Person, State};
use crate::rules::days;
use crate::rules::facts::Facts;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::state::Gap;
use crate::rules::view::{CardView, MapView, StageView};

pub(super) const RULE: Rule = Rule {
    id: "owner-left",
    title: "An owner has left",
    level: Level::Warning,
    matters: "Ownership that is not handed over is lost on the last day of work",
    fix: "name a new owner and ask them for a review",
    finds: "a stage whose owner has left as of today",
    lets_pass: "the same where somebody else has left",
    field: Some(Field::Owner),
    looks: &[Look::Map(find_map), Look::Stage(find), Look::Card(find_card)],
    #[cfg(test)]
    fails: |e| e.workspace.people[0].left = Some(e.today),
    #[cfg(test)]
    passes: |e| e.workspace.people[1].left = Some(e.today),
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if let (None, Some(gap @ Gap::OwnerLeft { owner, .. })) = (view.exempt, view.gap) {
        let age = owner.left.map(|day| days::between(day, view.today));
        sink.add(Note::new(stage_of(view), gap.sentence()).age(age));
    }
}

/// The owner of the map, where no stage inherits them and says so.
fn find_map(view: &MapView<'_>, sink: &mut Sink<'_>) {
    let map = view.facts.map;
    let is_inherited = map.stages.iter().any(|s| s.owner.is_none()) && map.state == State::Current;
    let owner = map.owner.as_ref().filter(|_| !is_inherited);
    if let Some(person) = owner.and_then(|id| gone(view.facts, id, view.today)) {
        let age = person.left.map(|day| days::between(day, view.today));
        sink.add(Note::new(Target::Map, format!("its owner {} has left", person.name)).age(age));
    }
}

fn gone<'a>(facts: Facts<'a>, id: &PersonId, today: Date) -> Option<&'a Person> {
    facts.workspace.person(id).filter(|p| p.has_left(today))
}

fn find_card(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(owner) = &view.card.owner else { return };
    let Some(person) = gone(view.facts, owner, view.today) else { return };
    if view.is_open() {
        let age = person.left.map(|day| days::between(day, view.today));
        sink.add(Note::new(view.target(), format!("its owner {} has left", person.name)).age(age));
    }
}
