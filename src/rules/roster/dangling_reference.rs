//! An element refers to something that is not in the map.

use std::collections::HashSet;

use crate::map::CardKind;
use crate::map::id::{CardId, EvidenceId, SegmentId};
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::repair::Repair;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::{CardView, MapView};

pub(super) const RULE: Rule = Rule {
    id: "dangling-reference",
    title: "An element refers to something that is not in the map",
    level: Level::Error,
    matters: "An opportunity that treats a pain nobody can find, or evidence that is gone, looks like work that is done",
    fix: "choose what it should refer to, or take the reference away",
    finds: "a step that cites evidence which is not in the map",
    lets_pass: "a step that cites none",
    looks: &[Look::Map(find_events), Look::Card(find)],
    #[cfg(test)]
    fails: |e| {
        let gone = crate::map::id::EvidenceId::new("gone").unwrap();
        e.put("doing", crate::map::CardKind::Step, "look").evidence.push(gone);
    },
    #[cfg(test)]
    passes: |e| {
        e.put("doing", crate::map::CardKind::Step, "look");
    },
    ..Rule::BASE
};

fn find_events(view: &MapView<'_>, sink: &mut Sink<'_>) {
    for event in &view.facts.map.events {
        let mut said = HashSet::new();
        for stage in event.stages.iter().filter(|id| !view.index.has_stage(id)) {
            if said.insert(stage) {
                let why = format!("{} refers to {stage} (stages), which is not there", event.id);
                let note = Note::new(Target::Event(event.id.clone()), why).part(format!("stages/{stage}"));
                let repair = Repair::DropFromEvent(event.id.clone(), stage.clone());
                sink.add(note.field(Field::Events).repair(repair));
            }
        }
    }
}

fn find(view: &CardView<'_>, sink: &mut Sink<'_>) {
    let (card, index) = (view.card, view.index);
    if let Some(gone) = card.filed.as_ref().filter(|id| !index.has_stage(id)) {
        let why = format!("{} refers to {gone} (stage), which is not there", card.id);
        let note = Note::new(view.target(), why).part(format!("stage/{gone}")).field(Field::Filed);
        sink.add(note.repair(Repair::File(card.id.clone())));
    }
    let evidence = card.evidence.iter().filter(|id| !index.has_evidence(id)).map(EvidenceId::as_str);
    say_gone(view, sink, "evidence", Field::Evidence, evidence);
    let segments = card.segments.iter().filter(|id| !index.has_segment(id)).map(SegmentId::as_str);
    say_gone(view, sink, "segments", Field::Segments, segments);
    if card.kind() == CardKind::Opportunity {
        let treats = card.opportunity().map(|o| o.treats.as_slice()).unwrap_or_default();
        let treats = treats.iter().filter(|id| !index.has_pain(id)).map(CardId::as_str);
        say_gone(view, sink, "treats", Field::Treats, treats);
    }
}

/// Each missing id once.
fn say_gone<'a>(
    view: &CardView<'_>,
    sink: &mut Sink<'_>,
    list: &'static str,
    field: Field,
    gone: impl Iterator<Item = &'a str>,
) {
    let mut said = HashSet::new();
    for gone in gone.filter(|id| said.insert(id.to_owned())) {
        let why = format!("{} refers to {gone} ({list}), which is not there", view.card.id);
        let note = Note::new(view.target(), why).part(format!("{list}/{gone}")).field(field);
        let card = view.card.id.clone();
        sink.add(note.repair(Repair::DropFromCard { card, field: list, gone: gone.to_owned() }));
    }
}
