//! A calendar of all-day events as iCalendar text (RFC 5545): lines of at most 75 octets, each ended by CR LF.

use jiff::SignedDuration;
use jiff::civil::Date;

/// The most octets that a line may have without its end.
const LINE: usize = 75;

/// Something on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllDay {
    /// The same whenever it is written again, so that a calendar knows it for the same.
    pub uid: String,
    /// The day.
    pub on: Date,
    /// What it is, in a few words.
    pub summary: String,
    /// More about it; lines are kept.
    pub description: String,
}

/// A calendar with these events, as of a day: the same for the same.
pub fn calendar(name: &str, today: Date, events: &[AllDay]) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Milepost//Reviews//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        one(&mut out, today, event);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn one(out: &mut String, today: Date, event: &AllDay) {
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}", escaped(&event.uid)));
    line(out, &format!("DTSTAMP:{}T000000Z", digits(today)));
    line(out, &format!("DTSTART;VALUE=DATE:{}", digits(event.on)));
    // The end is the first day that is not in it any more; the calendar's own last day has none.
    if let Ok(next) = event.on.checked_add(SignedDuration::from_hours(24)) {
        line(out, &format!("DTEND;VALUE=DATE:{}", digits(next)));
    }
    line(out, &format!("SUMMARY:{}", escaped(&event.summary)));
    if !event.description.is_empty() {
        line(out, &format!("DESCRIPTION:{}", escaped(&event.description)));
    }
    // Nobody is busy because a review is due.
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

fn digits(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year().max(0), day.month(), day.day())
}

/// Text as a value: what has a meaning there is escaped, controls go, line ends become `\n`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, folded: no piece is longer than it may be, and no character is cut in two.
fn line(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            // The blank that a folded line begins with counts.
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn event(summary: &str) -> AllDay {
        AllDay {
            uid: "review:order/wait@milepost".into(),
            on: date(2026, 12, 31),
            summary: summary.into(),
            description: String::new(),
        }
    }

    /// The lines again as they were before they were folded.
    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_calendar_to_the_octet() {
        let event = AllDay { description: "Tom, or Maya;\nwhy: a\\b".into(), ..event("Review “Wait”") };
        let text = calendar("Journeys", date(2026, 11, 22), &[event]);
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Milepost//Reviews//EN",
            "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:Journeys",
            "BEGIN:VEVENT",
            "UID:review:order/wait@milepost",
            "DTSTAMP:20261122T000000Z",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:Review “Wait”",
            "DESCRIPTION:Tom\\, or Maya\\;\\nwhy: a\\\\b",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        assert_eq!(text, expected.join("\r\n"));
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let text = calendar("x", date(2026, 11, 22), &[event(&"日".repeat(60))]);
        let folded: Vec<&str> = text.split("\r\n").filter(|line| line.contains('日')).collect();
        assert_eq!(folded.iter().map(|line| line.len()).collect::<Vec<_>>(), [74, 73, 43]);
    }

    #[test]
    fn nothing_in_a_name_begins_a_line_of_its_own() {
        let hostile = "a\r\nBEGIN:VALARM\nACTION:AUDIO\u{1b}\u{0}\rb";
        let text = calendar("x", date(2026, 11, 22), &[event(hostile)]);
        let lines = unfolded(&text);
        assert!(lines.contains(&"SUMMARY:a\\nBEGIN:VALARM\\nACTION:AUDIO\\nb".to_owned()), "{text}");
        assert!(!text.contains('\u{1b}') && !text.contains('\0'));
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "[ -~\\n日é\u{301}🙂]{0,120}") {
            let all = calendar("x", date(2026, 11, 22), &[event(&text)]);
            prop_assert!(all.split("\r\n").all(|line| line.len() <= LINE));
            let value = unfolded(&all).into_iter().find_map(|l| l.strip_prefix("SUMMARY:").map(str::to_owned));
            let back = value.unwrap().replace("\\\\", "\u{1}").replace("\\n", "\n").replace("\\,", ",");
            prop_assert_eq!(back.replace("\\;", ";").replace('\u{1}', "\\"), text);
        }
    }
}
