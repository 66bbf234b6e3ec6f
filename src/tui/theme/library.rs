//! All themes to choose from: the embedded ones and the user's.

use std::collections::BTreeMap;

use ratatui::style::Style;

use super::file::{self, ThemeFile};
use super::{Role, Theme, Warning};

/// The theme that is used unless another one is chosen: the terminal's own 16 colours.
pub const DEFAULT: &str = "terminal";

/// The theme that needs no colour.
pub const NO_COLOUR: &str = "mono";

/// The themes that come with the program, by name.
const EMBEDDED: [(&str, &str); 6] = [
    (DEFAULT, include_str!("../../../themes/terminal.ron")),
    ("dark", include_str!("../../../themes/dark.ron")),
    ("light", include_str!("../../../themes/light.ron")),
    ("high-contrast", include_str!("../../../themes/high-contrast.ron")),
    ("colour-blind", include_str!("../../../themes/colour-blind.ron")),
    (NO_COLOUR, include_str!("../../../themes/mono.ron")),
];

/// Theme texts by name. Nothing is parsed before it is asked for, so that a start costs one small file.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    own: Vec<(String, String)>,
}

impl Themes {
    /// The embedded themes and the user's own, given as name (of the file, without `.ron`) and text.
    /// One of the user's that has the name of an embedded one takes its place.
    pub fn new(own: Vec<(String, String)>) -> Self {
        Self { own }
    }

    /// The names of all themes: the embedded ones first, then the user's.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = EMBEDDED.iter().map(|(name, _)| *name).collect();
        for (name, _) in &self.own {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// What is wrong in the user's own themes, chosen or not, each with its file and line. May quote the files.
    pub fn wrong(&self) -> Vec<String> {
        let warnings = self.own.iter().flat_map(|(name, _)| {
            let warnings = self.get(name).map(|(_, warnings)| warnings).unwrap_or_default();
            warnings.into_iter().map(move |warning| format!("{name}.ron:{}: {}", warning.line, warning.text))
        });
        warnings.collect()
    }

    /// The text of the theme `name`, as it was written.
    pub fn text(&self, name: &str) -> Option<&str> {
        let own = self.own.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
        own.or_else(|| EMBEDDED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text))
    }

    /// The theme `name` with what it builds on, and what was wrong on the way; `None` when there is none.
    pub fn get(&self, name: &str) -> Option<(Theme, Vec<Warning>)> {
        let mut warnings = Vec::new();
        let styles = self.styles(name, &mut vec![name.to_owned()], &mut warnings)?;
        let theme = Theme::resolve(name.to_owned(), |role| styles.get(&role).copied());
        Some((theme, warnings))
    }

    /// The theme to draw with: `name`, or [`NO_COLOUR`] where no colour can be shown, or the default with a
    /// warning when there is no such theme.
    pub fn choose(&self, name: &str, colour: bool) -> (Theme, Vec<Warning>) {
        let wanted = if colour { name } else { NO_COLOUR };
        let missing = || {
            let text = format!("there is no theme `{name}`; there are {}", self.names().join(", "));
            (self.standard(), vec![Warning { line: 1, text }])
        };
        self.get(wanted).unwrap_or_else(missing)
    }

    /// The default theme; it has no warnings.
    pub fn standard(&self) -> Theme {
        let (file, _) = EMBEDDED.first().map(|(_, text)| file::parse(text)).unwrap_or_default();
        Theme::resolve(DEFAULT.to_owned(), |role| file.styles.get(&role).copied())
    }

    /// The styles of `name` laid over those of the theme that it builds on. `seen` guards against a circle.
    fn styles(
        &self,
        name: &str,
        seen: &mut Vec<String>,
        warnings: &mut Vec<Warning>,
    ) -> Option<BTreeMap<Role, Style>> {
        let (file, mut said) = file::parse(self.text(name)?);
        let ThemeFile { extends, styles } = file;
        let mut all = extends.and_then(|base| self.base(base, seen, &mut said)).unwrap_or_default();
        all.extend(styles);
        warnings.append(&mut said);
        Some(all)
    }

