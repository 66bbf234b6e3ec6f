//! What the pane says about a card.

use super::Paragraph;
use crate::insight::money::{Money, grouped};
use crate::insight::prevention::DEFAULT_MONTHS;
use crate::insight::{contact_cost, prevention};
use crate::map::card::{Direction, Metric, Opportunity, OpportunityStatus, Pain, PainStatus, Reading, Step};
use crate::map::{Body, Card, Lane, Stage};
use crate::tui::board::figures::{count, with_unit};
use crate::tui::board::rich::Rich;
use crate::tui::board::scene::Scene;
use crate::tui::theme::Role;

/// A card in its stage; without one it is a metric of the whole map.
pub(super) fn of_card(
    scene: &Scene<'_>,
    (stage, lane): (Option<&Stage>, &Lane),
    card: &Card,
) -> Vec<Paragraph> {
    let mut first = Rich::of(card.text.one_line(), Role::Strong);
    first.fact("   ", card.kind().word(), Role::Text);
    let second = match &card.body {
        Body::Step(step) => of_step(scene, card, step, &mut first),
        Body::Note => {
            first.fact(" in ", lane.name.as_str(), Role::Text);
            Rich::default()
        }
        Body::Pain(pain) => of_pain(scene, card, pain, &mut first),
        Body::Opportunity(opportunity) => of_opportunity(scene, card, opportunity, &mut first),
        Body::Metric(metric) => of_metric(scene, metric, &mut first),
    };
    let aside = owner(scene, stage, card);
    let mut out = vec![Paragraph::of(first)];
    if second.is_empty() {
        out.push(Paragraph { text: evidence(scene, card), aside });
    } else {
        out.push(Paragraph { text: second, aside });
        out.push(Paragraph::of(evidence(scene, card)));
    }
    if let Some(detail) = &card.detail {
        let at = out.len() - 1;
        out.insert(at, Paragraph::of(Rich::of(detail.as_str(), Role::Text)));
    }
    out.extend(talk(scene, card.id.as_str()));
    if let Body::Metric(metric) = &card.body {
        out.extend(leads(scene, metric).into_iter().map(Paragraph::of));
    }
    out
}

/// How many threads are open on it, and what was said last.
pub(super) fn talk(scene: &Scene<'_>, id: &str) -> Option<Paragraph> {
    let count = scene.talks.on(id);
    let words = scene.talk(count)?;
    let open = scene.talks.threads.iter().filter(|t| t.is_open() && t.anchor.element.as_str() == id);
    let last = open.filter_map(|t| t.last()).max_by_key(|entry| entry.at)?;
    let mut text = Rich::of(format!("{words} "), Role::Info);
    text.say(format!("{}: ", scene.workspace.name_of(&last.by)), Role::Owner);
    text.say(last.text.one_line(), Role::Text);
    Some(Paragraph::of(text))
}

/// What stands between two facts.
fn between(scene: &Scene<'_>) -> String {
    format!(" {} ", scene.symbols.dot)
}

fn of_step(scene: &Scene<'_>, card: &Card, step: &Step, first: &mut Rich) -> Rich {
    let between = between(scene);
    if let Some(channel) = &step.channel {
        first.fact(&between, channel.as_str(), Role::Text);
    }
    match step.emotion {
        Some(emotion) => first.fact(&between, format!("feels {emotion} ({})", emotion.word()), Role::Text),
        None => first.fact(
            &between,
            format!("no emotion {} + or - gives it one", scene.symbols.arrow),
            Role::Missing,
        ),
    };
    if let Some(spread) = scene.spread_of(&card.id) {
        let role = if spread.is_apart() { Role::Due } else { Role::Dim };
        first.fact(&between, spread.words(), role);
    }
    if step.moment_of_truth {
        first.fact(&between, format!("{} moment of truth", scene.symbols.moment), Role::Moment);
    }
    if let Some(minutes) = step.minutes {
        first.fact(&between, format!("takes {} min", grouped(minutes)), Role::Text);
    }
    Rich::default()
}

