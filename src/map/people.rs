//! People: owners, reviewers, deputies.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::PersonId;
use super::text::Label;

/// Somebody who can own a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Stable in the workspace.
    pub id: PersonId,
    /// What people call them.
    pub name: Label,
    /// Their team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Label>,
    /// How to reach them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Label>,
    /// The day that they left; absent while they are active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Date>,
    /// Away up to and including this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away_until: Option<Date>,
    /// Who answers while they are away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<PersonId>,
}

impl Person {
    /// An active person.
    pub fn new(id: PersonId, name: &str) -> Self {
        Self {
            id,
            name: Label::new(name),
            team: None,
            email: None,
            left: None,
            away_until: None,
            deputy: None,
        }
    }

    /// Whether they have left by `today`.
    pub fn has_left(&self, today: Date) -> bool {
        self.left.is_some_and(|day| day <= today)
    }

    /// Whether they are away on `today`.
    pub fn is_away(&self, today: Date) -> bool {
        self.away_until.is_some_and(|until| until >= today)
    }
}
