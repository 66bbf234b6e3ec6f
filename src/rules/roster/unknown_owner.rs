//! An owner is not in the people list.

use super::stage_of;
use crate::map::State;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::state::Gap;
use crate::rules::view::{CardView, MapView, StageView};

pub(super) const RULE: Rule = Rule {
    id: "unknown-owner",
    title: "An owner is not in the people list",
    level: Level::Warning,
    matters: "An id that stands for nobody cannot be asked; it is often a slip of the pen",
    fix: "correct the owner, or add the person to the people of the workspace",
    finds: "a stage owned by `zoe` where nobody in the list of people has that id",
    lets_pass: "a stage owned by somebody in the list",
    field: Some(Field::Owner),
    looks: &[Look::Map(find_map), Look::Stage(find), Look::Card(find_card)],
    #[cfg(test)]
    fails: |e| e.stage_mut().owner = Some(crate::rules::example::person("zoe")),
    #[cfg(test)]
    passes: |e| e.stage_mut().owner = Some(crate::rules::example::person("ana")),
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if let (None, Some(gap @ Gap::UnknownOwner { .. })) = (view.exempt, view.gap) {
        sink.say(stage_of(view), gap.sentence());
    }
}

/// The owner of the map, where no stage inherits them and says so.
fn find_map(view: &MapView<'_>, sink: &mut Sink<'_>) {
    let map = view.facts.map;
    let is_inherited = map.stages.iter().any(|s| s.owner.is_none()) && map.state == State::Current;
    if let Some(owner) = map.owner.as_ref().filter(|id| !is_inherited && view.facts.is_unknown(id)) {
        sink.say(Target::Map, format!("its owner {owner} is not in the people list"));
    }
}

fn find_card(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(owner) = &view.card.owner else { return };
    if view.facts.is_unknown(owner) {
        sink.say(view.target(), format!("its owner {owner} is not in the people list"));
    }
}
