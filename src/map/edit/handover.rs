//! Everything that somebody owns, given to somebody else: of a map as one edit, of the people list as another.

use super::super::id::PersonId;
use super::super::journey::Map;
use super::super::people::Person;
use super::super::workspace::Workspace;
use super::{CardField, Edit, MapField, StageField, WorkspaceEdit};

/// What of a map changes hands. What the past says (reviews, snoozes, leads) keeps its name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Handover {
    /// One step, taken back as one; `None`: they own nothing here.
    pub edit: Option<Edit>,
    /// Whether the map itself is among it.
    pub map: bool,
    /// How many stages by their own owner; those that inherit the map's come along uncounted.
    pub stages: usize,
    /// How many cards, also those that are done.
    pub cards: usize,
}

/// What `from` owns in a map, given to `to`.
pub fn hand_over(map: &Map, from: &PersonId, to: &PersonId) -> Handover {
    let is_theirs = |owner: &Option<PersonId>| owner.as_ref() == Some(from);
    let mut edits = Vec::new();
    if is_theirs(&map.owner) {
        edits.push(Edit::SetMap(MapField::Owner(Some(to.clone()))));
    }
    let stages = map.stages.iter().filter(|stage| is_theirs(&stage.owner));
    let stage_edits: Vec<Edit> = stages
        .map(|stage| Edit::SetStage { stage: stage.id.clone(), field: StageField::Owner(Some(to.clone())) })
        .collect();
    let cards = map.cards().filter(|card| is_theirs(&card.owner));
    let card_edits: Vec<Edit> = cards
        .map(|card| Edit::SetCard { card: card.id.clone(), field: CardField::Owner(Some(to.clone())) })
        .collect();
    let mut out =
        Handover { edit: None, map: !edits.is_empty(), stages: stage_edits.len(), cards: card_edits.len() };
    edits.extend(stage_edits);
    edits.extend(card_edits);
    out.edit = (!edits.is_empty()).then_some(Edit::Together(edits));
    out
}

/// Whom `from` stands in for, given to `to`; nobody becomes their own deputy. How many people, and the edit.
pub fn hand_over_deputies(
    workspace: &Workspace,
    from: &PersonId,
    to: &PersonId,
) -> (usize, Option<WorkspaceEdit>) {
    let with_another = |person: &Person| {
        let deputy = (person.id != *to).then(|| to.clone());
        WorkspaceEdit::SetPerson(Box::new(Person { deputy, ..person.clone() }))
    };
    let served = workspace.people.iter().filter(|p| p.deputy.as_ref() == Some(from));
    let edits: Vec<WorkspaceEdit> = served.map(with_another).collect();
    (edits.len(), (!edits.is_empty()).then_some(WorkspaceEdit::Together(edits)))
}

impl Handover {
    /// `the map, 2 stages and 1 card`; empty where it is nothing.
    pub fn words(&self) -> String {
        let count = |n: usize, one: &str| match n {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {one}s")),
        };
        let map = self.map.then(|| "the map".to_owned());
        let parts = [map, count(self.stages, "stage"), count(self.cards, "card")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        match parts.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{} and {last}", before.join(", ")),
            None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::card::{Card, CardKind};
    use super::super::super::id::{CardId, MapId, StageId};
    use super::super::super::stage::Stage;
    use super::*;
    use crate::map::{Place, Role};

    fn id(text: &str) -> PersonId {
        PersonId::new(text).unwrap()
    }

    fn map() -> Map {
        let mut map = Map::new(MapId::new("order").unwrap(), "Order");
        map.owner = Some(id("tom"));
        for (name, owner) in [("wait", Some("tom")), ("receive", None), ("return", Some("maya"))] {
            let stage = Stage { owner: owner.map(id), ..Stage::new(StageId::new(name).unwrap(), name) };
            map.stages.push(stage);
        }
        let lane = map.lanes.iter().find(|l| l.role == Role::Pains).unwrap().id.clone();
        let pain = Card::new(CardId::new("late").unwrap(), CardKind::Pain, "Late");
        let place = Place { stage: Some(StageId::new("return").unwrap()), lane, index: 0 };
        let card = Box::new(Card { owner: Some(id("tom")), ..pain });
        Edit::AddCard { place, card }.apply(&mut map).unwrap();
        map
    }

    #[test]
    fn all_of_it_in_one_step_that_is_taken_back_as_one() {
        let before = map();
        let handover = hand_over(&before, &id("tom"), &id("zoe"));
        assert_eq!((handover.map, handover.stages, handover.cards), (true, 1, 1));
        assert_eq!(handover.words(), "the map, 1 stage and 1 card");
        let mut after = before.clone();
        let back = handover.edit.unwrap().apply(&mut after).unwrap();
        assert_eq!(hand_over(&after, &id("tom"), &id("zoe")), Handover::default());
        assert_eq!(after.stages[2].owner, Some(id("maya")), "what is another's stays");
        assert_eq!(after.stages[1].owner, None, "what was inherited is");
        back.apply(&mut after).unwrap();
        assert_eq!(after, before);
    }

    #[test]
    fn words_of_what_there_is() {
        let words = |map, stages, cards| Handover { map, stages, cards, edit: None }.words();
        assert_eq!(words(false, 0, 0), "");
        assert_eq!(words(true, 0, 0), "the map");
        assert_eq!(words(false, 2, 1), "2 stages and 1 card");
    }

    #[test]
    fn nobody_becomes_their_own_deputy() {
        let person =
            |name: &str, deputy: &str| Person { deputy: Some(id(deputy)), ..Person::new(id(name), name) };
        let people = vec![person("maya", "tom"), person("zoe", "tom"), person("tom", "maya")];
        let mut workspace = Workspace { people, ..Workspace::default() };
        let before = workspace.clone();
        let (count, edit) = hand_over_deputies(&workspace, &id("tom"), &id("zoe"));
        let back = edit.unwrap().apply(&mut workspace).unwrap();
        let deputies: Vec<Option<PersonId>> = workspace.people.iter().map(|p| p.deputy.clone()).collect();
        assert_eq!((count, deputies), (2, vec![Some(id("zoe")), None, Some(id("maya"))]));
        back.apply(&mut workspace).unwrap();
        assert_eq!(workspace, before);
    }
}
