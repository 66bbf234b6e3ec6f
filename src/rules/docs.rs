//! The reference of the rules, made from the rules.

use std::fmt::Write;

use super::roster::RULES;
use super::rule::{Look, Rule, When};
use super::state::StateKind;

/// All states and rules as Markdown.
pub fn docs() -> String {
    let mut out = String::from(
        "# States and rules\n\nThis page is made from the rules themselves.\n\n## States of a stage\n\n",
    );
    out.push_str("The first line that holds wins.\n\n| state | symbol | ASCII |\n| --- | --- | --- |\n");
    for kind in StateKind::ALL {
        let _ = writeln!(out, "| {kind} | `{}` | `{}` |", kind.symbol(), kind.ascii());
    }
    out.push_str("\n## Rules\n\n| rule | default level | limit | looks at | finds |\n| --- | --- | --- | --- | --- |\n");
    for rule in RULES {
        let _ = writeln!(
            out,
            "| [`{0}`](#{0}) | {1} | {2} | {3} | {4} |",
            rule.id,
            rule.level,
            rule.limit.map(|l| format!("{} {}", l.default, l.unit)).unwrap_or_default(),
            places(rule),
            rule.title
        );
    }
    for rule in RULES {
        out.push('\n');
        out.push_str(&explain(rule));
    }
    out
}

/// One rule as Markdown.
pub fn explain(rule: &Rule) -> String {
    let fixed = if rule.fixed { ", whatever the policy says" } else { "" };
    format!(
        "### {}\n\n{}. Level: {}{fixed}.{}\n\n**Why it matters.** {}.\n\n**How to fix it.** {}.\n\n**For example.** It finds {}. It lets pass {}.\n",
        rule.id,
        rule.title,
        rule.level,
        terms(rule),
        rule.matters,
        capital(rule.fix),
        rule.finds,
        rule.lets_pass
    )
}

/// Its limit, and where it speaks.
fn terms(rule: &Rule) -> String {
    let mut out = String::new();
    if let Some(limit) = rule.limit {
        let _ = write!(out, " Limit: {} {} ({}).", limit.default, limit.unit, limit.words);
    }
    if let When::Used { words, .. } = rule.speaks {
        let _ = write!(out, " It speaks {words}, or where a policy asks for it.");
    }
    if rule.only_current {
        out.push_str(" Maps of a future state are passed over.");
    }
    out
}

/// `stages, cards`.
fn places(rule: &Rule) -> String {
    let word = |look: &Look| match look {
        Look::Workspace(_) => "the workspace",
        Look::Map(_) => "maps",
        Look::Stage(_) => "stages",
        Look::Card(_) => "cards",
    };
    rule.looks.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_rule_is_in_it() {
        let docs = docs();
        for rule in RULES {
            assert!(docs.contains(&format!("\n### {}\n", rule.id)));
            assert!(
                !rule.finds.is_empty() && !rule.lets_pass.is_empty(),
                "{} has no example in words",
                rule.id
            );
        }
        assert!(docs.contains("| stale | `▲` | `^` |"));
        assert!(docs.contains(
            "| [`evidence-old`](#evidence-old) | info | 540 days | stages | A piece of evidence is very old |"
        ));
        assert!(!docs.contains(".."), "a sentence ends twice");
    }

    #[test]
    fn the_reference_in_docs_is_this_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
        if std::env::var_os("MILEPOST_BLESS").is_some() {
            std::fs::write(path, docs()).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == docs(),
            "docs/rules.md is not what the rules say; MILEPOST_BLESS=1 cargo test writes it"
        );
    }
}
