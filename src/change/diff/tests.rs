use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::change::seal;
use crate::map::card::{Contacts, Lead, Pain, Reading};
use crate::map::edit::testing::{cook, map, pick, recipes};
use crate::map::edit::{CardField, Edit, MapField, MetricField, PainField, StageField};
use crate::map::event::{Event, EventKind};
use crate::map::evidence::{Evidence, EvidenceKind};
use crate::map::id::{CardId, CountingIds, EventId, EvidenceId, LaneId, LeadId, MapId, PersonId};
use crate::map::policy::RuleSetting;
use crate::map::review::{Review, Snooze};
use crate::map::{Body, Card, CardKind, Label, Place, Policy, Stage, Text};

fn kinds(diff: &Diff) -> Vec<String> {
    diff.changes.iter().map(|c| format!("{} {}", c.sign(), c.at.kind())).collect()
}

fn card(map: &Map, kind: CardKind, n: usize) -> Card {
    map.cards_of(kind).nth(n).unwrap().clone()
}

fn edited(map: &Map, edits: impl IntoIterator<Item = Edit>) -> Map {
    let mut new = map.clone();
    edits.into_iter().for_each(|edit| drop(edit.apply(&mut new).unwrap()));
    new
}

fn person(id: &str) -> PersonId {
    PersonId::new(id).unwrap()
}

fn reading(day: i8, value: i64) -> Reading {
    Reading { on: date(2026, 1, day), value: crate::map::Decimal::from_int(value), n: None, note: None }
}

fn lead(id: &str) -> Lead {
    let question = Text::new("Why on Mondays?");
    Lead { id: LeadId::new(id).unwrap(), on: None, by: None, question, insight: None, action: None }
}

fn event(id: &str) -> Event {
    let text = Text::new("New courier");
    Event {
        id: EventId::new(id).unwrap(),
        on: date(2026, 5, 1),
        kind: EventKind::Release,
        text,
        stages: vec![],
        source: None,
    }
}

fn evidence(id: &str) -> Evidence {
    Evidence {
        id: EvidenceId::new(id).unwrap(),
        kind: EvidenceKind::Survey,
        on: None,
        source: None,
        sample: None,
        text: None,
    }
}

fn snooze(rule: Option<&str>) -> Snooze {
    let rule = rule.map(Label::new);
    Snooze {
        rule,
        card: None,
        part: None,
        until: date(2026, 9, 1),
        by: person("tom"),
        why: Label::new("later"),
        again: 0,
    }
}

