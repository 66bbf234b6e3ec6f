//! The time of a phase. Moments are milliseconds since 1970 on the facilitator's clock; they are only ever compared.

/// A moment: milliseconds since 1970.
pub type Millis = i64;

/// A minute, in milliseconds.
pub const MINUTE: Millis = 60_000;

/// A gap in the record longer than this is a break, not time of the phase: the program was closed, not only killed.
pub const LONGEST_GAP: Millis = 5 * MINUTE;

/// How long a phase has been running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clock {
    /// When it began.
    began: Millis,
    /// How long the phase had run when people came back to it.
    before: Millis,
    /// Since when it stands still.
    paused: Option<Millis>,
    /// How long it stood still before.
    stood: Millis,
    /// What was added to its time.
    added: Millis,
}

impl Clock {
    /// A clock that starts now.
    pub fn start(now: Millis) -> Self {
        Self { began: now, ..Self::default() }
    }

    /// A clock that goes on where this one, of the same phase, was left.
    #[must_use]
    pub fn again(&self, left: Millis, now: Millis) -> Self {
        Self { began: now, before: self.elapsed(left), added: self.added, ..Self::default() }
    }

    /// How long the phase has been running since people came to it last.
    pub fn since(&self, now: Millis) -> Millis {
        self.elapsed(now).saturating_sub(self.before)
    }

    /// When the phase began.
    pub fn began(&self) -> Millis {
        self.began
    }

    /// Whether it stands still.
    pub fn is_paused(&self) -> bool {
        self.paused.is_some()
    }

    /// How long the phase has been running; a clock that was set back counts as no time.
    pub fn elapsed(&self, now: Millis) -> Millis {
        let until = self.paused.unwrap_or(now);
        let since = until.saturating_sub(self.began).saturating_sub(self.stood).max(0);
        self.before.saturating_add(since)
    }

    /// The time that the phase has in all, for so many planned minutes.
    pub fn given(&self, minutes: u32) -> Millis {
        (i64::from(minutes) * MINUTE).saturating_add(self.added).max(0)
    }

    /// What is left of it; below zero: how much it is over.
    pub fn left(&self, minutes: u32, now: Millis) -> Millis {
        self.given(minutes).saturating_sub(self.elapsed(now))
    }

    /// More time, or less.
    pub fn add(&mut self, minutes: i32) {
        self.added = self.added.saturating_add(i64::from(minutes) * MINUTE);
    }

    /// Stands still from now on.
    pub fn pause(&mut self, now: Millis) {
        self.paused.get_or_insert(now);
    }

    /// Goes on.
    pub fn go_on(&mut self, now: Millis) {
        if let Some(since) = self.paused.take() {
            self.stood = self.stood.saturating_add(now.saturating_sub(since).max(0));
        }
    }

    /// Nobody was there from `from` to `to`.
    pub fn skip(&mut self, from: Millis, to: Millis) {
        if self.paused.is_none() {
            self.stood = self.stood.saturating_add(to.saturating_sub(from).max(0));
        }
    }
}

/// A span in words: `7 min 12 s`, `45 s`, `1 h 5 min`; without its sign.
pub fn span(millis: Millis) -> String {
    let seconds = millis.unsigned_abs() / 1000;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds:02} s"),
        (hours, minutes, _) => format!("{hours} h {minutes:02} min"),
    }
}

/// What is left, in words: `7 min 12 s left`, `12 s over`.
pub fn left_in_words(left: Millis) -> String {
    // Whole seconds are shown as they begin: at 59.9 s there is a minute left.
    let shown = if left > 0 { left.saturating_add(999) } else { left };
    format!("{} {}", span(shown), if left < 0 { "over" } else { "left" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_and_breaks_do_not_count() {
        let mut clock = Clock::start(1_000);
        clock.pause(11_000);
        assert_eq!(clock.elapsed(99_000), 10_000);
        clock.go_on(21_000);
        assert_eq!(clock.elapsed(31_000), 20_000);
        clock.skip(31_000, 41_000);
        assert_eq!(clock.elapsed(41_000), 20_000);
        clock.add(1);
        assert_eq!(clock.left(1, 41_000), 100_000);
        assert_eq!(clock.elapsed(0), 0, "a clock that was set back");
    }

    #[test]
    fn words() {
        assert_eq!(left_in_words(432_000), "7 min 12 s left");
        assert_eq!(left_in_words(59_100), "1 min 00 s left");
        assert_eq!(left_in_words(-12_400), "12 s over");
        assert_eq!(span(3_900_000), "1 h 05 min");
        assert_eq!(span(Millis::MIN), "2562047788015 h 12 min");
    }
}
