//! What can be done about what a map says wrongly: each way out as an edit that a person chooses.

use crate::map::check::Dangling;
use crate::map::edit::{CardField, Edit, MapField, OpportunityField, StageField};
use crate::map::id::{CardId, PersonId, StageId};
use crate::map::{Card, Map, Person, Place, Workspace};
use crate::store::diagnostic::nearest;

/// One way to repair one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// What kind of thing it repairs: the code of the diagnostic.
    pub code: &'static str,
    /// The id of the element that it is about; the map's own id for the map.
    pub element: String,
    /// What it does, in words: `file “No ETA” under the stage “Wait”, where it stands`.
    pub what: String,
    /// Does it.
    pub edit: Edit,
}

/// Every repair of a map, in the order of the map; several for one thing are ways to choose from, the safest first.
pub fn repairs(map: &Map, workspace: &Workspace) -> Vec<Repair> {
    let mut out = Vec::new();
    for card in map.cards() {
        misfiled(map, card, &mut out);
    }
    for dangling in map.dangling() {
        out.extend(drop_reference(map, &dangling));
    }
    owners(map, &workspace.people, &mut out);
    out
}

fn misfiled(map: &Map, card: &Card, out: &mut Vec<Repair>) {
    let (Some(named), Some(place)) = (&card.filed, map.place(&card.id)) else { return };
    let here = place.stage.as_ref().map_or_else(|| "the map itself".into(), |id| stage_words(map, id));
    let stay = Edit::SetCard { card: card.id.clone(), field: CardField::Filed(None) };
    let code = if map.stage(named).is_some() { "misfiled-card" } else { "dangling-stage" };
    let repair = |what, edit| Repair { code, element: card.id.to_string(), what, edit };
    out.push(repair(format!("leave {} in {here}, where it stands", words(card)), stay));
    if map.stage(named).is_some() {
        let to = Place { stage: Some(named.clone()), lane: place.lane, index: usize::MAX };
        let edit = Edit::MoveCard { card: card.id.clone(), to };
        out.push(repair(
            format!("move {} to {}, which its id names", words(card), stage_words(map, named)),
            edit,
        ));
    }
}

/// The reference out of its list. A card's repeated stage is no list: see [`misfiled`].
fn drop_reference(map: &Map, dangling: &Dangling) -> Option<Repair> {
    let Dangling { from, field, to } = dangling;
    let (code, edit, name) = match *field {
        "stages" => {
            let mut events = map.events.clone();
            let event = events.iter_mut().find(|e| e.id.as_str() == from)?;
            event.stages.retain(|s| s.as_str() != to);
            let name = format!("the event “{}”", event.text.one_line());
            // An empty list would mean every stage: an event that is left without one goes.
            if event.stages.is_empty() {
                let id = event.id.clone();
                events.retain(|e| e.id != id);
            }
            ("dangling-stage", Edit::SetMap(MapField::Events(events)), name)
        }
        "stage" => return None,
        _ => {
            let card = map.card(&CardId::new(from).ok()?)?;
            let (code, field) = without(card, field, to)?;
            (code, Edit::SetCard { card: card.id.clone(), field }, words(card))
        }
    };
    let what = match &edit {
        Edit::SetMap(MapField::Events(events)) if events.len() < map.events.len() => {
            format!("take {name} away: it touches only `{to}`, which is not there")
        }
        _ => {
            let field = if *field == "treats" { "treated pains" } else { field };
            format!("take `{to}`, which is not there, out of the {field} of {name}")
        }
    };
    Some(Repair { code, element: from.clone(), what, edit })
}

fn without(card: &Card, field: &str, gone: &str) -> Option<(&'static str, CardField)> {
    Some(match field {
        "evidence" => {
            let rest = card.evidence.iter().filter(|id| id.as_str() != gone).cloned().collect();
            ("dangling-evidence", CardField::Evidence(rest))
        }
        "segments" => {
            let rest = card.segments.iter().filter(|id| id.as_str() != gone).cloned().collect();
            ("dangling-segment", CardField::Segments(rest))
        }
        "treats" => {
            let treats = &card.opportunity()?.treats;
            let rest = treats.iter().filter(|id| id.as_str() != gone).cloned().collect();
            ("dangling-card", CardField::Opportunity(OpportunityField::Treats(rest)))
        }
        _ => return None,
    })
}

