use super::*;
use crate::change::merge::testing::{names, three};
use crate::change::{diff, merge};
use crate::map::card::Severity;
use crate::map::edit::testing::map;
use crate::map::edit::{CardField, PainField, StageField, remove_card};
use crate::map::id::PersonId;
use crate::map::{CardKind, Label};

fn both(base: &Map, ours: &[Edit], theirs: &[Edit]) -> Map {
    let side = |edits: &[Edit]| {
        let mut map = base.clone();
        for edit in edits {
            edit.clone().apply(&mut map).unwrap();
        }
        map
    };
    merge(base, &side(ours), &side(theirs), &names()).map
}

fn closed(map: &Map, choice: &Choice) -> Map {
    let mut out = map.clone();
    let [conflict] = &map.conflicts[..] else { panic!("one conflict, not {:?}", map.conflicts) };
    let back = resolve(map, &conflict.id, choice).unwrap().apply(&mut out).unwrap();
    let mut undone = out.clone();
    back.apply(&mut undone).unwrap();
    assert_eq!(undone, *map, "closing a conflict can be undone");
    assert_eq!(out.conflicts, []);
    out
}

fn owner(map: &Map, name: &str) -> Edit {
    let field = StageField::Owner(PersonId::new(name).ok());
    Edit::SetStage { stage: map.stages[0].id.clone(), field }
}

#[test]
fn one_of_three_values_or_another() {
    let base = map();
    let merged = both(&base, &[owner(&base, "maya")], &[owner(&base, "tom")]);
    let is = |choice| closed(&merged, &choice).stages[0].owner.as_ref().map(ToString::to_string);
    assert_eq!(is(Choice::Ours).as_deref(), Some("maya"));
    assert_eq!(is(Choice::Theirs).as_deref(), Some("tom"));
    assert_eq!(is(Choice::Base), None);
    assert_eq!(is(Choice::AsItIs).as_deref(), Some("maya"));
    assert_eq!(is(Choice::Value(Some(Text::new("ana")))).as_deref(), Some("ana"));
    let id = merged.conflicts[0].id.clone();
    let told = resolve(&merged, &id, &Choice::Value(Some(Text::new("not an id")))).unwrap_err().to_string();
    assert_eq!(told, "“not an id” is no owner: choose a side, or write another value");
}

#[test]
fn a_card_stays_or_goes() {
    let base = map();
    let pain = base.cards_of(CardKind::Pain).next().unwrap().id.clone();
    let severe =
        Edit::SetCard { card: pain.clone(), field: CardField::Pain(PainField::Severity(Severity::Critical)) };
    let merged = both(&base, &[remove_card(&base, &pain)], &[severe]);
    assert!(closed(&merged, &Choice::Ours).card(&pain).is_none());
    let kept = closed(&merged, &Choice::Theirs);
    assert_eq!(kept.card(&pain).unwrap().pain().unwrap().severity, Severity::Critical);
    assert_eq!(kept.dangling(), []);
    let id = merged.conflicts[0].id.clone();
    assert_eq!(resolve(&merged, &id, &Choice::Base), Err(Unresolvable::StayOrGo));
}

#[test]
fn what_is_gone_meanwhile_can_only_be_left() {
    let base = map();
    let merged = both(&base, &[owner(&base, "maya")], &[owner(&base, "tom")]);
    let mut without = merged.clone();
    without.stages.remove(0);
    let id = merged.conflicts[0].id.clone();
    assert_eq!(
        resolve(&without, &id, &Choice::Ours),
        Err(Unresolvable::Gone(merged.stages[0].id.to_string()))
    );
    assert_eq!(closed(&without, &Choice::AsItIs).stages.len(), 2);
    assert!(matches!(resolve(&base, &id, &Choice::Ours), Err(Unresolvable::Missing(_))));
}

/// With all conflicts closed for one side, nothing of that side is missing.
#[test]
fn all_for_one_side() {
    for seed in 0..400 {
        let (base, ours, theirs) = three(seed, 8);
        let merged = merge(&base, &ours, &theirs, &names()).map;
        for (side, choice) in [(&ours, Choice::Ours), (&theirs, Choice::Theirs)] {
            let mut map = merged.clone();
            while let Some(conflict) = map.conflicts.first() {
                let edit = match resolve(&map, &conflict.id, &choice) {
                    Ok(edit) => edit,
                    // The stage or card that it is about went with another conflict.
                    Err(Unresolvable::Gone(_)) => resolve(&map, &conflict.id, &Choice::AsItIs).unwrap(),
                    Err(error) => panic!("seed {seed}: {error}: {conflict:?}"),
                };
                edit.apply(&mut map).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
            }
            assert_eq!(map.problems(), [], "seed {seed}");
            let asked: Vec<&Label> = merged.conflicts.iter().map(|c| &c.at).collect();
            let still = diff(side, &map);
            for conflict in merged.conflicts.iter().filter(|c| c.field.is_some()) {
                let is_it = |c: &&crate::change::Change| c.at.id() == Some(conflict.at.as_str());
                let said = still.changes.iter().filter(is_it).filter(|c| {
                    let field = conflict.field.as_ref().map_or("", Label::as_str).to_owned();
                    matches!(&c.what, crate::change::What::Edited { after, .. } if after.words() == field)
                });
                assert_eq!(said.count(), 0, "seed {seed}: {conflict:?} of {asked:?}");
            }
        }
    }
}