fn of_pain(scene: &Scene<'_>, card: &Card, pain: &Pain, first: &mut Rich) -> Rich {
    let between = between(scene);
    first.fact(&between, pain.severity.word(), Role::Text);
    // The board has one sign for what is resolved and what is accepted: here the words tell them apart.
    let since = pain.since.map(|day| format!("since {day}")).unwrap_or_default();
    match &pain.status {
        PainStatus::Open => first.fact(&between, format!("open {since}").trim_end().to_owned(), Role::Text),
        PainStatus::Resolved => {
            first.fact(&between, "resolved: it is gone", Role::Success).fact(&between, since, Role::Text)
        }
        PainStatus::Accepted(why) => first
            .fact(&between, format!("accepted as it is: {why}"), Role::Warning)
            .fact(&between, since, Role::Text),
    };
    let cost = contact_cost(pain, scene.workspace);
    let words = cost.words(Money::of(scene.workspace));
    match cost.amount() {
        Some(_) => first.fact(&between, format!("{words} a month"), Role::Number),
        None => first.fact(
            &between,
            format!("{words} {} {}", scene.symbols.arrow, scene.keys.open),
            Role::Missing,
        ),
    };
    treatments(scene, card, pain)
}

fn treatments(scene: &Scene<'_>, card: &Card, pain: &Pain) -> Rich {
    let mut out = Rich::default();
    for (treatment, opportunity) in scene.map.treatments(&card.id).filter_map(|c| Some((c, c.opportunity()?)))
    {
        let lead = if out.is_empty() { "treated by: " } else { "; " };
        out.say(lead, Role::Dim).say(treatment.text.one_line(), Role::Text);
        out.say(format!(" ({})", terms(opportunity).join(", ")), Role::Dim);
    }
    if out.is_empty() && pain.status == PainStatus::Open {
        // The scene does not know the keys of `card.treat`; these are those it has unless somebody changed them.
        let words = format!("nothing treats it {} Space a t adds one", scene.symbols.arrow);
        out.say(words, Role::Missing);
    }
    out
}

/// An opportunity in a few words: `crawl`, `due 2026-12-15`, `prevents 45 %`.
pub(in crate::tui::board) fn terms(opportunity: &Opportunity) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(opportunity.horizon.map(|h| h.word().to_owned()));
    match (opportunity.status, opportunity.shipped, opportunity.due) {
        (OpportunityStatus::Shipped | OpportunityStatus::Measured, Some(day), _) => {
            words.push(format!("live since {day}"));
        }
        (status, _, Some(day)) if status.is_open() => words.push(format!("{}, due {day}", status.word())),
        (status, ..) => words.push(status.word().to_owned()),
    }
    if let Some(did) = opportunity.prevented {
        words.push(format!("prevented {} %", grouped(did)));
    } else if let Some(share) = opportunity.prevents {
        words.push(format!("prevents {} %", grouped(share)));
    }
    words
}

fn of_opportunity(scene: &Scene<'_>, card: &Card, opportunity: &Opportunity, first: &mut Rich) -> Rich {
    let between = between(scene);
    first.fact(&between, opportunity.kind.map_or("", |k| k.word()), Role::Text);
    for term in terms(opportunity) {
        first.fact(&between, term, Role::Text);
    }
    let mut out = Rich::default();
    for pain in opportunity.treats.iter().filter_map(|id| scene.map.card(id)) {
        let lead = if out.is_empty() { "treats: " } else { "; " };
        out.say(lead, Role::Dim).say(pain.text.one_line(), Role::Text);
    }
    if out.is_empty() {
        let words = format!("treats no pain yet {} {}", scene.symbols.arrow, scene.keys.open);
        out.say(words, Role::Missing);
    } else if let Some(worth) = prevention(scene.map, card, scene.workspace, DEFAULT_MONTHS) {
        let role = if worth.value().is_some() { Role::Number } else { Role::Missing };
        out.fact(&between, worth.words(Money::of(scene.workspace)), role);
    }
    out
}

