//! Fixed-point decimals for money, rates and minutes: no binary float is kept or computed with.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A decimal with four places, up to ±99,999,999,999.9999 (15 digits: these survive a trip through the file's number syntax).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i64);

/// Ten-thousandths in one.
const ONE: i64 = 10_000;
/// The largest size, in ten-thousandths.
const LIMIT: i64 = 999_999_999_999_999;

/// Why a text or number is no decimal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadDecimal {
    /// Not a number at all.
    #[error("not a number; write it like 6.5")]
    NotANumber,
    /// More than four places.
    #[error("more than four decimal places")]
    TooFine,
    /// Too large.
    #[error("larger than 99,999,999,999")]
    TooLarge,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// `whole` as a decimal; the nearest end of the range beyond it.
    pub fn from_int(whole: i64) -> Self {
        Self(whole.saturating_mul(ONE).clamp(-LIMIT, LIMIT))
    }

    /// A decimal from ten-thousandths; the nearest end of the range beyond it.
    pub fn from_ten_thousandths(value: i64) -> Self {
        Self(value.clamp(-LIMIT, LIMIT))
    }

    /// In ten-thousandths.
    pub fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// From a number of the file's syntax: it must have at most four places.
    pub fn from_f64(value: f64) -> Result<Self, BadDecimal> {
        if !value.is_finite() {
            return Err(BadDecimal::NotANumber);
        }
        let scaled = (value * ONE as f64).round();
        if scaled.abs() > LIMIT as f64 {
            return Err(BadDecimal::TooLarge);
        }
        let decimal = Self(scaled as i64);
        if (decimal.to_f64() - value).abs() > f64::EPSILON * value.abs() * 4.0 {
            return Err(BadDecimal::TooFine);
        }
        Ok(decimal)
    }

    /// The nearest binary float: for drawing and for the file's number syntax only.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / ONE as f64
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum; the end of the range when it overflows.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::from_ten_thousandths(self.0.saturating_add(other.0))
    }

    /// The difference; the end of the range when it overflows.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self::from_ten_thousandths(self.0.saturating_sub(other.0))
    }

    /// The product, rounded half away from zero.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let exact = i128::from(self.0) * i128::from(other.0);
        let half = i128::from(ONE / 2) * exact.signum();
        let rounded = (exact + half) / i128::from(ONE);
        Self(rounded.clamp(-i128::from(LIMIT), i128::from(LIMIT)) as i64)
    }

    /// Rounded to whole ones, half away from zero.
    pub fn round(self) -> i64 {
        (self.0 + (ONE / 2) * self.0.signum()) / ONE
    }
}

/// As short as it can be: `6.5`, `1240`, `-0.25`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.abs() / ONE, self.0.abs() % ONE);
        if rest == 0 {
            return f.pad(&format!("{sign}{whole}"));
        }
        let fraction = format!("{rest:04}");
        f.pad(&format!("{sign}{whole}.{}", fraction.trim_end_matches('0')))
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Decimal {
    type Err = BadDecimal;

    /// Digits with an optional sign and point; commas and blanks between digits are passed over.
    fn from_str(text: &str) -> Result<Self, BadDecimal> {
        let text: String =
            text.trim().chars().filter(|c| !matches!(c, ',' | '_' | ' ' | '\u{a0}' | '\u{202f}')).collect();
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
            return Err(BadDecimal::NotANumber);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 4 {
            return Err(BadDecimal::TooFine);
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 11 {
            return Err(BadDecimal::TooLarge);
        }
        let scaled: i64 = format!("0{whole}{fraction:0<4}").parse().map_err(|_| BadDecimal::NotANumber)?;
        Ok(Self(if negative { -scaled } else { scaled }))
    }
}

/// As a number, so that a file says `6.5`, not `"6.5"`.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if self.0 % ONE == 0 { s.serialize_i64(self.0 / ONE) } else { s.serialize_f64(self.to_f64()) }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(d)?;
        Self::from_f64(value).map_err(|bad| {
            let hint = "write a number with at most four decimal places, like 6.5";
            serde::de::Error::custom(format!("this number cannot be kept: {bad}\n{hint}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn reads_and_shows() {
        for (text, shown) in
            [("6.5", "6.5"), ("1,240", "1240"), ("-0.2500", "-0.25"), (".9", "0.9"), ("007", "7")]
        {
            assert_eq!(d(text).to_string(), shown);
        }
        assert_eq!("x".parse::<Decimal>(), Err(BadDecimal::NotANumber));
        assert_eq!(".".parse::<Decimal>(), Err(BadDecimal::NotANumber));
        assert_eq!("1.00001".parse::<Decimal>(), Err(BadDecimal::TooFine));
        assert_eq!("999999999999".parse::<Decimal>(), Err(BadDecimal::TooLarge));
    }

    #[test]
    fn the_contact_cost_of_the_example() {
        assert_eq!(d("1240").times(d("6.5")).times(d("0.9")).to_string(), "7254");
    }

    #[test]
    fn floats_come_back_exact() {
        for text in ["0.1", "6.5", "99999999999.9999", "-12345.6789", "0.0001"] {
            let value: f64 = text.parse().unwrap();
            assert_eq!(Decimal::from_f64(value).unwrap(), d(text));
            assert_eq!(d(text).to_f64().to_string(), text);
        }
        assert_eq!(Decimal::from_f64(f64::NAN), Err(BadDecimal::NotANumber));
        assert_eq!(Decimal::from_f64(0.123_456), Err(BadDecimal::TooFine));
    }
}
