//! Days as people type them.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// The days of the week, in English, from Monday.
const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Monday, "Monday"),
    (Weekday::Tuesday, "Tuesday"),
    (Weekday::Wednesday, "Wednesday"),
    (Weekday::Thursday, "Thursday"),
    (Weekday::Friday, "Friday"),
    (Weekday::Saturday, "Saturday"),
    (Weekday::Sunday, "Sunday"),
];

/// The least letters of a day of the week.
const LEAST_LETTERS: usize = 3;

/// Reads `2026-12-15`, `today`, `tomorrow`, `yesterday`, `+14d`, `-3w`, `+2m`, `+1y` or `friday`, counted from `today`.
pub fn read(text: &str, today: Date) -> Option<Date> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "today" => return Some(today),
        "tomorrow" => return today.tomorrow().ok(),
        "yesterday" => return today.yesterday().ok(),
        _ => {}
    }
    if let Some(day) = next_weekday(&text, today) {
        return Some(day);
    }
    let signed = text.strip_prefix('+').map(|rest| (1, rest));
    match signed.or_else(|| text.strip_prefix('-').map(|rest| (-1, rest))) {
        Some((sign, rest)) => today.checked_add(span(sign, rest)?).ok(),
        None => text.parse().ok().filter(|_| is_whole(&text)),
    }
}

/// Whether it has the shape of a whole day: the library would read a moment of it, too.
fn is_whole(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// Reads what [`read`] does, and `12-01` as the next one that comes: for days that are still to come.
pub fn read_coming(text: &str, today: Date) -> Option<Date> {
    read(text, today).or_else(|| next_of_year(text.trim(), today))
}

/// `12-01`, this year's or the next.
fn next_of_year(text: &str, today: Date) -> Option<Date> {
    let (month, day) = text.split_once('-')?;
    let number =
        |t: &str| t.parse::<i8>().ok().filter(|_| t.len() <= 2 && t.bytes().all(|b| b.is_ascii_digit()));
    let (month, day) = (number(month)?, number(day)?);
    let in_year = |year| Date::new(year, month, day).ok();
    in_year(today.year()).filter(|date| *date >= today).or_else(|| in_year(today.year().checked_add(1)?))
}

/// `friday` or its beginning: the first one after today.
fn next_weekday(text: &str, today: Date) -> Option<Date> {
    let is_it = |name: &str| text.len() >= LEAST_LETTERS && name.to_lowercase().starts_with(text);
    let (day, _) = WEEK.iter().find(|(_, name)| is_it(name))?;
    today.nth_weekday(1, *day).ok()
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
pub fn weekday(date: Date) -> &'static str {
    WEEK.iter().find(|(day, _)| *day == date.weekday()).map_or("", |(_, name)| name)
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
            ("Friday", Some(date(2026, 11, 27))),
            ("fri", Some(date(2026, 11, 27))),
            ("sunday", Some(date(2026, 11, 29))),
            ("fr", None),
            ("fridays", None),
            ("soon", None),
            ("12-01", None),
            ("2026-12-01T10:00", None),
            ("20261201", None),
            ("", None),
        ] {
            assert_eq!(read(text, TODAY), day, "{text}");
        }
    }

    #[test]
    fn a_day_without_its_year_is_the_next_one() {
        assert_eq!(read_coming("12-01", TODAY), Some(date(2026, 12, 1)));
        assert_eq!(read_coming("11-22", TODAY), Some(TODAY));
        assert_eq!(read_coming("02-28", TODAY), Some(date(2027, 2, 28)));
        assert_eq!(read_coming("02-30", TODAY), None);
        assert_eq!(read_coming("+1w", TODAY), Some(date(2026, 11, 29)));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[+-]?[0-9]{0,8} ?[dwmyß]?|.*") {
            let _ = read_coming(&text, TODAY);
        }
    }
}
