//! `env`: every setting with its origin and all it shadows.

use super::super::document::{EnvDocument, SettingDocument};
use super::super::safe;
use super::frame;
use super::style::{Style, faint, pad, shorten, strong, width};
use crate::rules::Diagnostic;
use crate::source::Layer;

/// The longest value that is shown in full, in characters.
const MAX_VALUE_CHARS: usize = 60;

/// Renders the settings.
pub fn env(document: &EnvDocument, found: &[Diagnostic], style: &Style) -> String {
    let mut out = format!("{}\n", faint(&style.go(&document.go)));
    for note in &document.go.notes {
        out.push_str(&format!("{} {}\n", strong("note:"), safe(note)));
    }
    out.push('\n');
    let all: Vec<(&String, &SettingDocument)> = document.settings.iter().collect();
    let names = all.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let values =
        all.iter().map(|(_, setting)| width(&shown(setting))).max().unwrap_or(0).min(MAX_VALUE_CHARS);
    for (name, setting) in all {
        out.push_str(&line(name, setting, names, values, style));
        for shadowed in &setting.shadowed {
            let value = shorten(&safe(&shadowed.value), MAX_VALUE_CHARS);
            let value = if value.is_empty() { "(empty)".to_owned() } else { value };
            let text = format!("↳ no effect: {value}  {}, {}", style.place(&shadowed.origin), shadowed.why);
            out.push_str(&format!("{}  {}\n", " ".repeat(names), faint(&text)));
        }
    }
    let frames = frame::draw(found, style);
    if !frames.is_empty() {
        out.push_str(&format!("\n{frames}\n"));
    }
    out
}

fn line(name: &str, setting: &SettingDocument, names: usize, values: usize, style: &Style) -> String {
    let value = pad(&shorten(&shown(setting), MAX_VALUE_CHARS), values);
    let place = style.place(&setting.origin);
    if setting.origin.layer == Layer::Default {
        return format!("{}  {}  {}\n", pad(name, names), value, faint(&place));
    }
    format!("{}  {}  {}\n", strong(&pad(name, names)), value, place)
}

fn shown(setting: &SettingDocument) -> String {
    let value = safe(&setting.value);
    match (value.is_empty(), setting.origin.layer) {
        (true, Layer::Default) => "-".to_owned(),
        (true, _) => "(empty)".to_owned(),
        (false, _) => value,
    }
}
