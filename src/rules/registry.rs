//! The list of all rules, and the ways to run them and to find them.

use globset::GlobBuilder;

use crate::config::is_beyond_use;
use crate::source::Layer;

use super::placement;
use super::{
    Diagnostic, Rule, RuleInputs, RuleMeta, direct, goproxy, gosumdb, modules, patterns, policy, shells,
    sources, suppressions, toolchains,
};

/// All rules, family by family, in the order of their codes.
pub const RULES: &[Rule] = &[
    goproxy::space::RULE,
    goproxy::empty_list::RULE,
    goproxy::empty_setting::RULE,
    goproxy::unreachable_entry::RULE,
    goproxy::unknown_word::RULE,
    goproxy::bad_scheme::RULE,
    goproxy::quotes::RULE,
    goproxy::wrong_separator::RULE,
    goproxy::invalid_url::RULE,
    goproxy::missing_scheme::RULE,
    goproxy::file_url::RULE,
    goproxy::credentials::RULE,
    goproxy::plain_http::RULE,
    goproxy::pipe_leaks::RULE,
    goproxy::comma_no_fallback::RULE,
    goproxy::off::RULE,
    goproxy::is_http_proxy::RULE,
    goproxy::unexpanded::RULE,
    goproxy::invisible::RULE,
    goproxy::retired_mirror::RULE,
    goproxy::duplicate::RULE,
    gosumdb::off::RULE,
    gosumdb::off_misspelt::RULE,
    gosumdb::unknown_name::RULE,
    gosumdb::empty_setting::RULE,
    gosumdb::bad_key::RULE,
    gosumdb::too_many_fields::RULE,
    gosumdb::is_a_proxy::RULE,
    gosumdb::invalid_url::RULE,
    gosumdb::plain_http::RULE,
    gosumdb::url_bypasses_proxies::RULE,
    patterns::space::RULE,
    patterns::scheme::RULE,
    patterns::boolean::RULE,
    patterns::misses_apex::RULE,
    patterns::private_overridden::RULE,
    patterns::empty_does_not_clear::RULE,
    patterns::port::RULE,
    patterns::quotes::RULE,
    patterns::semicolon::RULE,
    patterns::invisible::RULE,
    patterns::malformed::RULE,
    patterns::braces::RULE,
    patterns::double_star::RULE,
    patterns::bang_class::RULE,
    patterns::regex::RULE,
    patterns::leading_dot::RULE,
    patterns::too_deep::RULE,
    patterns::case::RULE,
    patterns::trailing_slash::RULE,
    patterns::unused::RULE,
    patterns::too_wide::RULE,
    patterns::noproxy_without_nosumdb::RULE,
    patterns::nosumdb_without_noproxy::RULE,
    patterns::insecure_skips_no_checksum::RULE,
    patterns::insecure_too_wide::RULE,
    patterns::ellipsis::RULE,
    patterns::insecure_not_for_proxies::RULE,
    sources::env_hides_file::RULE,
    sources::line_ignored::RULE,
    sources::quotes::RULE,
    sources::unknown_variable::RULE,
    sources::crlf::RULE,
    sources::duplicate::RULE,
    sources::not_settable::RULE,
    sources::goenv_off::RULE,
    sources::goenv_missing::RULE,
    sources::relative_config_home::RULE,
    sources::home_unset::RULE,
    sources::goroot_env_edited::RULE,
    sources::goroot_mismatch::RULE,
    sources::goroot_invalid::RULE,
    sources::variable_too_new::RULE,
    sources::http_proxy_split::RULE,
    sources::gocache_off::RULE,
    shells::not_exported::RULE,
    shells::unquoted_space::RULE,
    shells::wrong_shell::RULE,
    shells::interactive_only::RULE,
    shells::shell_is_stale::RULE,
    shells::conflicting_files::RULE,
    shells::go_env_w_loses::RULE,
    toolchains::local_too_old::RULE,
    toolchains::needs_sumdb::RULE,
    toolchains::blocked::RULE,
    toolchains::too_new_syntax::RULE,
    toolchains::modules_off::RULE,
    toolchains::go111module_unknown::RULE,
    toolchains::gotoolchain_invalid::RULE,
    toolchains::mod_vendor::RULE,
    toolchains::goflags_invalid::RULE,
    toolchains::gowork_elsewhere::RULE,
    modules::private_to_proxy::RULE,
    modules::private_to_sumdb::RULE,
    modules::blocked::RULE,
    modules::gosum_missing::RULE,
    modules::replaced_by_directory::RULE,
    modules::unreadable_file::RULE,
    direct::without_git::RULE,
    direct::govcs_blocks::RULE,
    direct::govcs_invalid::RULE,
    direct::goauth_invalid::RULE,
    direct::netrc_no_entry::RULE,
    direct::netrc_unused::RULE,
    direct::insecure_flag::RULE,
    suppressions::unused::RULE,
    suppressions::without_reason::RULE,
    policy::required_value::RULE,
    policy::forbidden_value::RULE,
    policy::private_leak::RULE,
    policy::egress::RULE,
    policy::unverified::RULE,
    policy::unused_entry::RULE,
];

