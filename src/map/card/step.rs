//! What the customer does.

use serde::{Deserialize, Serialize};

use super::{Emotion, Label};
use crate::map::decimal::Decimal;

/// What only a step has.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Step {
    /// Where it happens: app, phone, store.
    pub channel: Option<Label>,
    /// How it feels.
    pub emotion: Option<Emotion>,
    /// A moment of truth: it makes or breaks the journey.
    pub moment_of_truth: bool,
    /// How long it takes the customer, in minutes.
    pub minutes: Option<Decimal>,
}
