//! What a workshop does, phase by phase.

use serde::{Deserialize, Serialize};

use crate::map::id::LaneId;
use crate::map::words;
use crate::map::{Label, Map, Role};

/// The most phases of an agenda.
pub const MOST_PHASES: usize = 40;
/// The longest phase, in minutes.
pub const MOST_MINUTES: u32 = 480;
/// The most dots that a person can have.
pub const MOST_DOTS: u8 = 20;

words! {
    /// The one thing that is done in a phase.
    Verb {
        /// People talk; nothing is collected.
        Talk = "talk",
        /// What became of earlier actions is said.
        FollowUp = "follow-up",
        /// Stages that need somebody are looked at, one by one.
        Review = "review",
        /// Cards are written.
        Capture = "capture",
        /// Cards are put into named groups.
        Cluster = "cluster",
        /// Dots are given.
        Vote = "vote",
        /// Cards are placed by impact and effort.
        Place = "place",
        /// Steps are scored by how the customer feels.
        Score = "score",
        /// Decisions are taken, actions given.
        Decide = "decide",
        /// What is open is walked through, and the workshop ends.
        Close = "close",
    }
}

impl Verb {
    /// What people are asked to do, where a phase has no prompt.
    pub fn prompt(self) -> &'static str {
        match self {
            Self::Talk => "Look at the map together",
            Self::FollowUp => "What became of the actions of last time?",
            Self::Review => "Is this stage still true?",
            Self::Capture => "One thought a card",
            Self::Cluster => "Which of these belong together?",
            Self::Vote => "Give your dots, in silence",
            Self::Place => "How much would it change, how hard is it?",
            Self::Score => "How does the customer feel here, −2 to +2?",
            Self::Decide => "What do we decide, who does what, until when?",
            Self::Close => "What is still open?",
        }
    }
}

/// One phase of a workshop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// What it is called.
    pub name: Label,
    /// How long it is to be.
    pub minutes: u32,
    /// What is done.
    pub verb: Verb,
    /// The lanes that cards go to, by id, name or role; none: every lane.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lanes: Vec<Label>,
    /// Whether everybody sees only their own cards until they are revealed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// What people are asked; empty: what the verb says.
    #[serde(default, skip_serializing_if = "Label::is_empty")]
    pub prompt: Label,
    /// Dots a person, in a vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dots: Option<u8>,
    /// The most dots that one person can give one card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<u8>,
    /// Whether everybody sees who gave which dots.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
}

impl Phase {
    /// A phase with nothing but these.
    pub fn new(name: &str, minutes: u32, verb: Verb) -> Self {
        Self {
            name: Label::new(name),
            minutes,
            verb,
            lanes: Vec::new(),
            private: false,
            prompt: Label::default(),
            dots: None,
            cap: None,
            open: false,
        }
    }

    /// What people are asked.
    pub fn asks(&self) -> &str {
        if self.prompt.is_empty() { self.verb.prompt() } else { self.prompt.as_str() }
    }

    /// Dots a person.
    pub fn dots(&self) -> u8 {
        self.dots.unwrap_or(3)
    }

    /// The most dots of one person on one card.
    pub fn cap(&self) -> u8 {
        self.cap.unwrap_or(1)
    }

    /// The lanes of a map that cards go to, top to bottom; all that hold cards where none is named or none of those named is there.
    pub fn lanes_of(&self, map: &Map) -> Vec<LaneId> {
        let all = || map.lanes.iter().filter(|lane| lane.role.card_kind().is_some());
        let named = |lane: &&crate::map::Lane| self.lanes.iter().any(|name| is_lane(name, lane));
        let some: Vec<LaneId> = all().filter(named).map(|lane| lane.id.clone()).collect();
        if some.is_empty() { all().map(|lane| lane.id.clone()).collect() } else { some }
    }
}

/// Whether a lane is meant by its id, its name or the word of its role.
fn is_lane(name: &Label, lane: &crate::map::Lane) -> bool {
    let is = |other: &str| name.as_str().eq_ignore_ascii_case(other);
    is(lane.id.as_str()) || is(lane.name.as_str()) || Role::from_word(name.as_str()) == Some(lane.role)
}

