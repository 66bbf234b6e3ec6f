//! What a text that is being typed is for. It is data, so that a journal can say it too.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::layer::Subject;
use super::sharing::Way;
use crate::map::id::{CardId, ConflictId, ElementId, ItemId, LaneId, PersonId, SessionId, StageId, ThreadId};
use crate::map::{Place, Role};

/// What a typed text is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// A card's text.
    CardText(CardId),
    /// A new card, and then the next one.
    NewCard {
        /// Where.
        place: Place,
        /// Whether to go on with another one after it.
        keep: bool,
    },
    /// A new opportunity that treats a pain.
    Treatment {
        /// The pain.
        pain: CardId,
        /// Where the opportunity goes.
        place: Place,
    },
    /// A stage's name.
    StageName(StageId),
    /// A new stage at a position.
    NewStage(usize),
    /// A lane's name.
    LaneName(LaneId),
    /// A new lane of a role at a position.
    NewLane(usize, Role),
    /// The map's title.
    MapTitle,
    /// Tags, comma by comma, of these cards.
    CardTags(Vec<CardId>),
    /// Tags of a stage.
    StageTags(StageId),
    /// What to search for.
    Search,
    /// A tag to filter by.
    FilterTag,
    /// Why a version is made.
    VersionWhy,
    /// Why something is published.
    ShareWhy(Way),
    /// What was found when these stages were reviewed.
    ReviewNote(Vec<StageId>),
    /// What somebody else found who reviewed this stage aloud.
    ReviewNoteOf(StageId, PersonId),
    /// Until when a stage is put off.
    SnoozeUntil(StageId),
    /// Why a stage is put off until a day.
    SnoozeWhy(StageId, Date),
    /// Until when the findings with these fingerprints are put off.
    PutOffUntil(Vec<String>),
    /// Why they are put off until a day.
    PutOffWhy(Vec<String>, Date),
    /// What the list of findings is narrowed to.
    FilterFindings,
    /// The title of a new map from a template.
    NewMap(String),
    /// The name of a new person, who then owns the focused thing (or is only added).
    NewPerson {
        /// Whether they become the owner of what has focus.
        own: bool,
    },
    /// The name of the person who sits here.
    WhoAmI,
    /// What to filter the atlas by.
    FilterAtlas,
    /// A file to import.
    ImportPath,
    /// A file, version or commit that the map is compared with.
    CompareWith,
    /// What is said about an element, or about a field of it.
    Comment(ElementId, Option<String>),
    /// What is answered in a thread.
    Answer(ThreadId),
    /// Where a copy of the map is to be written.
    CopyTo,
    /// The fields of something; the text is the list of what was typed into which field, as JSON.
    Form(Subject),
    /// Another value than the sides of a conflict have.
    Conflict(ConflictId),
    /// Who takes part in the workshop with the agenda at this position of those offered.
    Roster(usize),
    /// Who comes into the running workshop, or goes.
    Comes,
    /// The name of a group of these cards.
    GroupName(Vec<CardId>),
    /// Whole papers of a vote: who, and the numbers of the cards.
    Papers,
    /// The words of a decision.
    Decision(ItemId),
    /// The words of an action.
    Action(ItemId),
    /// Until when an action is to be done.
    ActionDue(ItemId),
    /// Why an action is dropped.
    DropAction(ItemId),
    /// Why an action of an earlier workshop is dropped.
    DropEarlier(SessionId, ItemId),
    /// Until when an action of any workshop is to be done.
    GivenDue(SessionId, ItemId),
    /// Why a workshop ends with actions that nobody owns or that have no day.
    Despite,
    /// How often the macro is to be played.
    PlayMacro,
    /// How many days between reviews of a stage; empty: as the map says.
    Cadence(StageId),
    /// The same of several stages at once.
    Cadences(Vec<StageId>),
}
