//! Something that a workshop gave somebody to do should have been done by now.

use crate::map::say::quote;
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::outside::OpenAction;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::{CardView, MapView};

/// The most characters of an action that are told.
const MOST: usize = 60;

pub(super) const RULE: Rule = Rule {
    id: "action-overdue",
    title: "The day of a workshop's action has passed",
    matters: "What a workshop decided is worth what becomes of it: an action that nobody asks about was a sticky note",
    fix: "do it, or say what became of it: `milepost actions --done ID`, or `--drop ID --why TEXT`",
    finds: "an open action that was due yesterday",
    lets_pass: "one that is due today",
    field: Some(Field::Actions),
    looks: &[Look::Map(find_in_map), Look::Card(find_on_card)],
    #[cfg(test)]
    fails: |e| e.action(jiff::civil::date(2026, 11, 21)),
    #[cfg(test)]
    passes: |e| e.action(jiff::civil::date(2026, 11, 22)),
    ..Rule::BASE
};

/// What is about no card that is still there is about the map.
fn find_in_map(view: &MapView<'_>, sink: &mut Sink<'_>) {
    let map = view.facts.map;
    let is_homeless = |action: &&OpenAction| !action.cards.iter().any(|card| map.card(card).is_some());
    for action in view.facts.outside.actions.iter().filter(is_homeless) {
        say(action, Target::Map, view.facts.workspace, view.today, sink);
    }
}

/// About the first of its cards that is still there.
fn find_on_card(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let map = view.facts.map;
    let is_here = |action: &&OpenAction| {
        action.cards.contains(&view.card.id)
            && action.cards.iter().find(|card| map.card(card).is_some()) == Some(&view.card.id)
    };
    for action in view.facts.outside.actions.iter().filter(is_here) {
        say(action, view.target(), view.facts.workspace, view.today, sink);
    }
}

fn say(
    action: &OpenAction,
    at: Target,
    people: &crate::map::Workspace,
    today: jiff::civil::Date,
    sink: &mut Sink<'_>,
) {
    let Some(due) = action.due.filter(|due| *due < today) else { return };
    let late = days::between(due, today);
    let owner = action.owner.as_ref().map_or("nobody", |owner| people.name_of(owner));
    let text = quote(&action.text.one_line(), MOST);
    let why = format!("action {text} of {owner} was due {due}, {} ago", days::words(late));
    let fix = format!(
        "do it, or say what became of it: `milepost actions --done {id}`, or `--drop {id} --why TEXT`",
        id = action.id
    );
    let part = format!("{}/{}", action.session, action.id);
    sink.add(Note::new(at, why).part(part).fix(fix).owner(action.owner.clone()).age(late));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::CardKind;
    use crate::map::id::PersonId;
    use crate::rules::example::Example;
    use crate::rules::{Finding, examine};

    fn found(example: &Example) -> Vec<Finding> {
        let found = examine(&example.facts(), example.today);
        found.into_iter().filter(|finding| finding.rule.id == RULE.id).collect()
    }

    #[test]
    fn it_is_found_at_the_first_card_that_is_there_and_is_up_to_its_owner() {
        let mut example = Example::default();
        example.action(jiff::civil::date(2026, 11, 1));
        let on_map = found(&example);
        assert_eq!(on_map.len(), 1);
        assert_eq!(on_map[0].target, Target::Map);
        assert_eq!(on_map[0].owner, PersonId::new("ana").ok());
        assert_eq!(on_map[0].why, "action “Ask the carriers” of Ana Ruiz was due 2026-11-01, 21 days ago");
        assert_eq!(on_map[0].fingerprint(), "action-overdue:order/2026-11-15-order/ask-7f3c");
        let (session, id) = on_map[0].action().unwrap();
        assert_eq!((session.as_str(), id.as_str()), ("2026-11-15-order", "ask-7f3c"));
        example.put("pains", CardKind::Pain, "no-eta");
        let on_card = found(&example);
        assert_eq!(on_card.len(), 1);
        assert_eq!(on_card[0].target.id(), Some("no-eta"));
    }
}