/// Edits of fields that the recipes of `map::edit` leave alone; lists grow, shrink and change.
fn field(map: &Map, (what, a, b, c): (u8, u16, u16, u16)) -> Option<Edit> {
    let stage = pick(&map.stages, a)?;
    let list = |n: u16| (0..n % 4).collect::<Vec<_>>();
    let metric = pick(&map.cards_of(CardKind::Metric).cloned().collect::<Vec<_>>(), a);
    let pain = pick(&map.cards_of(CardKind::Pain).cloned().collect::<Vec<_>>(), b);
    let set = |field| Some(Edit::SetStage { stage: stage.id.clone(), field });
    let rules = |n: u16| {
        let rule = |r: u16| RuleSetting {
            limit: Some(c.into()),
            ..RuleSetting::new(Label::new(&format!("rule-{r}")))
        };
        list(n).into_iter().map(rule).collect()
    };
    let policy =
        Policy { stale_after: (b % 2 == 0).then_some(c.into()), rules: rules(b), ..Policy::default() };
    match what % 12 {
        0 => set(StageField::Owner((b % 3 > 0).then(|| person(&format!("p{}", b % 3))))),
        1 => set(StageField::Policy((c % 3 > 0).then_some(policy))),
        2 => {
            let sealed =
                Review { on: date(2026, 6, 2), by: person("tom"), seal: Some(seal(map, &stage)), note: None };
            set(StageField::Reviewed((b % 4 > 0).then_some(sealed)))
        }
        3 => set(StageField::Snoozes(
            list(b).into_iter().map(|n| snooze((n > 0).then_some(["x", "y"][usize::from(n % 2)]))).collect(),
        )),
        4 => Some(Edit::SetMap(MapField::Events(
            list(b).into_iter().map(|n| event(&format!("e{}", n + c % 2))).collect(),
        ))),
        5 => set(StageField::Evidence(
            list(b).into_iter().map(|n| evidence(&format!("ev{}{n}", stage.id))).collect(),
        )),
        6 => {
            let readings = list(b).into_iter().map(|n| reading(1 + n as i8, (c % 3).into())).collect();
            Some(Edit::SetCard {
                card: metric?.id,
                field: CardField::Metric(MetricField::Readings(readings)),
            })
        }
        7 => {
            let leads = list(b).into_iter().map(|n| lead(&format!("l{a}-{n}"))).collect();
            Some(Edit::SetCard { card: metric?.id, field: CardField::Metric(MetricField::Leads(leads)) })
        }
        8 => {
            let contacts = (b % 3 > 0).then(|| Contacts {
                reason: (c % 2 > 0).then(|| Label::new("where")),
                ..Contacts::default()
            });
            Some(Edit::SetCard { card: pain?.id, field: CardField::Pain(PainField::Contacts(contacts)) })
        }
        9 => set(StageField::Tags(
            list(b).into_iter().map(|n| Label::new(&format!("t{}", n ^ (c % 2)))).collect(),
        )),
        10 => Some(Edit::SetMap(MapField::Policy((c % 3 > 0).then_some(policy)))),
        _ => Some(Edit::SetCard { card: pain?.id, field: CardField::Votes(Some(c.into())) }),
    }
}

/// A map after a row of arbitrary edits.
fn changed(map: &Map, recipes: Vec<(u8, u16, u16, u16)>) -> Map {
    let mut new = map.clone();
    let mut ids = CountingIds::default();
    for (n, recipe) in recipes.into_iter().enumerate() {
        let edit = if n % 2 == 0 { field(&new, recipe) } else { cook(&new, recipe, &mut ids) };
        if let Some(edit) = edit {
            drop(edit.apply(&mut new));
        }
    }
    new
}

/// The ids of all elements, with all that is said of each but its place in a list.
fn elements(map: &Map) -> Vec<(String, String)> {
    let mut out = vec![];
    for lane in &map.lanes {
        out.push((lane.id.to_string(), format!("{lane:?}")));
    }
    for stage in &map.stages {
        let bare = Stage { cells: BTreeMap::default(), evidence: vec![], ..stage.clone() };
        out.push((stage.id.to_string(), format!("{bare:?}")));
        out.extend(stage.evidence.iter().map(|e| (e.id.to_string(), format!("{} {e:?}", stage.id))));
    }
    for card in map.cards() {
        let place = map.place(&card.id).map(|p| (p.stage, p.lane));
        out.push((card.id.to_string(), format!("{place:?} {card:?}")));
    }
    out.extend(map.events.iter().map(|e| (e.id.to_string(), format!("{e:?}"))));
    out
}

