use proptest::prelude::*;

use super::*;

/// Rows and remarks, a line each.
fn told(format: Format, text: &str) -> String {
    let feed = read(format, text);
    let row = |row: &Row| {
        let stages: Vec<String> = row.stages.iter().map(ToString::to_string).collect();
        let maps: Vec<String> = row.maps.iter().map(ToString::to_string).collect();
        let source = row.source.as_ref().map_or("-", |s| s.as_str());
        format!(
            "{} {} {} “{}” [{}] [{}] {source}",
            row.line,
            row.on,
            row.kind,
            row.text.one_line(),
            stages.join(" "),
            maps.join(" ")
        )
    };
    let remark = |remark: &Remark| {
        format!("{}: {}{}", remark.line, remark.message, if remark.is_kept { " (kept)" } else { "" })
    };
    feed.rows.iter().map(row).chain(feed.remarks.iter().map(remark)).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_table() {
    let text = "\u{feff}Date,Type,Summary,Stages,Tags,Maps,Link,Whatever\r\n\
        2026-11-02,release,New app,wait pay-*;*/send,,,https://example.com/1,x\r\n\
        \r\n\
        20261103,,\"Prices rise,\nagain\",,\"delivery, big things\",order-*,\r\n\
        2026-11-04T10:00:00Z,Outage,Down,order/pay,#web,,\r\n";
    insta::assert_snapshot!(told(Format::Csv, text), @r"
    2 2026-11-02 release “New app” [wait pay-* send] [] https://example.com/1
    4 2026-11-03 other “Prices rise, again” [#delivery #big things] [order-*] -
    6 2026-11-04 incident “Down” [order/pay #web] [] -
    ");
}

#[test]
fn tables_with_other_borders() {
    insta::assert_snapshot!(told(Format::Csv, "on;what;stages\n2026-11-02;a;b,c\n"), @"2 2026-11-02 other “a” [b c] [] -");
    insta::assert_snapshot!(told(Format::Csv, "day\ttitle\n2026-11-02\ta, b; c\n"), @"2 2026-11-02 other “a, b; c” [] [] -");
}

#[test]
fn bad_rows_of_a_table_are_told_and_the_others_hold() {
    let text = "date,kind,text,stages,maps\n\
        ,release,no date,,\n\
        22.11.2026,release,wrong date,,\n\
        2026-11-02,release,,,\n\
        2026-11-03,relase,wrong kind,,\n\
        2026-11-04,release,wrong stage,a/b/c,\n\
        2026-11-04,release,wrong map,,../x\n\
        2026-11-05\n\
        2026-11-06,release,right,wait,,too,many,cells\n";
    insta::assert_snapshot!(told(Format::Csv, text), @r"
    5 2026-11-03 other “wrong kind” [] [] -
    9 2026-11-06 release “right” [wait] [] -
    2: this event has no date
    3: `22.11.2026` is no date: write it as 2026-11-22
    4: this event has no text
    5: `relase` is no kind of event (release, policy, channel, feedback, incident, other): taken as other (kept)
    6: `a/b/c` means no stage: write an id, a #tag or a pattern as order-*/wait
    7: `../x` means no map: write an id or a pattern as order-*
    8: this event has no text
    ");
}

#[test]
fn a_table_without_headings_has_no_events() {
    insta::assert_snapshot!(told(Format::Csv, "\n2026-11-02,release,x\n2026-11-03,release,y\n"), @"2: no column says the date: the first line must name one of `date`, `on`, `day`, `start`, `dtstart`");
    insta::assert_snapshot!(told(Format::Csv, "date,kind\n"), @"1: no column says what happened: the first line must name one of `text`, `title`, `summary`, `what`");
    assert_eq!(told(Format::Csv, ""), "");
}

#[test]
fn a_quote_that_is_not_closed_is_told() {
    let text = format!("date,text\n2026-11-02,\"open\n{}", "2026-11-03,x\n".repeat(500));
    insta::assert_snapshot!(told(Format::Csv, &text), @"2: the text of this event is longer than 2000 characters: is a quote not closed?");
}

#[test]
fn a_list_of_objects() {
    let text = r##"[
  {"date": "2026-11-02", "kind": "policy", "text": "Returns in 14 days", "stages": ["send", "#web"]},
  {
    "on": 20261103, "title": "Chat opens", "type": "channel", "maps": "order", "tags": ["big things"],
    "url": "https://example.com", "other": {"deep": [1]}
  }
]"##;
    let expected = r"
    2 2026-11-02 policy “Returns in 14 days” [send #web] [] -
    3 2026-11-03 channel “Chat opens” [#big things] [order] https://example.com
    ";
    insta::assert_snapshot!(told(Format::Json, text), @r"
    2 2026-11-02 policy “Returns in 14 days” [send #web] [] -
    3 2026-11-03 channel “Chat opens” [#big things] [order] https://example.com
    ");
    let wrapped = format!("{{\"version\": 1, \"events\": {text}, \"more\": null}}");
    let lines = |text: &str| text.lines().map(|l| l.trim().to_owned()).collect::<Vec<_>>().join("\n");
    assert_eq!(told(Format::Json, &wrapped), lines(expected.trim()));
}

#[test]
fn bad_objects_are_told_and_what_stands_before_a_mistake_holds() {
    let text = "[\n{\"date\": \"2026-11-02\", \"text\": \"fine\"},\n7,\n{\"text\": \"no date\"},\n{\"date\": true, \"text\": []},\n{\"date\": \"2026-11-03\", \"text\" \"x\"}\n]";
    insta::assert_snapshot!(told(Format::Json, text), @r"
    2 2026-11-02 other “fine” [] [] -
    3: this is no event: an event is an object with a date and a text
    4: this event has no date
    5: this event has no date
    6: what follows cannot be read as JSON: expected `:`
    ");
    insta::assert_snapshot!(told(Format::Json, "{\"dates\": []}"), @"1: what follows cannot be read as JSON: there is no list under `events`");
    insta::assert_snapshot!(told(Format::Json, "7"), @"1: what follows cannot be read as JSON: invalid type: integer `7`, expected a list of events, or an object with one under `events`");
    insta::assert_snapshot!(told(Format::Json, ""), @"1: what follows cannot be read as JSON: EOF while parsing a value");
    let deep = "[".repeat(100_000);
    assert!(told(Format::Json, &deep).contains("cannot be read as JSON"));
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1@example.com\r
DTSTART;TZID=\"Europe/Paris:x\":20261102T093000\r
SUMMARY:New app\\, with a long li\r
 ne\\nand another\r
CATEGORIES:Work,Release,#big things,order/pay\r
X-MILEPOST-STAGES:wait,pay-*\r
URL:https://example.com/1\r
BEGIN:VALARM\r
SUMMARY:Alarm\r
DTSTART:20200101\r
END:VALARM\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261103\r
SUMMARY:Never was\r
STATUS:CANCELLED\r
END:VEVENT\r
begin:vevent
dtstart:20261104
summary:Each week
rrule:FREQ=WEEKLY
x-milepost-maps:order
end:vevent
END:VCALENDAR\r
";

#[test]
fn a_calendar() {
    insta::assert_snapshot!(told(Format::Ics, CALENDAR), @r"
    3 2026-11-02 release “New app, with a long line and another” [order/pay wait pay-* #big things] [] https://example.com/1
    21 2026-11-04 other “Each week” [] [order] -
    21: this event repeats: only its first day counts (kept)
    ");
}

#[test]
fn a_broken_calendar() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:tomorrow\nSUMMARY:y\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:open\nBEGIN:VEVENT\nSUMMARY:cut";
    insta::assert_snapshot!(told(Format::Ics, text), @r"
    2: this event has no date
    5: `tomorrow` is no date: write it as 2026-11-22
    9: this event has no end: another one begins in it
    11: this event has no end: the file stops in it
    ");
    insta::assert_snapshot!(told(Format::Ics, "hello"), @"1: this is no calendar: it has no line BEGIN:VCALENDAR");
}

#[test]
fn only_so_many_rows_and_remarks_are_taken() {
    let rows = "2026-11-02,x\n".repeat(MOST_ROWS + 3);
    let feed = read(Format::Csv, &format!("date,text\n{rows}"));
    assert_eq!(feed.rows.len(), MOST_ROWS);
    assert_eq!(feed.remarks.len(), 1);
    assert_eq!(feed.remarks[0].message, "only the first 10000 events of a feed are read");
    assert_eq!(feed.remarks[0].line, MOST_ROWS + 2);
    let feed = read(Format::Csv, &format!("date,text\n{}", "x,x\n".repeat(80)));
    assert_eq!(feed.remarks.len(), 51);
    assert_eq!(feed.remarks[50].message, "and 30 more like these");
}

#[test]
fn what_acts_on_a_terminal_becomes_visible() {
    let text =
        "date,text,link,stages\n2026-11-02,a\u{1b}]0;x\u{7}b\u{202e},\u{9b}31m,\n2026-11-02,x,,\u{1b}[2J\n";
    let feed = read(Format::Csv, text);
    assert_eq!(feed.rows[0].text.as_str(), "a\u{fffd}]0;x\u{fffd}b\u{fffd}");
    assert_eq!(feed.rows[0].source.as_ref().unwrap().as_str(), "\u{fffd}31m");
    assert!(feed.remarks[0].message.starts_with("`\u{fffd}[2J` means no stage"), "{:?}", feed.remarks);
}

#[test]
fn endings_tell_the_format() {
    assert_eq!(Format::of_ending("CSV"), Some(Format::Csv));
    assert_eq!(Format::of_ending("ics"), Some(Format::Ics));
    assert_eq!(Format::of_ending("ron"), None);
}

proptest! {
    #[test]
    fn nothing_makes_a_reader_fail(text in "(?s).{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let bytes = String::from_utf8_lossy(&bytes).into_owned();
        let starts = ["", "date,text\n2026-11-02,", "[{\"date\":", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:"];
        for (format, _) in Format::ALL {
            for start in starts {
                for text in [&text, &bytes] {
                    let feed = read(format, &format!("{start}{text}"));
                    let lines = text.matches('\n').count() + 4;
                    prop_assert!(feed.rows.iter().all(|row| (1..=lines).contains(&row.line)));
                    prop_assert!(feed.remarks.iter().all(|r| (1..=lines).contains(&r.line)));
                }
            }
        }
    }
}
