//! A review is dated in the future.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::state::Cause;
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "review-in-future",
    title: "A review is dated in the future",
    level: Level::Error,
    matters: "A wrong clock or a slip of the pen would keep the stage fresh for ever; such a review does not count",
    fix: "correct the date of the review, or review the stage today",
    finds: "a review dated the day after tomorrow",
    lets_pass: "one dated tomorrow, as another time zone may have it",
    field: Some(Field::Review),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| e.reviewed(jiff::civil::date(2026, 11, 24)),
    #[cfg(test)]
    passes: |e| e.reviewed(jiff::civil::date(2026, 11, 23)),
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if let Cause::FutureReview(review) = view.reading.cause {
        sink.say(stage_of(view), format!("reviewed {}, and today is {}", review.on, view.today));
    }
}