proptest! {
    #[test]
    fn nothing_differs_from_itself_and_all_else_does(one in recipes(), two in recipes()) {
        let old = changed(&map(), one);
        let new = changed(&old, two);
        prop_assert_eq!(diff(&old, &old).changes, vec![]);
        let found = diff(&old, &new);
        prop_assert_eq!(found.is_empty(), old == new, "{:?}", found.changes);
        let other_id = Map { id: MapId::new("another").unwrap(), ..old.clone() };
        prop_assert!(diff(&old, &other_id).is_empty());
    }

    #[test]
    fn every_element_that_differs_is_named(one in recipes(), two in recipes()) {
        let old = changed(&map(), one);
        let new = changed(&old, two);
        let found = diff(&old, &new);
        let mut named: BTreeSet<String> = BTreeSet::new();
        for change in &found.changes {
            named.extend(change.at.id().map(str::to_owned));
            named.extend(change.at.card().map(ToString::to_string));
            named.extend(change.stage.home().map(ToString::to_string).filter(|_| change.at.id().is_none()));
        }
        let (was, is) = (elements(&old), elements(&new));
        let differs = was.iter().filter(|e| !is.contains(e)).chain(is.iter().filter(|e| !was.contains(e)));
        for (id, said) in differs {
            prop_assert!(named.contains(id), "{id} is not named: {said}\n{:?}", found.changes);
        }
    }

    /// What is not said to have moved keeps its order; each change is in one group, and the groups are in order.
    #[test]
    fn the_rest_keeps_its_order(recipes in recipes()) {
        let old = map();
        let new = changed(&old, recipes);
        let found = diff(&old, &new);
        let is_elsewhere = |c: &&Change| match &c.what {
            // Another kind stands in another lane.
            What::Edited { before, .. } => matches!(before, Field::Kind(_)),
            what => *what != What::Outdated,
        };
        let moved: BTreeSet<&str> =
            found.changes.iter().filter(is_elsewhere).filter_map(|c| c.at.id()).collect();
        let stays = |ids: Vec<String>| ids.into_iter().filter(|id| !moved.contains(id.as_str())).collect::<Vec<_>>();
        let stages = |m: &Map| stays(m.stages.iter().map(|s| s.id.to_string()).collect());
        prop_assert_eq!(stages(&old), stages(&new));
        for stage in old.stages.iter().filter(|s| new.stage(&s.id).is_some()) {
            for lane in &old.lanes {
                let cell = |m: &Map| stays(m.stage(&stage.id).unwrap().cell(&lane.id).iter().map(|c| c.id.to_string()).collect());
                prop_assert_eq!(cell(&old), cell(&new));
            }
        }
        let groups = found.groups();
        prop_assert_eq!(groups.iter().map(|g| g.changes.len()).sum::<usize>(), found.changes.len());
        let places: Vec<_> = groups.iter().map(|g| g.stage.map(|s| found.stages.iter().position(|t| t == s).unwrap())).collect();
        prop_assert!(places.windows(2).all(|w| w[0] < w[1]), "{places:?}");
    }

    #[test]
    fn one_card_dragged_is_one_change(card in any::<u16>(), stage in any::<u16>(), index in 0_usize..5) {
        let old = map();
        let card = pick(&old.cards().cloned().collect::<Vec<_>>(), card).unwrap();
        let from = old.place(&card.id).unwrap();
        let to = Place { stage: Some(pick(&old.stages, stage).unwrap().id), index, ..from };
        let new = edited(&old, [Edit::MoveCard { card: card.id.clone(), to }]);
        let found = diff(&old, &new);
        prop_assert_eq!(found.changes.len(), usize::from(old != new), "{:?}", found.changes);
        let is_place = |c: &Change| matches!(c.what, What::Moved { .. } | What::Reordered { .. });
        prop_assert!(found.changes.iter().all(is_place));
    }

    #[test]
    fn one_stage_or_lane_dragged_is_one_change(which in any::<u16>(), to in 0_usize..8, lane in any::<bool>()) {
        let old = map();
        let edit = if lane {
            Edit::MoveLane { lane: pick(&old.lanes, which).unwrap().id, to }
        } else {
            Edit::MoveStage { stage: pick(&old.stages, which).unwrap().id, to }
        };
        let new = edited(&old, [edit]);
        prop_assert_eq!(diff(&old, &new).changes.len(), usize::from(old != new));
    }
}