/// Runs every rule. The findings come in the order of the places that set the values: first by layer
/// (as go asks them), then by file and line, then by variable, then by where in the value they
/// begin, then by code.
pub fn check_all(context: &RuleInputs<'_>) -> Vec<Diagnostic> {
    let mut found = vec![];
    for rule in RULES {
        (rule.check)(context, &mut found);
    }
    found.iter_mut().for_each(|found| placement::place(found, context));
    sort(&mut found);
    found
}

/// Brings findings into their order.
pub(super) fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|a, b| place(a).cmp(&place(b)));
}

fn place(found: &Diagnostic) -> impl Ord + '_ {
    let origin = &found.origin;
    let code = found.rule.code;
    let text = if origin.layer == Layer::ProjectFile { found.message.as_str() } else { "" };
    (origin.layer, &origin.place, &found.variable, found.range.start, code, text)
}

/// The rule of that code (`GP001`) or slug (`goproxy-space`); upper and lower case do not matter.
pub fn find(code_or_slug: &str) -> Option<&'static RuleMeta> {
    RULES.iter().map(|rule| rule.meta).find(|meta| meta.is_called(code_or_slug))
}

/// Why a choice of rules chooses none.
#[derive(Debug, thiserror::Error)]
pub enum SelectError {
    /// The text is no glob.
    #[error("`{pattern}` cannot be read as a pattern: {reason}")]
    Glob {
        /// The text.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No rule has such a name.
    #[error("no rule is called `{pattern}`{}", nearest(pattern))]
    NoMatch {
        /// The text.
        pattern: String,
    },
}

/// The rules whose code or slug matches a glob such as `goproxy-*` or `GS*`, in the order of the
/// registry; case does not matter.
///
/// # Errors
/// A text that is no glob, or that matches no rule.
pub fn select(pattern: &str) -> Result<Vec<&'static RuleMeta>, SelectError> {
    if is_beyond_use(pattern) {
        let reason = "it is longer or has more braces than names of rules need".to_owned();
        return Err(SelectError::Glob { pattern: shortened(pattern), reason });
    }
    let glob = GlobBuilder::new(pattern).case_insensitive(true).build();
    let matcher = glob
        .map_err(|error| SelectError::Glob { pattern: pattern.to_owned(), reason: error.kind().to_string() })?
        .compile_matcher();
    let chosen: Vec<_> = RULES
        .iter()
        .map(|rule| rule.meta)
        .filter(|meta| matcher.is_match(meta.code) || matcher.is_match(meta.slug))
        .collect();
    if chosen.is_empty() {
        return Err(SelectError::NoMatch { pattern: pattern.to_owned() });
    }
    Ok(chosen)
}

/// The beginning of a text that is too long to be shown.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    short.push('…');
    short
}

fn nearest(name: &str) -> String {
    let slugs: Vec<&str> = RULES.iter().map(|rule| rule.meta.slug).collect();
    crate::distance::nearest(name, &slugs, 3).map_or(String::new(), |slug| format!("; is it `{slug}`?"))
}
