//! Colours by meaning: every role that something on the screen can have.

/// Writes the enum, its names and its documentation from one list.
macro_rules! roles {
    ($($role:ident, $name:literal, $parent:expr, $doc:literal;)*) => {
        /// What a piece of the screen means; a theme says how each meaning looks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role {
            $(#[doc = $doc] $role,)*
        }

        impl Role {
            /// Every role, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$role),*];

            /// The name in theme files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$role => $name),* }
            }

            /// What it is used for, in words.
            pub fn doc(self) -> &'static str {
                match self { $(Self::$role => $doc),* }
            }

            /// The role whose look it takes where a theme says nothing; `None` for ordinary text alone.
            pub fn parent(self) -> Option<Self> {
                match self { $(Self::$role => $parent),* }
            }
        }
    };
}

roles! {
    Text, "text", None, "ordinary text, and the background of the whole screen";
    Strong, "strong", Some(Self::Text), "what stands out in running text";
    Dim, "dim", Some(Self::Text), "what is said beside: units, dates, counts of what is cut";
    Faint, "faint", Some(Self::Dim), "what is nearly background";
    Frame, "frame", Some(Self::Faint), "lines between columns and around panes";
    Title, "title", Some(Self::Strong), "titles: of the map, of a screen, of a pane";
    StageName, "stage-name", Some(Self::Strong), "the name in a stage header";
    LaneName, "lane-name", Some(Self::Dim), "the name in a lane header";
    Focus, "focus", Some(Self::Text), "the one thing that has focus";
    Mark, "mark", Some(Self::Strong), "a marked thing";
    Select, "select", Some(Self::Focus), "the chosen row of a list";
    Fresh, "fresh", Some(Self::Text), "stage state: reviewed, unchanged, in time";
    Due, "due", Some(Self::Text), "stage state: a review is due soon";
    Stale, "stale", Some(Self::Text), "stage state: older than its cadence";
    Overdue, "overdue", Some(Self::Stale), "stage state: much older than its cadence";
    Changed, "changed", Some(Self::Due), "stage state: differs from what was reviewed";
    Unreviewed, "unreviewed", Some(Self::Due), "stage state: never reviewed";
    New, "new", Some(Self::Fresh), "stage state: not reviewed yet, and need not be";
    Snoozed, "snoozed", Some(Self::Dim), "stage state: put off";
    Exempt, "exempt", Some(Self::Dim), "stage state: never needs a review";
    Ungoverned, "ungoverned", Some(Self::Overdue), "stage state: nobody answers for it";
    SeverityLow, "severity-low", Some(Self::Text), "a pain of low severity";
    SeverityMedium, "severity-medium", Some(Self::Text), "a pain of medium severity";
    SeverityHigh, "severity-high", Some(Self::Text), "a pain of high severity";
    SeverityCritical, "severity-critical", Some(Self::SeverityHigh), "a pain of critical severity";
    Horizon, "horizon", Some(Self::Text), "crawl, walk, run";
    Moment, "moment", Some(Self::Strong), "the sign of a moment of truth";
    EmotionPositive, "emotion-positive", Some(Self::EmotionNeutral), "the emotion line above zero";
    EmotionNeutral, "emotion-neutral", Some(Self::Text), "the emotion line around zero";
    EmotionNegative, "emotion-negative", Some(Self::EmotionNeutral), "the emotion line below zero";
    ZeroLine, "zero-line", Some(Self::Faint), "the zero line behind the emotion line";
    Blueprint, "blueprint", Some(Self::Faint), "lines of visibility and interaction";
    Owner, "owner", Some(Self::Text), "who answers for something";
    Missing, "missing", Some(Self::Dim), "what is not there but should be";
    Number, "number", Some(Self::Text), "counts, rates and dates in columns";
    Money, "money", Some(Self::Number), "amounts of money";
    Tag, "tag", Some(Self::Dim), "a tag on a card";
    HintKey, "hint-key", Some(Self::Strong), "a key in the hint bar, in which-key and in help";
    HintText, "hint-text", Some(Self::Dim), "what the key does";
    Info, "info", Some(Self::Text), "a notice";
    Success, "success", Some(Self::Info), "a notice that something worked";
    Warning, "warning", Some(Self::Strong), "a notice that wants attention";
    Error, "error", Some(Self::Warning), "a notice that something failed";
    Match, "match", Some(Self::Strong), "the letters that a search or filter found";
    Input, "input", Some(Self::Text), "text being typed";
    InputSelection, "input-selection", Some(Self::Focus), "selected letters of text being typed";
    Popup, "popup", Some(Self::Text), "the inside of a popup";
    PopupTitle, "popup-title", Some(Self::Title), "the title of a popup";
    PopupFrame, "popup-frame", Some(Self::Frame), "the lines around a popup";
    Added, "added", Some(Self::Success), "a change: added";
    Removed, "removed", Some(Self::Error), "a change: removed";
    Edited, "edited", Some(Self::Changed), "a change: edited in place";
    Moved, "moved", Some(Self::Edited), "a change: moved";
    Link, "link", Some(Self::Text), "a web address or a file name";
}

impl Role {
    /// The role with this name in theme files.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }

    /// Its place in [`Role::ALL`].
    pub(super) fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_lead_back() {
        for (at, role) in Role::ALL.iter().enumerate() {
            assert_eq!((Role::named(role.name()), role.index()), (Some(*role), at));
            assert!(!role.doc().is_empty());
        }
    }

    #[test]
    fn every_chain_of_parents_ends_at_text() {
        for role in Role::ALL {
            let chain: Vec<Role> = std::iter::successors(Some(*role), |r| r.parent()).take(9).collect();
            assert_eq!(chain.last(), Some(&Role::Text), "{role:?}");
        }
    }
}
