//! The field in which an element differs, with its value.

use crate::map::edit::{
    CardField, ConflictField, ContactsField, EventField, EvidenceField, FlowField, InWords as _, LaneField,
    LeadField, MapField, MetricField, Names, OpportunityField, PainField, PolicyField, PriorityField,
    ReadingField, RiceField, RuleField, SegmentField, SnoozeField, StageField, StepField,
};
use crate::map::{CardKind, Role};

macro_rules! field {
    ($($(#[$doc:meta])* $variant:ident($table:ident);)+) => {
        /// A field with a value, of any element.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Field {
            $($(#[$doc])* $variant($table),)+
            /// The kind of a card.
            Kind(CardKind),
            /// What a lane holds.
            Role(Role),
        }

        impl Field {
            /// What the fields of all elements are called; a name may come up more than once.
            pub fn names() -> impl Iterator<Item = &'static str> {
                let of_kinds = [StepField::ALL, PainField::ALL, OpportunityField::ALL, MetricField::ALL];
                let all = [$($table::ALL),+];
                all.into_iter().chain(of_kinds).flatten().copied().chain(["kind", "role"])
            }

            /// What the field is called.
            pub fn words(&self) -> &'static str {
                match self {
                    $(Self::$variant(field) => field.words(),)+
                    Self::Kind(_) => "kind",
                    Self::Role(_) => "role",
                }
            }

            /// The value as people read it; `None`: there is none.
            pub fn value(&self, names: Names<'_>) -> Option<String> {
                match self {
                    $(Self::$variant(field) => field.value(names),)+
                    Self::Kind(kind) => Some(kind.to_string()),
                    Self::Role(role) => role.in_words(names),
                }
            }
        }

        $(impl From<$table> for Field {
            fn from(field: $table) -> Self {
                Self::$variant(field)
            }
        })+
    };
}

field! {
    /// Of the map.
    Map(MapField);
    /// Of a stage.
    Stage(StageField);
    /// Of a lane.
    Lane(LaneField);
    /// Of a card.
    Card(CardField);
    /// Of the contacts of a pain.
    Contacts(ContactsField);
    /// Of the RICE of an opportunity.
    Rice(RiceField);
    /// Of the flow of the map.
    Flow(FlowField);
    /// Of the priority of the map.
    Priority(PriorityField);
    /// Of the policy of a stage or of the map.
    Policy(PolicyField);
    /// Of a rule in a policy.
    Rule(RuleField);
    /// Of a snooze.
    Snooze(SnoozeField);
    /// Of a customer group.
    Segment(SegmentField);
    /// Of an event.
    Event(EventField);
    /// Of a piece of evidence.
    Evidence(EvidenceField);
    /// Of a reading.
    Reading(ReadingField);
    /// Of a lead.
    Lead(LeadField);
    /// Of a conflict.
    Conflict(ConflictField);
}
