//! One case after the other: those in which text merges go wrong, and what the format adds to them.

use super::super::testing::names;
use super::*;
use crate::change::Element;
use crate::map::card::{Reading, Severity};
use crate::map::edit::{
    CardField, Edit, LaneField, MapField, MetricField, PainField, StageField, StepField, add_card, add_stage,
    remove_card, remove_lane, remove_stage,
};
use crate::map::id::{CardId, LaneId, PersonId, StageId};
use crate::map::review::Review;
use crate::map::{Card, CardKind, Decimal, Emotion, Label, Place, Role, Stage};
use jiff::civil::{Date, date};

fn after(base: &Map, edits: &[Edit]) -> Map {
    let mut map = base.clone();
    for edit in edits {
        edit.clone().apply(&mut map).unwrap();
    }
    map
}

fn merged(base: &Map, ours: &[Edit], theirs: &[Edit]) -> Merged {
    let merged = merge(base, &after(base, ours), &after(base, theirs), &names());
    assert_eq!(merged.map.problems(), []);
    merged
}

/// Merged with nothing asked.
fn clean(base: &Map, ours: &[Edit], theirs: &[Edit]) -> Map {
    let merged = merged(base, ours, theirs);
    assert_eq!(merged.map.conflicts, []);
    merged.map
}

/// What is asked: element, field, base, ours, theirs.
fn asked(merged: &Merged) -> Vec<[String; 5]> {
    let text = |text: &Option<Text>| text.as_ref().map_or("-".to_owned(), ToString::to_string);
    let field = |field: &Option<Label>| field.as_ref().map_or("-".to_owned(), ToString::to_string);
    let row = |c: &crate::map::conflict::Conflict| {
        [c.at.to_string(), field(&c.field), text(&c.base), text(&c.ours), text(&c.theirs)]
    };
    merged.map.conflicts.iter().map(row).collect()
}

fn stage(map: &Map, at: usize) -> StageId {
    map.stages[at].id.clone()
}

fn lane(map: &Map, role: Role) -> LaneId {
    map.lane_of(role).unwrap().id.clone()
}

fn place(map: &Map, at: usize, role: Role, index: usize) -> Place {
    Place { stage: Some(stage(map, at)), lane: lane(map, role), index }
}

fn nth(map: &Map, at: usize, kind: CardKind, n: usize) -> CardId {
    map.stages[at].cards_of(kind).nth(n).unwrap().id.clone()
}

fn new_card(id: &str, kind: CardKind) -> Card {
    Card::new(CardId::new(id).unwrap(), kind, id)
}

fn ids_of(map: &Map, at: usize, role: Role) -> Vec<String> {
    map.stages[at].cell(&lane(map, role)).iter().map(|c| c.id.to_string()).collect()
}

fn text(card: &CardId, text: &str) -> Edit {
    Edit::SetCard { card: card.clone(), field: CardField::Text(Text::new(text)) }
}

fn severe(card: &CardId, severity: Severity) -> Edit {
    Edit::SetCard { card: card.clone(), field: CardField::Pain(PainField::Severity(severity)) }
}

fn of_stage(map: &Map, at: usize, field: StageField) -> Edit {
    Edit::SetStage { stage: stage(map, at), field }
}

fn person(name: &str) -> Option<PersonId> {
    PersonId::new(name).ok()
}

#[test]
fn both_append_a_card() {
    let base = map();
    let add = |id| add_card(place(&base, 0, Role::Pains, 9), new_card(id, CardKind::Pain));
    let map = clean(&base, &[add("mine")], &[add("yours")]);
    assert_eq!(ids_of(&map, 0, Role::Pains)[2..], ["mine", "yours"]);
}

#[test]
fn both_append_a_stage() {
    let base = map();
    let add = |id| add_stage(9, Stage::new(StageId::new(id).unwrap(), id));
    let map = clean(&base, &[add("mine")], &[add("yours")]);
    assert_eq!(map.stages[3..].iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["mine", "yours"]);
}

