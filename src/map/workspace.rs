//! What `milepost.ron` says for all maps of a workspace.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::conflict::Conflict;
use super::decimal::Decimal;
use super::id::PersonId;
use super::people::Person;
use super::policy::Policy;
use super::review::Snooze;
use super::text::Label;

/// People, policy and defaults of a folder of maps.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workspace {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Label>,
    /// The sign or code of its money: `€`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Label>,
    /// What a minute of handling a contact costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_per_minute: Option<Decimal>,
    /// What a contact costs on average.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_per_contact: Option<Decimal>,
    /// The day that examples and trainings stay at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<Date>,
    /// The rules' levels and limits for all maps.
    #[serde(default, skip_serializing_if = "Policy::is_empty")]
    pub policy: Policy,
    /// Findings about the workspace itself that are put off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub snoozes: Vec<Snooze>,
    /// Who can own what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// What two sides of a merge said differently, until a person chooses. At `workspace`, or at a person's id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
}

impl Workspace {
    /// The person with this id.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().find(|p| p.id == *id)
    }

    /// What to call a person: the name, or the id where the list does not know them.
    pub fn name_of<'a>(&'a self, id: &'a PersonId) -> &'a str {
        self.person(id).map_or(id.as_str(), |p| p.name.as_str())
    }

    /// The sign of its money; none said: none shown.
    pub fn money_sign(&self) -> &str {
        self.currency.as_ref().map_or("", Label::as_str)
    }
}
