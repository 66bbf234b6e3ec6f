//! Whole local days: ages, due dates, and how they are said.

use jiff::SignedDuration;
use jiff::civil::Date;

/// How far ahead of today a date may lie and still be somebody else's time zone, in days.
pub const TOLERANCE: i64 = 1;

/// Days from `from` to `to`; negative when `to` is earlier.
pub fn between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// Whether a date lies further ahead than a time zone explains.
pub fn is_future(day: Date, today: Date) -> bool {
    between(today, day) > TOLERANCE
}

/// The day `days` after `from`; `None` beyond the calendar's end.
pub fn after(from: Date, days: u32) -> Option<Date> {
    from.checked_add(SignedDuration::from_hours(i64::from(days) * 24)).ok()
}

/// A number of days for a counter; the nearest end of the range beyond it.
pub fn count(days: i64) -> i32 {
    i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })
}

/// `1 day`, `9 days`.
pub fn words(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// How far ahead a day is, roughly: `today`, `in 9 days`, `in 3 weeks`, `in 5 months`.
pub fn ahead(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=20 => format!("in {days} days"),
        21..=83 => format!("in {} weeks", days / 7),
        _ => format!("in {} months", days / 30),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn month_ends_and_leap_years() {
        assert_eq!(between(date(2024, 2, 28), date(2024, 3, 1)), 2);
        assert_eq!(between(date(2026, 2, 28), date(2026, 3, 1)), 1);
        assert_eq!(between(date(2026, 12, 31), date(2027, 1, 1)), 1);
        assert_eq!(between(date(2026, 6, 2), date(2026, 11, 22)), 173);
        assert_eq!(between(date(2026, 1, 2), date(2026, 1, 1)), -1);
        assert_eq!(after(date(2024, 2, 29), 365), Some(date(2025, 2, 28)));
        assert_eq!(after(date(2026, 1, 31), 28), Some(date(2026, 2, 28)));
        assert_eq!(after(date(2026, 1, 1), u32::MAX), None);
        assert_eq!(between(Date::MIN, Date::MAX), 7_304_483);
    }

    #[test]
    fn a_day_ahead_is_a_time_zone() {
        let today = date(2026, 11, 30);
        assert!(!is_future(date(2026, 12, 1), today));
        assert!(is_future(date(2026, 12, 2), today));
    }

    #[test]
    fn in_words() {
        assert_eq!((words(1), words(83)), ("1 day".into(), "83 days".into()));
        assert_eq!(
            [0, 1, 9, 50, 120].map(ahead),
            ["today", "tomorrow", "in 9 days", "in 7 weeks", "in 4 months"]
        );
    }
}
