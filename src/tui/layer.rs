//! What lies over a screen: a question, a list to pick from, a form, something to read.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::ask::Ask;
use super::widgets::confirm::Confirm;
use super::widgets::form::Form;
use super::widgets::picker::Picker;
use super::widgets::sheet::Sheet;
use super::widgets::textbox::TextBox;
use crate::map::card::Severity;
use crate::map::id::{CardId, ElementId, ItemId, LaneId, PersonId, StageId};
use crate::map::{Place, Policy};
use crate::rules::StateKind;

use super::focus::Focus;
use super::reviewing::Reviewing;
use super::room::Capture;
use super::rows::Rows;
use super::sharing::Run;
use super::timeline::Wanted;

/// One layer; the topmost has the keys.
#[derive(Debug, Clone)]
pub enum Layer {
    /// A text is being typed.
    Text(Box<Typing>),
    /// One of a list is being picked.
    Pick(Box<Picker<Choice>>),
    /// The fields of something are being edited.
    Form(Box<FormLayer>),
    /// A question waits for its answer.
    Confirm(Box<Confirm<Answer>>),
    /// Stages are reviewed, or what changed in them is read.
    Review(Box<Reviewing>),
    /// Something to read.
    Sheet(Box<Sheet>),
    /// The capture line of a workshop.
    Capture(Box<Capture>),
}

/// A text being typed, and what it is for.
#[derive(Debug, Clone)]
pub struct Typing {
    /// What it is for.
    pub ask: Ask,
    /// What is asked, as the title of the box.
    pub title: String,
    /// What Enter and Esc do here.
    pub hint: String,
    /// The text.
    pub text: TextBox,
    /// How it was when it was opened: Esc asks before it throws away more than that.
    pub before: String,
    /// Esc was pressed once with text in it.
    pub warned: bool,
}

/// The fields of something being edited.
#[derive(Debug, Clone)]
pub struct FormLayer {
    /// What they are the fields of.
    pub subject: Subject,
    /// The form.
    pub form: Form,
}

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// The map.
    Map,
    /// A stage.
    Stage(StageId),
    /// A lane.
    Lane(LaneId),
    /// A card.
    Card(CardId),
    /// A person of the workspace.
    Person(PersonId),
    /// A word of the workspace's policy, by its name.
    Policy(String),
    /// A row of a list, by what names it there; none: a new one.
    Row(Rows, Option<String>),
}

/// What can be picked from a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A command to run.
    Command(&'static str),
    /// The owner of what has focus; nobody.
    Owner(Option<PersonId>),
    /// The person for a field of the form below; nobody.
    FieldPerson(usize, Option<PersonId>),
    /// A reference for a field of the form below.
    FieldRef(usize, Vec<String>),
    /// A row of a list to edit; none: a new one.
    Row(Rows, Option<String>),
    /// All that the first owns goes to the second.
    HandOver(PersonId, PersonId),
    /// Who sits here.
    Me(PersonId),
    /// Who sits here, by a name that the workspace does not know yet.
    MeNew(String),
    /// Where to move to.
    MoveTo(Place),
    /// Where to move a whole stage to: its new position.
    MoveStage(StageId, usize),
    /// Where to go.
    Go(Focus),
    /// A comment on this field of an element.
    CommentOn(ElementId, &'static str),
    /// A way to mend the finding with this fingerprint, by its number.
    Mend(String, usize),
    /// An agenda of a workshop, by its position in what is offered.
    Agenda(usize),
    /// Who speaks in the workshop.
    Speaker(PersonId),
    /// Who does an action of the workshop.
    ActionOwner(ItemId, Option<PersonId>),
    /// Who does an action of any workshop.
    GivenOwner(super::actions::Key, Option<PersonId>),
    /// Go on with the workshop that did not end.
    ResumeWorkshop,
    /// A theme.
    Theme(String),
    /// A template for a new map.
    Template(String),
    /// What the map is compared with: what was saved last.
    SinceSave,
    /// What it is compared with, by its name.
    SinceNamed(String),
    /// A name that is typed next.
    SinceTyped,
    /// A row of the line of time.
    SinceMoment(usize),
    /// How many steps to take back.
    Undo(usize),
    /// A filter: an owner.
    FilterOwner(PersonId),
    /// A filter: a state.
    FilterState(StateKind),
    /// A filter: a lane.
    FilterLane(LaneId),
    /// A filter: pains at least this bad.
    FilterSeverity(Severity),
    /// A filter: a tag that is typed next.
    FilterTag,
    /// A filter: a tag.
    FilterThisTag(String),
}

/// What a question can be answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing happens.
    No,
    /// The stage goes with all in it.
    RemoveStage(StageId),
    /// The map goes to the trash.
    Trash(PathBuf),
    /// The lane goes with all in it.
    RemoveLane(LaneId),
    /// Save, then leave the map.
    SaveAndClose,
    /// Leave the map without saving.
    CloseWithout,
    /// Write over what is on the disk.
    KeepMine,
    /// Write a copy beside it.
    WriteCopy,
    /// Ask where a copy is to be written.
    CopyTo,
    /// Save once more.
    SaveAgain,
    /// Take what is on the disk.
    Reload,
    /// These stages are still true; a note comes next, and before it one more question where they are several.
    Review(Vec<StageId>),
    /// This stage is still true, as somebody else in the room says; a note comes next.
    ReviewOf(StageId, PersonId),
    /// These stages were touched by changes: they are to be reviewed.
    ReviewTouched(Vec<StageId>),
    /// All of them are, said once more.
    ReviewAll(Vec<StageId>),
    /// Take over what a crash left behind.
    Recover,
    /// Throw it away.
    DropLeftover,
    /// Save although comments move.
    SaveAnyway,
    /// The map becomes what it was.
    Restore(Box<Wanted>),
    /// Go through these steps of publishing or syncing.
    Share(Box<Run>),
    /// Stop before the next of them.
    StopSharing(Box<Run>),
    /// Decide the conflicts in this file.
    Decide(PathBuf),
    /// Write what git needs in this clone.
    SetUpGit,
    /// The workshop is left; it can be gone on with.
    LeaveWorkshop,
    /// Keep this policy, of which the word with this name changed.
    KeepPolicy(String, Box<Policy>),
}