/// Owners whom nobody knows: the person that was probably meant, or none.
fn owners(map: &Map, people: &[Person], out: &mut Vec<Repair>) {
    if people.is_empty() {
        return;
    }
    let mut offer = |owner: &Option<PersonId>,
                     element: &str,
                     name: String,
                     set: &dyn Fn(Option<PersonId>) -> Edit| {
        let Some(owner) = owner.as_ref().filter(|id| !people.iter().any(|p| p.id == **id)) else { return };
        let repair = |what, edit| Repair { code: "dangling-owner", element: element.to_owned(), what, edit };
        let near = nearest(owner.as_str(), people.iter().map(|p| p.id.as_str()));
        if let Some(person) = near.and_then(|id| people.iter().find(|p| p.id.as_str() == id)) {
            let what = format!("{} owns {name}, instead of `{owner}`, who is not in the list", person.name);
            out.push(repair(what, set(Some(person.id.clone()))));
        }
        out.push(repair(format!("take the owner `{owner}`, who is not in the list, off {name}"), set(None)));
    };
    offer(&map.owner, map.id.as_str(), "the map".into(), &|owner| Edit::SetMap(MapField::Owner(owner)));
    for stage in &map.stages {
        offer(&stage.owner, stage.id.as_str(), stage_words(map, &stage.id), &|owner| Edit::SetStage {
            stage: stage.id.clone(),
            field: StageField::Owner(owner),
        });
    }
    for card in map.cards() {
        offer(&card.owner, card.id.as_str(), words(card), &|owner| Edit::SetCard {
            card: card.id.clone(),
            field: CardField::Owner(owner),
        });
    }
}

fn words(card: &Card) -> String {
    let text = card.text.one_line();
    let mut chars = text.chars();
    let short: String = chars.by_ref().take(40).collect();
    let more = if chars.next().is_some() { "…" } else { "" };
    format!("the {} “{short}{more}”", card.kind())
}

fn stage_words(map: &Map, id: &StageId) -> String {
    map.stage(id).map_or_else(|| format!("the stage `{id}`"), |s| format!("the stage “{}”", s.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::document::{LoadContext, load_map, load_workspace};

    const BROKEN: &str = r#"(format: 1, id: "m", title: "M", owner: "mya",
        events: [(id: "e", on: "2026-01-01", kind: Release, text: "Out", stages: ["gone"])],
        stages: [
            (id: "a", name: "A", owner: "ghost", pains: [(id: "p", stage: "b", text: "Slow", evidence: ["none"], segments: ["x"])]),
            (id: "b", name: "B", opportunities: [(id: "o", stage: "nowhere", text: "Fix", treats: ["p", "q"])]),
        ])"#;

    fn broken() -> (Map, Workspace) {
        let people = br#"(format: 1, people: [(id: "maya", name: "Maya")])"#;
        let workspace = load_workspace(people).value.unwrap();
        let map = load_map(BROKEN.as_bytes(), "m.ron", &LoadContext::default()).value.unwrap();
        (map, workspace)
    }

    #[test]
    fn each_way_out_is_offered() {
        let (map, workspace) = broken();
        let said: Vec<String> = repairs(&map, &workspace).into_iter().map(|r| r.what).collect();
        insta::assert_snapshot!(said.join("\n"), @"
        leave the pain “Slow” in the stage “A”, where it stands
        move the pain “Slow” to the stage “B”, which its id names
        leave the opportunity “Fix” in the stage “B”, where it stands
        take the event “Out” away: it touches only `gone`, which is not there
        take `none`, which is not there, out of the evidence of the pain “Slow”
        take `x`, which is not there, out of the segments of the pain “Slow”
        take `q`, which is not there, out of the treated pains of the opportunity “Fix”
        Maya owns the map, instead of `mya`, who is not in the list
        take the owner `mya`, who is not in the list, off the map
        take the owner `ghost`, who is not in the list, off the stage “A”
        ");
    }

    #[test]
    fn the_first_repairs_leave_nothing_to_repair() {
        let (mut map, workspace) = broken();
        for _ in 0..20 {
            let Some(first) = repairs(&map, &workspace).into_iter().next() else { break };
            let before = map.clone();
            let back = first.edit.apply(&mut map).unwrap();
            assert_ne!(map, before, "{}", first.what);
            back.apply(&mut map.clone()).unwrap();
        }
        assert_eq!(repairs(&map, &workspace), []);
        assert_eq!((map.problems(), map.dangling()), (vec![], vec![]));
    }

    #[test]
    fn a_misfiled_card_can_go_where_its_id_says() {
        let (mut map, workspace) = broken();
        let all = repairs(&map, &workspace);
        let moves = all.iter().find(|r| r.what.starts_with("move")).unwrap();
        moves.edit.clone().apply(&mut map).unwrap();
        let b = map.stage(&StageId::new("b").unwrap()).unwrap();
        assert!(b.cards().any(|c| c.id.as_str() == "p" && c.filed.is_none()));
    }
}
