//! What a stage holds, in lines: what a person looks at before they say that it is still true.

use jiff::civil::Date;

use super::doc::Doc;
use crate::insight::{Money, contact_cost};
use crate::map::event::EventKind;
use crate::map::{Body, Card, Stage, Text, Workspace};

/// More cards of a lane than this are counted.
const MOST_CARDS: usize = 8;

/// What a stage holds: why it is in its state, whose it is, its cards lane by lane, and what happened since its last
/// review.
pub fn lines(doc: &Doc, stage: &Stage, workspace: &Workspace) -> Vec<String> {
    let mut out = vec![state(doc, stage)];
    out.push(owner(doc, stage, workspace));
    out.extend(stage.goal.as_ref().map(|goal| format!("Goal: {}", goal.one_line())));
    out.extend(last_review(stage, workspace));
    let events = events(doc, stage);
    if !events.is_empty() {
        out.push(String::new());
        out.push("Happened since".to_owned());
        out.extend(events.iter().map(|(on, words)| format!("  {on} {words}")));
    }
    for lane in &doc.map.lanes {
        let cards = stage.cell(&lane.id);
        if cards.is_empty() {
            continue;
        }
        out.push(String::new());
        out.push(lane.name.to_string());
        out.extend(cards.iter().take(MOST_CARDS).map(|card| format!("  {}", of_card(card, workspace))));
        if let Some(more) = cards.len().checked_sub(MOST_CARDS).filter(|more| *more > 0) {
            out.push(format!("  and {more} more"));
        }
    }
    if stage.cells.is_empty() {
        out.push(String::new());
        out.push("No card stands in it yet.".to_owned());
    }
    out
}

/// A stage in one line: its name, its state, how much stands in it.
pub fn one_line(doc: &Doc, stage: &Stage) -> String {
    let judged = doc.map.stage_index(&stage.id).and_then(|at| doc.states.get(at));
    let short = judged.map_or("", |s| s.short.as_str());
    let cards = match stage.cards().count() {
        1 => "1 card".to_owned(),
        n => format!("{n} cards"),
    };
    format!("{}: {short}, {cards}", stage.name)
}

fn state(doc: &Doc, stage: &Stage) -> String {
    let judged = doc.map.stage_index(&stage.id).and_then(|at| doc.states.get(at));
    judged.map_or_else(String::new, |s| capital(&format!("{}: {}", s.kind, s.why)))
}

fn owner(doc: &Doc, stage: &Stage, workspace: &Workspace) -> String {
    match doc.map.owner_of(stage) {
        None => "Owner: nobody".to_owned(),
        Some((id, inherited)) => {
            let from = if inherited { " (owns the map)" } else { "" };
            format!("Owner: {}{from}", workspace.name_of(&id))
        }
    }
}

fn last_review(stage: &Stage, workspace: &Workspace) -> Option<String> {
    let review = stage.reviewed.as_ref()?;
    let note = review.note.as_ref().map(|n| format!(": “{n}”")).unwrap_or_default();
    Some(format!("Last review: {} by {}{note}", review.on, workspace.name_of(&review.by)))
}

/// What happened to it after its last review, newest first: on the map, in feeds, on watched paths.
fn events(doc: &Doc, stage: &Stage) -> Vec<(Date, String)> {
    let since = stage.reviewed.as_ref().map(|r| r.on);
    let said = |kind: EventKind, text: &Text| format!("{kind}: {}", text.one_line());
    let of_map =
        doc.map.events.iter().filter(|e| e.touches(&stage.id)).map(|e| (e.on, said(e.kind, &e.text)));
    let feeds = doc.outside.events.iter().filter(|e| e.touches(&stage.id));
    let of_feeds = feeds.map(|e| (e.on, said(e.kind, &e.text)));
    let commits = doc.outside.commits_of(&stage.id).iter();
    let of_commits = commits.map(|c| (c.on, format!("commit {} by {}: {}", c.id, c.author, c.subject)));
    let all = of_map.chain(of_feeds).chain(of_commits);
    let mut out: Vec<(Date, String)> = all.filter(|(on, _)| since.is_none_or(|day| *on > day)).collect();
    out.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    out.truncate(MOST_CARDS);
    out
}

/// A card with what matters of its kind.
fn of_card(card: &Card, workspace: &Workspace) -> String {
    let text = card.text.one_line();
    let mut facts: Vec<String> = match &card.body {
        Body::Step(step) => {
            let emotion = step.emotion.map(|e| e.to_string());
            let moment = step.moment_of_truth.then(|| "moment of truth".to_owned());
            step.channel.iter().map(ToString::to_string).chain(emotion).chain(moment).collect()
        }
        Body::Note => Vec::new(),
        Body::Pain(pain) => {
            let cost =
                pain.contacts.as_ref().map(|_| contact_cost(pain, workspace).words(Money::of(workspace)));
            [Some(pain.severity.to_string()), Some(pain.status.word().to_owned()), cost]
                .into_iter()
                .flatten()
                .collect()
        }
        Body::Opportunity(opportunity) => {
            let horizon = opportunity.horizon.map(|h| h.to_string());
            let due = opportunity.due.map(|d| format!("due {d}"));
            horizon.into_iter().chain([opportunity.status.to_string()]).chain(due).collect()
        }
        Body::Metric(metric) => {
            let unit = metric.unit.as_ref().map(|u| format!(" {u}")).unwrap_or_default();
            metric.latest().map(|r| format!("{}{unit} on {}", r.value, r.on)).into_iter().collect()
        }
    };
    facts.extend(card.owner.as_ref().map(|id| workspace.name_of(id).to_owned()));
    if facts.is_empty() { text.into_owned() } else { format!("{text} ({})", facts.join(", ")) }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::event::Event;
    use crate::tui::screens::testing::open;

    #[test]
    fn what_a_stale_stage_holds() {
        let app = open("terminal", "order-to-doorstep.ron");
        let doc = app.doc.as_ref().unwrap();
        let lines = lines(doc, &doc.map.stages[3], &app.place.data).join("\n");
        for words in [
            "Stale: reviewed",
            "Owner: Tom Okafor",
            "Goal: ",
            "Last review: ",
            "Pains\n",
            "high, open, 1,240 contacts a month",
        ] {
            assert!(lines.contains(words), "{words}: {lines}");
        }
    }

    #[test]
    fn an_event_after_the_review_is_told_and_an_older_one_is_not() {
        let mut app = open("terminal", "order-to-doorstep.ron");
        let doc = app.doc.as_mut().unwrap();
        let stage = doc.map.stages[3].clone();
        let day = stage.reviewed.as_ref().unwrap().on;
        let event = |on, text: &str| Event {
            id: crate::map::id::EventId::new("e").unwrap(),
            on,
            kind: crate::map::event::EventKind::Release,
            text: text.into(),
            stages: vec![],
            source: None,
        };
        doc.map.events = vec![event(day, "old one"), event(day.tomorrow().unwrap(), "new one")];
        let lines = lines(doc, &stage, &app.place.data).join("\n");
        assert!(
            lines.contains("Happened since")
                && lines.contains("release: new one")
                && !lines.contains("old one"),
            "{lines}"
        );
    }

    #[test]
    fn a_stage_in_one_line() {
        let app = open("terminal", "order-to-doorstep.ron");
        let doc = app.doc.as_ref().unwrap();
        assert!(one_line(doc, &doc.map.stages[3]).starts_with("Wait for delivery: stale 83 days late, "));
    }
}
