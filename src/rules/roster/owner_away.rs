//! The owner of a stage is away, and nobody stands in.

use super::stage_of;
use crate::map::Person;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "owner-away",
    title: "The owner of a stage is away, and nobody stands in",
    matters: "Questions and reviews wait for somebody who is not there, and nobody knows whom else to ask",
    fix: "name a deputy who is there, or another owner while they are away",
    finds: "a stage whose owner is away today and has no deputy",
    lets_pass: "the same with a deputy who is there",
    field: Some(Field::Deputy),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| e.workspace.people[0].away_until = Some(e.today),
    #[cfg(test)]
    passes: |e| {
        e.workspace.people[0].away_until = Some(e.today);
        e.workspace.people[0].deputy = Some(crate::rules::example::person("ana"));
    },
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    let Some((owner, _)) = view.facts.owner().filter(|_| view.exempt.is_none()) else { return };
    let is_away = |p: &&Person| p.is_away(view.today) && !p.has_left(view.today);
    let Some(person) = view.facts.workspace.person(owner).filter(is_away) else { return };
    let Some(until) = person.away_until else { return };
    if let Some(why) = no_deputy(view, person) {
        sink.say(stage_of(view), format!("{} is away until {until}, and {why}", person.name));
    }
}

/// Why nobody stands in for a person; `None`: somebody does.
fn no_deputy(view: &StageView<'_>, person: &Person) -> Option<String> {
    let Some(id) = &person.deputy else { return Some("has no deputy".to_owned()) };
    let Some(deputy) = view.facts.workspace.person(id) else {
        return Some(format!("the deputy {id} is not in the people list"));
    };
    if deputy.has_left(view.today) {
        return Some(format!("the deputy {} has left", deputy.name));
    }
    let until = deputy.away_until.filter(|_| deputy.is_away(view.today))?;
    Some(format!("so is the deputy {}, until {until}", deputy.name))
}
