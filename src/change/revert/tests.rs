use proptest::prelude::*;

use super::super::diff::{Diff, diff};
use super::*;
use crate::map::card::{Contacts, Severity};
use crate::map::edit::testing::{cook, map, recipes};
use crate::map::edit::{CardField, PainField, move_card};
use crate::map::id::CountingIds;
use crate::map::{CardKind, Label, Place};

/// The map after an edit.
fn after(map: &Map, edit: Edit) -> Map {
    let mut map = map.clone();
    edit.apply(&mut map).unwrap();
    map
}

/// Takes changes back until none can be, each time one of those that can; gives what is left.
fn all_back(old: &Map, new: &Map, mut turn: usize) -> (Map, Diff) {
    let mut map = new.clone();
    loop {
        let left = diff(old, &map);
        let edits: Vec<Edit> = left.changes.iter().filter_map(|c| revert(c, old, &map)).collect();
        if edits.is_empty() {
            return (map, left);
        }
        map = after(&map, edits[turn % edits.len()].clone());
        turn = turn / 2 + 1;
    }
}

/// What of a diff does not follow from something else.
fn count(diff: &Diff) -> usize {
    diff.changes.iter().filter(|c| c.what != What::Outdated).count()
}

#[test]
fn one_change_goes_and_the_others_stay() {
    let old = map();
    let pains: Vec<_> = old.cards_of(CardKind::Pain).map(|c| c.id.clone()).collect();
    let set = |map: &Map, id: &CardId, field| after(map, Edit::SetCard { card: id.clone(), field });
    let contacts = Contacts { reason: Some(Label::new("where is it")), ..Contacts::default() };
    let new = set(&old, &pains[0], CardField::Pain(PainField::Severity(Severity::Critical)));
    let new = set(&new, &pains[0], CardField::Pain(PainField::Contacts(Some(contacts))));
    let new = after(&new, remove_stage(&new, &old.stages[1].id));
    let left = diff(&old, &new);
    let change = left.changes.iter().find(|c| matches!(c.at, Element::Card(_)) && !c.along).unwrap();
    let then = after(&new, revert(change, &old, &new).unwrap());
    assert_eq!(then.card(&pains[0]).unwrap().pain().unwrap().severity, Severity::Medium);
    assert!(then.card(&pains[0]).unwrap().pain().unwrap().contacts.is_some());
    assert_eq!(count(&diff(&old, &then)), count(&left) - 1);
    let of_removed = left.changes.iter().find(|c| c.along).unwrap();
    assert_eq!(revert(of_removed, &old, &new), None, "it comes back with its stage");
}

#[test]
fn a_stage_that_was_added_gives_back_what_came_into_it() {
    let old = map();
    let mut ids = CountingIds::default();
    let stage = Stage::new(crate::map::edit::fresh_stage_id(&old, "New", &mut ids), "New");
    let id = stage.id.clone();
    let new = after(&old, Edit::AddStage { at: 1, stage: Box::new(stage) });
    let card = old.stages[0].cards().next().unwrap().id.clone();
    let place = Place { stage: Some(id.clone()), ..old.place(&card).unwrap() };
    let new = after(&new, move_card(&new, &card, place).unwrap());
    let said: Label = Label::new("said meanwhile");
    let new = after(&new, Edit::SetCard { card: card.clone(), field: CardField::Tags(vec![said.clone()]) });
    let left = diff(&old, &new);
    let added = left.changes.iter().find(|c| c.at == Element::Stage(id.clone())).unwrap();
    let then = after(&new, revert(added, &old, &new).unwrap());
    assert_eq!(then.place(&card), old.place(&card));
    assert_eq!(then.card(&card).unwrap().tags, [said]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn all_changes_taken_back_give_the_old_map(recipes in recipes(), turn in any::<usize>()) {
        let old = map();
        let mut ids = CountingIds::default();
        let mut new = old.clone();
        for recipe in recipes {
            if let Some(edit) = cook(&new, recipe, &mut ids) {
                let _ = edit.apply(&mut new);
            }
        }
        let (back, left) = all_back(&old, &new, turn);
        prop_assert!(left.is_empty(), "{left:?}");
        prop_assert_eq!(back, old);
    }

    #[test]
    fn each_change_taken_back_is_one_less(recipes in recipes()) {
        let old = map();
        let mut ids = CountingIds::default();
        let mut new = old.clone();
        for recipe in recipes {
            if let Some(edit) = cook(&new, recipe, &mut ids) {
                let _ = edit.apply(&mut new);
            }
        }
        let before = diff(&old, &new);
        for change in &before.changes {
            if let Some(edit) = revert(change, &old, &new) {
                let then = after(&new, edit);
                prop_assert_eq!(then.problems(), []);
                let after = diff(&old, &then);
                prop_assert!(!after.changes.contains(change), "{change:?}");
            }
        }
    }
}
