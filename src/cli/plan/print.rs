//! What is due and what is proposed: for people, for programs, for calendars.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::Shown;
use crate::cli::context::Context;
use crate::cli::error::Result;
use crate::cli::file::Opened;
use crate::cli::json::Envelope;
use crate::cli::out::{Line, Tone, many};
use crate::cli::place::Place;
use crate::exchange::calendar::{AllDay, calendar};
use crate::map::id::PersonId;
use crate::rules::{Due, Move, Plan};

impl Shown<'_> {
    /// The file that a stage is in.
    fn opened(&self, due: &Due<'_>) -> Option<&Opened> {
        self.maps.iter().find(|opened| std::ptr::eq(due.map, &raw const opened.map))
    }

    /// What to call its owner; `None`: nobody answers for it.
    fn owner(&self, due: &Due<'_>) -> Option<String> {
        let id = due.owner?;
        let workspace = self.opened(due).map(|opened| &opened.place.workspace);
        Some(workspace.map_or_else(|| id.to_string(), |workspace| workspace.name_of(id).to_owned()))
    }

    /// How many are late, and how many are due in each week that has any.
    fn weeks(&self) -> (usize, BTreeMap<Date, usize>) {
        let mut weeks = BTreeMap::new();
        let coming = self.dues.iter().filter(|due| !due.is_late(self.today));
        coming.for_each(|due| *weeks.entry(due.week(self.today)).or_default() += 1);
        (self.dues.iter().filter(|due| due.is_late(self.today)).count(), weeks)
    }
}

/// `Wait for delivery · Order to doorstep`.
fn about(due: &Due<'_>) -> String {
    format!("{} · {}", due.stage.name, due.map.title)
}

/// By owner and week; or what is proposed.
pub(super) fn text(ctx: &mut Context, shown: &Shown<'_>, write: bool) -> Result<()> {
    match &shown.plan {
        Some(plan) => proposal(ctx, shown, plan, write),
        None => owners(ctx, shown),
    }
}

fn owners(ctx: &mut Context, shown: &Shown<'_>) -> Result<()> {
    if shown.dues.is_empty() {
        return ctx.out.say("nothing is due");
    }
    // Nobody comes last.
    let mut by_owner: BTreeMap<(bool, String), Vec<&Due<'_>>> = BTreeMap::new();
    for due in &shown.dues {
        let name = shown.owner(due);
        by_owner.entry((name.is_none(), name.unwrap_or_default())).or_default().push(due);
    }
    for ((is_nobody, name), dues) in by_owner {
        let name = if is_nobody { "nobody" } else { &name };
        let count = format!("  {}", many(dues.len(), "stage"));
        ctx.out.line(&Line::default().with(Tone::Strong, name).with(Tone::Faint, count))?;
        let mut last = None;
        for due in dues {
            let week = if due.is_late(shown.today) { None } else { Some(due.week(shown.today)) };
            if last != Some(week) {
                let words = week.map_or_else(|| "late".to_owned(), |week| format!("week of {week}"));
                ctx.out.say(format!("  {words}"))?;
                last = Some(week);
            }
            stage(ctx, due)?;
        }
    }
    totals(ctx, shown)
}

fn stage(ctx: &mut Context, due: &Due<'_>) -> Result<()> {
    let tone = crate::cli::show::tone(due.kind);
    let line = Line::default().with(Tone::Faint, format!("    {}  ", due.on));
    let line = line.with(tone, format!("{} ", due.kind.symbol())).plain(about(due));
    ctx.out.line(&line.with(Tone::Faint, format!("  {}: {}", due.kind, due.why)))
}

fn totals(ctx: &mut Context, shown: &Shown<'_>) -> Result<()> {
    let (late, weeks) = shown.weeks();
    let mut parts = Vec::new();
    if late > 0 {
        parts.push(format!("{late} late"));
    }
    parts.extend(weeks.iter().map(|(week, count)| format!("{count} in the week of {week}")));
    ctx.out.line(&Line::default().with(Tone::Faint, parts.join(", ")))
}

fn proposal(ctx: &mut Context, shown: &Shown<'_>, plan: &Plan, write: bool) -> Result<()> {
    for moved in &plan.moves {
        let Some(due) = shown.dues.get(moved.at) else { continue };
        let head = Line::default().with(Tone::Strong, about(due));
        let line = head.plain(format!(": due {} → {}, ", moved.from, moved.to));
        let line = line.plain(format!("every {} days instead of {}: ", moved.wanted, moved.every));
        ctx.out.line(&line.with(Tone::Faint, why(moved)))?;
    }
    for (week, count) in &plan.too_full {
        let words = format!(
            "the week of {week} stays at {count}: late, never reviewed or put off, or no week has room in time"
        );
        ctx.out.line(&Line::default().with(Tone::Warning, words))?;
    }
    let wanted = format!("at most {} a week", plan.per_week);
    match plan.moves.len() {
        0 if plan.too_full.is_empty() => ctx.out.say(format!("no week is too full for {wanted}")),
        0 => ctx.out.say(format!("nothing can be moved for {wanted}")),
        moved if write => ctx.out.say(format!("{} with another cadence, for {wanted}", many(moved, "stage"))),
        moved => ctx.out.say(format!(
            "{} would have another cadence, for {wanted}; --write writes it",
            many(moved, "stage")
        )),
    }
}

