//! Every date of a map or workspace moved by some days.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::change::seal;
use crate::map::review::{Seal, Snooze};
use crate::map::{Body, Card, Map, Workspace};

/// The workspace with every date moved.
pub fn shift_workspace(workspace: &Workspace, days: i32) -> Workspace {
    let mut moved = workspace.clone();
    optional(&mut moved.today, days);
    snoozes(&mut moved.snoozes, days);
    for person in &mut moved.people {
        optional(&mut person.left, days);
        optional(&mut person.away_until, days);
    }
    moved
}

/// A feed in comma-separated values with the date at the start of each line moved.
pub fn shift_feed(text: &str, days: i32) -> String {
    let line = |line: &str| match line.split_once(',').map(|(day, rest)| (day.parse::<Date>(), rest)) {
        Some((Ok(mut day), rest)) => {
            shift(&mut day, days);
            format!("{day},{rest}\n")
        }
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// The map with every date moved, and each seal that fitted its stage made anew. One that did not fit stays: that stage
/// had changed since its review, and still has.
pub fn shift_map(map: &Map, days: i32) -> Map {
    let mut moved = map.clone();
    optional(&mut moved.created, days);
    if let Some(flow) = &mut moved.flow {
        optional(&mut flow.as_of, days);
    }
    snoozes(&mut moved.snoozes, days);
    moved.events.iter_mut().for_each(|event| shift(&mut event.on, days));
    moved.metrics.iter_mut().for_each(|metric| card(metric, days));
    for stage in &mut moved.stages {
        optional(&mut stage.created, days);
        if let Some(review) = &mut stage.reviewed {
            shift(&mut review.on, days);
        }
        snoozes(&mut stage.snoozes, days);
        stage.evidence.iter_mut().for_each(|piece| optional(&mut piece.on, days));
        stage.cells.values_mut().flatten().for_each(|c| card(c, days));
    }
    renew_seals(map, &mut moved);
    moved
}

fn renew_seals(original: &Map, moved: &mut Map) {
    let new: Vec<Option<Seal>> = original
        .stages
        .iter()
        .zip(&moved.stages)
        .map(|(before, after)| {
            let old = before.reviewed.as_ref()?.seal?;
            (old == seal(original, before)).then(|| seal(moved, after))
        })
        .collect();
    for (stage, new) in moved.stages.iter_mut().zip(new) {
        if let (Some(review), Some(new)) = (&mut stage.reviewed, new) {
            review.seal = Some(new);
        }
    }
}

fn card(card: &mut Card, days: i32) {
    match &mut card.body {
        Body::Step(_) | Body::Note => {}
        Body::Pain(pain) => {
            optional(&mut pain.since, days);
            if let Some(contacts) = &mut pain.contacts {
                optional(&mut contacts.as_of, days);
            }
        }
        Body::Opportunity(opportunity) => {
            optional(&mut opportunity.due, days);
            optional(&mut opportunity.shipped, days);
        }
        Body::Metric(metric) => {
            metric.readings.iter_mut().for_each(|reading| shift(&mut reading.on, days));
            metric.leads.iter_mut().for_each(|lead| optional(&mut lead.on, days));
        }
    }
}

fn snoozes(list: &mut [Snooze], days: i32) {
    for snooze in list {
        shift(&mut snooze.until, days);
    }
}

fn optional(date: &mut Option<Date>, days: i32) {
    if let Some(date) = date {
        shift(date, days);
    }
}

/// At the ends of the calendar it stays there.
fn shift(date: &mut Date, days: i32) {
    *date = date.saturating_add(days.days());
}
