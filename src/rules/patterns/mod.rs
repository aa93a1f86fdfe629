//! PT: what is wrong with pattern lists.

pub(super) mod boolean;
pub(super) mod empty_does_not_clear;
pub(super) mod misses_apex;
pub(super) mod private_overridden;
pub(super) mod scheme;
pub(super) mod space;

use crate::go::{Item, PatternList};
use crate::settings::Setting;

use super::Context;
use super::written::written;

/// The variables that hold pattern lists.
const VARIABLES: [&str; 4] = ["GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE"];

/// A pattern list as somebody wrote it.
struct Written<'a> {
    setting: &'a Setting,
    list: PatternList,
}

impl Written<'_> {
    fn value(&self) -> &str {
        self.setting.value.expose()
    }

    /// The items between the commas that are not empty.
    fn items(&self) -> impl Iterator<Item = &Item> {
        self.list.items().iter().filter(|item| !item.text.is_empty())
    }
}

/// Every pattern list that somebody wrote. A list taken over from GOPRIVATE is judged there.
fn lists<'a>(context: &Context<'a>) -> impl Iterator<Item = Written<'a>> {
    let context = *context;
    VARIABLES.into_iter().filter_map(move |name| {
        let setting = written(&context, name)?;
        let list = PatternList::parse(setting.value.expose(), context.engine.version());
        Some(Written { setting, list })
    })
}

/// `none`: no word of go's, but the usual way to write a list that matches nothing.
fn is_none_idiom(pattern: &str) -> bool {
    pattern == "none"
}
