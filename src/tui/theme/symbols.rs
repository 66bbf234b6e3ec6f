//! The signs on the screen, each one column wide, in Unicode and in plain ASCII.

/// Every sign that the screen draws by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbols {
    /// Stage state: exempt.
    pub exempt: &'static str,
    /// Stage state: ungoverned.
    pub ungoverned: &'static str,
    /// Stage state: snoozed.
    pub snoozed: &'static str,
    /// Stage state: overdue.
    pub overdue: &'static str,
    /// Stage state: stale.
    pub stale: &'static str,
    /// Stage state: changed.
    pub changed: &'static str,
    /// Stage state: unreviewed.
    pub unreviewed: &'static str,
    /// Stage state: due.
    pub due: &'static str,
    /// Stage state: new.
    pub new: &'static str,
    /// Stage state: fresh.
    pub fresh: &'static str,
    /// In place of a letter that is not to be read.
    pub veil: &'static str,
    /// A finding that must not stay.
    pub error: &'static str,
    /// A finding that somebody should act on.
    pub warning: &'static str,
    /// A finding that is worth knowing.
    pub note: &'static str,
    /// A filled part of a severity bar.
    pub bar_full: &'static str,
    /// An empty part of a severity bar.
    pub bar_empty: &'static str,
    /// The near horizon.
    pub horizon_near: &'static str,
    /// The far horizons.
    pub horizon_far: &'static str,
    /// Somebody said something that waits for an answer.
    pub talk: &'static str,
    /// A moment of truth.
    pub moment: &'static str,
    /// Before the focused row of a list.
    pub pointer: &'static str,
    /// Beside a marked thing.
    pub mark: &'static str,
    /// There is more to the left.
    pub more_left: &'static str,
    /// There is more to the right.
    pub more_right: &'static str,
    /// There is more above.
    pub more_up: &'static str,
    /// There is more below.
    pub more_down: &'static str,
    /// A text was cut here.
    pub ellipsis: &'static str,
    /// Nothing is here.
    pub none: &'static str,
    /// Between the parts of a title.
    pub path: &'static str,
    /// Between the parts of a sentence.
    pub dot: &'static str,
    /// Leads to.
    pub arrow: &'static str,
    /// Before the cause of a sum, and in negative numbers.
    pub minus: &'static str,
    /// Times.
    pub times: &'static str,
    /// A blueprint line.
    pub dash: &'static str,
    /// A changed thing: added.
    pub added: &'static str,
    /// A changed thing: removed.
    pub removed: &'static str,
    /// A changed thing: edited.
    pub edited: &'static str,
    /// A changed thing: moved.
    pub moved: &'static str,
    /// Two sides that say different things.
    pub conflict: &'static str,
    /// Unsaved edits.
    pub unsaved: &'static str,
    /// Opening quotation mark.
    pub quote_open: &'static str,
    /// Closing quotation mark.
    pub quote_close: &'static str,
    /// The lines of the grid and around panes.
    pub frame: Frame,
}

/// Lines and their crossings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// `─`
    pub horizontal: &'static str,
    /// `│`
    pub vertical: &'static str,
    /// `┌`
    pub top_left: &'static str,
    /// `┐`
    pub top_right: &'static str,
    /// `└`
    pub bottom_left: &'static str,
    /// `┘`
    pub bottom_right: &'static str,
    /// `┬`
    pub down: &'static str,
    /// `┴`
    pub up: &'static str,
    /// `├`
    pub right: &'static str,
    /// `┤`
    pub left: &'static str,
    /// `┼`
    pub cross: &'static str,
}

/// For terminals with Unicode fonts.
pub const UNICODE: Symbols = Symbols {
    exempt: "–",
    ungoverned: "✗",
    snoozed: "z",
    overdue: "!",
    stale: "▲",
    changed: "△",
    unreviewed: "?",
    due: "◔",
    new: "○",
    fresh: "●",
    veil: "•",
    error: "■",
    warning: "◧",
    note: "□",
    bar_full: "▮",
    bar_empty: "▯",
    horizon_near: "◆",
    horizon_far: "◇",
    talk: "✎",
    moment: "★",
    pointer: "▸",
    mark: "✓",
    more_left: "‹",
    more_right: "›",
    more_up: "↑",
    more_down: "↓",
    ellipsis: "…",
    none: "—",
    path: "›",
    dot: "·",
    arrow: "→",
    minus: "−",
    times: "×",
    dash: "┄",
    added: "+",
    removed: "−",
    edited: "~",
    moved: "↷",
    conflict: "≠",
    unsaved: "•",
    quote_open: "“",
    quote_close: "”",
    frame: Frame {
        horizontal: "─",
        vertical: "│",
        top_left: "┌",
        top_right: "┐",
        bottom_left: "└",
        bottom_right: "┘",
        down: "┬",
        up: "┴",
        right: "├",
        left: "┤",
        cross: "┼",
    },
};

/// For terminals and fonts without.
pub const ASCII: Symbols = Symbols {
    exempt: "-",
    ungoverned: "x",
    snoozed: "z",
    overdue: "!",
    stale: "^",
    changed: "~",
    unreviewed: "?",
    due: "d",
    new: "o",
    fresh: "*",
    veil: "*",
    error: "E",
    warning: "W",
    note: "N",
    bar_full: "#",
    bar_empty: ".",
    horizon_near: "#",
    horizon_far: "o",
    talk: "%",
    moment: "*",
    pointer: ">",
    mark: "+",
    more_left: "<",
    more_right: ">",
    more_up: "^",
    more_down: "v",
    ellipsis: "~",
    none: "-",
    path: ">",
    dot: "|",
    arrow: ">",
    minus: "-",
    times: "x",
    dash: "-",
    added: "+",
    removed: "-",
    edited: "~",
    moved: ">",
    conflict: "%",
    unsaved: "*",
    quote_open: "\"",
    quote_close: "\"",
    frame: Frame {
        horizontal: "-",
        vertical: "|",
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        down: "+",
        up: "+",
        right: "+",
        left: "+",
        cross: "+",
    },
};

impl Symbols {
    /// The set for a terminal: ASCII where asked for.
    pub fn choose(ascii: bool) -> &'static Self {
        if ascii { &ASCII } else { &UNICODE }
    }

    /// The signs of the ten stage states, in the order of the product's table.
    pub fn states(&self) -> [&'static str; 10] {
        [
            self.exempt,
            self.ungoverned,
            self.snoozed,
            self.overdue,
            self.stale,
            self.changed,
            self.unreviewed,
            self.due,
            self.new,
            self.fresh,
        ]
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    /// Every sign of a set, taken from its debug form so that none can be forgotten.
    fn all(symbols: &Symbols) -> Vec<String> {
        let shown = format!("{symbols:#?}");
        let quoted = |line: &str| Some(line.split_once(": \"")?.1.strip_suffix("\",")?.replace("\\\"", "\""));
        shown.lines().filter_map(quoted).collect()
    }

    #[test]
    fn every_sign_is_one_column_wide() {
        for symbols in [UNICODE, ASCII] {
            assert_eq!(all(&symbols).len(), 53);
            for sign in all(&symbols) {
                assert_eq!(sign.width(), 1, "{sign}");
            }
        }
    }

    #[test]
    fn the_plain_set_is_ascii_and_every_state_has_its_own_sign() {
        assert!(all(&ASCII).iter().all(|sign| sign.is_ascii()));
        for symbols in [UNICODE, ASCII] {
            let states: std::collections::BTreeSet<_> = symbols.states().into_iter().collect();
            assert_eq!(states.len(), 10);
        }
    }
}
