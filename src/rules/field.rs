//! The field that closes a finding: where a form opens.

use crate::map::words;

words! {
    /// The field that closes a finding. Where an edit has a word for the field, this is the same word.
    Field {
        /// The text of a card.
        Text = "text",
        /// The name of a stage, the title of a map.
        Name = "name",
        /// Who answers for it.
        Owner = "owner",
        /// When it came into the map.
        Created = "creation date",
        /// How often it is to be reviewed.
        ReviewEvery = "review cadence",
        /// Its review: closed by reviewing.
        Review = "review",
        /// What is put off.
        Snooze = "snooze",
        /// The rules' levels and limits.
        Policy = "policy",
        /// Paths in the surrounding repository.
        Watches = "watched paths",
        /// The pieces of evidence of a stage, and which a card cites.
        Evidence = "evidence",
        /// The stage that a card names.
        Filed = "repeated stage",
        /// The customer groups.
        Segments = "segments",
        /// The events of a map.
        Events = "events",
        /// What waits for a choice.
        Conflicts = "conflicts",
        /// Where a pain or an opportunity stands.
        Status = "status",
        /// The contacts of a pain.
        Contacts = "contacts",
        /// The pains that an opportunity treats.
        Treats = "treated pains",
        /// When an opportunity is to be live.
        Due = "due date",
        /// What an opportunity did prevent.
        Prevented = "share prevented",
        /// Where a metric comes from.
        Source = "source",
        /// What a metric should be.
        Target = "target",
        /// Which way is better.
        Direction = "direction",
        /// The readings of a metric.
        Readings = "readings",
        /// What was asked of a metric.
        Leads = "leads",
        /// The cards of a stage.
        Cards = "cards",
        /// The stages of a map.
        Stages = "stages",
        /// The list of people.
        People = "people",
        /// The deputy of a person.
        Deputy = "deputy",
        /// The reason of a version.
        Version = "version",
        /// What workshops gave people to do.
        Actions = "actions",
    }
}
