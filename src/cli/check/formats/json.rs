//! For programs: the shape of `docs/json.md`.

use serde::Serialize;

use crate::cli::check::report::{Counts, Report};
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::json::Envelope;

#[derive(Serialize)]
struct Check<'a> {
    #[serde(flatten)]
    counts: Counts,
    files: &'a [Report],
}

/// The reports as JSON.
pub(super) fn print(ctx: &mut Context, reports: &[Report]) -> Result<()> {
    ctx.out.json(&Envelope::new(Check { counts: Counts::of(reports), files: reports }))
}
