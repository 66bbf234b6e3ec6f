//! The shapes of what has no cards in it: reviews, evidence, events, readings, numbers.

use super::shape::{Day, record};
use crate::map::card::{Contacts, Lead, Reading, Rice};
use crate::map::conflict::Conflict;
use crate::map::event::{Event, EventKind};
use crate::map::evidence::{Evidence, EvidenceKind};
use crate::map::id::{CardId, ConflictId, EventId, EvidenceId, LaneId, LeadId, PersonId, SegmentId, StageId};
use crate::map::lane::{Lane, Layer, Role};
use crate::map::review::{Review, Seal, Snooze};
use crate::map::segment::Segment;
use crate::map::{Decimal, Flow, Label, Priority, Text};

record! {
    /// How many set out, arrive, and arrive in silence.
    FlowFile of Flow {
        (
            started: Option<Decimal>, completed: Option<Decimal>, silent: Option<Decimal>,
            as_of: Option<Day>, source: Option<Label>,
        );
    }
}

record! {
    /// What a priority is computed from.
    PriorityFile of Priority {
        (volume: Option<u8>, value: Option<u8>, feasibility: Option<u8>, complexity: Option<u8>);
    }
}

record! {
    /// A row.
    LaneFile of Lane {
        (id: Option<LaneId>);
        [name: Label, role: Role] (layer: Option<Layer>);
    }
}

record! {
    /// Somebody looked.
    ReviewFile of Review {
        [on: Day, by: PersonId] (seal: Option<Seal>, note: Option<Label>);
    }
}

record! {
    /// A finding put off.
    SnoozeFile of Snooze {
        (rule: Option<Label>, card: Option<CardId>, part: Option<Label>);
        [until: Day, by: PersonId, why: Label] (again: u32);
    }
}

record! {
    /// Where a claim comes from.
    EvidenceFile of Evidence {
        (id: Option<EvidenceId>);
        [kind: EvidenceKind] (on: Option<Day>, source: Option<Label>, sample: Option<u64>, text: Option<Text>);
    }
}

record! {
    /// Something dated.
    EventFile of Event {
        (id: Option<EventId>);
        [on: Day, kind: EventKind, text: Text] (stages: Vec<StageId>, source: Option<Label>);
    }
}

record! {
    /// A customer group.
    SegmentFile of Segment {
        (id: Option<SegmentId>);
        [name: Label] (share: Option<Decimal>, channels: Vec<Label>, note: Option<Text>);
    }
}

record! {
    /// Two sides that wait for a person to choose.
    ConflictFile of Conflict {
        (id: Option<ConflictId>);
        [at: Label] (
            field: Option<Label>, base: Option<Text>, ours: Option<Text>, theirs: Option<Text>,
            our_name: Option<Label>, their_name: Option<Label>,
        );
    }
}

record! {
    /// The contacts that a pain causes.
    ContactsFile of Contacts {
        (
            reason: Option<Label>, per_month: Option<Decimal>, minutes: Option<Decimal>,
            as_of: Option<Day>, source: Option<Label>,
        );
    }
}

record! {
    /// What RICE is computed from.
    RiceFile of Rice {
        (
            reach: Option<Decimal>, impact: Option<Decimal>,
            confidence: Option<Decimal>, effort: Option<Decimal>,
        );
    }
}

record! {
    /// A dated value.
    ReadingFile of Reading {
        [on: Day, value: Decimal] (n: Option<u64>, note: Option<Label>);
    }
}

record! {
    /// Question → insight → action.
    LeadFile of Lead {
        (id: Option<LeadId>, on: Option<Day>, by: Option<PersonId>);
        [question: Text] (insight: Option<Text>, action: Option<Text>);
    }
}