/// A workshop's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agenda {
    /// What it is called.
    pub name: Label,
    /// What is done, in order.
    pub phases: Vec<Phase>,
}

/// What is wrong with an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The position of the phase; none: of the whole.
    pub phase: Option<usize>,
    /// The field.
    pub field: &'static str,
    /// What, and what to write instead.
    pub words: String,
}

impl Agenda {
    /// How long it takes as planned, in minutes.
    pub fn minutes(&self) -> u32 {
        self.phases.iter().map(|phase| phase.minutes).fold(0, u32::saturating_add)
    }

    /// What is wrong with it: nothing, where it can be used.
    pub fn problems(&self) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let mut say = |phase, field, words: String| wrong.push(Wrong { phase, field, words });
        if self.name.is_empty() {
            say(None, "name", "an agenda needs a name".into());
        }
        if self.phases.is_empty() {
            say(None, "phases", "an agenda needs a phase".into());
        }
        if self.phases.len() > MOST_PHASES {
            say(None, "phases", format!("an agenda has at most {MOST_PHASES} phases"));
        }
        for (at, phase) in self.phases.iter().enumerate() {
            phase_problems(phase, &mut |field, words| say(Some(at), field, words));
        }
        wrong
    }
}

fn phase_problems(phase: &Phase, say: &mut dyn FnMut(&'static str, String)) {
    if phase.name.is_empty() {
        say("name", "a phase needs a name".into());
    }
    if phase.minutes == 0 || phase.minutes > MOST_MINUTES {
        say("minutes", format!("a phase takes 1 to {MOST_MINUTES} minutes"));
    }
    if phase.private && phase.verb != Verb::Capture {
        say("private", format!("only what is captured can be private; this phase is for {}", phase.verb));
    }
    if !phase.lanes.is_empty() && phase.verb != Verb::Capture {
        say("lanes", format!("only what is captured goes into lanes; this phase is for {}", phase.verb));
    }
    let of_vote = [("dots", phase.dots.is_some()), ("cap", phase.cap.is_some()), ("open", phase.open)];
    for (field, _) in of_vote.iter().filter(|(_, is_set)| *is_set && phase.verb != Verb::Vote) {
        say(field, format!("only a vote has dots; this phase is for {}", phase.verb));
    }
    if phase.dots() == 0 || phase.dots() > MOST_DOTS {
        say("dots", format!("everybody has 1 to {MOST_DOTS} dots"));
    }
    if phase.cap() == 0 || phase.cap() > phase.dots() {
        say("cap", format!("a card takes 1 to {} dots of one person", phase.dots().max(1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::id::MapId;

    #[test]
    fn what_cannot_be_used_is_said() {
        let mut agenda = Agenda { name: Label::new("A"), phases: vec![Phase::new("Talk", 5, Verb::Talk)] };
        assert_eq!(agenda.problems(), []);
        agenda.phases.push(Phase { private: true, cap: Some(4), ..Phase::new("", 0, Verb::Vote) });
        let fields: Vec<_> = agenda.problems().iter().map(|w| (w.phase, w.field)).collect();
        assert_eq!(fields, [(Some(1), "name"), (Some(1), "minutes"), (Some(1), "private"), (Some(1), "cap")]);
    }

    #[test]
    fn lanes_are_named_by_id_name_or_role() {
        let map = Map::new(MapId::new("m").unwrap(), "M");
        let mut phase = Phase::new("x", 1, Verb::Capture);
        let all = phase.lanes_of(&map);
        phase.lanes = vec![Label::new("pains")];
        let pains = phase.lanes_of(&map);
        assert_eq!(pains.len(), 1);
        assert!(all.len() > 1 && all.contains(&pains[0]));
        phase.lanes = vec![Label::new("nowhere")];
        assert_eq!(phase.lanes_of(&map), all);
    }
}
