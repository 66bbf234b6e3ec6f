//! A customer group that no card is about.

use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::index::Use;
use crate::rules::repair::Repair;
use crate::rules::rule::{Look, Rule, When};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::MapView;

pub(super) const RULE: Rule = Rule {
    id: "unused-segment",
    title: "No card is about a segment",
    level: Level::Info,
    speaks: When::Used {
        words: "where some card of the map is about a segment",
        is_used: |view| view.index.uses(Use::Segments),
    },
    matters: "A group that nobody looks at is one whose journey nobody knows",
    fix: "say which cards are about it, or take it away",
    finds: "a segment without a card beside one that a step is about",
    lets_pass: "a segment where no card is about any",
    field: Some(Field::Segments),
    looks: &[Look::Map(find)],
    #[cfg(test)]
    fails: |e| {
        let used = e.segment("first-time");
        e.segment("regular");
        e.put("doing", crate::map::CardKind::Step, "look").segments.push(used);
    },
    #[cfg(test)]
    passes: |e| drop(e.segment("regular")),
    ..Rule::BASE
};

fn find(view: &MapView<'_>, sink: &mut Sink<'_>) {
    for segment in view.facts.map.segments.iter().filter(|s| !view.index.cites_segment(&s.id)) {
        let why = format!("no card is about “{}”", segment.name);
        let note = Note::new(Target::Segment(segment.id.clone()), why);
        sink.add(note.repair(Repair::RemoveSegment(segment.id.clone())));
    }
}
