//! A part of the differences: of some kinds of element, fields, and ways to change.

use thiserror::Error;

use crate::change::{Change, Diff, Element, Field, What, Wording};
use crate::map::CardKind;

/// The kinds of element beside those of cards.
const ELEMENTS: [&str; 12] = [
    "map", "lane", "stage", "card", "evidence", "segment", "event", "conflict", "lead", "reading", "snooze",
    "rule",
];
/// What can happen.
const WAYS: [&str; 6] = ["added", "removed", "edited", "moved", "reordered", "outdated"];
/// The kinds of card.
const CARDS: [CardKind; 5] =
    [CardKind::Step, CardKind::Note, CardKind::Pain, CardKind::Opportunity, CardKind::Metric];

/// Which of the differences are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Only {
    names: Vec<String>,
}

/// A name that is neither a kind of element, nor a field, nor a way to change.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{name}` is neither a kind of element nor a field")]
pub struct UnknownName {
    /// What was written.
    pub name: String,
    /// All that is known, each once.
    pub known: Vec<String>,
}

impl Only {
    /// From names: `owner`, `pain`, `due-date`, `added`. A plural is as good.
    ///
    /// # Errors
    /// When nothing is called so.
    pub fn parse<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, UnknownName> {
        let known = known();
        let find = |name: &str| {
            let plain = key(name);
            let single = plain.strip_suffix('s').unwrap_or(&plain);
            [plain.as_str(), single]
                .into_iter()
                .find(|wanted| known.iter().any(|k| k == wanted))
                .map(str::to_owned)
        };
        let names = names.into_iter().map(str::trim).filter(|name| !name.is_empty());
        let names = names.map(|name| {
            find(name).ok_or_else(|| UnknownName { name: name.to_owned(), known: known.clone() })
        });
        Ok(Self { names: names.collect::<Result<_, _>>()? })
    }

    /// Whether all is wanted.
    pub fn is_all(&self) -> bool {
        self.names.is_empty()
    }

    /// What of the differences is wanted. What came or went along with something that is not, stands for itself.
    #[must_use]
    pub fn of(&self, diff: Diff, wording: &Wording<'_>) -> Diff {
        if self.is_all() {
            return diff;
        }
        let mut changes: Vec<Change> =
            diff.changes.into_iter().filter(|change| self.wants(change, wording)).collect();
        let carriers: Vec<Change> = changes
            .iter()
            .filter(|c| !c.along && matches!(c.what, What::Added | What::Removed))
            .cloned()
            .collect();
        for change in &mut changes {
            change.along = change.along && carriers.iter().any(|carrier| carries(carrier, change));
        }
        Diff { changes, ..diff }
    }

    fn wants(&self, change: &Change, wording: &Wording<'_>) -> bool {
        let has = |name: &str| self.names.iter().any(|wanted| *wanted == key(name));
        let card = wording.card_kind(change);
        let field = match &change.what {
            What::Edited { before, after } => has(before.words()) || has(after.words()),
            What::Outdated => has("review"),
            _ => false,
        };
        field
            || has(change.at.kind())
            || has(change.word())
            || card.is_some_and(|kind| has(kind.word()) || has("card"))
    }
}

/// Whether one is the stage, lane or card in which the other came or went.
fn carries(carrier: &Change, change: &Change) -> bool {
    match &carrier.at {
        Element::Stage(stage) => change.stage.has(stage),
        Element::Card(card) => change.at.card() == Some(card),
        Element::Lane(_) => true,
        _ => false,
    }
}

fn key(name: &str) -> String {
    name.to_lowercase().replace([' ', '_'], "-")
}

fn known() -> Vec<String> {
    let kinds = CARDS.into_iter().map(CardKind::word);
    let all = ELEMENTS.into_iter().chain(kinds).chain(WAYS).chain(Field::names()).map(key);
    let mut out: Vec<String> = Vec::new();
    for name in all {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::pair;
    use super::*;
    use crate::change::diff;

    fn kept(names: &str) -> Vec<String> {
        let pair = pair();
        let only = Only::parse(names.split(',')).unwrap();
        let people = crate::map::Workspace::default();
        let diff = only.of(diff(&pair.old, &pair.new), &Wording::new(&pair.old, &pair.new, &people));
        let field = |c: &Change| match &c.what {
            What::Edited { after, .. } => format!(" {}", after.words()),
            _ => String::new(),
        };
        diff.principal()
            .map(|c| format!("{}{}{}", c.sign(), c.at.id().unwrap_or_default(), field(c)))
            .collect()
    }

    #[test]
    fn kinds_fields_and_ways() {
        assert_eq!(kept("owner"), ["~wait owner"]);
        assert_eq!(kept("severity,moved"), ["~no-eta severity", ">track"]);
        assert_eq!(kept("Pains"), ["+bell", "~no-eta text", "~no-eta severity", "-slots"]);
        assert_eq!(kept("review"), ["!wait"]);
        assert_eq!(kept("").len(), 7);
    }

    #[test]
    fn what_nobody_knows_is_said() {
        let error = Only::parse(["owner", "ownr"]).unwrap_err();
        assert_eq!((error.name.as_str(), error.known.iter().any(|k| k == "due-date")), ("ownr", true));
    }
}