#[test]
fn both_add_a_tag() {
    let base = after(&map(), &[of_stage(&map(), 0, StageField::Tags(vec!["a".into(), "b".into()]))]);
    let tags =
        |tags: &[&str]| of_stage(&base, 0, StageField::Tags(tags.iter().map(|t| Label::new(t)).collect()));
    let map = clean(&base, &[tags(&["a", "b", "mine"])], &[tags(&["b", "yours"])]);
    assert_eq!(map.stages[0].tags, ["b", "mine", "yours"].map(Label::new));
}

#[test]
fn one_moves_a_card_and_the_other_edits_it() {
    let base = map();
    let card = nth(&base, 0, CardKind::Pain, 0);
    let moved = Edit::MoveCard { card: card.clone(), to: place(&base, 2, Role::Pains, 0) };
    for (ours, theirs) in
        [(&moved, &severe(&card, Severity::Critical)), (&severe(&card, Severity::Critical), &moved)]
    {
        let map = clean(&base, std::slice::from_ref(ours), std::slice::from_ref(theirs));
        assert_eq!(map.place(&card).unwrap().stage, Some(stage(&base, 2)));
        assert_eq!(map.card(&card).unwrap().pain().unwrap().severity, Severity::Critical);
    }
}

#[test]
fn one_moves_a_stage_and_the_other_adds_a_card_to_it() {
    let base = map();
    let moved = Edit::MoveStage { stage: stage(&base, 0), to: 2 };
    let added = add_card(place(&base, 0, Role::Pains, 9), new_card("new", CardKind::Pain));
    let map = clean(&base, &[moved], &[added]);
    assert_eq!(map.stages[2].id, stage(&base, 0));
    assert_eq!(map.place(&CardId::new("new").unwrap()).unwrap().stage, Some(stage(&base, 0)));
}

#[test]
fn different_fields_of_one_card() {
    let base = map();
    let step = nth(&base, 1, CardKind::Step, 0);
    let emotion =
        Edit::SetCard { card: step.clone(), field: CardField::Step(StepField::Emotion(Emotion::new(-2))) };
    let map = clean(&base, &[text(&step, "Looks")], &[emotion]);
    let card = map.card(&step).unwrap();
    assert_eq!((card.text.as_str(), card.step().unwrap().emotion), ("Looks", Emotion::new(-2)));
}

#[test]
fn different_fields_of_one_group() {
    let base = map();
    let policy = |policy| Edit::SetMap(MapField::Policy(Some(policy)));
    let ours = crate::map::Policy { stale_after: Some(30), ..Default::default() };
    let theirs = crate::map::Policy { grace: Some(3), ..Default::default() };
    let map = clean(&base, &[policy(ours)], &[policy(theirs)]);
    let policy = map.policy.unwrap();
    assert_eq!((policy.stale_after, policy.grace), (Some(30), Some(3)));
}

#[test]
fn both_swap_and_add() {
    let base = map();
    let (first, second) = (nth(&base, 0, CardKind::Step, 0), nth(&base, 0, CardKind::Step, 1));
    let swap = Edit::MoveCard { card: first.clone(), to: place(&base, 0, Role::Steps, 1) };
    let added = add_card(place(&base, 0, Role::Steps, 1), new_card("between", CardKind::Step));
    let map = clean(&base, &[swap], &[added]);
    assert_eq!(ids_of(&map, 0, Role::Steps), [second.as_str(), first.as_str(), "between"]);
}

#[test]
fn a_cell_split_over_two_stages() {
    let base = map();
    let split = [
        add_stage(1, Stage::new(StageId::new("half").unwrap(), "Half")),
        Edit::MoveCard {
            card: nth(&base, 0, CardKind::Step, 1),
            to: Place { stage: StageId::new("half").ok(), lane: lane(&base, Role::Steps), index: 0 },
        },
    ];
    let map = clean(&base, &split, &[text(&nth(&base, 0, CardKind::Step, 1), "Pays by card")]);
    assert_eq!(map.stages[1].cards().next().unwrap().text.as_str(), "Pays by card");
}

#[test]
fn both_remove_the_same() {
    let base = map();
    let gone = remove_stage(&base, &stage(&base, 1));
    assert_eq!(clean(&base, std::slice::from_ref(&gone), std::slice::from_ref(&gone)).stages.len(), 2);
}

#[test]
fn one_removes_what_the_other_left() {
    let base = map();
    let gone = remove_stage(&base, &stage(&base, 1));
    let map = clean(&base, &[gone], &[text(&nth(&base, 0, CardKind::Step, 0), "Else")]);
    assert_eq!((map.stages.len(), map.dangling()), (2, vec![]));
}

