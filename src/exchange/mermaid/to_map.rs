//! A journey as a map: sections become stages, tasks become steps, scores become emotions.

use std::collections::BTreeSet;

use super::journey::{Journey, Loss, Section, Task};
use crate::map::id::{CardId, IdSource, MapId, StageId, mint};
use crate::map::{Body, Card, CardKind, Emotion, Label, Map, Role, Stage, Text};

/// What a stage, a step or a map is called that has no name in the diagram.
const NAMELESS_STAGE: &str = "Start";
const NAMELESS_STEP: &str = "(no name)";

/// The map of a journey, and what could not be carried over as it is: the losses of the reading and those of this step.
///
/// Sections are stages, tasks steps in one lane. Somebody who takes part in every task is the map's actor; everybody
/// else is a tag on the steps that name them. `accDescr` is the scenario. What [`Task::lost`] holds is the step's
/// detail. `untitled` is the title of a diagram that has none.
///
/// ```
/// use milepost::exchange::mermaid::{read, to_map};
/// use milepost::map::id::{CountingIds, MapId};
///
/// let journey = read("journey\n section Pay\n  Enter card: 2: Me", None).unwrap();
/// let (map, losses) = to_map(&journey, MapId::new("pay").unwrap(), "Pay", &mut CountingIds::default());
/// assert_eq!(map.stages[0].name.as_str(), "Pay");
/// assert_eq!(map.actor.unwrap().as_str(), "Me");
/// assert!(losses.is_empty());
/// ```
pub fn to_map(journey: &Journey, id: MapId, untitled: &str, ids: &mut dyn IdSource) -> (Map, Vec<Loss>) {
    let mut map = Map::new(id, "");
    let actor = common_actor(journey);
    let mut builder = Builder {
        actor: actor.as_deref(),
        taken: map.ids().map(str::to_owned).collect(),
        ids,
        losses: journey.losses.clone(),
    };
    builder.heading(journey, untitled, &mut map);
    builder.people(journey);
    if let Some(lane) = map.lane_of(Role::Steps).map(|l| l.id.clone()) {
        for section in &journey.sections {
            let mut stage = builder.stage(section);
            let steps: Vec<Card> = section.tasks.iter().map(|task| builder.step(task)).collect();
            if !steps.is_empty() {
                stage.cells.insert(lane.clone(), steps);
            }
            map.stages.push(stage);
        }
    }
    let mut losses = builder.losses;
    losses.sort_by_key(|loss| loss.line);
    map.actor = actor.map(|name| Label::new(&name)).filter(|name| !name.is_empty());
    (map, losses)
}

/// Who takes part in every task that names anybody, if that is exactly one.
fn common_actor(journey: &Journey) -> Option<String> {
    let mut manned = journey.tasks().filter(|task| !task.people.is_empty());
    let mut common: BTreeSet<&str> = manned.next()?.people.iter().map(String::as_str).collect();
    for task in manned {
        common.retain(|person| task.people.iter().any(|p| p == person));
    }
    let mut common = common.into_iter();
    let only = common.next()?;
    common.next().is_none().then(|| only.to_owned())
}

struct Builder<'a> {
    actor: Option<&'a str>,
    taken: BTreeSet<String>,
    ids: &'a mut dyn IdSource,
    losses: Vec<Loss>,
}

impl Builder<'_> {
    fn lose(&mut self, line: usize, what: impl Into<String>, kept_as: impl Into<String>) {
        self.losses.push(Loss::new(line, what, kept_as));
    }

    fn mint(&mut self, text: &str, fallback: &str) -> String {
        let taken = &self.taken;
        let id = mint(text, fallback, self.ids, &|id| taken.contains(id));
        self.taken.insert(id.clone());
        id
    }

    /// Title and scenario. A screen reader's title that says something else than the title opens the scenario.
    fn heading(&mut self, journey: &Journey, untitled: &str, map: &mut Map) {
        let titles = [&journey.title, &journey.acc_title].map(|title| Label::new(title));
        let [title, spoken] = &titles;
        let chosen = titles.iter().find(|t| !t.is_empty()).cloned();
        map.title = chosen.unwrap_or_else(|| Label::new(untitled));
        if map.title.is_empty() {
            map.title = Label::new("Journey");
        }
        let mut scenario = journey.acc_descr.clone();
        if !title.is_empty() && !spoken.is_empty() && title != spoken {
            scenario = format!("{spoken}\n{scenario}");
            self.lose(
                1,
                format!("the title for screen readers, “{spoken}”"),
                "the first line of the scenario",
            );
        }
        map.scenario = Some(Text::new(&scenario)).filter(|text| !text.is_empty());
    }

    /// Says once what becomes of the people who are not the actor.
    fn people(&mut self, journey: &Journey) {
        let others: Vec<&str> = journey.people().into_iter().filter(|p| Some(*p) != self.actor).collect();
        let Some(first) = others.first() else { return };
        let line = journey.tasks().find(|t| t.people.iter().any(|p| p == first)).map_or(1, |t| t.line);
        let what = match others.len() {
            1 => format!("`{first}` takes part in some tasks"),
            n => format!("{n} people take part in some tasks: {}", others.join(", ")),
        };
        self.lose(line, what, "tags on their steps");
    }

    fn stage(&mut self, section: &Section) -> Stage {
        let mut name = Label::new(&section.name);
        if name.is_empty() {
            name = Label::new(NAMELESS_STAGE);
            let line = section.tasks.first().map_or(section.line, |task| task.line);
            self.lose(line.max(1), "tasks without a section", format!("a stage called “{name}”"));
        }
        let id = self.mint(name.as_str(), "stage");
        Stage::new(StageId::new(&id).unwrap_or_else(|_| unreachable_stage()), name.as_str())
    }

    fn step(&mut self, task: &Task) -> Card {
        let mut text = Text::new(&task.name);
        if text.is_empty() {
            text = Text::new(NAMELESS_STEP);
            self.lose(task.line, "a task without a name", format!("a step called {NAMELESS_STEP}"));
        }
        let id = self.mint(text.as_str(), "step");
        let id = CardId::new(&id).unwrap_or_else(|_| unreachable_card());
        let mut card = Card::new(id, CardKind::Step, text.as_str());
        card.detail = Some(Text::new(&task.lost.join("\n"))).filter(|detail| !detail.is_empty());
        for person in task.people.iter().filter(|p| Some(p.as_str()) != self.actor) {
            let tag = Label::new(person);
            if !tag.is_empty() && !card.tags.contains(&tag) {
                card.tags.push(tag);
            }
        }
        if let Body::Step(step) = &mut card.body {
            step.emotion = task.emotion.and_then(|score| Emotion::new(score.into()));
        }
        card
    }
}

