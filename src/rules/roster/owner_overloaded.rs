//! Too much rests on one person.

use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::rule::{Limit, Look, Rule};
use crate::rules::sink::Sink;
use crate::rules::view::WorkspaceView;

pub(super) const RULE: Rule = Rule {
    id: "owner-overloaded",
    title: "One person answers for more than one can look after",
    limit: Some(Limit {
        default: 12,
        unit: "things",
        words: "how many stages, open pains and open opportunities one person may answer for",
    }),
    matters: "An owner of everything looks after nothing, and when they are away it all stops at once",
    fix: "hand some of it over to somebody who is nearer to it",
    finds: "a person with a stage and 12 open pains",
    lets_pass: "a person with a stage and 11 of them",
    field: Some(Field::Owner),
    looks: &[Look::Workspace(find)],
    #[cfg(test)]
    fails: |e| {
        for at in 0..12 {
            e.put("pains", crate::map::CardKind::Pain, &format!("p{at}")).owner =
                Some(crate::rules::example::person("tom"));
        }
    },
    #[cfg(test)]
    passes: |e| {
        for at in 0..11 {
            e.put("pains", crate::map::CardKind::Pain, &format!("p{at}")).owner =
                Some(crate::rules::example::person("tom"));
        }
    },
    ..Rule::BASE
};

fn find(view: &WorkspaceView<'_>, sink: &mut Sink<'_>) {
    let limit = sink.limit();
    for (id, load) in view.holdings.loads().filter(|(_, load)| load.total() > limit) {
        let name = view.workspace.name_of(id);
        let why =
            format!("{name} answers for {}: {} in all, and the limit is {limit}", load.words(), load.total());
        sink.say(Target::Person(id.clone()), why);
    }
}
