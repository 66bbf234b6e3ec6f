//! "Did you mean …": the known name nearest to one that nobody knows.

/// Longer names are not compared: no field or option comes near it, and the work grows with the square.
const LONGEST: usize = 48;

/// The candidate that is fewest slips away from `name` (a letter missing, added, wrong, or two swapped; case is
/// not counted), if any is near enough to be what was meant. The first wins among equals.
///
/// ```
/// use milepost::store::diagnostic::nearest;
/// assert_eq!(nearest("stgae", ["title", "stage", "state"]), Some("stage"));
/// assert_eq!(nearest("colour", ["title", "stage"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: Vec<char> = lower(name);
    if name.len() > LONGEST {
        return None;
    }
    let allowed = (name.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let slips = distance(&name, &lower(candidate));
        if slips <= allowed && best.is_none_or(|(least, _)| slips < least) {
            best = Some((slips, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn lower(text: &str) -> Vec<char> {
    text.chars()
        .take(LONGEST + 1)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '-' { '_' } else { c })
        .collect()
}

/// Optimal string alignment distance, three rows at a time.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_found() {
        let known = ["id", "title", "stage", "severity", "per_month", "review_every"];
        for (typed, meant) in
            [("stge", "stage"), ("severtiy", "severity"), ("Title", "title"), ("per-month", "per_month")]
        {
            assert_eq!(nearest(typed, known), Some(meant));
        }
    }

    #[test]
    fn something_else_altogether_is_not() {
        assert_eq!(nearest("x", ["id", "title"]), None);
        assert_eq!(nearest("", []), None);
        assert_eq!(nearest(&"a".repeat(1_000_000), ["a"]), None);
    }
}