#[test]
fn known_edits_give_their_kinds() {
    let old = map();
    let (wait, pain) = (old.stages[1].id.clone(), card(&old, CardKind::Pain, 2));
    let place = old.place(&pain.id).unwrap();
    let set = |field| Edit::SetStage { stage: wait.clone(), field };
    let metric = card(&old, CardKind::Metric, 0).id;
    let of_metric = |field| Edit::SetCard { card: metric.clone(), field: CardField::Metric(field) };
    let fresh = Card::new(CardId::new("fresh").unwrap(), CardKind::Pain, "Fresh");
    let cases: Vec<(Edit, &[&str])> = vec![
        (Edit::AddCard { place: place.clone(), card: Box::new(fresh) }, &["+ card"]),
        (Edit::RemoveCard(card(&old, CardKind::Note, 0).id), &["- card"]),
        (set(StageField::Name("Waiting".into())), &["~ stage"]),
        (set(StageField::Owner(Some(person("ana")))), &["~ stage"]),
        (
            set(StageField::Policy(Some(Policy { grace: Some(3), notice: Some(2), ..Policy::default() }))),
            &["~ stage", "~ stage"],
        ),
        (set(StageField::Policy(Some(Policy::default()))), &["~ stage"]),
        (set(StageField::Snoozes(vec![snooze(None)])), &["+ snooze"]),
        (set(StageField::Evidence(vec![evidence("ev")])), &["+ evidence"]),
        (Edit::SetMap(MapField::Events(vec![event("e")])), &["+ event"]),
        (of_metric(MetricField::Readings(vec![reading(1, 4), reading(2, 5)])), &["+ reading", "+ reading"]),
        (of_metric(MetricField::Leads(vec![lead("l")])), &["+ lead"]),
        (Edit::RemoveStage(wait.clone()), &["- stage"]),
        (Edit::SetMap(MapField::Title("T".into())), &["~ map"]),
    ];
    for (edit, expected) in cases {
        let words = format!("{edit:?}");
        let found = diff(&old, &edited(&old, [edit.clone()]));
        let principal = Diff { changes: found.principal().cloned().collect(), ..found };
        assert_eq!(kinds(&principal), expected, "{words}");
        let back = diff(&edited(&old, [edit]), &old);
        assert_eq!(back.principal().count(), expected.len(), "{words}");
    }
}

#[test]
fn a_removed_stage_stands_where_it_stood_and_its_moved_card_moved() {
    let old = map();
    let (wait, receive) = (old.stages[1].id.clone(), old.stages[2].id.clone());
    let pain = card(&old, CardKind::Pain, 2);
    let to = Place { stage: Some(receive.clone()), ..old.place(&pain.id).unwrap() };
    let new = edited(&old, [Edit::MoveCard { card: pain.id.clone(), to }, Edit::RemoveStage(wait.clone())]);
    let found = diff(&old, &new);
    assert_eq!(found.stages, old.stages.iter().map(|s| s.id.clone()).collect::<Vec<_>>());
    assert_eq!(found.touched_stages(), [&wait, &receive]);
    let principal: Vec<_> = found.principal().map(|c| (c.sign(), c.at.clone())).collect();
    assert_eq!(principal, [('-', Element::Stage(wait.clone())), ('>', Element::Card(pain.id))]);
    assert_eq!(found.changes.len(), 2 + old.stage(&wait).unwrap().cards().count() - 1);
    assert_eq!(found.for_stage(&wait).count(), found.changes.len());
    assert_eq!(found.unchanged.stages, 1);
}

#[test]
fn another_kind_is_said_with_what_it_loses_and_gains() {
    let old = map();
    let mut new = old.clone();
    let pain = card(&old, CardKind::Pain, 0);
    let place = old.place(&pain.id).unwrap();
    let opportunities = old.lane_of(crate::map::Role::Opportunities).unwrap().id.clone();
    Edit::RemoveCard(pain.id.clone()).apply(&mut new).unwrap();
    let card = Card { body: Body::new(CardKind::Opportunity), ..pain.clone() };
    let to = Place { lane: opportunities, ..place };
    Edit::AddCard { place: to, card: Box::new(card) }.apply(&mut new).unwrap();
    let found = diff(&old, &new);
    assert!(
        matches!(
            &found.changes[..],
            [Change { what: What::Edited { before: Field::Kind(CardKind::Pain), .. }, .. }]
        ),
        "{found:?}"
    );
    let mut high = old.clone();
    let Body::Pain(body) = &mut high.card_mut(&pain.id).unwrap().body else { panic!() };
    **body = Pain { since: Some(date(2026, 1, 1)), ..Pain::default() };
    assert_eq!(diff(&high, &new).changes.len(), 2);
}