fn of_metric(scene: &Scene<'_>, metric: &Metric, first: &mut Rich) -> Rich {
    let between = between(scene);
    let unit = metric.unit.as_ref().map_or("", |u| u.as_str());
    match metric.latest() {
        Some(latest) => first.fact(&between, reading(latest, unit), Role::Number),
        None => first.fact(
            &between,
            format!("never read {} {}", scene.symbols.arrow, scene.keys.open),
            Role::Missing,
        ),
    };
    let better = match metric.direction {
        Some(Direction::Up) => ", more is better",
        Some(Direction::Down) => ", less is better",
        None => "",
    };
    match metric.target {
        Some(target) => {
            first.fact(&between, format!("target {}{better}", with_unit(target, unit)), Role::Text)
        }
        None => first.fact(
            &between,
            format!("no target {} {}", scene.symbols.arrow, scene.keys.open),
            Role::Missing,
        ),
    };
    let mut out = Rich::default();
    out.fact(&between, count(metric.readings.len(), "reading", "readings"), Role::Text);
    if let Some(before) = metric.readings.len().checked_sub(2).and_then(|at| metric.readings.get(at)) {
        out.fact(&between, format!("before: {}", reading(before, unit)), Role::Text);
    }
    out.fact(&between, metric.period.map_or("", |p| p.word()), Role::Text);
    if let Some(source) = &metric.source {
        out.fact(&between, format!("from {source}"), Role::Text);
    }
    out
}

fn reading(reading: &Reading, unit: &str) -> String {
    let n = reading.n.map(|n| format!(", n = {n}")).unwrap_or_default();
    format!("{} on {}{n}", with_unit(reading.value, unit), reading.on)
}

/// What was asked of a metric, newest first.
fn leads(scene: &Scene<'_>, metric: &Metric) -> Vec<Rich> {
    if metric.leads.is_empty() {
        return vec![Rich::of("nobody has asked anything of it yet", Role::Missing)];
    }
    let arrow = format!(" {} ", scene.symbols.arrow);
    let say = |lead: &crate::map::card::Lead| {
        let mut out = Rich::of("asked: ", Role::Dim);
        out.say(lead.question.one_line(), Role::Text);
        for answer in [&lead.insight, &lead.action].into_iter().flatten() {
            out.say(arrow.as_str(), Role::Dim).say(answer.one_line(), Role::Text);
        }
        out
    };
    metric.leads.iter().rev().map(say).collect()
}

/// Whose a card is: its own owner, else that of the stage.
fn owner(scene: &Scene<'_>, stage: Option<&Stage>, card: &Card) -> Rich {
    let mut out = Rich::of("owner: ", Role::Dim);
    if let Some(own) = &card.owner {
        out.say(scene.workspace.name_of(own), Role::Owner);
    } else if let Some(name) = stage.and_then(|s| scene.owner(s)) {
        out.say(name, Role::Owner).say(" (of the stage)", Role::Dim);
    } else {
        let words = format!("nobody {} {} names one", scene.symbols.arrow, scene.keys.owner);
        out.say(words, Role::Missing);
    }
    out
}

/// What a card rests on, whom it is about, its tags and votes.
fn evidence(scene: &Scene<'_>, card: &Card) -> Rich {
    let between = between(scene);
    let mut out = Rich::default();
    let all = scene.map.evidence().take_while(|_| !card.evidence.is_empty());
    for piece in all.filter(|e| card.evidence.contains(&e.id)) {
        let mut words = piece.kind.word().to_owned();
        words.extend(piece.on.map(|day| format!(" {day}")));
        words.extend(piece.sample.map(|n| format!(", n = {n}")));
        words.extend(piece.source.as_ref().map(|s| format!(" ({s})")));
        let lead = if out.is_empty() { "evidence: " } else { "; " };
        out.say(lead, Role::Dim).say(words, Role::Text);
    }
    if out.is_empty() {
        out.say("an assumption: cites no evidence", Role::Dim);
    }
    let segments = scene.map.segments.iter().filter(|s| card.segments.contains(&s.id));
    let names: Vec<&str> = segments.map(|s| s.name.as_str()).collect();
    if !names.is_empty() {
        out.fact(&between, format!("about {}", names.join(", ")), Role::Text);
    }
    let tags: Vec<String> = card.tags.iter().map(|tag| format!("#{tag}")).collect();
    out.fact(&between, tags.join(" "), Role::Tag);
    if let Some(votes) = card.votes {
        out.fact(&between, count(votes as usize, "vote", "votes"), Role::Number);
    }
    out
}