#[allow(clippy::expect_used, reason = "a constant id; only reached if `mint` gave what is no id")]
fn unreachable_stage() -> StageId {
    StageId::new("stage").expect("a constant id")
}

#[allow(clippy::expect_used, reason = "a constant id; only reached if `mint` gave what is no id")]
fn unreachable_card() -> CardId {
    CardId::new("step").expect("a constant id")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::read;
    use super::*;
    use crate::map::id::CountingIds;

    fn import(text: &str) -> (Map, Vec<String>) {
        let journey = read(text, None).unwrap();
        let (map, losses) =
            to_map(&journey, MapId::new("m").unwrap(), "untitled", &mut CountingIds::default());
        (map, losses.iter().map(ToString::to_string).collect())
    }

    fn steps(map: &Map) -> Vec<(&str, Option<i8>, Vec<&str>)> {
        let shown = |c: &'_ Card| c.step().and_then(|s| s.emotion).map(Emotion::score);
        map.cards().map(|c| (c.text.as_str(), shown(c), c.tags.iter().map(Label::as_str).collect())).collect()
    }

    #[test]
    fn the_diagram_of_the_manual() {
        let text = "journey\n title My working day\n section Go to work\n  Make tea: 5: Me\n  Do work: 1: Me, Cat\n section Go home\n  Sit down: 3: Me\n";
        let (map, losses) = import(text);
        assert_eq!(map.title.as_str(), "My working day");
        assert_eq!(map.actor.as_ref().map(Label::as_str), Some("Me"));
        let stages: Vec<_> = map.stages.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(stages, ["Go to work", "Go home"]);
        assert_eq!(
            steps(&map),
            [
                ("Make tea", Some(2), vec![]),
                ("Do work", Some(-2), vec!["Cat"]),
                ("Sit down", Some(0), vec![])
            ]
        );
        assert_eq!(losses, ["line 5: `Cat` takes part in some tasks: tags on their steps"]);
        assert_eq!(map.problems(), []);
    }

    #[test]
    fn without_one_common_actor_everybody_is_a_tag() {
        let (map, losses) = import("journey\n A: 5: Ann, Bo\n B: 1: Ann, Bo\n");
        assert_eq!(map.actor, None);
        assert_eq!(steps(&map)[0].2, ["Ann", "Bo"]);
        assert!(losses.iter().any(|l| l.contains("Ann, Bo")), "{losses:?}");
        assert!(losses.iter().any(|l| l.contains("a stage called “Start”")), "{losses:?}");
    }

    #[test]
    fn words_that_fit_nowhere_are_kept() {
        let (map, losses) = import(
            "journey\n accTitle: Spoken\n accDescr: Long story\n title Shown\n section S\n A: 9 stars: Me",
        );
        assert_eq!(map.scenario.as_ref().map(Text::as_str), Some("Spoken\nLong story"));
        let detail = map.cards().next().and_then(|c| c.detail.clone()).unwrap();
        assert!(detail.as_str().contains("9 stars"), "{detail}");
        assert!(losses.iter().any(|l| l.contains("Spoken")));
    }

    #[test]
    fn an_empty_diagram_is_a_map_without_stages() {
        let (map, _) = import("journey\n");
        assert_eq!((map.title.as_str(), map.stages.len()), ("untitled", 0));
        assert_eq!(map.problems(), []);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_valid_map(body in "(section [^\n]{0,12}\n|[^\n]{0,20}: ?[0-9a-z]{0,3}(: ?[^\n]{0,9})?\n){0,12}") {
            let (map, _) = import(&format!("journey\n{body}"));
            prop_assert_eq!(map.problems(), vec![]);
        }
    }
}
