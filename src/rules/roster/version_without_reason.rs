//! The newest version was saved without a reason.

use crate::map::Label;
use crate::map::policy::Level;
use crate::rules::field::Field;
use crate::rules::finding::Target;
use crate::rules::outside::VersionFact;
use crate::rules::rule::{Look, Rule};
use crate::rules::sink::{Note, Sink};
use crate::rules::view::MapView;

pub(super) const RULE: Rule = Rule {
    id: "version-without-reason",
    title: "The newest version of a map says no reason",
    level: Level::Info,
    matters: "A list of versions without reasons tells when, and never what for: nobody finds the one to go back to",
    fix: "save the next version with a reason, in a few words",
    finds: "a newest version without a word",
    lets_pass: "one kept after the June workshop, and saying so",
    field: Some(Field::Version),
    looks: &[Look::Map(find)],
    #[cfg(test)]
    fails: |e| e.version(None),
    #[cfg(test)]
    passes: |e| e.version(Some("after the June workshop")),
    ..Rule::BASE
};

fn find(view: &MapView<'_>, sink: &mut Sink<'_>) {
    let newest = view.facts.outside.versions.iter().max_by_key(|v| (v.number, v.on));
    let is_bare = |v: &&VersionFact| v.why.as_ref().is_none_or(Label::is_empty);
    let Some(version) = newest.filter(is_bare) else { return };
    let why = format!("version {} of {} by {} says no reason", version.number, version.on, version.by);
    sink.add(Note::new(Target::Map, why).part(version.number.to_string()));
}
