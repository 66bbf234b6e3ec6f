//! A name or a card with too many words.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::{CardView, MapView, StageView};

pub(super) const RULE: Rule = Rule {
    id: "long-title",
    title: "A name or a card has too many words",
    level: Level::Info,
    limit: Some(Limit { default: 25, unit: "words", words: "how many words a title or a card may have" }),
    matters: "A card is read in passing; what needs a paragraph belongs in its detail",
    fix: "say it in a few words, and put the rest into the detail",
    finds: "a card of 26 words",
    lets_pass: "a card of 25 words",
    field: Some(Field::Text),
    looks: &[Look::Map(find_map), Look::Stage(find_stage), Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        e.put("doing", crate::map::CardKind::Step, "look").text = ["word"; 26].join(" ").as_str().into();
    },
    #[cfg(test)]
    passes: |e| {
        e.put("doing", crate::map::CardKind::Step, "look").text = ["word"; 25].join(" ").as_str().into();
    },
    ..Rule::BASE
};

fn find_map(view: &MapView<'_>, sink: &mut Sink<'_>) {
    if let Some(why) = too_long(view.facts.map.title.as_str(), sink) {
        sink.add(Note::new(Target::Map, why).field(Field::Name));
    }
}

fn find_stage(view: &StageView<'_>, sink: &mut Sink<'_>) {
    if let Some(why) = too_long(view.facts.stage.name.as_str(), sink) {
        sink.add(Note::new(stage_of(view), why).field(Field::Name));
    }
}

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    if let Some(why) = too_long(view.card.text.as_str(), sink) {
        sink.say(view.target(), why);
    }
}

fn too_long(text: &str, sink: &Sink<'_>) -> Option<String> {
    let (words, limit) = (text.split_whitespace().count(), sink.limit());
    let is_too_long = u32::try_from(words).is_ok_and(|n| n > limit);
    is_too_long.then(|| format!("{words} words, and {limit} are the most that are read in passing"))
}
