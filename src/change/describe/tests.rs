use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::change::{diff, seal};
use crate::map::card::{Contacts, Reading, Severity};
use crate::map::edit::testing::{cook, map as plain, recipes};
use crate::map::edit::{CardField, Edit, LaneField, MapField, MetricField, PainField, StageField};
use crate::map::event::{Event, EventKind};
use crate::map::id::{CountingIds, EventId, PersonId};
use crate::map::review::Review;
use crate::map::{CardKind, Decimal, Person, Place, Policy, Text};

fn id(text: &str) -> PersonId {
    PersonId::new(text).unwrap()
}

fn people() -> Workspace {
    let people = [("tom", "Tom"), ("ana", "Ana")].map(|(i, name)| Person::new(id(i), name)).to_vec();
    Workspace { people, ..Workspace::default() }
}

fn review(map: &Map, stage: usize, by: &str, day: i8) -> Review {
    let seal = Some(seal(map, &map.stages[stage]));
    Review { on: date(2026, 6, day), by: id(by), seal, note: Some(Label::new("asked the desk")) }
}

/// Two maps with a change of nearly every kind between them.
fn pair() -> (Map, Map) {
    let mut old = plain();
    old.stages[1].owner = Some(id("tom"));
    for at in [0, 1] {
        old.stages[at].reviewed = Some(review(&old, at, "tom", 2));
    }
    let mut new = old.clone();
    let nth = |kind, n: usize| old.cards_of(kind).nth(n).unwrap().id.clone();
    let stage = |n: usize| old.stages[n].id.clone();
    let set = |n: usize, field| Edit::SetStage { stage: stage(n), field };
    let card = |card, field| Edit::SetCard { card, field };
    let pain = |field| card(nth(CardKind::Pain, 0), CardField::Pain(field));
    let metric = |field| card(nth(CardKind::Metric, 2), CardField::Metric(field));
    let reading = Reading { on: date(2026, 6, 1), value: Decimal::from_int(42), n: None, note: None };
    let lead = Lead {
        id: LeadId::new("why").unwrap(),
        on: None,
        by: Some(id("ana")),
        question: Text::new("Why on Mondays?"),
        insight: None,
        action: None,
    };
    let event = Event {
        id: EventId::new("courier").unwrap(),
        on: date(2026, 5, 20),
        kind: EventKind::Release,
        text: Text::new("New courier"),
        stages: vec![],
        source: None,
    };
    let snooze = Snooze {
        rule: None,
        card: None,
        part: None,
        until: date(2026, 9, 1),
        by: id("ana"),
        why: Label::new("peak"),
        again: 0,
    };
    let step = nth(CardKind::Step, 2);
    let to = Place { stage: Some(stage(2)), ..old.place(&step).unwrap() };
    let edits = [
        Edit::SetMap(MapField::Title(Label::new("N"))),
        Edit::SetMap(MapField::Events(vec![event])),
        Edit::SetLane { lane: old.lanes[0].id.clone(), field: LaneField::Name(Label::new("Steps")) },
        set(0, StageField::Name(Label::new("Buy"))),
        set(0, StageField::Snoozes(vec![snooze])),
        set(0, StageField::Policy(Some(Policy { stale_after: Some(60), ..Policy::default() }))),
        set(0, StageField::Tags(vec![Label::new("vip")])),
        pain(PainField::Severity(Severity::High)),
        pain(PainField::Contacts(Some(Contacts {
            per_month: Some(Decimal::from_int(1240)),
            ..Contacts::default()
        }))),
        card(nth(CardKind::Step, 0), CardField::Text(Text::new("Order the sofa"))),
        set(1, StageField::Owner(Some(id("ana")))),
        metric(MetricField::Readings(vec![reading])),
        metric(MetricField::Leads(vec![lead])),
        Edit::MoveCard { card: step, to },
        Edit::RemoveCard(nth(CardKind::Note, 3)),
        Edit::MoveCard {
            card: nth(CardKind::Opportunity, 4),
            to: Place { index: 1, ..old.place(&nth(CardKind::Opportunity, 4)).unwrap() },
        },
    ];
    for edit in edits {
        edit.apply(&mut new).unwrap();
    }
    new.stages[1].reviewed = Some(review(&new, 1, "ana", 20));
    (old, new)
}

#[test]
fn a_line_a_change() {
    let (old, new) = pair();
    let people = people();
    let wording = Wording::new(&old, &new, &people);
    let found = diff(&old, &new);
    let lines: Vec<String> = wording.lines(&found).collect();
    insta::assert_snapshot!(lines.join("\n"));
    insta::assert_snapshot!("summary", wording.summary(&found));
    assert_eq!(wording.summary(&diff(&old, &old)), "nothing changed");
    assert_eq!(describe(&found.changes[0], &old, &new, &people), wording.line(&found.changes[0]));
}

#[test]
fn a_removed_stage_takes_its_cards_along_in_one_line() {
    let old = plain();
    let mut new = old.clone();
    Edit::RemoveStage(old.stages[1].id.clone()).apply(&mut new).unwrap();
    let people = people();
    let wording = Wording::new(&old, &new, &people);
    let found = diff(&old, &new);
    assert_eq!(
        wording.lines(&found).collect::<Vec<_>>(),
        ["- stage “Wait” removed with its 10 cards [wait-qv7p]"]
    );
    assert_eq!(wording.summary(&found), "1 stage touched: 1 stage removed");
}

proptest! {
    #[test]
    fn every_change_has_one_line(recipes in recipes()) {
        let old = plain();
        let mut new = old.clone();
        let mut ids = CountingIds::default();
        for recipe in recipes {
            if let Some(edit) = cook(&new, recipe, &mut ids) {
                drop(edit.apply(&mut new));
            }
        }
        let people = people();
        for (old, new) in [(&old, &new), (&new, &old)] {
            let found = diff(old, new);
            let wording = Wording::new(old, new, &people);
            for change in &found.changes {
                let line = wording.line_with_stage(change);
                prop_assert!(!line.contains('\n') && !line.contains("“”") && line.chars().count() < 400, "{line}");
            }
            prop_assert!(!wording.summary(&found).is_empty());
        }
    }
}
