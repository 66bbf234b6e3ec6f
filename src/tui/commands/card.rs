//! Adding, editing, removing cards; severity, emotion, horizon, tags.

use super::super::app::App;
use super::super::ask::Ask;
use super::super::focus::Focus;
use super::super::nav;
use super::super::repeat::Repeat;
use super::super::status::Tone;
use super::Command;
use crate::map::card::{Emotion, Horizon};
use crate::map::edit::{self, CardField, OpportunityField, PainField, StepField};
use crate::map::id::CardId;
use crate::map::{Body, Card, Place, Role};

pub(super) const COMMANDS: &[Command] = &[
    Command::new("card.edit", "Edit the text here", edit_here).keys(&["e", "i", "F2"]).hint("edit"),
    Command::new("card.edit-outside", "Edit the text in $EDITOR", super::super::app::App::edit_outside)
        .keys(&["E"]),
    Command::new("card.add", "Add a card here and keep adding; on a stage header: a step", add)
        .keys(&["a"])
        .hint("add")
        .when(has_stage)
        .unless("go to a stage first"),
    Command::new(
        "card.below",
        "Add one below; on a stage header: a stage after it; on a lane header: a lane below",
        |a| beside(a, true),
    )
    .keys(&["o"]),
    Command::new(
        "card.above",
        "Add one above; on a stage header: a stage before it; on a lane header: a lane above",
        |a| beside(a, false),
    )
    .keys(&["O"]),
    Command::new("card.add-pain", "Add a pain point to this stage", |a| add_to(a, Role::Pains))
        .keys(&["Space a p"])
        .when(has_stage)
        .unless("go to a stage first"),
    Command::new("card.add-step", "Add a step to this stage", |a| add_to(a, Role::Steps))
        .keys(&["Space a s"])
        .when(has_stage)
        .unless("go to a stage first"),
    Command::new("card.add-opportunity", "Add an opportunity to this stage", |a| {
        add_to(a, Role::Opportunities);
    })
    .keys(&["Space a o"])
    .when(has_stage)
    .unless("go to a stage first"),
    Command::new("card.add-metric", "Add a metric to this stage", |a| add_to(a, Role::Metrics))
        .keys(&["Space a m"])
        .when(has_stage)
        .unless("go to a stage first"),
    Command::new("card.up", "Severity, emotion or horizon up", |a| nudge(a, 1))
        .keys(&["+", "="])
        .hint("level")
        .when(can_nudge)
        .unless("what has focus has no level; severity, emotion and horizon have one"),
    Command::new("card.down", "Severity, emotion or horizon down", |a| nudge(a, -1))
        .keys(&["-"])
        .when(can_nudge)
        .unless("what has focus has no level; severity, emotion and horizon have one"),
    Command::new("card.moment", "Moment of truth on or off", moment)
        .keys(&["*"])
        .when(on_step)
        .unless("only a step can be a moment of truth"),
    Command::new("card.tags", "Tags of the card, the marked cards or the stage", tags).keys(&["t"]),
    Command::new("card.resolve", "Pain resolved, or open again", resolve)
        .keys(&["Space a r"])
        .when(on_pain)
        .unless("go to a pain point first"),
    Command::new("card.treat", "Add an opportunity that treats this pain", treat)
        .keys(&["Space a t"])
        .when(on_pain)
        .unless("go to a pain point first"),
    Command::new("card.stay", "A misfiled card stays where it stands", |a| file(a, false))
        .keys(&["Space a y"])
        .when(is_misfiled)
        .unless("this card stands where it says"),
    Command::new("card.file", "A misfiled card goes to the stage that it names", |a| file(a, true))
        .keys(&["Space a f"])
        .when(is_misfiled)
        .unless("this card stands where it says"),
    Command::new("edit.repeat", "Do the last change again here", super::super::app::App::repeat_last)
        .keys(&["."]),
];

fn has_stage(app: &App) -> bool {
    app.doc.as_ref().is_some_and(|d| d.stage().is_some() || d.map.stages.is_empty())
}

