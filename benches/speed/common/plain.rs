//! The measured maps as strings and floats: what a parser alone has to do for them.

#![allow(missing_docs, reason = "the fields are those of the file")]

use milepost::map::card::{Direction, Measure, OpportunityStatus, Period, Severity};
use milepost::map::evidence::EvidenceKind;
use milepost::map::{Role, State};
use serde::{Deserialize, Serialize};

/// The options that a map's file is parsed with.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(text: &str) -> T {
    let options = ron::Options::default().with_recursion_limit(128);
    options.from_str(text).expect("the generated map is sound")
}

macro_rules! shape {
    ($name:ident { $($must:ident: $must_type:ty),* ; $($may:ident: $may_type:ty),* }) => {
        #[derive(Debug, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            $(pub(crate) $must: $must_type,)*
            $(#[serde(default)] pub(crate) $may: $may_type,)*
        }
    };
}

shape! { File {
    format: u32, id: String, title: String, state: State, owner: String, actor: String, lanes: Vec<Row>,
    stages: Vec<Column>;
} }
shape! { Row { id: String, name: String, role: Role; } }
shape! { Column {
    id: String, name: String, created: String, reviewed: Review, evidence: Vec<Evidence>;
    owner: Option<String>, steps: Vec<Card>, notes: Vec<Card>, pains: Vec<Card>, opportunities: Vec<Card>,
    metrics: Vec<Card>
} }
shape! { Review { on: String, by: String, seal: String; } }
shape! { Evidence { id: String, kind: EvidenceKind, on: String, source: String, sample: u32; } }
shape! { Card {
    id: String, stage: String, text: String;
    lane: Option<String>, detail: Option<Lines>, owner: Option<String>, evidence: Vec<String>,
    channel: Option<String>, emotion: Option<i8>, severity: Option<Severity>, since: Option<String>,
    contacts: Option<Contacts>, status: Option<OpportunityStatus>, treats: Vec<String>, due: Option<String>,
    cost: Option<f64>, measure: Option<Measure>, unit: Option<String>, direction: Option<Direction>,
    period: Option<Period>, readings: Vec<Reading>
} }
shape! { Contacts { reason: String, per_month: f64, minutes: f64; } }
shape! { Reading { on: String, value: f64; } }

/// A text of several lines is a list of them.
pub(crate) type Lines = Vec<String>;
