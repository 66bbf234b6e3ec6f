//! When something was written.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::text::with_str;

/// A day, with the time of day in the writer's own zone where it is known: `2026-11-22 10:42`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// Minutes since midnight.
    minute: Option<u16>,
}

/// Why a text is no moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a moment\nwrite it like \"2026-11-22 10:42\", or the day alone")]
pub struct BadMoment;

impl Moment {
    /// A day without a time.
    pub fn day(day: Date) -> Self {
        Self { day, minute: None }
    }

    /// The same day at so many minutes after midnight; what is no time of a day says nothing.
    #[must_use]
    pub fn at_minute(self, minute: u16) -> Self {
        Self { minute: Some(minute).filter(|m| *m < 24 * 60), ..self }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        match self.minute {
            Some(minute) => write!(f, " {:02}:{:02}", minute / 60, minute % 60),
            None => Ok(()),
        }
    }
}

impl FromStr for Moment {
    type Err = BadMoment;

    fn from_str(text: &str) -> Result<Self, BadMoment> {
        let (day, time) = text.split_once(' ').map_or((text, None), |(day, time)| (day, Some(time)));
        let is_shaped = day.len() == 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let day = day.parse().ok().filter(|_| is_shaped).ok_or(BadMoment)?;
        let minute = time.map(|time| minute(time).ok_or(BadMoment)).transpose()?;
        Ok(Self { day, minute })
    }
}

/// The minutes of `10:42`.
fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |digits: &str, below: u16| {
        let is_shaped = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|n: &u16| is_shaped && *n < below)
    };
    Some(number(hours, 24)? * 60 + number(minutes, 60)?)
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        with_str(d, str::parse)?.map_err(|bad: BadMoment| serde::de::Error::custom(bad))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_it_is_written() {
        for text in ["2026-11-22", "2026-11-22 00:00", "2026-11-22 23:59"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
        for bad in [
            "",
            "2026-11-22 ",
            "2026-11-22 24:00",
            "2026-11-22 1:00",
            "2026-11-22T10:42",
            "2026-13-01",
            "20261122",
            "2026-11-22 10:60",
            "2026-11-22 +1:00",
        ] {
            assert_eq!(bad.parse::<Moment>(), Err(BadMoment), "{bad}");
        }
    }

    #[test]
    fn they_sort_by_time() {
        let of = |text: &str| text.parse::<Moment>().unwrap();
        assert!(of("2026-11-22") < of("2026-11-22 00:00"));
        assert!(of("2026-11-22 10:42") < of("2026-11-23"));
    }
}
