//! The list of people, as it is looked at.

use super::app::Screen;

/// Which person is chosen, and where `Esc` goes.
#[derive(Debug, Clone, Default)]
pub struct PeopleView {
    /// The position in the workspace's list.
    pub row: usize,
    /// The screen that it was opened from.
    pub back: Screen,
}
