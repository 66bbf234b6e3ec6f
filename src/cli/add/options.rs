//! Options of `add` that are fields of what is added.

use super::super::error::{CliError, Result};

macro_rules! options {
    ($($(#[doc = $doc:literal])+ $name:ident = $field:literal, $value:literal;)+) => {
        /// Fields of what is added, each under the name that it has in files.
        #[derive(Debug, Default, clap::Args)]
        #[command(next_help_heading = "Fields")]
        pub(super) struct Options {
            $($(#[doc = $doc])+ #[arg(long, value_name = $value, allow_hyphen_values = true)] $name: Option<String>,)+
            /// A dated value of a metric: 2026-11-01=42; may be given several times
            #[arg(long, value_name = "DAY=VALUE")]
            pub(super) reading: Vec<String>,
            /// Any other field: rice.reach=400; may be given several times
            #[arg(long, value_name = "FIELD=VALUE")]
            set: Vec<String>,
        }

        impl Options {
            fn named(&self) -> Vec<(&'static str, &str)> {
                [$(($field, self.$name.as_deref())),+].into_iter().filter_map(|(f, v)| Some((f, v?))).collect()
            }
        }
    };
}

options! {
    /// More about it
    detail = "detail", "TEXT";
    /// Who answers for it
    owner = "owner", "PERSON";
    /// Words to group by, parted by commas
    tags = "tags", "WORDS";
    /// The segments that it is about, parted by commas
    segments = "segments", "IDS";
    /// The evidence that it cites, parted by commas
    cites = "evidence", "IDS";
    /// Step: where it happens
    channel = "channel", "WORDS";
    /// Step: how it feels, -2 to +2
    emotion = "emotion", "SCORE";
    /// Step: whether it makes or breaks the journey
    moment_of_truth = "moment_of_truth", "YES";
    /// Step: how long it takes the customer
    minutes = "minutes", "NUMBER";
    /// Pain: low, medium, high, critical
    severity = "severity", "WORD";
    /// Pain: when it was first seen
    since = "since", "DAY";
    /// Pain, opportunity: where it stands
    status = "status", "WORD";
    /// Pain: the reason of the contacts that it causes
    reason = "contacts.reason", "WORDS";
    /// Pain: contacts a month
    per_month = "contacts.per_month", "NUMBER";
    /// Pain: handle minutes a contact
    handle_minutes = "contacts.minutes", "NUMBER";
    /// Opportunity, event: its kind
    kind = "kind", "WORD";
    /// Opportunity: crawl, walk, run
    horizon = "horizon", "WORD";
    /// Opportunity: the pains that it treats, parted by commas
    treats = "treats", "IDS";
    /// Opportunity: when it is to be live
    due = "due", "DAY";
    /// Opportunity: percent of the contacts that it should prevent
    prevents = "prevents", "PERCENT";
    /// Opportunity: what it costs to do
    cost = "cost", "AMOUNT";
    /// Metric: count, rate, score, time, money
    measure = "measure", "WORD";
    /// Metric: what one of it is
    unit = "unit", "WORDS";
    /// Metric: what it should be
    target = "target", "NUMBER";
    /// Metric: which way is better: up, down
    direction = "direction", "WORD";
    /// Metric: how often it is read
    period = "period", "WORD";
    /// Metric, event, evidence: where it comes from
    source = "source", "WORDS";
    /// Stage: what the customer wants to have reached
    goal = "goal", "TEXT";
    /// Stage: how often it is to be reviewed, in days
    review_every = "review_every", "DAYS";
    /// Lane: physical evidence, thinking, frontstage, backstage, support
    layer = "layer", "WORD";
    /// Event, evidence, lead: the day
    on = "on", "DAY";
    /// Event: the stages that it touches, parted by commas
    stages = "stages", "STAGES";
    /// Evidence: how many it is based on
    sample = "sample", "NUMBER";
    /// Segment: its share of all customers, in percent
    share = "share", "PERCENT";
    /// Segment: the channels that it prefers, parted by commas
    channels = "channels", "WORDS";
    /// Lead: what was found
    insight = "insight", "TEXT";
    /// Lead: what is done about it
    action = "action", "TEXT";
}

impl Options {
    /// The fields that were given, with their values.
    pub(super) fn given(&self) -> Result<Vec<(String, Vec<String>)>> {
        let mut out: Vec<(String, Vec<String>)> = self
            .named()
            .into_iter()
            .map(|(field, value)| (field.to_owned(), vec![value.to_owned()]))
            .collect();
        if !self.reading.is_empty() {
            out.push(("readings".to_owned(), self.reading.clone()));
        }
        for pair in &self.set {
            let Some((field, value)) = pair.split_once('=') else {
                return Err(CliError::trouble(format!("--set {pair}: write it like --set rice.reach=400")));
            };
            out.push((field.to_owned(), vec![value.to_owned()]));
        }
        Ok(out)
    }
}
