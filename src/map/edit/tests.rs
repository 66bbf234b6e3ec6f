use proptest::prelude::*;

use super::super::card::CardKind;
use super::super::id::CountingIds;
use super::super::lane::Role;
use super::super::text::{Label, Text};
use super::testing::{cook, map, recipes};
use super::*;

proptest! {
    #[test]
    fn every_edit_can_be_taken_back_and_keeps_the_map_valid(recipes in recipes()) {
        let mut map = map();
        let mut ids = CountingIds::default();
        let mut done = Vec::new();
        for recipe in recipes {
            let Some(edit) = cook(&map, recipe, &mut ids) else { continue };
            let before = map.clone();
            prop_assert!(!describe(&map, &edit).is_empty());
            if let Ok(inverse) = edit.clone().apply(&mut map) {
                let after = map.clone();
                let again = inverse.clone().apply(&mut map).unwrap();
                prop_assert_eq!(&map, &before, "{:?} was not taken back by {:?}", edit, inverse);
                again.apply(&mut map).unwrap();
                prop_assert_eq!(&map, &after);
                done.push(inverse);
            } else {
                prop_assert_eq!(&map, &before);
            }
            prop_assert_eq!(map.problems(), vec![]);
            prop_assert_eq!(map.dangling(), vec![]);
        }
        for inverse in done.into_iter().rev() {
            inverse.apply(&mut map).unwrap();
        }
        prop_assert_eq!(map, super::testing::map());
    }

    #[test]
    fn edits_survive_their_journal(recipes in recipes()) {
        let map = map();
        let mut ids = CountingIds::default();
        for edit in recipes.into_iter().filter_map(|r| cook(&map, r, &mut ids)) {
            let text = serde_json::to_string(&edit).unwrap();
            prop_assert_eq!(serde_json::from_str::<Edit>(&text).unwrap(), edit);
        }
    }

    #[test]
    fn minted_ids_are_ids(text in ".*") {
        let id = super::super::id::mint(&text, "x", &mut CountingIds::default(), &|_| false);
        prop_assert!(super::super::id::is_id(&id));
    }
}

#[test]
fn a_failing_step_in_a_group_takes_the_others_back() {
    let mut map = map();
    let before = map.clone();
    let first = map.stages[0].id.clone();
    let group = Edit::Together(vec![
        Edit::SetStage { stage: first.clone(), field: StageField::Name("New".into()) },
        Edit::RemoveCard(map.stages[0].cards().next().unwrap().id.clone()),
        Edit::RemoveStage(StageId::new("nobody").unwrap()),
    ]);
    assert!(matches!(group.apply(&mut map), Err(EditError::Missing { .. })));
    assert_eq!(map, before);
}

#[test]
fn refused_edits() {
    let mut map = map();
    let steps = map.lane_of(Role::Steps).unwrap().id.clone();
    let pains = map.lane_of(Role::Pains).unwrap().id.clone();
    let step = map.cards_of(CardKind::Step).next().unwrap().clone();
    assert_eq!(Edit::RemoveLane(steps).apply(&mut map), Err(EditError::LastSteps("Doing".into())));
    assert_eq!(Edit::RemoveLane(pains.clone()).apply(&mut map), Err(EditError::BuiltIn("Pains".into())));
    let to = Place { stage: Some(map.stages[0].id.clone()), lane: pains, index: 0 };
    let wrong = Edit::MoveCard { card: step.id.clone(), to: to.clone() };
    assert!(matches!(wrong.apply(&mut map), Err(EditError::WrongLane { .. })));
    let taken = add_card(to, Card::new(step.id, CardKind::Pain, "x"));
    assert!(matches!(taken.apply(&mut map), Err(EditError::Taken(_))));
    assert_eq!(
        Edit::SetMap(MapField::Title(Label::default())).apply(&mut map),
        Err(EditError::Nameless("map"))
    );
}

#[test]
fn moving_a_misfiled_card_files_it_and_undo_unfiles_it() {
    let mut map = map();
    let step = map.cards_of(CardKind::Step).next().unwrap().id.clone();
    let other = map.stages[1].id.clone();
    map.card_mut(&step).unwrap().filed = Some(other.clone());
    let before = map.clone();
    let to = Place { stage: Some(other), ..map.place(&step).unwrap() };
    let inverse = Edit::MoveCard { card: step.clone(), to }.apply(&mut map).unwrap();
    assert_eq!(map.card(&step).unwrap().filed, None);
    inverse.apply(&mut map).unwrap();
    assert_eq!(map, before);
}

#[test]
fn history_knows_what_is_saved() {
    let mut map = map();
    let mut history: History<()> = History::default();
    let set = |name: &str| Edit::SetMap(MapField::Title(name.into()));
    history.apply(&mut map, set("A"), "a".into(), ()).unwrap();
    assert!(history.is_dirty());
    history.mark_saved(history.revision());
    history.apply(&mut map, set("B"), "b".into(), ()).unwrap();
    assert_eq!(history.undo(&mut map).unwrap().unwrap().words, "b");
    assert!(!history.is_dirty());
    history.undo(&mut map).unwrap().unwrap();
    assert!(history.is_dirty());
    history.redo(&mut map).unwrap().unwrap();
    assert!(!history.is_dirty());
    assert_eq!(map.title.as_str(), "A");
    history.undo(&mut map).unwrap().unwrap();
    history.apply(&mut map, set("C"), "c".into(), ()).unwrap();
    assert!(history.is_dirty() && history.redo(&mut map).is_none());
}

#[test]
fn ten_thousand_edits_stay_small() {
    let mut map = map();
    let mut history: History<()> = History::default();
    let step = map.cards_of(CardKind::Step).next().unwrap().id.clone();
    for n in 0..10_000 {
        let field = CardField::Text(Text::new(&format!("text number {n}")));
        let words = describe(&map, &Edit::SetCard { card: step.clone(), field: field.clone() });
        history.apply(&mut map, Edit::SetCard { card: step.clone(), field }, words, ()).unwrap();
    }
    // An entry holds the old value and its words, never a copy of the map.
    let bytes: usize = history.words().map(|w| w.len() + size_of::<Entry<()>>() + 64).sum();
    assert!(bytes < 4_000_000, "{bytes}");
    while let Some(entry) = history.undo(&mut map) {
        entry.unwrap();
    }
    assert_eq!(map, super::testing::map());
}
