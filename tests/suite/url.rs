//! URLs as real go releases parse, print and refuse them.
//!
//! `fixtures/corpus/url.jsonl` was printed by programs built with each release: what `net/url` made of
//! generated texts. Parts that may hold any bytes are written as `url.QueryEscape` shows them; parts
//! that were empty or false are left out; `go` names the releases that agree on the row.

use crate::support::Score;
use goenv_doctor::go::GoVersion;
use goenv_doctor::go::quote::quote;
use goenv_doctor::go::url::{Url, path_escape, path_unescape, query_escape};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const RELEASES: [&str; 8] =
    ["1.19.8", "1.21.13", "1.22.10", "1.23.9", "1.24.11", "1.25.5", "1.26.6", "1.27.3"];

/// What our functions make of a text, in the form of a row.
fn observe(text: &str, version: GoVersion) -> Map<String, Value> {
    let mut row = Map::new();
    let mut put = |key: &str, value: Value| {
        if value != json!("") && value != json!(false) {
            row.insert(key.to_owned(), value);
        }
    };
    put("in", json!(text));
    put("quoted", json!(quote(text)));
    put("pe", json!(path_escape(text)));
    put("qe", json!(query_escape(text)));
    match path_unescape(text) {
        Ok(bytes) => put("pu", json!(query_escape(bytes))),
        Err(fault) => put("pu_err", json!(fault.to_string())),
    }
    match Url::parse(text, version) {
        Ok(url) => parts(&url).into_iter().for_each(|(key, value)| put(key, value)),
        Err(error) => put("err", json!(error.to_string())),
    }
    row
}

fn parts(url: &Url) -> Vec<(&'static str, Value)> {
    let user = url.user.clone().unwrap_or_default();
    vec![
        ("scheme", json!(url.scheme)),
        ("opaque", json!(url.opaque)),
        ("user", json!(query_escape(user.username.as_bytes()))),
        ("pass", json!(user.password.map(|p| query_escape(p.as_bytes())).unwrap_or_default())),
        ("host", json!(query_escape(url.host.as_bytes()))),
        ("path", json!(query_escape(url.path.as_bytes()))),
        ("rawpath", json!(url.raw_path)),
        ("omit", json!(url.omit_host)),
        ("fq", json!(url.force_query)),
        ("rq", json!(url.raw_query)),
        ("frag", json!(query_escape(url.fragment.as_bytes()))),
        ("rawfrag", json!(url.raw_fragment)),
        ("string", json!(url.to_string())),
        ("redacted", json!(url.redacted())),
        ("epath", json!(url.escaped_path())),
        ("hostname", json!(query_escape(url.hostname().as_bytes()))),
        ("port", json!(url.port())),
        ("only", json!(url.is_only_path())),
    ]
}

fn releases(row: &Map<String, Value>) -> Vec<GoVersion> {
    let names: Vec<&str> = match row.get("go").and_then(Value::as_array) {
        Some(list) => list.iter().filter_map(Value::as_str).collect(),
        None => RELEASES.to_vec(),
    };
    names.into_iter().filter_map(GoVersion::parse).collect()
}

#[test]
fn url_agrees_with_every_go_release() {
    let mut score = Score::default();
    for mut row in crate::support::corpus::<Map<String, Value>>("url") {
        let versions = releases(&row);
        row.remove("go");
        let text = row.get("in").and_then(Value::as_str).unwrap_or("").to_owned();
        row.retain(|key, value| key != "in" || value != "");
        let go = Value::Object(row);
        for version in versions {
            let ours = Value::Object(observe(&text, version));
            score.compare(format!("{version} {text:?}"), &go, &ours);
        }
    }
    score.finish("url", 2001);
}

/// Texts made of what GOPROXY values are made of.
fn nasty_reference() -> impl Strategy<Value = String> {
    let pieces = [
        "a", "B", "1", ":", "/", "//", "@", "?", "#", "%", "%25", "%2f", "%zz", "%c3%a9", "[", "]", "::1",
        ".", " ", "\"", "\\", "<", ">", ";", ",", "|", "*", "é", "\u{200b}", "https:", "file:", "\u{7f}",
        "\u{1}",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..14).prop_map(|list| list.concat())
}

fn any_release() -> impl Strategy<Value = GoVersion> {
    (13_u32..=28).prop_map(|minor| GoVersion::new(1, minor, 0))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn url_functions_take_any_text(text in ".{0,60}", version in any_release()) {
        observe(&text, version);
    }

    #[test]
    fn url_functions_take_any_pieces(text in nasty_reference(), version in any_release()) {
        observe(&text, version);
    }

    #[test]
    fn url_escapes_lead_back(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        prop_assert_eq!(path_unescape(path_escape(&bytes)), Ok(bytes.clone()));
        prop_assert!(query_escape(&bytes).is_ascii());
    }

    /// Once through parser and printer is enough, wherever the host or the scheme is named.
    #[test]
    fn url_printing_is_stable(rest in nasty_reference(), version in any_release()) {
        if let Ok(url) = Url::parse(&format!("https://h{rest}"), version) {
            let printed = url.to_string();
            let again = Url::parse(&printed, version).map(|url| url.to_string());
            prop_assert_eq!(again, Ok(printed));
        }
    }

    #[test]
    fn url_redaction_hides_the_password(password in "[a-zA-Z0-9]{8,20}", rest in "[a-z/?#]{0,10}") {
        let text = format!("https://u:{password}@h.example/{rest}");
        let url = Url::parse(&text, GoVersion::NEWEST_KNOWN).unwrap();
        prop_assert!(!url.redacted().contains(&password));
        prop_assert!(url.to_string().contains(&password));
    }
}