    fn base(
        &self,
        (base, line): (String, usize),
        seen: &mut Vec<String>,
        warnings: &mut Vec<Warning>,
    ) -> Option<BTreeMap<Role, Style>> {
        if seen.contains(&base) {
            let text = format!("`{base}` would build on itself: {} → {base}", seen.join(" → "));
            warnings.push(Warning { line, text });
            return None;
        }
        seen.push(base.clone());
        let mut below = Vec::new();
        let styles = self.styles(&base, seen, &mut below);
        if styles.is_none() {
            warnings.push(Warning { line, text: format!("there is no theme `{base}` to build on") });
        }
        warnings.extend(
            below.into_iter().map(|warning| Warning { line, text: format!("in `{base}`, {warning}") }),
        );
        styles
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::super::contrast::{TRUECOLOUR, ratio, seen};
    use super::*;

    fn theme(name: &str) -> Theme {
        let (theme, warnings) = Themes::default().get(name).unwrap();
        assert_eq!(warnings, [], "{name}");
        theme
    }

    #[test]
    fn embedded_themes_are_whole_and_real_ron() {
        for (name, text) in EMBEDDED {
            let theme = theme(name);
            assert_eq!(theme.name(), name);
            ron::from_str::<ron::Value>(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(text.contains(&format!("name: \"{name}\"")));
        }
        assert_eq!(Themes::default().standard(), theme(DEFAULT));
    }

    #[test]
    fn focus_needs_no_colour_in_any_theme() {
        for (name, _) in EMBEDDED {
            for role in [Role::Focus, Role::Select, Role::InputSelection] {
                assert!(theme(name).is_seen_without_colour(role), "{name} {role:?}");
            }
        }
    }

    #[test]
    fn text_can_be_read_in_every_truecolour_theme() {
        for (name, least) in TRUECOLOUR {
            let theme = theme(name);
            for role in Role::ALL {
                let (fg, bg) = seen(&theme, *role);
                let decoration =
                    [Role::Faint, Role::Frame, Role::ZeroLine, Role::Blueprint, Role::PopupFrame];
                let least = if decoration.contains(role) { 1.5 } else { least };
                let ratio = ratio(fg, bg);
                assert!(ratio >= least, "{name} {role:?}: {ratio:.2} < {least}");
            }
        }
    }

    #[test]
    fn the_default_theme_has_only_the_terminals_own_colours_and_a_quiet_fresh_stage() {
        let theme = theme(DEFAULT);
        for role in Role::ALL {
            let style = theme.style(*role);
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(!matches!(colour, Color::Rgb(..) | Color::Indexed(_)), "{role:?}");
            }
        }
        assert_eq!(theme.style(Role::Fresh), Style::default());
        assert!(theme.style(Role::Stale).fg.is_some());
    }

    #[test]
    fn mono_has_no_colour() {
        let theme = theme(NO_COLOUR);
        assert!(
            Role::ALL.iter().all(|role| theme.style(*role).fg.is_none() && theme.style(*role).bg.is_none())
        );
        assert!(theme.style(Role::Stale).add_modifier.contains(Modifier::BOLD));
    }

    #[test]
    fn a_users_theme_builds_on_another_one() {
        let text = "(name: \"mine\", extends: \"mono\", styles: {\"stale\": (fg: \"#ff0000\")})";
        let themes = Themes::new(vec![("mine".into(), text.into())]);
        let (mine, warnings) = themes.get("mine").unwrap();
        assert_eq!(warnings, []);
        assert_eq!(mine.style(Role::Stale).fg, Some(Color::Rgb(255, 0, 0)));
        assert_eq!(mine.style(Role::Focus), theme(NO_COLOUR).style(Role::Focus));
        assert_eq!(themes.names().last(), Some(&"mine"));
    }

    #[test]
    fn a_circle_and_a_missing_base_are_warnings() {
        let own =
            |name: &str, base: &str| (name.to_owned(), format!("(name: \"{name}\",\nextends: \"{base}\")"));
        let themes = Themes::new(vec![own("a", "b"), own("b", "a"), own("c", "nowhere")]);
        assert!(themes.wrong()[0].starts_with("a.ron:"), "{:?}", themes.wrong());
        let said = |name: &str| themes.get(name).unwrap().1[0].to_string();
        assert_eq!(said("a"), "line 2: in `b`, line 2: `a` would build on itself: a → b → a");
        assert_eq!(said("c"), "line 2: there is no theme `nowhere` to build on");
        assert_eq!(themes.get("nowhere"), None);
        assert_eq!(themes.choose("nowhere", true).0.name(), DEFAULT);
        assert_eq!(themes.choose("a", false).0.name(), NO_COLOUR);
    }
}
