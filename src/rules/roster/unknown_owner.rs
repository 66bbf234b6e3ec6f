//! An owner is not in the people list.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::state::Gap;
use crate::rules::view::{CardView, StageView};

pub(super) const RULE: Rule = Rule {
    id: "unknown-owner",
    title: "An owner is not in the people list",
    level: Level::Warning,
    matters: "An id that stands for nobody cannot be asked; it is often a slip of the pen",
    fix: "correct the owner, or add the person to the people of the workspace",
    looks: &[Look::Stage(find), Look::Card(find_card)],
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

fn find_card(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(owner) = &view.card.owner else { return };
    if view.facts.is_unknown(owner) {
        sink.say(view.target(), format!("its owner {owner} is not in the people list"));
    }
}