#[test]
fn a_review_that_held_and_no_longer_holds_is_outdated() {
    let mut old = map();
    old.owner = Some(person("maya"));
    let sealed = |map: &Map, at: usize| Review {
        on: date(2026, 6, 2),
        by: person("tom"),
        seal: Some(seal(map, &map.stages[at])),
        note: None,
    };
    for at in [0, 1] {
        old.stages[at].reviewed = Some(sealed(&old, at));
    }
    let step = card(&old, CardKind::Step, 0).id;
    let edit = Edit::SetCard { card: step, field: CardField::Text("Something else".into()) };
    let new = edited(&old, [edit]);
    assert_eq!(kinds(&diff(&old, &new)), ["~ card", "! stage"]);
    // It is so already in what comes after.
    let later = edited(
        &new,
        [Edit::SetStage { stage: new.stages[0].id.clone(), field: StageField::Tags(vec!["x".into()]) }],
    );
    assert_eq!(kinds(&diff(&new, &later)), ["~ stage"]);
    // A new review: nothing is outdated.
    let mut reviewed = new.clone();
    reviewed.stages[0].reviewed = Some(sealed(&new, 0));
    assert_eq!(kinds(&diff(&old, &reviewed)), ["~ stage", "~ card"]);
    // Another owner of the map is another owner of every stage that has none.
    let owned = edited(&old, [Edit::SetMap(MapField::Owner(Some(person("ana"))))]);
    assert_eq!(kinds(&diff(&old, &owned)), ["~ map", "! stage", "! stage"]);
}

#[test]
fn since_a_review_only_content_counts_and_one_stage_is_enough() {
    let old = map();
    let wait = old.stages[1].id.clone();
    let sealed = Map { stages: vec![old.stages[1].clone()], ..Map::new(old.id.clone(), "M") };
    let metric = old.stages[1].cards_of(CardKind::Metric).next().unwrap().id.clone();
    let step = old.stages[1].cards_of(CardKind::Step).next().unwrap().id.clone();
    let new = edited(
        &old,
        [
            Edit::SetCard {
                card: metric,
                field: CardField::Metric(MetricField::Readings(vec![reading(1, 4)])),
            },
            Edit::SetCard { card: step, field: CardField::Text("Other".into()) },
            Edit::SetStage { stage: wait.clone(), field: StageField::Snoozes(vec![snooze(None)]) },
        ],
    );
    assert_eq!(kinds(&diff_since_review(&sealed, &new, &wait)), ["~ card"]);
    assert_eq!(kinds(&diff_stage(&sealed, &new, &wait)), ["+ snooze", "~ card", "+ reading"]);
    assert!(diff_since_review(&sealed, &old, &wait).is_empty());
}

#[test]
fn ten_thousand_cards_in_one_cell_take_no_time_to_speak_of() {
    let mut old = map();
    let cards = |from: usize| -> Vec<Card> {
        let card = |n: usize| {
            Card::new(CardId::new(&format!("c{n}")).unwrap(), CardKind::Note, &format!("note {n}"))
        };
        (from..10_000).chain(0..from).map(card).collect()
    };
    let lane = LaneId::new("thinking").unwrap();
    old.stages[0].cells.insert(lane.clone(), cards(0));
    let mut new = old.clone();
    new.stages[0].cells.insert(lane.clone(), cards(10));
    assert_eq!(diff(&old, &new).changes.len(), 10);
    // The worst case for the order: nothing but one card kept it.
    new.stages[0].cells.get_mut(&lane).unwrap().reverse();
    let found = diff(&old, &new);
    assert!(found.changes.len() > 9_000 && found.unchanged.cards > 20);
}
