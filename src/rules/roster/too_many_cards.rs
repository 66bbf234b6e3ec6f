//! A cell with more cards than anybody reads.

use super::stage_of;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::StageView;

pub(super) const RULE: Rule = Rule {
    id: "too-many-cards",
    title: "A cell has too many cards",
    level: Level::Info,
    limit: Some(Limit { default: 9, unit: "cards", words: "how many cards a cell may have" }),
    matters: "What is everything at once is nothing in particular: nobody reads the tenth card",
    fix: "join those that say the same, and drop what nobody will act on",
    finds: "a cell of 10 cards",
    lets_pass: "a cell of 9 cards",
    field: Some(Field::Cards),
    looks: &[Look::Stage(find)],
    #[cfg(test)]
    fails: |e| {
        for at in 0..10 {
            e.put("doing", crate::map::CardKind::Step, &format!("s{at}")).text =
                format!("{at}").as_str().into();
        }
    },
    #[cfg(test)]
    passes: |e| {
        for at in 0..9 {
            e.put("doing", crate::map::CardKind::Step, &format!("s{at}")).text =
                format!("{at}").as_str().into();
        }
    },
    ..Rule::BASE
};

fn find(view: &StageView<'_>, sink: &mut Sink<'_>) {
    let limit = sink.limit();
    for lane in &view.facts.map.lanes {
        let count = view.facts.stage.cell(&lane.id).len();
        if u32::try_from(count).is_ok_and(|n| n > limit) {
            let why = format!("{count} cards in “{}”, and {limit} are the most that are read", lane.name);
            sink.add(Note::new(stage_of(view), why).part(lane.id.to_string()));
        }
    }
}