fn why(moved: &Move) -> String {
    match moved.longer() {
        Some(days) => format!("{}; {} longer than its cadence", moved.why, many_days(days)),
        None => moved.why.clone(),
    }
}

fn many_days(days: u32) -> String {
    crate::rules::days::words(days.into())
}

#[derive(Debug, Serialize)]
struct DueStage<'a> {
    path: &'a str,
    map: &'a str,
    stage: &'a str,
    name: &'a str,
    owner: Option<&'a str>,
    state: &'static str,
    why: &'a str,
    due: String,
    late: bool,
    /// The Monday of the week that it counts in.
    week: String,
    every: Option<u32>,
    moves_to: Option<Moved>,
}

#[derive(Debug, Serialize)]
struct Moved {
    due: String,
    every: u32,
    why: String,
}

#[derive(Debug, Serialize)]
struct Week {
    week: String,
    due: usize,
}

/// The shape of `docs/json.md`.
pub(super) fn json(ctx: &mut Context, shown: &Shown<'_>, write: bool) -> Result<()> {
    #[derive(Serialize)]
    struct Agenda<'a> {
        today: String,
        late: usize,
        weeks: Vec<Week>,
        stages: Vec<DueStage<'a>>,
        per_week: Option<usize>,
        too_full: Vec<Week>,
        written: bool,
    }
    let weeks = |all: Vec<(Date, usize)>| {
        all.into_iter().map(|(week, due)| Week { week: week.to_string(), due }).collect::<Vec<_>>()
    };
    let (late, by_week) = shown.weeks();
    let stages = shown.dues.iter().enumerate().map(|(at, due)| due_stage(shown, at, due));
    ctx.out.json(&Envelope::new(Agenda {
        today: shown.today.to_string(),
        late,
        weeks: weeks(by_week.into_iter().collect()),
        stages: stages.collect(),
        per_week: shown.plan.as_ref().map(|plan| plan.per_week),
        too_full: shown.plan.as_ref().map(|plan| weeks(plan.too_full.clone())).unwrap_or_default(),
        written: write,
    }))
}

fn due_stage<'a>(shown: &'a Shown<'_>, at: usize, due: &'a Due<'_>) -> DueStage<'a> {
    let moved = shown.plan.as_ref().and_then(|plan| plan.moves.iter().find(|moved| moved.at == at));
    DueStage {
        path: shown.opened(due).map_or("", |opened| opened.name.as_str()),
        map: due.map.id.as_str(),
        stage: due.stage.id.as_str(),
        name: due.stage.name.as_str(),
        owner: due.owner.map(PersonId::as_str),
        state: due.kind.word(),
        why: &due.why,
        due: due.on.to_string(),
        late: due.is_late(shown.today),
        week: due.week(shown.today).to_string(),
        every: due.cadence.map(|cadence| cadence.every),
        moves_to: moved.map(|moved| Moved {
            due: moved.to.to_string(),
            every: moved.wanted,
            why: why(moved),
        }),
    }
}

/// A calendar of the reviews. What is late stands on today: in the past nobody would see it.
pub(super) fn ics(shown: &Shown<'_>, place: Option<&Place>) -> String {
    let name = place.and_then(|place| place.workspace.name.as_ref());
    let name = name.map_or_else(|| "Journey map reviews".to_owned(), |name| format!("{name}: reviews"));
    let events: Vec<AllDay> = shown.dues.iter().map(|due| event(shown, due)).collect();
    calendar(&name, shown.today, &events)
}

fn event(shown: &Shown<'_>, due: &Due<'_>) -> AllDay {
    let late = if due.is_late(shown.today) { format!(" (due since {})", due.on) } else { String::new() };
    let owner = shown.owner(due).unwrap_or_else(|| "nobody".to_owned());
    let path = shown.opened(due).map_or("", |opened| opened.name.as_str());
    AllDay {
        uid: format!("review:{}/{}@milepost", due.map.id, due.stage.id),
        on: due.on.max(shown.today),
        summary: format!("Review “{}” · {}{late}", due.stage.name, due.map.title),
        description: format!(
            "{owner} answers for it\n{}: {}\nmilepost review {path} {}",
            due.kind, due.why, due.stage.id
        ),
    }
}
