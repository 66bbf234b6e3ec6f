//! Fields of a lane.

use super::super::error::Result;
use super::super::value::{Given, word};
use super::Field;
use crate::map::Layer;
use crate::map::edit::{Edit, LaneField};
use crate::map::id::LaneId;

pub(super) const FIELDS: &[Field] =
    &[("name", "words"), ("layer", "physical evidence, thinking, frontstage, backstage, support")];

pub(super) fn set(id: &LaneId, given: &Given<'_>) -> Result<Option<Edit>> {
    let field = match given.field.as_str() {
        "name" => LaneField::Name(given.needed_label()?),
        "layer" => LaneField::Layer(given.optional(word!(Layer))?),
        _ => return Ok(None),
    };
    Ok(Some(Edit::SetLane { lane: id.clone(), field }))
}
