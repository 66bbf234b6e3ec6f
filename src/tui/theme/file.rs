//! One theme file: its parts, checked one by one, with a warning for each that is wrong.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};

use crate::store::diagnostic::{line_col, nearest};
use crate::store::ron::scan::{Node, NodeId, Problem, Scan, Shape};

use super::{Role, Warning};

/// What a theme file says, before the themes that it builds on are known.
#[derive(Debug, Default, PartialEq)]
pub(super) struct ThemeFile {
    /// The theme that it builds on, and the line that says so.
    pub(super) extends: Option<(String, usize)>,
    /// The look of each role that it mentions.
    pub(super) styles: BTreeMap<Role, Style>,
}

/// The attributes that a style may have; blinking is left out, since nothing moves on its own.
const MODIFIERS: [(&str, Modifier); 6] = [
    ("Bold", Modifier::BOLD),
    ("Dim", Modifier::DIM),
    ("Italic", Modifier::ITALIC),
    ("Underlined", Modifier::UNDERLINED),
    ("Reversed", Modifier::REVERSED),
    ("CrossedOut", Modifier::CROSSED_OUT),
];

/// The colours of the terminal's own palette, for hints.
const COLOURS: [&str; 17] = [
    "reset",
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "gray",
    "darkgray",
    "lightred",
    "lightgreen",
    "lightyellow",
    "lightblue",
    "lightmagenta",
    "lightcyan",
    "white",
];

const FIELDS: [&str; 4] = ["name", "extends", "palette", "styles"];

/// Reads a theme file. Wrong parts are left out, each with a warning.
pub(super) fn parse(text: &str) -> (ThemeFile, Vec<Warning>) {
    let scan = Scan::of(text);
    let mut reader = Reader { scan: &scan, palette: BTreeMap::new(), warnings: Vec::new() };
    for problem in scan.problems() {
        reader.warn_at(place(problem), explain(problem));
    }
    let file = scan.root().map(|root| reader.file(root)).unwrap_or_default();
    (file, reader.warnings)
}

/// Where a problem of the text is.
fn place(problem: &Problem) -> &Range<usize> {
    match problem {
        Problem::Unclosed { open: place, .. }
        | Problem::NoComma { after: place, .. }
        | Problem::Endless { span: place, .. }
        | Problem::Stray(place)
        | Problem::NoValue(place)
        | Problem::Unexpected(place)
        | Problem::Trailing(place) => place,
    }
}

fn explain(problem: &Problem) -> &'static str {
    match problem {
        Problem::Unclosed { .. } => "this bracket is never closed",
        Problem::Stray(_) => "this bracket closes nothing",
        Problem::Endless { comment: true, .. } => "this comment never ends",
        Problem::Endless { comment: false, .. } => "this text never ends",
        Problem::NoComma { .. } => "a comma is missing before this",
        Problem::NoValue(_) => "this name has no value",
        Problem::Unexpected(_) => "this belongs to nothing",
        Problem::Trailing(_) => "what follows the theme is ignored",
    }
}

struct Reader<'a> {
    scan: &'a Scan<'a>,
    palette: BTreeMap<String, Color>,
    warnings: Vec<Warning>,
}

impl<'a> Reader<'a> {
    fn warn_at(&mut self, place: &Range<usize>, text: impl Into<String>) {
        let line = line_col(self.scan.text(), place.start).line;
        self.warnings.push(Warning { line, text: text.into() });
    }

    fn warn(&mut self, id: NodeId, text: impl Into<String>) {
        if let Some(whole) = self.scan.node(id).map(Node::whole) {
            self.warn_at(&whole, text);
        }
    }

