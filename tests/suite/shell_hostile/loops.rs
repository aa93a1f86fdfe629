//! Loops and expansions that never end, or not in our time.

/// What a real shell never comes to the end of.
pub(crate) const ENDLESS: &[(&str, &str)] = &[
    ("bash", "while true; do :; done"),
    ("bash", "while :; do export GOPROXY=x$GOPROXY; done"),
    ("bash", "until false; do A=$A.; done"),
    ("bash", "for ((;;)); do export GOPROXY=$((++i)); done"),
    ("bash", "f() { f; }; f"),
    ("bash", "f() { f; f; }; f"),
    ("bash", "f() { g; g; }; g() { f; f; }; f"),
    ("bash", "f() { eval f; }; f"),
    ("bash", "select GOPROXY in a b; do :; done"),
    ("bash", "trap 'kill -0 $$' DEBUG; while :; do :; done"),
    ("zsh", "while true { GOPROXY+=x }; export GOPROXY"),
    ("zsh", "chpwd() { cd /; cd ~; }; cd /"),
    ("ksh", "while true; do :; done"),
    ("dash", "while :; do i=$((i+1)); done"),
    ("fish", "while true; end"),
    ("fish", "while true\n set -gx GOPROXY x$GOPROXY\nend"),
    ("fish", "function f; f; f; end; f"),
    ("fish", "function f --on-variable GOPROXY; set -gx GOPROXY x$GOPROXY; end; set -gx GOPROXY a"),
    ("tcsh", "while (1)\nend"),
    ("tcsh", "while (1)\nsetenv GOPROXY x$?GOPROXY\nend"),
    ("tcsh", "top:\ngoto top"),
    ("tcsh", "alias a b\nalias b a\na"),
    (
        "tcsh",
        "set v = ({a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b})\nsetenv GOPROXY \"$v\"",
    ),
];

/// What it would come to the end of after hours, or with more memory than there is; with the only value
/// that may be certain then.
pub(crate) const LONG: &[(&str, &str, Option<&str>)] = &[
    ("bash", "for ((i=0;i<1000000000;i++)); do export GOPROXY=$i; done", Some("999999999")),
    ("bash", "for i in {1..1000000000}; do export GOPROXY=$i; done", Some("1000000000")),
    // Numbers that do not fit make no range.
    (
        "bash",
        "for i in {1..99999999999999999999}; do export GOPROXY=$i; done",
        Some("{1..99999999999999999999}"),
    ),
    ("bash", "i=0; while [ $i -lt 1000000000 ]; do i=$((i+1)); export GOPROXY=$i; done", Some("1000000000")),
    (
        "bash",
        "for a in {1..1000}; do for b in {1..1000}; do for c in {1..1000}; do export GOPROXY=$a$b$c; done; done; done",
        Some("100010001000"),
    ),
    (
        "bash",
        "for v in {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}; do export GOPROXY=$v; done",
        None,
    ),
    ("bash", "f() { export GOPROXY=$1; [ $1 -gt 0 ] && f $(($1-1)); }; f 1000000", None),
    ("bash", "A=x; A[1000000000]=y; export GOPROXY=${A[1000000000]}", Some("y")),
    ("bash", "printf -v GOPROXY %1000000000d 1; export GOPROXY", None),
    ("bash", "export GOPROXY=$((2**1000000))$((1<<100))$((10**18*10**18))", None),
    ("bash", "export GOPROXY=$(printf %1000000000d 1)", None),
    ("zsh", "repeat 1000000000 GOPROXY+=x; export GOPROXY", None),
    ("zsh", "export GOPROXY=${(l:1000000000:)HOME}", None),
    ("zsh", "for i ({1..1000000000}) export GOPROXY=$i", Some("1000000000")),
    ("fish", "for i in (seq 1000000000); set -gx GOPROXY $i; end", None),
    (
        "fish",
        "set a a b; set -gx GOPROXY $a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a$a",
        None,
    ),
    (
        "fish",
        "set -gx GOPROXY {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}",
        None,
    ),
    ("fish", "set a[1000000000] x; set -gx GOPROXY $a", None),
    ("tcsh", "foreach i (`seq 1000000000`)\nsetenv GOPROXY $i\nend", None),
    ("tcsh", "set i = 0\nwhile ($i < 1000000000)\n@ i ++\nsetenv GOPROXY $i\nend", Some("1000000000")),
    ("tcsh", "repeat 1000000000 setenv GOPROXY x", Some("x")),
];
