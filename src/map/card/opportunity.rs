//! Interventions that treat pains.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CardId, words};
use crate::map::decimal::Decimal;

words! {
    /// What kind of intervention it is.
    Intervention {
        /// Tell customers before they ask.
        Notify = "notify",
        /// Let a machine do it.
        Automate = "automate",
        /// Act on an event.
        Trigger = "trigger",
        /// Change how it works.
        Redesign = "redesign",
        /// Let customers do it themselves.
        SelfServe = "self-serve",
        /// Explain it better.
        Educate = "educate",
        /// Change the rule.
        Policy = "policy",
        /// Train the people who serve.
        Train = "train",
        /// Repair what is broken.
        Repair = "repair",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// When it can come: crawl, walk, run.
    Horizon {
        /// Now, with what there is.
        Crawl = "crawl",
        /// Next, with some building.
        Walk = "walk",
        /// Later, with new foundations.
        Run = "run",
    }
}

words! {
    /// Where an opportunity stands.
    OpportunityStatus {
        /// Somebody had it.
        Idea = "idea",
        /// Decided, with an owner and a date.
        Planned = "planned",
        /// Under way.
        Doing = "doing",
        /// Live.
        Shipped = "shipped",
        /// Live, and its effect is known.
        Measured = "measured",
        /// Not to be done.
        Dropped = "dropped",
    }
}

impl OpportunityStatus {
    /// Whether it is still to be done.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Idea | Self::Planned | Self::Doing)
    }
}

/// What only an opportunity has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opportunity {
    /// What kind of intervention it is.
    pub kind: Option<Intervention>,
    /// When it can come.
    pub horizon: Option<Horizon>,
    /// Where it stands.
    pub status: OpportunityStatus,
    /// The pains that it treats.
    pub treats: Vec<CardId>,
    /// When it is to be live.
    pub due: Option<Date>,
    /// When it went live.
    pub shipped: Option<Date>,
    /// The share of the treated pains' contacts that it should prevent, in percent.
    pub prevents: Option<Decimal>,
    /// The share that it did prevent, in percent.
    pub prevented: Option<Decimal>,
    /// What it costs to do, once, in the workspace's currency.
    pub cost: Option<Decimal>,
    /// What RICE is computed from.
    pub rice: Option<Rice>,
}

impl Default for Opportunity {
    fn default() -> Self {
        Self {
            kind: None,
            horizon: None,
            status: OpportunityStatus::Idea,
            treats: Vec::new(),
            due: None,
            shipped: None,
            prevents: None,
            prevented: None,
            cost: None,
            rice: None,
        }
    }
}

/// Reach × impact × confidence ÷ effort (Intercom).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Rice {
    /// Customers a month.
    pub reach: Option<Decimal>,
    /// 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal.
    pub impact: Option<Decimal>,
    /// In percent.
    pub confidence: Option<Decimal>,
    /// In person-months.
    pub effort: Option<Decimal>,
}
