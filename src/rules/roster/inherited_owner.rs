//! A stage has no owner of its own; its map has one.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::index::Use;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::Sink;
use crate::rules::state::Gap;
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "inherited-owner",
    title: "A stage has no owner of its own, only that of its map",
    level: Level::Info,
    speaks: When::Used {
        words: "where some stage of the map has an owner of its own",
        is_used: |view| view.index.uses(Use::StageOwner),
    },
    matters: "Who owns the whole journey is seldom the one who can keep each stage of it true",
    fix: "name the person who is nearest to the stage",
    finds: "a stage with the owner of its map, beside one with an owner of its own",
    lets_pass: "the same where no stage has an owner of its own",
    field: Some(Field::Owner),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        e.another_stage();
        e.stage_mut().owner = None;
        e.map.owner = Some(crate::rules::example::person("ana"));
    },
    #[cfg(test)]
    passes: |e| {
        e.stage_mut().owner = None;
        e.map.owner = Some(crate::rules::example::person("ana"));
    },
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    // An inherited owner who is unknown or has left is said by the rule that says that.
    let is_said = matches!(view.gap, Some(Gap::UnknownOwner { .. } | Gap::OwnerLeft { .. }));
    let Some((owner, true)) = view.facts.owner().filter(|_| view.exempt.is_none() && !is_said) else {
        return;
    };
    let name = view.facts.name_of(owner);
    sink.say(stage_of(view), format!("no owner of its own: {name} answers for it with the whole map"));
}