#[test]
fn both_edit_one_field() {
    let base = map();
    let owner = |name| of_stage(&base, 0, StageField::Owner(person(name)));
    let merged = merged(&base, &[owner("maya")], &[owner("tom")]);
    assert_eq!(asked(&merged), [[stage(&base, 0).as_str(), "owner", "-", "maya", "tom"].map(str::to_owned)]);
    assert_eq!(merged.map.stages[0].owner, person("maya"));
    let conflict = &merged.map.conflicts[0];
    let names = [&conflict.our_name, &conflict.their_name].map(|n| n.as_ref().unwrap().as_str());
    assert_eq!((names, merged.new_conflicts), (["main", "ana"], 1));
}

#[test]
fn one_removes_a_stage_and_the_other_edits_a_card_in_it() {
    let base = map();
    let at = stage(&base, 1);
    let gone = remove_stage(&base, &at);
    let edit = text(&nth(&base, 1, CardKind::Step, 0), "Looks for the parcel");
    for (ours, theirs) in [(&gone, &edit), (&edit, &gone)] {
        let merged = merged(&base, std::slice::from_ref(ours), std::slice::from_ref(theirs));
        let stage = merged.map.stage(&at).unwrap();
        assert_eq!(
            stage.cards().count(),
            base.stage(&at).unwrap().cards().count(),
            "with all that stood in it"
        );
        assert_eq!(stage.cards_of(CardKind::Step).next().unwrap().text.as_str(), "Looks for the parcel");
        assert_eq!(merged.map.stage_index(&at), Some(1), "where it stood");
        assert_eq!((asked(&merged).len(), asked(&merged)[0][1].as_str()), (1, "-"));
        assert_eq!(merged.map.dangling(), []);
    }
}

#[test]
fn one_removes_a_lane_and_the_other_adds_a_card_to_it() {
    let base = map();
    let notes = lane(&base, Role::Notes);
    let gone = remove_lane(&base, &notes);
    let added = add_card(place(&base, 2, Role::Notes, 9), new_card("thought", CardKind::Note));
    let merged = merged(&base, &[gone], &[added]);
    assert_eq!(ids_of(&merged.map, 2, Role::Notes).len(), 3);
    assert_eq!(ids_of(&merged.map, 0, Role::Notes).len(), 2);
    assert_eq!(asked(&merged)[0][0], notes.as_str());
}

#[test]
fn one_removes_a_card_and_the_other_edits_it() {
    let base = map();
    let pain = nth(&base, 0, CardKind::Pain, 0);
    let merged = merged(&base, &[remove_card(&base, &pain)], &[severe(&pain, Severity::Critical)]);
    assert_eq!(merged.map.card(&pain).unwrap().pain().unwrap().severity, Severity::Critical);
    assert_eq!(
        asked(&merged),
        [[pain.as_str(), "-", "Order pain 0", "-", "Order pain 0"].map(str::to_owned)]
    );
    let treats =
        merged.map.cards_of(CardKind::Opportunity).any(|c| c.opportunity().unwrap().treats.contains(&pain));
    assert!(treats, "what referred to it refers to it again");
}

#[test]
fn one_removes_a_card_and_the_other_refers_to_it() {
    let base = map();
    let pain = nth(&base, 2, CardKind::Pain, 1);
    let treats = CardField::Opportunity(crate::map::edit::OpportunityField::Treats(vec![pain.clone()]));
    let refers = Edit::SetCard { card: nth(&base, 2, CardKind::Opportunity, 0), field: treats };
    let merged = merged(&base, &[remove_card(&base, &pain)], &[refers]);
    assert_eq!((merged.map.dangling(), asked(&merged).len()), (vec![], 1));
    assert!(merged.map.card(&pain).is_some());
}

#[test]
fn one_rescues_a_card_from_a_stage_that_the_other_removes() {
    let base = map();
    let card = nth(&base, 1, CardKind::Pain, 0);
    let rescue = Edit::MoveCard { card: card.clone(), to: place(&base, 0, Role::Pains, 0) };
    let merged = merged(&base, &[remove_stage(&base, &stage(&base, 1))], &[rescue]);
    assert_eq!(merged.map.place(&card).unwrap().stage, Some(stage(&base, 0)));
}

