//! What the contacts of a pain cost a month: contacts × handle minutes × cost per minute (COPC).

use super::money::{Money, grouped};
use crate::map::card::Pain;
use crate::map::{Decimal, Workspace, words};

words! {
    /// What the cost of a pain is computed from.
    Input {
        /// On the pain: how many contacts a month it causes.
        Contacts = "contacts a month",
        /// On the pain: how long handling one takes.
        Minutes = "handle minutes",
        /// In the workspace: what a minute costs.
        CostPerMinute = "cost per minute",
    }
}

/// What contacts cost a month, or what is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// Every input is there.
    Known {
        /// Contacts a month.
        contacts: Decimal,
        /// Handle minutes a contact.
        minutes: Decimal,
        /// Cost a minute.
        rate: Decimal,
        /// Their product: money a month.
        amount: Decimal,
    },
    /// Something is not known.
    Missing(Missing),
}

/// Which inputs are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    contacts: bool,
    minutes: bool,
    rate: bool,
}

impl Missing {
    /// The inputs that are not known, in the order of the formula; at least one.
    pub fn inputs(self) -> impl Iterator<Item = Input> {
        [(self.contacts, Input::Contacts), (self.minutes, Input::Minutes), (self.rate, Input::CostPerMinute)]
            .into_iter()
            .filter_map(|(is_missing, input)| is_missing.then_some(input))
    }

    /// In words: `handle minutes and cost per minute`.
    pub fn words(self) -> String {
        let words: Vec<&str> = self.inputs().map(Input::word).collect();
        match words.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }
}

impl Cost {
    /// The money a month, if it is known.
    pub fn amount(&self) -> Option<Decimal> {
        if let Self::Known { amount, .. } = self { Some(*amount) } else { None }
    }

    /// The arithmetic, or what is missing: `1,240 contacts a month × 6.5 min × €0.90 = €7,254`.
    pub fn words(&self, money: Money<'_>) -> String {
        match self {
            Self::Known { contacts, minutes, rate, amount } => format!(
                "{} contacts a month × {} min × {} = {}",
                grouped(*contacts),
                grouped(*minutes),
                money.full(*rate),
                money.full(*amount)
            ),
            Self::Missing(missing) => format!("cost unknown: no {}", missing.words()),
        }
    }
}

/// What the contacts of a pain cost a month.
pub fn contact_cost(pain: &Pain, workspace: &Workspace) -> Cost {
    let told = pain.contacts.as_ref();
    let (contacts, minutes) = (told.and_then(|c| c.per_month), told.and_then(|c| c.minutes));
    match (contacts, minutes, workspace.cost_per_minute) {
        (Some(contacts), Some(minutes), Some(rate)) => {
            Cost::Known { contacts, minutes, rate, amount: contacts.times(minutes).times(rate) }
        }
        (contacts, minutes, rate) => Cost::Missing(Missing {
            contacts: contacts.is_none(),
            minutes: minutes.is_none(),
            rate: rate.is_none(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::card::Contacts;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn pain(per_month: Option<&str>, minutes: Option<&str>) -> Pain {
        let contacts =
            Contacts { per_month: per_month.map(d), minutes: minutes.map(d), ..Contacts::default() };
        Pain { contacts: Some(contacts), ..Pain::default() }
    }

    #[test]
    fn the_formula_with_its_inputs() {
        let workspace = Workspace { cost_per_minute: Some(d("0.9")), ..Workspace::default() };
        let cost = contact_cost(&pain(Some("1240"), Some("6.5")), &workspace);
        assert_eq!(cost.words(Money::new("€")), "1,240 contacts a month × 6.5 min × €0.90 = €7,254");
        assert_eq!(cost.amount(), Some(d("7254")));
    }

    #[test]
    fn each_missing_input_is_named() {
        let nothing = contact_cost(&Pain::default(), &Workspace::default());
        assert_eq!(
            nothing.words(Money::new("€")),
            "cost unknown: no contacts a month, handle minutes and cost per minute"
        );
        let workspace = Workspace { cost_per_minute: Some(d("0.9")), ..Workspace::default() };
        let cost = contact_cost(&pain(Some("1240"), None), &workspace);
        assert_eq!(cost.words(Money::new("€")), "cost unknown: no handle minutes");
        assert_eq!(cost.amount(), None);
    }
}
