//! Numbers as the board says them.

use crate::insight::money::grouped;
use crate::map::Decimal;

/// `62 %`, `4.5 min`, `€12`: a sign of money stands before, all else after.
pub(super) fn with_unit(value: Decimal, unit: &str) -> String {
    match unit {
        "" => grouped(value),
        "€" | "$" | "£" | "¥" => format!("{unit}{}", grouped(value)),
        _ => format!("{} {unit}", grouped(value)),
    }
}

/// `1 pain`, `2 pains`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stand_where_people_expect_them() {
        let value: Decimal = "1240.5".parse().unwrap();
        assert_eq!(with_unit(value, "%"), "1,240.5 %");
        assert_eq!(with_unit(value, "€"), "€1,240.5");
        assert_eq!(with_unit(value, ""), "1,240.5");
        assert_eq!(count(1, "pain", "pains"), "1 pain");
    }
}
