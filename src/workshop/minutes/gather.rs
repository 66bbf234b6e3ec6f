//! A record to its minutes.

use super::{
    Attended, CardName, Decided, Held, Minutes, Named, Origin, PutOff, StageChanges, Todo, results, todo,
};
use crate::change::{Wording, diff};
use crate::map::Workspace;
use crate::map::id::{CardId, PersonId};
use crate::workshop::called::Called;
use crate::workshop::clock::Millis;
use crate::workshop::deed::{Action, Decision, Outcome, Parked, Settled};
use crate::workshop::{Record, Session, Stint};

pub(super) fn named(called: &Called<'_>, id: &PersonId) -> Named {
    Named { id: id.clone(), name: called.person(id) }
}

pub(super) fn card(called: &Called<'_>, id: &CardId) -> CardName {
    CardName { id: id.clone(), text: called.card(id) }
}

pub(super) fn cards(called: &Called<'_>, ids: &[CardId]) -> Vec<CardName> {
    ids.iter().map(|id| card(called, id)).collect()
}

impl Minutes {
    /// What a record came to. `people`: the workspace's, for names; `time`: the time of day of a moment, as the reader's clock shows it.
    pub fn of(record: &Record, people: &Workspace, time: &dyn Fn(Millis) -> String) -> Self {
        let called = Called::new(record, people);
        let session = &called.session;
        let (summary, changes) = changed(&called);
        let head = &session.head;
        let end = session.end.as_ref();
        Self {
            session: head.id.clone(),
            day: head.day,
            began: time(head.began),
            ended: end.map(|end| time(end.at)),
            map: head.map.clone(),
            title: called.map.title.to_string(),
            agenda: head.agenda.name.to_string(),
            facilitator: named(&called, &head.facilitator.id),
            version: end.and_then(|end| end.version),
            despite: end.and_then(|end| end.despite.as_ref()).map(ToString::to_string),
            people: attendance(&called),
            phases: phases(session, time),
            summary,
            changes,
            votes: session.ballots.iter().map(|ballot| results::vote(&called, ballot)).collect(),
            groups: results::groups(&called),
            placed: results::placed(&called),
            scored: results::scored(&called),
            decisions: session.decisions.iter().map(|(by, it)| decided(&called, by, it)).collect(),
            actions: todos(&called),
            parked: session.parked.iter().map(|(by, it, is)| put_off(&called, by, it, is.as_ref())).collect(),
            unrevealed: session.pile.len(),
        }
    }
}

/// Whoever is there at the end did not leave before it.
fn attendance(called: &Called<'_>) -> Vec<Attended> {
    let attended = |(attendee, is_here): (&crate::workshop::Attendee, bool)| Attended {
        who: named(called, &attendee.id),
        part: attendee.part.word(),
        left: !is_here,
    };
    called.session.roster.all().map(attended).collect()
}

/// The agenda in its order; one to which people came back counts once, with all its time.
fn phases(session: &Session, time: &dyn Fn(Millis) -> String) -> Vec<Held> {
    let held = |(at, phase): (usize, &crate::workshop::Phase)| {
        let stints: Vec<&Stint> = session.stints.iter().filter(|stint| stint.phase == at).collect();
        let took: Option<Millis> =
            stints.iter().map(|stint| stint.took).sum::<Option<Millis>>().filter(|_| !stints.is_empty());
        Held {
            name: phase.name.to_string(),
            verb: phase.verb.word(),
            planned: phase.minutes,
            began: stints.first().map(|stint| time(stint.began)),
            took,
        }
    };
    session.agenda().phases.iter().enumerate().map(held).collect()
}

/// What differs between start and end, in a line and stage by stage.
fn changed(called: &Called<'_>) -> (String, Vec<StageChanges>) {
    let (start, end) = (&called.session.head.start, &called.map);
    let diff = diff(start, end);
    if diff.is_empty() {
        return (String::new(), Vec::new());
    }
    let wording = Wording::new(start, end, called.people());
    let of_group = |group: crate::change::Group<'_>| {
        let lines: Vec<String> =
            group.changes.iter().filter(|change| !change.along).map(|change| wording.words(change)).collect();
        let (name, _) = wording.heading(group.stage);
        (!lines.is_empty()).then(|| StageChanges { stage: group.stage.cloned(), name, lines })
    };
    let groups = diff.groups().into_iter().filter_map(of_group).collect();
    (wording.summary(&diff), groups)
}

fn decided(called: &Called<'_>, by: &PersonId, decision: &Decision) -> Decided {
    Decided {
        id: decision.id.clone(),
        text: decision.text.one_line().into_owned(),
        by: named(called, by),
        cards: cards(called, &decision.cards),
    }
}

fn todos(called: &Called<'_>) -> Vec<Todo> {
    let todo = |(action, outcome): &(Action, Outcome)| {
        let cards = cards(called, &action.cards);
        let owner = action.owner.as_ref().map(|owner| named(called, owner));
        Todo::of(Origin::of(&called.session.head), action, outcome, owner, cards)
    };
    let mut todos: Vec<Todo> = called.session.actions.iter().map(todo).collect();
    todo::arrange(&mut todos);
    todos
}

fn put_off(called: &Called<'_>, by: &PersonId, item: &Parked, settled: Option<&Settled>) -> PutOff {
    let (outcome, action) = match settled {
        None => ("open", None),
        Some(Settled::Action(action)) => ("action", Some(action.clone())),
        Some(Settled::CarriedOver) => ("carried over", None),
        Some(Settled::Dropped) => ("dropped", None),
    };
    let text = item.text.one_line().into_owned();
    PutOff { id: item.id.clone(), text, by: named(called, by), outcome, action }
}
