//! Days as people type them.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// Reads `2026-12-15`, `today`, `tomorrow`, `yesterday`, `+14d`, `-3w`, `+2m` or `+1y`, counted from `today`.
pub fn read(text: &str, today: Date) -> Option<Date> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "today" => return Some(today),
        "tomorrow" => return today.tomorrow().ok(),
        "yesterday" => return today.yesterday().ok(),
        _ => {}
    }
    let signed = text.strip_prefix('+').map(|rest| (1, rest));
    match signed.or_else(|| text.strip_prefix('-').map(|rest| (-1, rest))) {
        Some((sign, rest)) => today.checked_add(span(sign, rest)?).ok(),
        None => text.parse().ok(),
    }
}

/// `14d` and the like, `sign` times.
fn span(sign: i32, text: &str) -> Option<Span> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let count = sign * digits.parse::<u16>().ok().map(i32::from)?;
    match text.get(digits.len()..)?.trim() {
        "" | "d" | "day" | "days" => Some(count.days()),
        "w" | "week" | "weeks" => Some(count.weeks()),
        "m" | "month" | "months" => Some(count.months()),
        // More years than there are dates would be no span at all.
        "y" | "year" | "years" => (count.abs() < 9_000).then(|| count.years()),
        _ => None,
    }
}

/// The day of the week.
pub(super) fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn days_as_people_type_them() {
        for (text, day) in [
            ("2026-12-15", Some(date(2026, 12, 15))),
            (" Today ", Some(TODAY)),
            ("tomorrow", Some(date(2026, 11, 23))),
            ("+14d", Some(date(2026, 12, 6))),
            ("+14", Some(date(2026, 12, 6))),
            ("+3w", Some(date(2026, 12, 13))),
            ("-1 week", Some(date(2026, 11, 15))),
            ("+3m", Some(date(2027, 2, 22))),
            ("+1y", Some(date(2027, 11, 22))),
            ("2026-02-30", None),
            ("+d", None),
            ("+3x", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(read(text, TODAY), day, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[+-]?[0-9]{0,8} ?[dwmyß]?|.*") {
            let _ = read(&text, TODAY);
        }
    }
}
