//! Owners.

use super::Command;

pub(super) const COMMANDS: &[Command] = &[Command::new(
    "owner.set",
    "Owner: pick a person, or name a new one",
    super::super::app::App::pick_owner,
)
.keys(&["@"])
.hint("owner")];
