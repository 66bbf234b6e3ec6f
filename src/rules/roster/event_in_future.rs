//! An event of the map is dated in the future.

use crate::map::policy::Level;
use crate::map::say::quote;
use crate::rules::days;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::MapView;

/// How many characters of an event's text name it.
const SHORT: usize = 40;

pub(super) const RULE: Rule = Rule {
    id: "event-in-future",
    title: "An event is dated in the future",
    level: Level::Info,
    matters: "It asks nobody for a review before that day: a slip of the pen in its year would hide it",
    fix: "correct the day; a plan may stay as it is, it counts from that day on",
    finds: "a release that is dated the day after tomorrow",
    lets_pass: "one of tomorrow, as another time zone may have it",
    field: Some(Field::Events),
    looks: &[Look::Map(find)],
    #[cfg(test)]
    fails: |e| e.happens(jiff::civil::date(2026, 11, 24)),
    #[cfg(test)]
    passes: |e| e.happens(jiff::civil::date(2026, 11, 23)),
    ..Rule::BASE
};

fn find(view: &MapView<'_>, sink: &mut Sink<'_>) {
    for event in view.facts.map.events.iter().filter(|event| days::is_future(event.on, view.today)) {
        let name = quote(&event.text.one_line(), SHORT);
        let why = format!("{} {name} is dated {}, and today is {}", event.kind, event.on, view.today);
        sink.say(Target::Event(event.id.clone()), why);
    }
}
