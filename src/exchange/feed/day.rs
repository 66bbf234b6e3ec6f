//! Dates as feeds write them.

use jiff::civil::Date;

/// The day in `2026-11-22`, `20261122`, or either with a time after it; the time and its zone are passed over.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let end = text.find(|c: char| c == 'T' || c == 't' || c.is_whitespace()).unwrap_or(text.len());
    let (date, _) = text.split_at_checked(end)?;
    let digits: String = date.chars().filter(|c| *c != '-').collect();
    let is_shaped = match date.len() {
        8 => !date.contains('-'),
        10 => date.bytes().enumerate().all(|(at, b)| (b == b'-') == (at == 4 || at == 7)),
        _ => false,
    };
    if !is_shaped || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = digits.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        let expected = Some(Date::constant(2026, 11, 22));
        for text in
            ["2026-11-22", " 20261122 ", "20261122T093000Z", "2026-11-22T09:30:00+02:00", "2026-11-22 09:30"]
        {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in [
            "",
            "22.11.2026",
            "11/22/2026",
            "2026-13-01",
            "2026-02-30",
            "2026-1-1",
            "202-611-22",
            "２０２６-11-22",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
