use proptest::prelude::*;

use super::*;

#[test]
fn secrets_are_masked() {
    let table = include_str!("../../../fixtures/secrets/masked.tsv");
    let rows: Vec<_> = table.lines().filter(|line| !line.starts_with('#')).collect();
    for row in &rows {
        let (text, expected) = row.split_once('\t').unwrap();
        assert_eq!(mask(text), expected);
        assert_eq!(mask(expected), expected, "masked twice");
    }
    assert!(rows.len() > 40);
}

#[test]
fn public_texts_are_kept() {
    for text in include_str!("../../../fixtures/secrets/kept.txt").lines() {
        assert_eq!(mask(text), text);
        assert!(matches!(mask_cow(text), Cow::Borrowed(_)), "{text}");
    }
}

#[test]
fn user_info_with_password_like_go_redacts() {
    // What net/url.URL.Redacted gives for the same URL.
    for masked in ["%5Bredacted%5D", "[redacted]", "***"] {
        let url = format!("https://u:{masked}@h.example/a");
        assert_eq!(mask(&url), url, "go masked it already");
    }
    assert_eq!(mask("https://u:p@h.example/a?b#c"), "https://u:xxxxx@h.example/a?b#c");
}

/// Pieces of which nasty texts are made.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "https://",
        "://",
        "user",
        ":",
        "@",
        "/",
        "?",
        "#",
        ",",
        "|",
        "=",
        "&",
        "token",
        "--token",
        "-",
        " ",
        "\"",
        "\\\"",
        "'",
        "\n",
        "password",
        "login",
        "Bearer",
        "Basic",
        "ghp_aBcD1234efGH",
        "eyJhbGciOi.",
        "h1:",
        "+033de0ae+",
        "host.example",
        "v1.2.3",
        "%3A%2F%2F",
        "%40",
        "%2f",
        "x",
        "xxxxx",
        "git",
        "ssh",
        "a1b2c3d4e5f6a7b8c9d0e1f2",
        "PRIVATE-TOKEN: ",
        "é",
        "[",
        "(",
        ";",
        ".",
        "\\",
        "x-oauth-basic",
        "key",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|parts| parts.concat())
}

#[test]
fn masking_settles_where_one_mask_changes_the_next() {
    for text in ["PRIVATE-TOKEN: %3A%2F%2F\\%40", ";ghp_aBcD1234efGH=eyJhbGciOi."] {
        let once = mask(text);
        assert_eq!(mask(&once), once);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn masking_twice_changes_nothing(text in pieces()) {
        let once = mask(&text);
        prop_assert_eq!(mask(&once), once);
    }

    #[test]
    fn arbitrary_text_never_panics(text in ".*") {
        let once = mask(&text);
        prop_assert_eq!(mask(&once), once);
    }

    #[test]
    fn password_of_any_url_is_gone(password in "[a-zA-Z0-9!$&*+;~._%:@-]{6,20}[a-z]", host in "[a-z]{3,9}\\.example") {
        let masked = mask(&format!("Get \"https://user:{password}@{host}/x\": EOF"));
        prop_assert!(masked.ends_with(&format!("xxxxx@{host}/x\": EOF")), "{}", masked);
        prop_assert!(!masked.contains(&password));
    }
}

#[test]
fn private_keys_are_masked_and_certificates_kept() {
    let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\nDEF==\n-----END RSA PRIVATE KEY-----\n";
    let masked = "-----BEGIN RSA PRIVATE KEY-----\nxxxxx\n-----END RSA PRIVATE KEY-----\n";
    assert_eq!(mask(key), masked);
    assert_eq!(mask("a -----BEGIN PRIVATE KEY-----\nMIIE"), "a -----BEGIN PRIVATE KEY-----\nxxxxx");
    let public = "-----BEGIN CERTIFICATE-----\nMIIEabc\n-----END CERTIFICATE-----\n";
    assert_eq!(mask(public), public);
}
