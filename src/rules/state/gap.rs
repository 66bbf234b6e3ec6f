//! Gaps in the governance of a stage.

use jiff::civil::Date;

use crate::map::Person;
use crate::map::id::PersonId;
use crate::rules::facts::StageFacts;
use crate::rules::limits::Limits;

/// What is missing for a stage to be governed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap<'a> {
    /// No owner on the stage nor on its map.
    NoOwner,
    /// Its owner is not in the people list.
    UnknownOwner {
        /// Who.
        owner: &'a PersonId,
        /// Whether it is the map's.
        inherited: bool,
    },
    /// Its owner has left.
    OwnerLeft {
        /// Who.
        owner: &'a Person,
        /// Whether it is the map's.
        inherited: bool,
    },
    /// Nothing says how often it is to be reviewed.
    NoCadence,
}

impl Gap<'_> {
    /// In two words, for a header.
    pub fn short(self) -> &'static str {
        match self {
            Self::NoOwner => "no owner",
            Self::UnknownOwner { .. } => "unknown owner",
            Self::OwnerLeft { .. } => "owner left",
            Self::NoCadence => "no cadence",
        }
    }

    /// In a sentence.
    pub fn sentence(self) -> String {
        let whose = |inherited| if inherited { "the map's owner, inherited," } else { "its owner" };
        match self {
            Self::NoOwner => "no owner on the stage nor on its map".to_owned(),
            Self::UnknownOwner { owner, inherited } => {
                format!("{} {owner} is not in the people list", whose(inherited))
            }
            Self::OwnerLeft { owner, inherited } => match owner.left {
                Some(day) => format!("{} {} left on {day}", whose(inherited), owner.name),
                None => format!("{} {} left", whose(inherited), owner.name),
            },
            Self::NoCadence => {
                "nothing says how often it is to be reviewed: neither the stage nor its map nor the policy"
                    .to_owned()
            }
        }
    }
}

/// The gaps of a stage: at most one in ownership, then a missing cadence.
pub fn gaps<'a>(
    facts: StageFacts<'a>,
    limits: &Limits<'a>,
    today: Date,
) -> impl Iterator<Item = Gap<'a>> + use<'a> {
    let cadence = limits.cadence.is_none().then_some(Gap::NoCadence);
    owner_gap(facts, today).into_iter().chain(cadence)
}

fn owner_gap(facts: StageFacts<'_>, today: Date) -> Option<Gap<'_>> {
    let Some((owner, inherited)) = facts.owner() else { return Some(Gap::NoOwner) };
    if facts.workspace.people.is_empty() {
        return None;
    }
    match facts.workspace.person(owner) {
        None => Some(Gap::UnknownOwner { owner, inherited }),
        Some(person) => person.has_left(today).then_some(Gap::OwnerLeft { owner: person, inherited }),
    }
}
