//! Which day it is: the only place that asks the clock for a date.

use std::sync::OnceLock;

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::map::thread::Moment;

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

impl Today {
    /// The moment at which something is written: with the time of day, where the clock says the day.
    pub fn moment(self) -> Moment {
        let day = Moment::day(self.day);
        if self.from == From::Clock { day.at_minute(local_minutes()) } else { day }
    }
}

/// The clock's minutes since midnight, in local time.
pub fn local_minutes() -> u16 {
    let time = now().time();
    u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or_default()
}

/// The clock's time in milliseconds since 1970.
#[allow(clippy::disallowed_methods, reason = "the one place that asks")]
pub fn millis() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// The clock's day in local time.
pub fn local_day() -> Date {
    now().date()
}

/// The clock's local time to the minute, as `2026-11-22 10:42`: for people, and it sorts.
pub fn local_minute() -> String {
    now().strftime("%Y-%m-%d %H:%M").to_string()
}

/// The local time of day of a moment in milliseconds since 1970, as `10:42`; `?` where no calendar has it.
pub fn time_of_day(millis: i64) -> String {
    local(millis).map_or_else(|| "?".to_owned(), |time| time.strftime("%H:%M").to_string())
}

/// As [`time_of_day`], to the second: `10:42:07`.
pub fn second_of_day(millis: i64) -> String {
    local(millis).map_or_else(|| "?".to_owned(), |time| time.strftime("%H:%M:%S").to_string())
}

fn local(millis: i64) -> Option<Zoned> {
    Some(jiff::Timestamp::from_millisecond(millis).ok()?.to_zoned(zone().clone()))
}

#[allow(clippy::disallowed_methods, reason = "the one place that asks")]
fn now() -> Zoned {
    jiff::Timestamp::now().to_zoned(zone().clone())
}

/// The local time zone.
pub fn zone() -> &'static TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    ZONE.get_or_init(|| of_this_system().unwrap_or_else(TimeZone::system))
}

/// The zone of this system where one file says it. To find its name too, the library walks through all zones that are
/// known, which takes longer than to read and show a map; the name is not needed.
fn of_this_system() -> Option<TimeZone> {
    if std::env::var_os("TZ").is_some() || !cfg!(unix) {
        return None;
    }
    let rules = std::fs::read("/etc/localtime").ok()?;
    TimeZone::tzif("Local", &rules).ok()
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
        assert_eq!(Today::of(Some(a), None).moment(), Moment::day(a));
        assert_ne!(Today::of(None, None).moment(), Moment::day(Today::of(None, None).day));
    }

    #[test]
    fn a_moment_that_no_calendar_has_is_no_trouble() {
        assert_eq!(time_of_day(i64::MAX), "?");
        assert_eq!(time_of_day(0).len(), 5);
        assert_eq!(second_of_day(1_795_341_607_000).get(6..), Some("07"));
    }

    #[test]
    fn the_zone_is_that_of_the_system() {
        let known = jiff::Timestamp::constant(1_790_000_000, 0);
        let Some(zone) = of_this_system() else { return };
        assert_eq!(zone.to_offset(known), TimeZone::system().to_offset(known));
    }
}