fn focused(app: &App) -> Option<&Card> {
    app.doc.as_ref()?.card()
}

fn on_pain(app: &App) -> bool {
    focused(app).is_some_and(|c| c.pain().is_some())
}

fn on_step(app: &App) -> bool {
    focused(app).is_some_and(|c| c.step().is_some())
}

fn is_misfiled(app: &App) -> bool {
    focused(app).is_some_and(|c| c.filed.is_some())
}

fn can_nudge(app: &App) -> bool {
    focused(app).is_some_and(|c| matches!(c.body, Body::Step(_) | Body::Pain(_) | Body::Opportunity(_)))
}

fn edit_here(app: &mut App) {
    let Some(doc) = &app.doc else { return };
    match doc.focus.clone() {
        Focus::Card(card) => app.ask(Ask::CardText(card)),
        Focus::Stage(stage) => app.ask(Ask::StageName(stage)),
        Focus::Lane(lane) => app.ask(Ask::LaneName(lane)),
        Focus::Map => app.ask(Ask::MapTitle),
        Focus::Cell(..) => add(app),
    }
}

fn add(app: &mut App) {
    let Some(doc) = &app.doc else { return };
    if doc.map.stages.is_empty() {
        app.ask(Ask::NewStage(0));
        return;
    }
    let focus = doc.focus.clone();
    match focus {
        Focus::Card(_) | Focus::Cell(..) => match nav::place_for_new(&doc.map, &focus) {
            Some(place) => app.ask(Ask::NewCard { place, keep: true }),
            // The emotion row holds no cards: what is felt is felt at a step.
            None => add_to(app, Role::Steps),
        },
        Focus::Lane(_) => app.say(Tone::Info, "go to a stage to add a card; o adds a lane below"),
        Focus::Map => app.ask(Ask::NewStage(usize::MAX)),
        Focus::Stage(_) => add_to(app, Role::Steps),
    }
}

fn add_to(app: &mut App, role: Role) {
    let Some(doc) = &app.doc else { return };
    let (Some(stage), Some(lane)) = (doc.stage(), doc.map.lane_of(role)) else {
        app.say(Tone::Info, "go to a stage first");
        return;
    };
    let place =
        Place { stage: Some(stage.id.clone()), lane: lane.id.clone(), index: stage.cell(&lane.id).len() };
    app.ask(Ask::NewCard { place, keep: true });
}

fn beside(app: &mut App, after: bool) {
    let Some(doc) = &app.doc else { return };
    let map = &doc.map;
    match doc.focus.clone() {
        Focus::Stage(stage) => {
            let at = map.stage_index(&stage).unwrap_or(0) + usize::from(after);
            app.ask(Ask::NewStage(at));
        }
        Focus::Lane(lane) => {
            let at = map.lane_index(&lane).unwrap_or(0) + usize::from(after);
            app.ask(Ask::NewLane(at, Role::Notes));
        }
        Focus::Map => app.ask(Ask::NewStage(if after { 0 } else { usize::MAX })),
        focus => {
            let Some(mut place) = nav::place_for_new(map, &focus) else {
                app.say(Tone::Info, "this row is drawn from the steps; add a step instead");
                return;
            };
            if !after {
                place.index = place.index.saturating_sub(1);
            }
            app.ask(Ask::NewCard { place, keep: false });
        }
    }
}

/// The field of one card, one level up or down; `None` where it has no level or is at the end.
fn nudged(card: &Card, by: i8) -> Option<CardField> {
    match &card.body {
        Body::Step(step) => {
            let to = step.emotion.map_or(Emotion::clamped(0), |e| e.shifted(by));
            (step.emotion != Some(to)).then_some(CardField::Step(StepField::Emotion(Some(to))))
        }
        Body::Pain(pain) => {
            let to = if by > 0 { pain.severity.next() } else { pain.severity.previous() };
            (to != pain.severity).then_some(CardField::Pain(PainField::Severity(to)))
        }
        Body::Opportunity(opportunity) => {
            let to = match opportunity.horizon {
                None => Horizon::Crawl,
                Some(horizon) if by > 0 => horizon.next(),
                Some(horizon) => horizon.previous(),
            };
            (opportunity.horizon != Some(to))
                .then_some(CardField::Opportunity(OpportunityField::Horizon(Some(to))))
        }
        Body::Note | Body::Metric(_) => None,
    }
}

