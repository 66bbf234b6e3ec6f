//! The fields of what stands in the lists and groups of a map: no edit sets one alone, but a difference names it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::card::{Contacts, Lead, Reading, Rice};
use super::super::conflict::Conflict;
use super::super::decimal::Decimal;
use super::super::event::{Event, EventKind};
use super::super::evidence::{Evidence, EvidenceKind};
use super::super::id::{PersonId, StageId};
use super::super::journey::{Flow, Priority};
use super::super::people::Person;
use super::super::policy::{Level, Policy, RuleSetting};
use super::super::review::Snooze;
use super::super::segment::Segment;
use super::super::text::{Label, Text};
use super::super::workspace::Workspace;
use super::field::table;
use super::{InWords, Names};

/// A table of the fields of a part (but those that it is known by), and the part itself in words: its fields in a row.
macro_rules! parts {
    ($(#[$doc:meta])* $name:ident of $owner:ident but ($($key:ident),*) {
        $($variant:ident($ty:ty) = $field:ident, $words:literal;)+
    }) => {
        table! { $(#[$doc])* $name of $owner { $($variant($ty) = $field, $words;)+ } }

        impl InWords for $owner {
            fn in_words(&self, names: Names<'_>) -> Option<String> {
                // A field that stands neither in the table nor among the keys does not compile.
                let Self { $($field: _,)+ $($key: _),* } = self;
                let said = [$(self.$field.in_words(names).map(|value| format!("{} {value}", $words))),+];
                let said: Vec<String> = said.into_iter().flatten().collect();
                Some(if said.is_empty() { "nothing said".to_owned() } else { said.join(", ") })
            }
        }
    };
}

parts! {
    /// A field of the contacts that a pain causes.
    ContactsField of Contacts but () {
        Reason(Option<Label>) = reason, "contact reason";
        PerMonth(Option<Decimal>) = per_month, "contacts a month";
        Minutes(Option<Decimal>) = minutes, "handle minutes";
        AsOf(Option<Date>) = as_of, "day of the contact numbers";
        Source(Option<Label>) = source, "source of the contact numbers";
    }
}

parts! {
    /// A field of what RICE is computed from.
    RiceField of Rice but () {
        Reach(Option<Decimal>) = reach, "reach";
        Impact(Option<Decimal>) = impact, "impact";
        Confidence(Option<Decimal>) = confidence, "confidence";
        Effort(Option<Decimal>) = effort, "effort";
    }
}

parts! {
    /// A field of a map's flow.
    FlowField of Flow but () {
        Started(Option<Decimal>) = started, "journeys started";
        Completed(Option<Decimal>) = completed, "journeys completed";
        Silent(Option<Decimal>) = silent, "journeys without a contact";
        AsOf(Option<Date>) = as_of, "day of the journey numbers";
        Source(Option<Label>) = source, "source of the journey numbers";
    }
}

parts! {
    /// A field of a map's priority.
    PriorityField of Priority but () {
        Volume(Option<u8>) = volume, "volume";
        Value(Option<u8>) = value, "business value";
        Feasibility(Option<u8>) = feasibility, "feasibility";
        Complexity(Option<u8>) = complexity, "complexity";
    }
}

parts! {
    /// A field of a policy.
    PolicyField of Policy but () {
        StaleAfter(Option<u32>) = stale_after, "days until stale";
        DefaultCadence(Option<bool>) = default_cadence, "default cadence";
        OverdueAfter(Option<u32>) = overdue_after, "days until overdue";
        Notice(Option<u32>) = notice, "days of notice";
        Grace(Option<u32>) = grace, "days of grace";
        Never(Option<Label>) = never, "reason never to review";
        Rules(Vec<RuleSetting>) = rules, "rules";
    }
}

parts! {
    /// A field of what a policy says about one rule.
    RuleField of RuleSetting but (rule, kind) {
        Level(Option<Level>) = level, "level";
        Limit(Option<u32>) = limit, "limit";
        WarnAfter(Option<u32>) = warn_after, "days until it warns";
        ErrorAfter(Option<u32>) = error_after, "days until it is an error";
        Never(Option<Label>) = never, "reason to leave it out";
    }
}

parts! {
    /// A field of a snooze.
    SnoozeField of Snooze but (rule, card, part) {
        Until(Date) = until, "last day";
        By(PersonId) = by, "name";
        Why(Label) = why, "reason";
        Again(u32) = again, "times put off before";
    }
}

parts! {
    /// A field of a segment.
    SegmentField of Segment but (id) {
        Name(Label) = name, "name";
        Share(Option<Decimal>) = share, "share";
        Channels(Vec<Label>) = channels, "channels";
        Note(Option<Text>) = note, "note";
    }
}

parts! {
    /// A field of an event.
    EventField of Event but (id) {
        On(Date) = on, "day";
        Kind(EventKind) = kind, "kind";
        Text(Text) = text, "text";
        Stages(Vec<StageId>) = stages, "stages";
        Source(Option<Label>) = source, "source";
    }
}

parts! {
    /// A field of a piece of evidence.
    EvidenceField of Evidence but (id) {
        Kind(EvidenceKind) = kind, "kind";
        On(Option<Date>) = on, "day";
        Source(Option<Label>) = source, "source";
        Sample(Option<u64>) = sample, "sample size";
        Text(Option<Text>) = text, "text";
    }
}

parts! {
    /// A field of a reading.
    ReadingField of Reading but (on) {
        Value(Decimal) = value, "value";
        N(Option<u64>) = n, "number asked";
        Note(Option<Label>) = note, "note";
    }
}

parts! {
    /// A field of a lead.
    LeadField of Lead but (id) {
        On(Option<Date>) = on, "day";
        By(Option<PersonId>) = by, "name";
        Question(Text) = question, "question";
        Insight(Option<Text>) = insight, "insight";
        Action(Option<Text>) = action, "action";
    }
}

parts! {
    /// A field of a conflict.
    ConflictField of Conflict but (id) {
        At(Label) = at, "element";
        Field(Option<Label>) = field, "field";
        Base(Option<Text>) = base, "common value";
        Ours(Option<Text>) = ours, "our value";
        Theirs(Option<Text>) = theirs, "their value";
        OurName(Option<Label>) = our_name, "our name";
        TheirName(Option<Label>) = their_name, "their name";
    }
}

parts! {
    /// A field of a person.
    PersonField of Person but (id) {
        Name(Label) = name, "name";
        Team(Option<Label>) = team, "team";
        Email(Option<Label>) = email, "address";
        Left(Option<Date>) = left, "last day";
        AwayUntil(Option<Date>) = away_until, "last day away";
        Deputy(Option<PersonId>) = deputy, "deputy";
    }
}

table! {
    /// A field of a workspace's own file.
    WorkspaceField of Workspace {
        Name(Option<Label>) = name, "name";
        Currency(Option<Label>) = currency, "currency";
        CostPerMinute(Option<Decimal>) = cost_per_minute, "cost of a minute";
        CostPerContact(Option<Decimal>) = cost_per_contact, "cost of a contact";
        Today(Option<Date>) = today, "pinned day";
        Policy(Policy) = policy, "policy";
        People(Vec<Person>) = people, "people";
        Snoozes(Vec<Snooze>) = snoozes, "snoozes";
        Conflicts(Vec<Conflict>) = conflicts, "conflicts";
    }
}
