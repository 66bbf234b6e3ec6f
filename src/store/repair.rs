//! What can be done about what a map says wrongly: each way out as an edit that a person chooses.

use crate::map::check::Dangling;
use crate::map::edit::{CardField, Edit, MapField, StageField};
use crate::map::id::{CardId, EventId, PersonId, StageId};
use crate::map::{Map, Person, Workspace};
use crate::rules::{Lost, Repair as Mend, Way, card_words, stage_words};
use crate::store::diagnostic::nearest;

/// The code of what a merge lost.
pub const LOST: &str = "lost-in-merge";

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
///
/// What is mended without typing is mended as the rules say it; who owns what takes the list of people.
pub fn repairs(map: &Map, workspace: &Workspace) -> Vec<Repair> {
    let mut out = Vec::new();
    for card in map.cards() {
        if let Some(named) = &card.filed {
            let code = if map.stage(named).is_some() { "misfiled-card" } else { "dangling-stage" };
            add(map, code, card.id.as_str(), &Mend::File(card.id.clone()), &mut out);
        }
    }
    for dangling in map.dangling() {
        if let Some((code, mend)) = of_dangling(&dangling) {
            add(map, code, &dangling.from, &mend, &mut out);
        }
    }
    owners(map, &workspace.people, &mut out);
    out
}

/// The same, and what a merge lost brought back.
pub fn repairs_with(map: &Map, workspace: &Workspace, lost: &[Lost]) -> Vec<Repair> {
    let mut out = repairs(map, workspace);
    for lost in lost {
        add(map, LOST, lost.id.as_str(), &Mend::BringBack(Box::new(lost.clone())), &mut out);
    }
    out
}

fn add(map: &Map, code: &'static str, element: &str, mend: &Mend, out: &mut Vec<Repair>) {
    let ways = mend.ways(map).into_iter();
    out.extend(ways.map(|Way { what, edit }| Repair { code, element: element.to_owned(), what, edit }));
}

/// The reference out of its list. A card's repeated stage is no list: it is filed.
fn of_dangling(dangling: &Dangling) -> Option<(&'static str, Mend)> {
    let Dangling { from, field, to } = dangling;
    let code = match *field {
        "stages" => {
            return Some((
                "dangling-stage",
                Mend::DropFromEvent(EventId::new(from).ok()?, StageId::new(to).ok()?),
            ));
        }
        "evidence" => "dangling-evidence",
        "segments" => "dangling-segment",
        "treats" => "dangling-card",
        _ => return None,
    };
    Some((code, Mend::DropFromCard { card: CardId::new(from).ok()?, field, gone: to.clone() }))
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
        offer(&card.owner, card.id.as_str(), card_words(card), &|owner| Edit::SetCard {
            card: card.id.clone(),
            field: CardField::Owner(owner),
        });
    }
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
