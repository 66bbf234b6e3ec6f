//! A workshop again, line by line, as fast as it happened or faster.

use std::time::Duration;

use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::out::{Line, Tone};
use crate::cli::place::Place;
use crate::cli::sessions;
use crate::store::clock::second_of_day;
use crate::store::disk::fs::RealFs;
use crate::workshop::Millis;
use crate::workshop::clock::LONGEST_GAP;
use crate::workshop::telling::Telling;

pub(super) fn run(ctx: &mut Context, place: &Place, session: &str, speed: u32) -> Result<()> {
    let listing = crate::store::sessions::list(&RealFs, &place.root);
    let path = sessions::find(&listing, Some(session), None)?.path.clone();
    let record = sessions::read(ctx, &path)?;
    let telling = Telling::new(&record, &place.workspace);
    say(ctx, record.head.began, &telling.head())?;
    let mut last = record.head.began;
    for entry in &record.entries {
        wait(ctx, entry.at.saturating_sub(last), speed)?;
        last = entry.at;
        say(ctx, entry.at, &telling.line(entry))?;
    }
    Ok(())
}

fn say(ctx: &mut Context, at: Millis, words: &str) -> Result<()> {
    let time = format!("{}  ", second_of_day(at));
    ctx.out.line(&Line::default().with(Tone::Faint, time).plain(words))
}

/// What was said so far is seen before the next is waited for. Nobody waits through a break.
fn wait(ctx: &mut Context, gap: Millis, speed: u32) -> Result<()> {
    let gap = u64::try_from(gap.min(LONGEST_GAP)).unwrap_or(0);
    if let Some(pause) = gap.checked_div(u64::from(speed)).filter(|pause| *pause > 0) {
        ctx.out.flush()?;
        std::thread::sleep(Duration::from_millis(pause));
    }
    Ok(())
}
