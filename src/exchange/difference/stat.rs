//! A line a map: how many changes of each sign, and which stages they touch.

use super::{Compared, Entry, Fate, about};
use crate::change::Wording;
use crate::map::say::{many, quote};

/// The signs in the order in which they are counted.
const SIGNS: [char; 6] = ['+', '-', '~', '>', '=', '!'];
/// More stages than this are counted, not named.
const MOST_STAGES: usize = 4;

/// One line for each map in which something differs, and one for all of several.
pub fn stat(compared: &Compared<'_>) -> Vec<String> {
    let entries: Vec<&Entry<'_>> = compared.entries.iter().filter(|entry| !entry.is_same()).collect();
    let widest = entries.iter().map(|entry| entry.name.chars().count()).max().unwrap_or(0);
    let mut out: Vec<String> = entries
        .iter()
        .map(|entry| {
            let gap = " ".repeat(widest.saturating_sub(entry.name.chars().count()));
            format!("{}{gap}  {}", entry.name, line(compared, entry))
        })
        .collect();
    out.extend(compared.shared.iter().map(|shared| format!("{}  {}", shared.name, shared.sheet.summary)));
    match entries.len() {
        0 if compared.shared.is_some() => {}
        0 => out.push(format!("{}  nothing changed", compared.range())),
        1 => {}
        n => out.push(format!("{} changed, {}", many(n, "map"), compared.range())),
    }
    out
}

fn line(compared: &Compared<'_>, entry: &Entry<'_>) -> String {
    match &entry.fate {
        Fate::Added(map) => format!("+ map added: {}", about(map)),
        Fate::Removed(map) => format!("- map removed: {}", about(map)),
        Fate::Both { old, new, diff } => {
            let count = |sign: char| diff.principal().filter(|change| change.sign() == sign).count();
            let counts: Vec<String> = SIGNS
                .into_iter()
                .map(|sign| (sign, count(sign)))
                .filter(|(_, count)| *count > 0)
                .map(|(sign, count)| format!("{sign}{count}"))
                .collect();
            let wording = Wording::new(old, new, compared.people);
            let stages = diff.touched_stages();
            let names: Vec<String> =
                stages.iter().take(MOST_STAGES).map(|id| wording.heading(Some(id)).0).collect();
            let names: Vec<&str> = names.iter().map(|name| name.trim_start_matches("stage ")).collect();
            let more = stages.len().saturating_sub(MOST_STAGES);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let touched = match stages.len() {
                0 => format!("map {}", quote(new.title.as_str(), 80)),
                n => format!("{}: {}{more}", many(n, "stage"), names.join(", ")),
            };
            format!("{}  {touched}", counts.join(" "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{compared, four, pair, same};
    use super::stat;

    #[test]
    fn a_line_a_map() {
        insta::assert_snapshot!(stat(&four().compared()).join("\n"));
        assert_eq!(stat(&compared(&pair())).len(), 1);
        assert_eq!(stat(&compared(&same())), ["HEAD..working file  nothing changed"]);
    }
}
