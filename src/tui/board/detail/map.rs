//! What the pane says about the map and about a lane.

use super::Paragraph;
use crate::insight::Money;
use crate::insight::money::grouped;
use crate::map::{Lane, Map, Role as LaneRole, Stage};
use crate::tui::board::figures::count;
use crate::tui::board::grid::signed;
use crate::tui::board::rich::Rich;
use crate::tui::board::scene::Scene;
use crate::tui::theme::Role;

/// The map: whose journey it is, what it costs, what moves through it.
pub(super) fn of_map(scene: &Scene<'_>) -> Vec<Paragraph> {
    let map = scene.map;
    let mut first = Rich::of(map.title.as_str(), Role::Strong);
    match &map.actor {
        Some(actor) => first.fact("   ", actor.as_str(), Role::Text),
        None => {
            first.fact("   ", format!("no actor {} {}", scene.symbols.arrow, scene.keys.open), Role::Missing)
        }
    };
    if let Some(scenario) = &map.scenario {
        first.fact(": ", scenario.one_line(), Role::Text);
    }
    let mut owner = Rich::of("owner: ", Role::Dim);
    match &map.owner {
        Some(id) => owner.say(scene.workspace.name_of(id), Role::Owner),
        None => {
            owner.say(format!("nobody {} {} names one", scene.symbols.arrow, scene.keys.owner), Role::Missing)
        }
    };
    let mut out = vec![Paragraph { text: first, aside: owner }, Paragraph::of(numbers(scene))];
    if let Some(expectations) = &map.expectations {
        let mut text = Rich::of("expects: ", Role::Dim);
        text.say(expectations.one_line(), Role::Text);
        out.push(Paragraph::of(text));
    }
    out
}

fn numbers(scene: &Scene<'_>) -> Rich {
    let map = scene.map;
    let sep = format!(" {} ", scene.symbols.dot);
    let mut out = Rich::of(count(map.stages.len(), "stage", "stages"), Role::Text);
    out.fact(&sep, count(map.cards().count(), "card", "cards"), Role::Text);
    if let Some(cost) = scene.stake.known() {
        let words = format!(
            "{} cost {} a month",
            count(scene.stake.open, "open pain", "open pains"),
            Money::of(scene.workspace).full(cost)
        );
        out.fact(&sep, words, Role::Number);
    }
    if let Some(started) = map.flow.as_ref().and_then(|f| f.started) {
        out.fact(&sep, format!("{} set out a month", grouped(started)), Role::Text);
    }
    let waiting = map.conflicts.len();
    if waiting > 0 {
        out.fact(&sep, format!("{} to decide", count(waiting, "conflict", "conflicts")), Role::Error);
    }
    out
}

/// A lane: what it holds and how much of it.
pub(super) fn of_lane(scene: &Scene<'_>, lane: &Lane) -> Vec<Paragraph> {
    let sep = format!(" {} ", scene.symbols.dot);
    let mut text = Rich::of(lane.name.as_str(), Role::Strong);
    let Some(kind) = lane.role.card_kind() else {
        text.fact(
            "   ",
            "the curve through the emotions of the steps; + and - on a step move it",
            Role::Text,
        );
        return vec![Paragraph::of(text)];
    };
    text.fact("   ", format!("lane of {}", kind.plural()), Role::Text);
    text.fact(&sep, lane.layer.map_or("", |layer| layer.word()), Role::Text);
    let (cards, stages) = held(scene.map, lane);
    text.fact(
        &sep,
        format!("{} in {}", count(cards, "card", "cards"), count(stages, "stage", "stages")),
        Role::Text,
    );
    if lane.role == LaneRole::Metrics && !scene.map.metrics.is_empty() {
        text.fact(&sep, format!("{} of the whole map", scene.map.metrics.len()), Role::Text);
    }
    vec![Paragraph::of(text)]
}

fn held(map: &Map, lane: &Lane) -> (usize, usize) {
    let sizes = map.stages.iter().map(|stage| stage.cell(&lane.id).len()).filter(|cards| *cards > 0);
    sizes.fold((0, 0), |(cards, stages), here| (cards + here, stages + 1))
}

/// How the steps of a stage feel, one by one.
pub(super) fn feelings(scene: &Scene<'_>, stage: &Stage, out: &mut Rich) {
    let lanes = scene.map.lanes.iter().filter(|lane| lane.role == LaneRole::Steps);
    let steps = lanes.flat_map(|lane| stage.cell(&lane.id));
    let mut lead = "   ";
    for card in steps {
        let Some(step) = card.step() else { continue };
        let score = step.emotion.map_or("?".to_owned(), |e| signed(e.score(), scene.symbols.minus));
        out.say(lead, Role::Dim).say(format!("{score} "), Role::Number).say(card.text.one_line(), Role::Text);
        lead = "; ";
    }
    if lead == "   " {
        out.fact("   ", "no step yet whose emotion could be drawn", Role::Missing);
    }
}
