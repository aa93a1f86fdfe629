//! What `rule` prints.

use goenv_doctor::rules::doc::{RuleDoc, page, table};
use goenv_doctor::rules::{RULES, find};

#[test]
fn page_holds_everything_in_eighty_columns() {
    for rule in RULES {
        let (meta, page) = (rule.meta, page(rule.meta));
        assert!(page.starts_with(&format!("{} {} (", meta.code, meta.slug)));
        let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for text in [meta.summary, meta.what_go_does, meta.why] {
            assert!(flat.contains(text), "{}: {text}", meta.slug);
        }
        assert!(meta.links.iter().all(|link| page.contains(link)));
        // An address has no blank to break at.
        let is_text = |line: &&str| !line.trim_start().starts_with("https://");
        let wide = page.lines().filter(is_text).find(|line| line.chars().count() > 80);
        assert_eq!(wide, None, "{}", meta.slug);
    }
}

#[test]
fn page_reads_like_this() {
    insta::assert_snapshot!(page(find("goproxy-empty-setting").unwrap()), @r"
    GP003 goproxy-empty-setting (error)

    GOPROXY is empty: set so in a file, or $GOROOT/go.env is missing

    What go does
      From Go 1.21 on the default of GOPROXY stands in `$GOROOT/go.env` and nowhere
      else. A line `GOPROXY=` in the go/env file (what `go env -w GOPROXY=` writes)
      hides it, and so does a missing go.env. The value is then the empty string and
      every lookup fails. Before, an empty value gave the built-in default; an empty
      environment variable still counts as not set.

    Why it hurts
      Nothing can be downloaded, and the error says that the list is not the empty
      string when it is.

    Example
      in the go/env file:
        GOPROXY=

    Better
      in the go/env file:
        GOPROXY=https://proxy.golang.org,direct

    Go versions
      1.21 and later

    Prevents
      goproxy-empty-list, distribution-defaults

    See
      https://go.dev/ref/mod#environment-variables
      https://github.com/golang/go/issues/62274
    ");
}

#[test]
fn table_has_a_line_for_each_rule() {
    insta::assert_snapshot!(table(RULES.iter().map(|rule| rule.meta)));
}

#[test]
fn json_document_is_complete() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&RuleDoc::from(find("SR001").unwrap())).unwrap(), @r#"
    {
      "code": "SR001",
      "name": "env-hides-go-env-file",
      "severity": "warning",
      "since": "1.13",
      "until": null,
      "summary": "an environment variable hides another value in the go/env file",
      "what_go_does": "A variable that is not empty in the process environment wins over the go/env file, where `go env -w` writes. `go env -w` says so only at the moment of writing.",
      "why": "The value that was written with `go env -w` has no effect here, but has one in a shell, editor or service without the variable: the same command does different things.",
      "bad": {
        "environment": "GOPROXY=https://goproxy.cn,direct",
        "goenv_file": "GOPROXY=https://proxy.golang.org,direct\n"
      },
      "good": {
        "goenv_file": "GOPROXY=https://proxy.golang.org,direct\n"
      },
      "prevents": [
        "env-file-shadowed-by-os-env",
        "env-not-propagated"
      ],
      "links": [
        "https://go.dev/ref/mod#environment-variables",
        "https://github.com/golang/go/issues/68270"
      ]
    }
    "#);
}
