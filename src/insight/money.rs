//! Numbers and money as people read them: grouped by thousands, or short.

use crate::map::{Decimal, Workspace};

/// Shows amounts with the workspace's sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money<'a> {
    sign: &'a str,
}

impl<'a> Money<'a> {
    /// Money with this sign or code; empty: none is shown.
    pub fn new(sign: &'a str) -> Self {
        Self { sign }
    }

    /// The money of a workspace.
    pub fn of(workspace: &'a Workspace) -> Self {
        Self::new(workspace.money_sign())
    }

    /// In full: whole from 100 on or where it is whole, else with two places. `€7,254`, `€0.90`.
    pub fn full(self, amount: Decimal) -> String {
        let size = amount.ten_thousandths().unsigned_abs();
        let is_whole = size >= 100 * ONE || size.is_multiple_of(ONE);
        let digits = if is_whole { whole(size) } else { places(size, 2) };
        self.signed(amount, &digits)
    }

    /// Short, without a `.0`: `€850`, `€7.3k`, `€31k`, `€1.2M`.
    pub fn short(self, amount: Decimal) -> String {
        let (digits, unit) = scaled(amount);
        self.signed(amount, &format!("{}{unit}", digits.strip_suffix(".0").unwrap_or(&digits)))
    }

    /// Short, with one place from a thousand on, for columns: `€31.0k`.
    pub fn column(self, amount: Decimal) -> String {
        let (digits, unit) = scaled(amount);
        self.signed(amount, &format!("{digits}{unit}"))
    }

    /// A code like EUR is parted from its number, a sign is not; a real minus stands before both.
    fn signed(self, amount: Decimal, digits: &str) -> String {
        let minus = if amount.is_negative() && digits.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
            "−"
        } else {
            ""
        };
        let gap = if self.sign.ends_with(char::is_alphanumeric) { " " } else { "" };
        format!("{minus}{}{gap}{digits}", self.sign)
    }
}

/// A number with its thousands grouped and as many places as it has: `1,240`, `6.5`, `−3`.
pub fn grouped(value: Decimal) -> String {
    let size = value.ten_thousandths().unsigned_abs();
    let digits = places(size, 4);
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    format!("{}{digits}", if value.is_negative() { "−" } else { "" })
}

/// Ten-thousandths in one.
const ONE: u64 = 10_000;

/// Whole ones, rounded half up, grouped.
fn whole(size: u64) -> String {
    group((size + ONE / 2) / ONE)
}

/// With this many places (at most four), rounded half up, grouped.
fn places(size: u64, places: u32) -> String {
    let step = 10_u64.pow(4_u32.saturating_sub(places));
    let rounded = (size + step / 2) / step;
    let unit = ONE / step;
    let width = places as usize;
    format!("{}.{:0width$}", group(rounded / unit), rounded % unit)
}

/// Digits and unit of a short amount. What rounds up to a thousand takes the next unit: 999.9 is `1.0k`.
fn scaled(amount: Decimal) -> (String, &'static str) {
    let size = amount.ten_thousandths().unsigned_abs();
    if (size + ONE / 2) / ONE < 1_000 {
        return (whole(size), "");
    }
    for (unit, name) in [(1_000, "k"), (1_000_000, "M")] {
        let tenths = (size + unit * ONE / 20) / (unit * ONE / 10);
        if tenths < 10_000 {
            return (format!("{}.{}", tenths / 10, tenths % 10), name);
        }
    }
    let tenths = (size + 50_000_000 * ONE) / (100_000_000 * ONE);
    (format!("{}.{}", group(tenths / 10), tenths % 10), "bn")
}

/// Commas between thousands.
fn group(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn in_full() {
        let euro = Money::new("€");
        for (value, shown) in [
            ("7254", "€7,254"),
            ("0.9", "€0.90"),
            ("0", "€0"),
            ("99.995", "€100.00"),
            ("100.5", "€101"),
            ("1234567.49", "€1,234,567"),
            ("-500", "−€500"),
            ("-0.001", "€0.00"),
        ] {
            assert_eq!(euro.full(d(value)), shown);
        }
        assert_eq!(Money::new("EUR").full(d("7254")), "EUR 7,254");
        assert_eq!(Money::new("").full(d("7254")), "7,254");
    }

    #[test]
    fn short_rounds_to_the_nearest_and_into_the_next_unit() {
        let euro = Money::new("€");
        for (value, short, column) in [
            ("7254", "€7.3k", "€7.3k"),
            ("31000", "€31k", "€31.0k"),
            ("850", "€850", "€850"),
            ("999.4", "€999", "€999"),
            ("999.5", "€1k", "€1.0k"),
            ("12449", "€12.4k", "€12.4k"),
            ("12450", "€12.5k", "€12.5k"),
            ("999949", "€999.9k", "€999.9k"),
            ("999950", "€1M", "€1.0M"),
            ("1234567", "€1.2M", "€1.2M"),
            ("99999999999", "€100bn", "€100.0bn"),
            ("-7254", "−€7.3k", "−€7.3k"),
        ] {
            assert_eq!(euro.short(d(value)), short);
            assert_eq!(euro.column(d(value)), column);
        }
    }

    #[test]
    fn numbers_keep_their_places() {
        for (value, shown) in [
            ("1240", "1,240"),
            ("6.5", "6.5"),
            ("0.0001", "0.0001"),
            ("-12345.5", "−12,345.5"),
            ("100", "100"),
        ] {
            assert_eq!(grouped(d(value)), shown);
        }
    }
}
