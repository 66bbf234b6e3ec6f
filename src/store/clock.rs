//! Which day it is: the only place that asks the clock for a date.

use jiff::civil::Date;

/// The day that everything is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// The day.
    pub day: Date,
    /// Where it comes from.
    pub from: From,
}

/// Where a day comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// Somebody said it: `--today`.
    Given,
    /// The workspace is pinned to it.
    Pinned,
    /// The clock, in local time.
    Clock,
}

impl Today {
    /// The day that was given, else the one that the workspace is pinned to, else the clock's.
    pub fn of(given: Option<Date>, pinned: Option<Date>) -> Self {
        match (given, pinned) {
            (Some(day), _) => Self { day, from: From::Given },
            (None, Some(day)) => Self { day, from: From::Pinned },
            (None, None) => Self { day: local_day(), from: From::Clock },
        }
    }
}

/// The clock's day in local time.
#[allow(clippy::disallowed_methods, reason = "the one place that asks")]
pub fn local_day() -> Date {
    jiff::Zoned::now().date()
}

/// The clock's local time to the minute, as `2026-11-22 10:42`: for people, and it sorts.
#[allow(clippy::disallowed_methods, reason = "the one place that asks")]
pub fn local_minute() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_wins() {
        let (a, b) = (Date::constant(2026, 1, 1), Date::constant(2026, 2, 2));
        assert_eq!(Today::of(Some(a), Some(b)), Today { day: a, from: From::Given });
        assert_eq!(Today::of(None, Some(b)), Today { day: b, from: From::Pinned });
        assert_eq!(Today::of(None, None).from, From::Clock);
    }
}
