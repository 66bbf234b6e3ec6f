//! Scores to emotions: which scale the writer had in mind, and what does not fit it.

use super::super::journey::{Journey, Loss, Scale, Task};

/// Gives every task its emotion and reports what that changed.
pub(super) fn apply(journey: &mut Journey) {
    let scale = detect(journey);
    journey.scale = scale;
    let first = journey.tasks().find(|task| task.score.is_some()).map_or(1, |task| task.line);
    if let Some(words) = describe(scale) {
        let what = format!("the scores run {words}, not from 1 to 5");
        journey.losses.push(Loss::new(first, what, "emotions −2 to +2, mapped in proportion"));
    }
    let mut losses = Vec::new();
    for task in journey.sections.iter_mut().flat_map(|section| &mut section.tasks) {
        if let Some(score) = task.score {
            rate(task, score, scale, &mut losses);
        }
    }
    journey.losses.append(&mut losses);
}

fn detect(journey: &Journey) -> Scale {
    let scores = || journey.tasks().filter_map(|task| task.score);
    let (low, high) = scores().fold((f64::MAX, f64::MIN), |(low, high), s| (low.min(s), high.max(s)));
    if (-2.0..0.0).contains(&low) && high <= 2.0 {
        Scale::Signed
    } else if high > 5.0 && high <= 10.0 {
        if low < 1.0 { Scale::ZeroToTen } else { Scale::Ten }
    } else {
        Scale::Five
    }
}

fn describe(scale: Scale) -> Option<&'static str> {
    match scale {
        Scale::Five => None,
        Scale::Ten => Some("from 1 to 10"),
        Scale::ZeroToTen => Some("from 0 to 10"),
        Scale::Signed => Some("from −2 to +2"),
    }
}

fn rate(task: &mut Task, score: f64, scale: Scale, losses: &mut Vec<Loss>) {
    let (low, high) = match scale {
        Scale::Five => (1.0, 5.0),
        Scale::Ten => (1.0, 10.0),
        Scale::ZeroToTen => (0.0, 10.0),
        Scale::Signed => (-2.0, 2.0),
    };
    let inside = score.clamp(low, high);
    // `round` takes halves away from zero.
    let emotion = ((inside - low) / (high - low) * 4.0 - 2.0).round() as i8;
    task.emotion = Some(emotion);
    if inside.to_bits() != score.to_bits() && (inside - score).abs() > 0.0 {
        let what = format!("the score {score} is outside of {low} to {high}");
        task.lost.push(format!("score {score}"));
        losses.push(Loss::new(
            task.line,
            what,
            format!("emotion {emotion:+}, and the score as a note on the step"),
        ));
    } else if scale == Scale::Five && score.fract() != 0.0 {
        let what = format!("the score {score} is not a whole number");
        losses.push(Loss::new(task.line, what, format!("emotion {emotion:+}")));
    }
}