#[test]
fn both_move_a_card_to_different_stages() {
    let base = map();
    let card = nth(&base, 0, CardKind::Pain, 0);
    let to = |at| Edit::MoveCard { card: card.clone(), to: place(&base, at, Role::Pains, 0) };
    let merged = merged(&base, &[to(1)], &[to(2)]);
    assert_eq!(merged.map.place(&card).unwrap().stage, Some(stage(&base, 1)));
    assert_eq!((asked(&merged), &merged.notes[..]), (vec![], &[Note::Place(Element::Card(card))][..]));
    let said = merged.notes[0].words(Some(&merged.map), &crate::map::Workspace::default());
    assert_eq!(said, "both sides moved pain “Order pain 0”: it is where ours put it");
}

#[test]
fn both_move_a_stage() {
    let base = after(&map(), &[add_stage(9, Stage::new(StageId::new("last").unwrap(), "Last"))]);
    let to = |to| Edit::MoveStage { stage: stage(&base, 0), to };
    let merged = merged(&base, &[to(3)], &[to(2)]);
    assert_eq!(merged.map.stages.len(), 4);
    assert_eq!(merged.map.stage_index(&stage(&base, 0)), Some(3));
    assert_eq!(merged.notes, [Note::Place(Element::Stage(stage(&base, 0)))]);
}

#[test]
fn both_add_the_same_id() {
    let base = map();
    let add = |text: &str, severity| {
        let mut card = new_card("same", CardKind::Pain);
        card.text = Text::new(text);
        card.body =
            crate::map::Body::Pain(Box::new(crate::map::card::Pain { severity, ..Default::default() }));
        add_card(place(&base, 0, Role::Pains, 9), card)
    };
    let once = clean(&base, &[add("One", Severity::High)], &[add("One", Severity::High)]);
    assert_eq!(ids_of(&once, 0, Role::Pains).len(), 3);
    let merged = merged(&base, &[add("One", Severity::High)], &[add("Two", Severity::Low)]);
    assert_eq!(ids_of(&merged.map, 0, Role::Pains).len(), 3);
    let rows = [["same", "text", "-", "One", "Two"], ["same", "severity", "-", "High", "Low"]];
    assert_eq!(asked(&merged), rows.map(|row| row.map(str::to_owned)));
}

#[test]
fn one_id_for_different_things() {
    let base = map();
    let ours = add_card(place(&base, 0, Role::Pains, 9), new_card("same", CardKind::Pain));
    let theirs = add_stage(9, Stage::new(StageId::new("same").unwrap(), "Same"));
    let merged = merged(&base, &[ours], &[theirs]);
    assert!(merged.map.stage(&StageId::new("same-2").unwrap()).is_some());
    assert_eq!(merged.notes, [Note::Renamed { from: "same".into(), to: "same-2".into() }]);
}

fn review(on: Date, by: &str) -> StageField {
    StageField::Reviewed(Some(Review { on, by: person(by).unwrap(), seal: None, note: None }))
}

#[test]
fn of_two_reviews_the_later_stays() {
    let base = map();
    let (early, late) = (review(date(2026, 6, 1), "maya"), review(date(2026, 7, 1), "tom"));
    for (ours, theirs) in [(&early, &late), (&late, &early)] {
        let merged =
            merged(&base, &[of_stage(&base, 0, ours.clone())], &[of_stage(&base, 0, theirs.clone())]);
        assert_eq!(merged.map.stages[0].reviewed.as_ref().unwrap().on, date(2026, 7, 1));
        let said = merged.notes[0].words(Some(&merged.map), &crate::map::Workspace::default());
        assert_eq!(
            said,
            "both sides reviewed “Order”: the review of 2026-07-01 by tom stays, that of 2026-06-01 by maya gave way"
        );
    }
}

#[test]
fn texts_are_woven_where_the_changes_do_not_touch() {
    let step = nth(&map(), 0, CardKind::Step, 0);
    let base = after(&map(), &[text(&step, "No ETA once the van has left")]);
    let ours = text(&step, "No ETA once the lorry has left");
    let merged = merged(&base, &[ours], &[text(&step, "No arrival time once the van has left")]);
    assert_eq!(merged.map.card(&step).unwrap().text.as_str(), "No arrival time once the lorry has left");
    assert_eq!((asked(&merged).len(), merged.notes.len()), (0, 1));
}

