//! What was wrong with the content of a file that could be read all the same.

use crate::map::check::Dangling;
use crate::map::id::PersonId;
use crate::map::{Card, Map, Person};
use crate::store::diagnostic::nearest;
use crate::store::ron::scan::{Path, Step};

/// One thing that should be repaired; it becomes a diagnostic when its place is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What kind of thing it is, as in a diagnostic.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Where.
    pub at: At,
    /// An id whose first use is elsewhere in the file: its line is worth telling.
    pub first: Option<String>,
}

/// Where a trouble is, without the text at hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct At {
    /// The id of the element; `None`: the whole file.
    pub element: Option<String>,
    /// The field of it.
    pub field: Option<&'static str>,
    /// The item in the field's list.
    pub item: Option<String>,
    /// The way on from the field.
    pub below: Path,
}

impl At {
    /// A field of the whole file.
    pub(super) fn top(field: &'static str) -> Self {
        Self { field: Some(field), ..Self::default() }
    }

    /// A field of an element.
    pub(super) fn element(id: &str, field: &'static str) -> Self {
        Self { element: Some(id.to_owned()), field: Some(field), ..Self::default() }
    }
}

impl Trouble {
    /// A trouble without a first use elsewhere.
    pub(super) fn new(code: &'static str, message: String, hint: impl Into<String>, at: At) -> Self {
        Self { code, message, hint: hint.into(), at, first: None }
    }
}

/// A way through lists of the file, on the stack while they are walked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way<'a> {
    /// The list that holds …
    pub(super) list: &'static str,
    /// … the element at this place, from 0 …
    pub(super) index: usize,
    /// … in this element.
    pub(super) inside: Option<&'a Way<'a>>,
}

impl Way<'_> {
    /// The same as a path through a scanned text.
    pub(super) fn path(&self) -> Path {
        let mut path = self.inside.map(Way::path).unwrap_or_default();
        path.push(Step::Field(self.list.to_owned()));
        path.push(Step::Index(self.index));
        path
    }
}

/// Cards whose repeated stage is not the one that they stand in.
pub(super) fn misfiled(map: &Map, out: &mut Vec<Trouble>) {
    let places = map.stages.iter().map(|s| Some(&s.id)).chain([None]);
    for place in places {
        let cards: Box<dyn Iterator<Item = &Card>> = match place.and_then(|id| map.stage(id)) {
            Some(stage) => Box::new(stage.cards()),
            None => Box::new(map.metrics.iter()),
        };
        for card in cards {
            let Some(named) = card.filed.as_ref().filter(|id| map.stage(id).is_some()) else { continue };
            let here = place.map_or_else(|| "the map itself".to_owned(), |id| format!("the stage `{id}`"));
            let message =
                format!("this card says that it belongs to the stage `{named}`, and stands in {here}");
            let hint = format!(
                "a text merge can do that: move it to `{named}`, or write the stage that it stands in; `milepost fix` asks"
            );
            out.push(Trouble::new("misfiled-card", message, hint, At::element(card.id.as_str(), "stage")));
        }
    }
}

/// References to what is not there.
pub(super) fn dangling(map: &Map, out: &mut Vec<Trouble>) {
    for Dangling { from, field, to } in map.dangling() {
        let (code, what) = match field {
            "stages" | "stage" => ("dangling-stage", "stage"),
            "evidence" => ("dangling-evidence", "evidence"),
            "segments" => ("dangling-segment", "segment"),
            _ => ("dangling-card", "pain"),
        };
        let hint = match nearest(&to, candidates(map, code)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add it, or take the reference out: `milepost fix` does that".to_owned(),
        };
        let item = (field != "stage").then(|| to.clone());
        let at = At { item, ..At::element(&from, field) };
        out.push(Trouble::new(code, format!("there is no {what} `{to}` in this map"), hint, at));
    }
}

fn candidates<'a>(map: &'a Map, code: &str) -> Vec<&'a str> {
    match code {
        "dangling-stage" => map.stages.iter().map(|s| s.id.as_str()).collect(),
        "dangling-evidence" => map.evidence().map(|e| e.id.as_str()).collect(),
        "dangling-segment" => map.segments.iter().map(|s| s.id.as_str()).collect(),
        _ => map.cards().filter(|c| c.pain().is_some()).map(|c| c.id.as_str()).collect(),
    }
}

/// Owners whom the workspace's list of people does not have.
pub(super) fn unknown_people(map: &Map, people: &[Person], out: &mut Vec<Trouble>) {
    if people.is_empty() {
        return;
    }
    let known = |id: &PersonId| people.iter().any(|p| p.id == *id);
    let mut want = |id: &Option<PersonId>, at: &dyn Fn() -> At| {
        if let Some(id) = id.as_ref().filter(|id| !known(id)) {
            let hint = match nearest(id.as_str(), people.iter().map(|p| p.id.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add them to the list, or choose another owner".to_owned(),
            };
            let message = format!("nobody in the list of people has the id `{id}`");
            out.push(Trouble::new("dangling-owner", message, hint, at()));
        }
    };
    want(&map.owner, &|| At::top("owner"));
    for stage in &map.stages {
        want(&stage.owner, &|| At::element(stage.id.as_str(), "owner"));
    }
    for card in map.cards() {
        want(&card.owner, &|| At::element(card.id.as_str(), "owner"));
    }
}
