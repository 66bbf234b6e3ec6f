//! Reports to write in every form.

use crate::cli::check::item::Item;
use crate::cli::check::report::Report;
use crate::store::diagnostic::Level;

fn report(name: &str, items: Vec<Item>) -> Report {
    Report {
        name: name.to_owned(),
        uri: format!("work/{name}"),
        id: Some("order".to_owned()),
        title: "Order to doorstep".to_owned(),
        stages: 2,
        is_refused: false,
        items,
        diagnostics: Vec::new(),
        text: String::new(),
    }
}

fn item(level: Level, rule: &'static str, about: &str, message: &str) -> Item {
    Item {
        level,
        rule,
        element: None,
        stage: None,
        owner: None,
        about: about.to_owned(),
        stage_name: None,
        message: message.to_owned(),
        fix: None,
        part: None,
        age: None,
        line: None,
        column: None,
        fingerprint: None,
        span: None,
    }
}

fn found(item: Item, line: usize, column: usize, element: &str) -> Item {
    Item {
        line: Some(line),
        column: Some(column),
        fingerprint: Some(format!("{}:order/{element}", item.rule)),
        element: Some(element.to_owned()),
        stage: Some("wait".to_owned()),
        fix: Some("review the stage".to_owned()),
        ..item
    }
}

/// Two files: one with something wrong in it and two findings, one that could not be read.
pub(super) fn sample() -> Vec<Report> {
    let warning = item(Level::Warning, "replaced-characters", "", "a control character was replaced");
    let overdue = item(Level::Error, "overdue", "Wait for delivery", "reviewed 2026-01-02: 200 days late");
    let due = item(Level::Note, "due", "pain “No ETA”", "its next review is near");
    let items = vec![
        Item { line: Some(3), column: Some(1), ..warning },
        found(overdue, 22, 11, "wait"),
        found(due, 41, 15, "no-eta"),
    ];
    let gone = item(Level::Error, "unreadable", "", "no such file or folder");
    let bad = Report { id: None, stages: 0, is_refused: true, ..report("maps/bad.ron", vec![gone]) };
    vec![report("maps/order.ron", items), bad]
}

/// A map with nothing to say about.
pub(super) fn fine() -> Vec<Report> {
    vec![report("maps/order.ron", Vec::new())]
}

/// A finding whose words would be markup, commands and mentions elsewhere.
pub(super) fn hostile() -> Vec<Report> {
    let text = "<b>|`x`\n::error::100% \u{1b}[31m @all [a](b) ]]> &";
    let one = item(Level::Error, "no-owner", text, "\r\n::set-output name=x::y");
    let one = Item { fix: Some("*do* it".to_owned()), ..found(one, 1, 2, "x") };
    let mut report = report("", vec![Item { fix: Some("*do* it".to_owned()), ..one }]);
    report.uri = "a,b:%::x.ron".to_owned();
    vec![report]
}

/// This many errors in one file.
pub(super) fn many_of(count: usize) -> Vec<Report> {
    let one = |n: usize| found(item(Level::Error, "no-owner", "Wait", "no owner"), 1, 2, &format!("s{n}"));
    let mut report = report("a.ron", (0..count).map(one).collect());
    report.uri = "a.ron".to_owned();
    vec![report]
}
