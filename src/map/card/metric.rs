//! Measures: readings, and the leads that they give.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Label, PersonId, Text, words};
use crate::map::decimal::Decimal;
use crate::map::id::LeadId;

words! {
    /// Which way is better.
    Direction {
        /// More is better.
        Up = "up",
        /// Less is better.
        Down = "down",
    }
}

words! {
    /// How often a metric is read.
    Period {
        /// Every day.
        Daily = "daily",
        /// Every week.
        Weekly = "weekly",
        /// Every month.
        Monthly = "monthly",
        /// Every three months.
        Quarterly = "quarterly",
        /// Every year.
        Yearly = "yearly",
    }
}

impl Period {
    /// Its length in whole days, rounded up.
    pub fn days(self) -> i32 {
        match self {
            Self::Daily => 1,
            Self::Weekly => 7,
            Self::Monthly => 31,
            Self::Quarterly => 92,
            Self::Yearly => 366,
        }
    }
}

words! {
    /// What kind of number it is; limits of counts and rates do not go below zero.
    Measure {
        /// How many.
        Count = "count",
        /// Of a hundred.
        Rate = "rate",
        /// What people gave: NPS, CSAT, CES.
        Score = "score",
        /// How long.
        Time = "time",
        /// How much.
        Money = "money",
    }
}

/// What only a metric has.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Metric {
    /// What kind of number it is.
    pub measure: Option<Measure>,
    /// What one of it is: %, min, contacts.
    pub unit: Option<Label>,
    /// Where readings come from.
    pub source: Option<Label>,
    /// What it should be.
    pub target: Option<Decimal>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// How often it is read.
    pub period: Option<Period>,
    /// Dated values, oldest first; one a day.
    pub readings: Vec<Reading>,
    /// What was asked of it.
    pub leads: Vec<Lead>,
}

impl Metric {
    /// The newest reading.
    pub fn latest(&self) -> Option<&Reading> {
        self.readings.iter().max_by_key(|r| r.on)
    }
}

/// A dated value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The day that it is of.
    pub on: Date,
    /// The value, in the metric's unit.
    pub value: Decimal,
    /// How many it was taken from.
    pub n: Option<u64>,
    /// What to know about it.
    pub note: Option<Label>,
}

/// Question → insight → action: what a number led to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// Stable in its file.
    pub id: LeadId,
    /// When it was asked.
    pub on: Option<Date>,
    /// Who asked.
    pub by: Option<PersonId>,
    /// What was asked.
    pub question: Text,
    /// What was found.
    pub insight: Option<Text>,
    /// What is done about it.
    pub action: Option<Text>,
}
