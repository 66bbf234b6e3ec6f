//! The byte of each choice. Written out, so that neither a new word nor a new order changes a seal; never reused.

use crate::map::card::{
    Direction, Horizon, Intervention, Measure, OpportunityStatus, PainStatus, Period, Severity,
};

pub(super) fn severity(value: Severity) -> u8 {
    match value {
        Severity::Low => 1,
        Severity::Medium => 2,
        Severity::High => 3,
        Severity::Critical => 4,
    }
}

pub(super) fn pain_status(value: &PainStatus) -> u8 {
    match value {
        PainStatus::Open => 1,
        PainStatus::Resolved => 2,
        PainStatus::Accepted(_) => 3,
    }
}

pub(super) fn intervention(value: Intervention) -> u8 {
    match value {
        Intervention::Notify => 1,
        Intervention::Automate => 2,
        Intervention::Trigger => 3,
        Intervention::Redesign => 4,
        Intervention::SelfServe => 5,
        Intervention::Educate => 6,
        Intervention::Policy => 7,
        Intervention::Train => 8,
        Intervention::Repair => 9,
        Intervention::Other => 10,
    }
}

pub(super) fn horizon(value: Horizon) -> u8 {
    match value {
        Horizon::Crawl => 1,
        Horizon::Walk => 2,
        Horizon::Run => 3,
    }
}

pub(super) fn opportunity_status(value: OpportunityStatus) -> u8 {
    match value {
        OpportunityStatus::Idea => 1,
        OpportunityStatus::Planned => 2,
        OpportunityStatus::Doing => 3,
        OpportunityStatus::Shipped => 4,
        OpportunityStatus::Measured => 5,
        OpportunityStatus::Dropped => 6,
    }
}

pub(super) fn measure(value: Measure) -> u8 {
    match value {
        Measure::Count => 1,
        Measure::Rate => 2,
        Measure::Score => 3,
        Measure::Time => 4,
        Measure::Money => 5,
    }
}

pub(super) fn direction(value: Direction) -> u8 {
    match value {
        Direction::Up => 1,
        Direction::Down => 2,
    }
}

pub(super) fn period(value: Period) -> u8 {
    match value {
        Period::Daily => 1,
        Period::Weekly => 2,
        Period::Monthly => 3,
        Period::Quarterly => 4,
        Period::Yearly => 5,
    }
}
