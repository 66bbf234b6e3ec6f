//! An owner has left.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::state::Gap;
use crate::rules::view::{CardView, StageView};

pub(super) const RULE: Rule = Rule {
    id: "owner-left",
    title: "An owner has left",
    level: Level::Warning,
    matters: "Ownership that is not handed over is lost on the last day of work",
    fix: "name a new owner and ask them for a review",
    looks: &[Look::Stage(find), Look::Card(find_card)],
    #[cfg(test)]
    fails: |e| e.workspace.people[0].left = Some(e.today),
    #[cfg(test)]
    passes: |e| e.workspace.people[1].left = Some(e.today),
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if let (None, Some(gap @ Gap::OwnerLeft { .. })) = (view.exempt, view.gap) {
        sink.say(stage_of(view), gap.sentence());
    }
}

fn find_card(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let Some(owner) = &view.card.owner else { return };
    let Some(person) = view.facts.workspace.person(owner).filter(|p| p.has_left(view.today)) else { return };
    if view.is_open() {
        sink.say(view.target(), format!("its owner {} has left", person.name));
    }
}