#[test]
fn readings_by_their_day() {
    let metric = nth(&map(), 0, CardKind::Metric, 0);
    let readings = |list: &[(i8, i64)]| {
        let reading = |(month, value): &(i8, i64)| Reading {
            on: date(2026, *month, 1),
            value: Decimal::from_int(*value),
            n: None,
            note: None,
        };
        let field = MetricField::Readings(list.iter().map(reading).collect());
        Edit::SetCard { card: metric.clone(), field: CardField::Metric(field) }
    };
    let base = after(&map(), &[readings(&[(1, 10), (2, 20)])]);
    let merged =
        merged(&base, &[readings(&[(1, 11), (2, 20), (4, 40)])], &[readings(&[(1, 12), (2, 20), (3, 30)])]);
    let months: Vec<i8> =
        merged.map.card(&metric).unwrap().metric().unwrap().readings.iter().map(|r| r.on.month()).collect();
    assert_eq!(months, [1, 2, 3, 4]);
    let row = [metric.as_str(), "readings/2026-01-01/value", "10", "11", "12"];
    assert_eq!(asked(&merged), [row.map(str::to_owned)]);
}

#[test]
fn two_maps_without_an_ancestor() {
    let whole = map();
    let empty = Map::new(whole.id.clone(), "M");
    let rename = Edit::SetLane { lane: lane(&whole, Role::Notes), field: LaneField::Name("Feeling".into()) };
    let other = after(&whole, &[rename, text(&nth(&whole, 0, CardKind::Step, 0), "Else")]);
    let merged = merge(&empty, &whole, &other, &names());
    assert_eq!((merged.map.stages.len(), merged.map.problems()), (3, vec![]));
    let fields: Vec<String> = asked(&merged).into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(fields, ["name", "text"]);
}

#[test]
fn a_resolved_conflict_stays_resolved() {
    let base = map();
    let owner = |name| of_stage(&base, 0, StageField::Owner(person(name)));
    let open = merged(&base, &[owner("maya")], &[owner("tom")]).map;
    let conflict = open.conflicts[0].id.clone();
    let resolved =
        after(&open, &[crate::change::resolve(&open, &conflict, &crate::change::Choice::Theirs).unwrap()]);
    let beside = after(&open, &[text(&nth(&open, 1, CardKind::Step, 0), "Else")]);
    let map = merge(&open, &resolved, &beside, &names()).map;
    assert_eq!((map.conflicts.len(), map.stages[0].owner.clone()), (0, person("tom")));
}

#[test]
fn the_same_conflict_made_twice_is_one() {
    let base = map();
    let owner = |name| of_stage(&base, 0, StageField::Owner(person(name)));
    let (ours, theirs) = (after(&base, &[owner("maya")]), after(&base, &[owner("tom")]));
    let (here, there) =
        (merge(&base, &ours, &theirs, &names()).map, merge(&base, &theirs, &ours, &names()).map);
    let again = merge(&base, &here, &there, &names());
    assert_eq!((again.map.conflicts.len(), again.new_conflicts), (1, 0));
}

#[test]
fn one_makes_a_card_another_kind_and_the_other_edits_what_only_the_old_kind_has() {
    let base = map();
    let pain = nth(&base, 0, CardKind::Pain, 0);
    let to = place(&base, 0, Role::Notes, 0);
    let convert = crate::map::edit::move_card(&base, &pain, to).unwrap();
    let clean = clean(&base, std::slice::from_ref(&convert), &[text(&pain, "Else")]);
    let card = clean.card(&pain).unwrap();
    assert_eq!((card.kind(), card.text.as_str()), (CardKind::Note, "Else"));
    for (ours, theirs) in
        [(&convert, &severe(&pain, Severity::Critical)), (&severe(&pain, Severity::Critical), &convert)]
    {
        let merged = merged(&base, std::slice::from_ref(ours), std::slice::from_ref(theirs));
        assert_eq!(asked(&merged)[0][1], "body");
    }
}
