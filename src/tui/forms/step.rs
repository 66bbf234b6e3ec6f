//! The fields that only a step has.

use crate::map::Emotion;
use crate::map::card::Step;

use super::row::{self, Held, Kind, NUMBER, Row};

/// How a step can feel.
const EMOTION: Kind =
    Kind::Choice { words: || Emotion::ALL.iter().map(|e| format!("{e} {}", e.word())).collect(), none: true };

/// What only a step has.
pub(super) const STEP: &[Row<Step>] = &[
    Row::<Step>::new("channel", Kind::Line, |s| row::text(s.channel.as_ref()), |s, v| s.channel = v.label())
        .words("where it happens: app, phone, store"),
    Row::<Step>::new(
        "emotion",
        EMOTION,
        |s| row::one(&Emotion::ALL, s.emotion),
        |s, v| s.emotion = v.choice(&Emotion::ALL),
    ),
    Row::<Step>::new(
        "moment of truth",
        Kind::Flag,
        |s| crate::tui::widgets::form::Value::Flag(s.moment_of_truth),
        |s, v| s.moment_of_truth = v.is_yes(),
    )
    .words("it makes or breaks the journey"),
    Row::<Step>::new("takes", NUMBER, |s| row::number(s.minutes), |s, v| s.minutes = v.decimal()).unit("min"),
];
