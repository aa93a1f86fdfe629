//! PT: what is wrong with pattern lists.

pub(super) mod bang_class;
pub(super) mod boolean;
pub(super) mod braces;
pub(super) mod case;
mod dialect;
pub(super) mod double_star;
pub(super) mod ellipsis;
pub(super) mod empty_does_not_clear;
pub(super) mod insecure_not_for_proxies;
pub(super) mod insecure_skips_no_checksum;
pub(super) mod insecure_too_wide;
pub(super) mod invisible;
pub(super) mod leading_dot;
pub(super) mod malformed;
pub(super) mod misses_apex;
pub(super) mod noproxy_without_nosumdb;
pub(super) mod nosumdb_without_noproxy;
pub(super) mod port;
pub(super) mod private_overridden;
pub(super) mod quotes;
pub(super) mod regex;
pub(super) mod scheme;
pub(super) mod semicolon;
pub(super) mod space;
mod switches;
pub(super) mod too_deep;
pub(super) mod too_wide;
pub(super) mod trailing_slash;
pub(super) mod unused;

use std::collections::BTreeSet;

use crate::go::{Item, PatternList};
use crate::settings::Setting;
use crate::source::Layer;

use super::edit::replaced;
use super::facts::ModuleFacts;
use super::written::{MAX_FINDINGS, written};
use super::{Applicability, Fix, Related, RuleInputs, sources};
use crate::go::tables::hosts::is_public_code;
use crate::go::tables::variables::{Kind, holding};
use dialect::Problem;
use switches::is_switch;

/// Why a pattern that never matches hurts.
const NAMES_LEAK: &str = "The public proxy and the public checksum database are asked for the modules that \
    the pattern was meant to cover: their names leak, and the download fails.";

/// A pattern list as somebody wrote it.
struct Written<'a> {
    setting: &'a Setting,
    list: &'a PatternList,
}

impl Written<'_> {
    fn value(&self) -> &str {
        self.setting.value.expose()
    }

    /// The items between the commas that are not empty.
    fn items(&self) -> impl Iterator<Item = &Item> {
        self.list.items().iter().filter(|item| !item.text.is_empty())
    }

    /// The first items with that problem. Quote marks around a whole value of a file are reported as such.
    fn with(&self, context: &RuleInputs<'_>, problem: Problem) -> impl Iterator<Item = &Item> {
        let quoted = sources::quotes::reports(context, self.setting);
        let version = context.scenario.engine.version();
        self.items()
            .filter(move |item| {
                !quoted
                    && !is_blanked_out(self.setting, &item.text)
                    && Problem::of(item, version) == Some(problem)
            })
            .take(MAX_FINDINGS)
    }

    /// The items that go takes as they were most likely meant.
    fn sound(&self, context: &RuleInputs<'_>) -> impl Iterator<Item = &Item> {
        let version = context.scenario.engine.version();
        self.items().filter(move |item| Problem::of(item, version).is_none() && !is_none_idiom(&item.text))
    }

    /// Changes every item that has the problem; `None` where nothing would be left, where trust would be
    /// widened, and for GOINSECURE, which is for people to change.
    fn mended(
        &self,
        context: &RuleInputs<'_>,
        problem: Problem,
        applicability: Applicability,
        mend: impl Fn(&str) -> String,
    ) -> Option<Fix> {
        let edits: Vec<_> = self
            .items()
            .filter(|item| Problem::of(item, context.scenario.engine.version()) == Some(problem))
            .map(|item| (item.range.clone(), mend(&item.text)))
            .collect();
        if edits.iter().any(|(_, new)| new.is_empty()) {
            return None;
        }
        self.offer(replaced(self.value(), &edits), applicability)
    }

    /// A new value, unless it would widen trust.
    fn offer(&self, value: String, applicability: Applicability) -> Option<Fix> {
        Fix::set(&self.setting.name, value, applicability).ok()
    }
}

/// Whether go takes every item of a list as it was most likely meant. Where it does not, that comes first.
fn is_sound(context: &RuleInputs<'_>, list: &PatternList) -> bool {
    list.items().iter().all(|item| Problem::of(item, context.scenario.engine.version()).is_none())
}

/// Whether whoever pasted the settings put `<something>` in place of a name that is nobody's business.
fn is_blanked_out(setting: &Setting, text: &str) -> bool {
    setting.origin.layer == Layer::GoEnvOutput && text.contains('<') && text.contains('>')
}

/// Whether an item names a host of public code, or all of it below one.
fn is_public_host(text: &str) -> bool {
    is_public_code(text.trim_end_matches('/').trim_end_matches("/*"))
}

/// `none`, or words that were meant as switches (which are reported as such).
fn on_purpose(items: &[Item]) -> bool {
    items.iter().all(|item| is_none_idiom(&item.text) || is_switch(&item.text) || item.text.trim().is_empty())
}

/// The patterns of a list that another one neither repeats nor covers.
fn lost<'a>(wanted: &'a PatternList, own: &PatternList) -> Vec<&'a str> {
    fn bare(item: &Item) -> &str {
        item.text.trim_end_matches('/')
    }
    let repeated: BTreeSet<&str> = own.items().iter().map(bare).collect();
    let wanted = wanted.items().iter().filter(|item| item.defect.is_none()).map(bare);
    wanted.filter(|text| !is_none_idiom(text) && !repeated.contains(text) && !own.matches(text)).collect()
}

/// Where go.mod asks for a module, as another place of a finding.
fn bites(module: &ModuleFacts, label: &str) -> Option<Related> {
    module.place.as_ref().map(|place| Related::at(Layer::ProjectFile, place, label))
}

/// Every pattern list that somebody wrote. A list taken over from GOPRIVATE is judged there.
fn lists<'a>(context: &RuleInputs<'a>) -> impl Iterator<Item = Written<'a>> {
    let context = *context;
    holding(Kind::Patterns).filter_map(move |variable| {
        let setting = written(&context, variable.name)?;
        let list = context.scenario.engine.pattern_list(variable.name)?;
        Some(Written { setting, list })
    })
}

/// `none`: no word of go's, but the usual way to write a list that matches nothing.
fn is_none_idiom(pattern: &str) -> bool {
    pattern == "none"
}