fn nudge(app: &mut App, by: i8) {
    let Some(doc) = &app.doc else { return };
    let fields: Vec<(CardId, CardField)> = doc
        .targets()
        .into_iter()
        .filter_map(|id| Some((id.clone(), nudged(doc.map.card(&id)?, by)?)))
        .collect();
    match edit::set_cards(fields) {
        Some(edit) => {
            app.edit(edit);
            app.repeat = Some(Repeat::Command(if by > 0 { "card.up" } else { "card.down" }));
        }
        None => app.say(
            Tone::Info,
            if by > 0 { "that is the highest there is" } else { "that is the lowest there is" },
        ),
    }
}

fn moment(app: &mut App) {
    let Some(doc) = &app.doc else { return };
    let fields: Vec<(CardId, CardField)> = doc
        .targets()
        .into_iter()
        .filter_map(|id| {
            let on = doc.map.card(&id)?.step()?.moment_of_truth;
            Some((id, CardField::Step(StepField::MomentOfTruth(!on))))
        })
        .collect();
    if let Some(edit) = edit::set_cards(fields) {
        app.edit(edit);
        app.repeat = Some(Repeat::Command("card.moment"));
    }
}

fn tags(app: &mut App) {
    let Some(doc) = &app.doc else { return };
    let targets = doc.targets();
    if !targets.is_empty() {
        app.ask(Ask::CardTags(targets));
    } else if let Some(stage) = doc.stage().map(|s| s.id.clone()) {
        app.ask(Ask::StageTags(stage));
    } else {
        app.say(Tone::Info, "tags belong to cards and stages; go to one first");
    }
}

fn resolve(app: &mut App) {
    use crate::map::card::PainStatus;
    let Some(card) = focused(app) else { return };
    let Some(pain) = card.pain() else { return };
    let status = if pain.status == PainStatus::Open { PainStatus::Resolved } else { PainStatus::Open };
    let edit =
        edit::Edit::SetCard { card: card.id.clone(), field: CardField::Pain(PainField::Status(status)) };
    app.edit(edit);
    app.repeat = Some(Repeat::Command("card.resolve"));
}

/// An opportunity in the same stage that treats the focused pain; its text is asked for next.
fn treat(app: &mut App) {
    let Some(doc) = &app.doc else { return };
    let (Some(card), Some(stage), Some(lane)) =
        (doc.card(), doc.stage(), doc.map.lane_of(Role::Opportunities))
    else {
        return;
    };
    let pain = card.id.clone();
    let place =
        Place { stage: Some(stage.id.clone()), lane: lane.id.clone(), index: stage.cell(&lane.id).len() };
    app.ask(Ask::Treatment { pain, place });
}

fn file(app: &mut App, move_it: bool) {
    let Some(doc) = &app.doc else { return };
    let Some(card) = doc.card() else { return };
    let place = doc.map.place(&card.id);
    let named = card.filed.clone().filter(|s| doc.map.stage(s).is_some());
    let edit = match (move_it, place, named) {
        (false, _, _) => edit::Edit::SetCard { card: card.id.clone(), field: CardField::Filed(None) },
        (true, Some(place), Some(stage)) => edit::Edit::MoveCard {
            card: card.id.clone(),
            to: Place { stage: Some(stage), index: usize::MAX, ..place },
        },
        _ => {
            app.say(Tone::Warning, "the stage that it names is not in this map; it can only stay here");
            return;
        }
    };
    app.edit(edit);
}