    /// Says that `name` is unknown, and which known one may be meant.
    fn unknown<'k>(&mut self, id: NodeId, what: &str, name: &str, known: impl IntoIterator<Item = &'k str>) {
        let hint = nearest(name, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        self.warn(id, format!("unknown {what} `{name}`{hint}"));
    }

    fn file(&mut self, root: NodeId) -> ThemeFile {
        let mut file = ThemeFile::default();
        if let Some(palette) = self.scan.field(root, "palette") {
            self.read_palette(palette);
        }
        for (name, id) in self.fields(root, "a theme") {
            match name.as_ref() {
                // A theme is chosen by the name of its file; this one is for people who read it.
                "name" => drop(self.word(id, "a name")),
                "extends" => file.extends = self.base(id),
                "styles" => file.styles = self.styles(id),
                "palette" => {}
                _ => self.unknown(id, "field", &name, FIELDS),
            }
        }
        file
    }

    fn base(&mut self, id: NodeId) -> Option<(String, usize)> {
        let name = self.word(id, "a theme's name")?.into_owned();
        let at = self.scan.node(id).map_or(0, |node| node.whole().start);
        Some((name, line_col(self.scan.text(), at).line))
    }

    /// The named values inside `( … )` or `{ … }`.
    fn fields(&mut self, id: NodeId, what: &str) -> Vec<(Cow<'a, str>, NodeId)> {
        let scan = self.scan;
        let shape = scan.node(id).map(|node| node.shape);
        let is_empty = shape == Some(Shape::Tuple) && scan.children(id).next().is_none();
        if !is_empty && !matches!(shape, Some(Shape::Struct | Shape::Map)) {
            self.warn(id, format!("{what} is written (name: value, …)"));
            return Vec::new();
        }
        scan.children(id).filter_map(|child| Some((scan.name(child)?, child))).collect()
    }

    /// A string, a bare word, or a number as it is written.
    fn word(&mut self, id: NodeId, what: &str) -> Option<Cow<'a, str>> {
        let scan = self.scan;
        let node = scan.node(id)?;
        let found = match node.shape {
            Shape::Word | Shape::Number => Some(Cow::Borrowed(scan.slice(node.span()))),
            _ => scan.string(id),
        };
        if found.is_none() {
            self.warn(id, format!("{what} is a text"));
        }
        found
    }

    fn read_palette(&mut self, id: NodeId) {
        for (name, value) in self.fields(id, "a palette") {
            if let Some(colour) = self.colour(value) {
                self.palette.insert(name.into_owned(), colour);
            }
        }
    }

    /// A palette name, a name of the terminal's own colours, `#rrggbb`, or 0 to 255.
    fn colour(&mut self, id: NodeId) -> Option<Color> {
        let text = self.word(id, "a colour")?;
        let own = self.palette.get(text.as_ref()).copied();
        let found = own.or_else(|| Color::from_str(&text).ok());
        if found.is_none() {
            let palette: Vec<String> = self.palette.keys().cloned().collect();
            self.unknown(id, "colour", &text, palette.iter().map(String::as_str).chain(COLOURS));
        }
        found
    }

    fn styles(&mut self, id: NodeId) -> BTreeMap<Role, Style> {
        let mut styles = BTreeMap::new();
        for (name, value) in self.fields(id, "the table of styles") {
            match Role::named(&name) {
                Some(role) if styles.contains_key(&role) => {
                    self.warn(value, format!("`{name}` is given twice; the first one counts"));
                }
                Some(role) => drop(styles.insert(role, self.style(value))),
                None => self.unknown(value, "role", &name, Role::ALL.iter().map(|role| role.name())),
            }
        }
        styles
    }

    fn style(&mut self, id: NodeId) -> Style {
        let mut style = Style::new();
        for (name, value) in self.fields(id, "a style") {
            match name.as_ref() {
                "fg" => style.fg = self.colour(value),
                "bg" => style.bg = self.colour(value),
                "mods" => style.add_modifier = self.modifiers(value),
                _ => self.unknown(value, "field", &name, ["fg", "bg", "mods"]),
            }
        }
        style
    }

    fn modifiers(&mut self, id: NodeId) -> Modifier {
        let scan = self.scan;
        if scan.node(id).map(|node| node.shape) != Some(Shape::List) {
            self.warn(id, "modifiers are written [Bold, …]");
            return Modifier::empty();
        }
        scan.children(id).fold(Modifier::empty(), |all, item| all | self.modifier(item))
    }

    fn modifier(&mut self, id: NodeId) -> Modifier {
        let Some(text) = self.word(id, "a modifier") else { return Modifier::empty() };
        let found = MODIFIERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(&text));
        if found.is_none() {
            self.unknown(id, "modifier", &text, MODIFIERS.map(|(name, _)| name));
        }
        found.map_or(Modifier::empty(), |(_, modifier)| *modifier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_file_is_read() {
        let text = r##"(
            name: "mine",
            extends: "dark",
            styles: { "stale": (fg: "sun", bg: "#001020", mods: [Bold, Underlined]), "due": (fg: "12") },
            palette: { "sun": "#e0af68" },
        )"##;
        let (file, warnings) = parse(text);
        assert_eq!(warnings, []);
        assert_eq!(file.extends, Some(("dark".to_owned(), 3)));
        let sun = Style::new().fg(Color::Rgb(0xe0, 0xaf, 0x68)).bg(Color::Rgb(0, 0x10, 0x20));
        assert_eq!(file.styles[&Role::Stale], sun.add_modifier(Modifier::BOLD | Modifier::UNDERLINED));
        assert_eq!(file.styles[&Role::Due], Style::new().fg(Color::Indexed(12)));
    }

    #[test]
    fn each_mistake_is_a_warning_with_its_line_and_the_nearest_name() {
        let text = "(\nnam: \"x\",\npalette: {\"sun\": \"#zz\"},\nstyles: {\n\"stlae\": (fg: \"red\"),\n\"due\": (fg: \"grean\", \
                    mods: [Blod], colour: 1),\n\"fresh\": (mods: [Bold]),\n\"fresh\": (),\n\"new\": 3,\n},\n)";
        let (file, warnings) = parse(text);
        let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "line 3: unknown colour `#zz`",
                "line 2: unknown field `nam`; did you mean `name`?",
                "line 5: unknown role `stlae`; did you mean `stale`?",
                "line 6: unknown colour `grean`; did you mean `green`?",
                "line 6: unknown modifier `Blod`; did you mean `Bold`?",
                "line 6: unknown field `colour`",
                "line 8: `fresh` is given twice; the first one counts",
                "line 9: a style is written (name: value, …)",
            ]
        );
        assert_eq!(file.styles[&Role::Fresh], Style::new().add_modifier(Modifier::BOLD));
    }

    #[test]
    fn a_broken_text_keeps_what_can_be_read() {
        let (file, warnings) = parse("(name: \"x\",\nstyles: {\n\"due\": (mods: [Bold]),\n");
        assert_eq!(file.styles[&Role::Due], Style::new().add_modifier(Modifier::BOLD));
        assert!(warnings.iter().any(|warning| warning.to_string() == "line 1: this bracket is never closed"));
        for text in ["", "{", "[1, 2]", "\u{feff}(", "7", "(styles: (a: (((((((((", "\"x"] {
            let _ = parse(text);
        }
    }
}
