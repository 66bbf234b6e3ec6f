//! What the pane says about a stage.

use super::Paragraph;
use crate::insight::{Money, stage_stake};
use crate::map::Stage;
use crate::rules::{StageState, StateKind};
use crate::tui::board::figures::count;
use crate::tui::board::rich::Rich;
use crate::tui::board::scene::Scene;
use crate::tui::theme::Role;

/// A stage: its state and why, what it is for, what it holds.
pub(super) fn of_stage(scene: &Scene<'_>, index: usize, stage: &Stage) -> Vec<Paragraph> {
    let mut first = Rich::of(format!("{} {}", index + 1, stage.name), Role::Strong);
    if let Some(state) = scene.state(index) {
        let (sign, role) = scene.badge(state.kind);
        first.fact("   ", format!("{sign} {}", state.kind.word()), role);
        first.say(format!(": {}", state.why), Role::Text);
    }
    let mut out = vec![Paragraph { text: first, aside: cure(scene, scene.state(index)) }];
    out.push(Paragraph { text: purpose(scene, stage), aside: owner(scene, stage) });
    out.push(Paragraph::of(review(scene, stage)));
    out
}

/// The key that mends the state.
fn cure(scene: &Scene<'_>, state: Option<&StageState>) -> Rich {
    let Some(state) = state else { return Rich::default() };
    let words = match state.kind {
        StateKind::Ungoverned => format!("{} {} names an owner", scene.symbols.arrow, scene.keys.owner),
        kind if kind.asks() || kind == StateKind::Due => {
            format!("{} {} reviews it", scene.symbols.arrow, scene.keys.review)
        }
        _ => return Rich::default(),
    };
    Rich::of(words, Role::Dim)
}

fn purpose(scene: &Scene<'_>, stage: &Stage) -> Rich {
    let mut out = Rich::default();
    match &stage.goal {
        Some(goal) => out.say("goal: ", Role::Dim).say(goal.one_line(), Role::Text),
        None => out.say(format!("no goal {} {}", scene.symbols.arrow, scene.keys.open), Role::Missing),
    };
    let at_stake = stage_stake(stage, scene.workspace);
    if at_stake.open > 0 {
        let money =
            at_stake.known().map(|cost| format!(", {} a month", Money::of(scene.workspace).short(cost)));
        let words =
            format!("{}{}", count(at_stake.open, "open pain", "open pains"), money.unwrap_or_default());
        out.fact(&format!(" {} ", scene.symbols.dot), words, Role::Number);
    }
    out
}

fn owner(scene: &Scene<'_>, stage: &Stage) -> Rich {
    let mut out = Rich::of("owner: ", Role::Dim);
    match scene.map.owner_of(stage) {
        Some((id, inherited)) => {
            out.say(scene.workspace.name_of(&id), Role::Owner);
            out.say(if inherited { " (of the map)" } else { "" }, Role::Dim);
        }
        None => {
            out.say("nobody", Role::Missing);
        }
    }
    if let Some(team) = &stage.team {
        out.say(format!(", {team}"), Role::Dim);
    }
    out
}

fn review(scene: &Scene<'_>, stage: &Stage) -> Rich {
    let sep = format!(" {} ", scene.symbols.dot);
    let mut out = Rich::default();
    match &stage.reviewed {
        Some(review) => {
            let by = scene.workspace.name_of(&review.by);
            out.say(format!("last review {} by {by}", review.on), Role::Text);
            if let Some(note) = &review.note {
                out.say(": ", Role::Dim).say(note.as_str(), Role::Text);
            }
        }
        None => {
            out.say("never reviewed", Role::Text);
        }
    }
    let every = stage.review_every.or(scene.map.review_every);
    out.fact(&sep, every.map(|days| format!("every {days} days")).unwrap_or_default(), Role::Text);
    let evidence = stage.evidence.len();
    let words = if evidence == 0 { "no evidence".to_owned() } else { format!("evidence: {evidence}") };
    out.fact(&sep, words, if evidence == 0 { Role::Missing } else { Role::Text });
    let tags: Vec<String> = stage.tags.iter().map(|tag| format!("#{tag}")).collect();
    out.fact(&sep, tags.join(" "), Role::Tag);
    out
}
