//! What the signs mean: one place for the words of atlas, start and help.

use crate::rules::StateKind;
use crate::tui::theme::Role;
use crate::tui::theme::symbols::Symbols;

/// What a state of a stage means, in a few words.
pub(in super::super) fn meaning(kind: StateKind) -> &'static str {
    match kind {
        StateKind::Exempt => "never to be reviewed: a future state, or the policy says so",
        StateKind::Ungoverned => "nobody answers for it: no owner, or no review date to hold them to",
        StateKind::Snoozed => "its review is put off until a day, for a reason",
        StateKind::Overdue => "its last review is far too old",
        StateKind::Stale => "its last review is older than it may be",
        StateKind::Changed => "it was edited, or something happened, since its last review",
        StateKind::Unreviewed => "it was never reviewed, and is not new any more",
        StateKind::Due => "its next review is near",
        StateKind::New => "it is new and need not be reviewed yet",
        StateKind::Fresh => "reviewed, unchanged, in time",
    }
}

/// Its sign.
pub(in super::super) fn sign(kind: StateKind, symbols: &Symbols) -> &'static str {
    match kind {
        StateKind::Exempt => symbols.exempt,
        StateKind::Ungoverned => symbols.ungoverned,
        StateKind::Snoozed => symbols.snoozed,
        StateKind::Overdue => symbols.overdue,
        StateKind::Stale => symbols.stale,
        StateKind::Changed => symbols.changed,
        StateKind::Unreviewed => symbols.unreviewed,
        StateKind::Due => symbols.due,
        StateKind::New => symbols.new,
        StateKind::Fresh => symbols.fresh,
    }
}

/// Its look.
pub(super) fn role(kind: StateKind) -> Role {
    match kind {
        StateKind::Exempt => Role::Exempt,
        StateKind::Ungoverned => Role::Ungoverned,
        StateKind::Snoozed => Role::Snoozed,
        StateKind::Overdue => Role::Overdue,
        StateKind::Stale => Role::Stale,
        StateKind::Changed => Role::Changed,
        StateKind::Unreviewed => Role::Unreviewed,
        StateKind::Due => Role::Due,
        StateKind::New => Role::New,
        StateKind::Fresh => Role::Fresh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::symbols::{ASCII, UNICODE};

    #[test]
    fn the_signs_are_those_of_the_rules() {
        for kind in StateKind::ALL {
            assert_eq!((sign(*kind, &UNICODE), sign(*kind, &ASCII)), (kind.symbol(), kind.ascii()));
        }
    }
}
