//! Texts that mean harm to a reader of shell files.

/// Names of the start-up file that the three families of shells read when somebody types into them.
pub(crate) fn start_up_file(shell: &str) -> &'static str {
    match shell {
        "fish" => ".config/fish/config.fish",
        "tcsh" => ".tcshrc",
        "zsh" => ".zshrc",
        "ksh" => ".kshrc",
        "mksh" => ".mkshrc",
        "bash" => ".bashrc",
        _ => ".profile",
    }
}

/// A mode in which the shell reads that file.
pub(crate) fn mode(shell: &str) -> &'static str {
    if matches!(shell, "dash" | "busybox") { "login-interactive" } else { "interactive" }
}

/// The line that sets GOPROXY in that shell.
pub(crate) fn set(shell: &str, value: &str) -> String {
    match shell {
        "fish" => format!("set -gx GOPROXY {value}\n"),
        "tcsh" => format!("setenv GOPROXY {value}\n"),
        _ => format!("export GOPROXY={value}\n"),
    }
}

/// `inner` within `depth` layers.
pub(crate) fn nested(open: &str, inner: &str, close: &str, depth: usize) -> String {
    open.repeat(depth) + inner + &close.repeat(depth)
}

/// Openings and their ends that a parser may follow downwards, in the shells of Bourne's family.
pub(crate) const BOURNE_LAYERS: &[(&str, &str)] = &[
    ("(", ")"),
    ("( ", " )"),
    ("{ ", "; }"),
    ("$(", ")"),
    ("\"$(", ")\""),
    ("`\\", "`"),
    ("${A:-", "}"),
    ("\"${A:-", "}\""),
    ("$((", "))"),
    ("$((1+(", "))"),
    ("<(", ")"),
    ("! ", ""),
    ("if ", "; then :; fi"),
    ("if :; then ", "; fi"),
    ("if false; then :; elif ", ""),
    ("if :; then :; else ", "; fi"),
    ("while ", "; do :; done"),
    ("for a in b; do ", "; done"),
    ("case a in a) ", ";; esac"),
    ("f() { ", "; }"),
    ("function f { ", "; }"),
    ("[[ ( ", " ) ]]"),
    ("[[ ! ", " ]]"),
    ("[ ! ", " ]"),
    ("[ \\( ", " \\) ]"),
    ("eval ", ""),
    ("command ", ""),
    ("a=", ""),
    (": && ", ""),
    (": | ", ""),
    ("export A=(", ")"),
    ("x={a,", "}"),
    ("A[", "]=b"),
    ("cat <<", ""),
    ("coproc ", ""),
    ("time ", ""),
    ("'\\''", ""),
    ("$'\\", "'"),
];

/// The same in zsh, beyond what it shares with the others.
pub(crate) const ZSH_LAYERS: &[(&str, &str)] = &[
    ("(", ")"),
    ("$(", ")"),
    ("${", "}"),
    ("${(", "}"),
    ("${${", "}}"),
    ("${A:-", "}"),
    ("if [[ x ]] { ", " }"),
    ("while [[ x ]] { ", " }"),
    ("for a (b) ", ""),
    ("repeat 1 ", ""),
    ("foreach a (b) ", " end"),
    ("{ ", " } always { x }"),
    ("() { ", " }"),
    ("=(", ")"),
    ("*(", ")"),
    ("[[ ( ", " ) ]]"),
    ("case a { a) ", ";; }"),
];

/// The same in fish.
pub(crate) const FISH_LAYERS: &[(&str, &str)] = &[
    ("(", ")"),
    ("$(", ")"),
    ("echo (", ")"),
    ("\"$(", ")\""),
    ("begin; ", "; end"),
    ("if true; ", "; end"),
    ("if ", "; end"),
    ("while ", "; end"),
    ("for a in b; ", "; end"),
    ("function f; ", "; end"),
    ("switch a; case a; ", "; end"),
    ("not ", ""),
    ("! ", ""),
    ("and ", ""),
    ("x{a,", "}"),
    ("{", "}"),
    ("$", ""),
    ("$a[", "]"),
    ("command ", ""),
    ("a=b ", ""),
    ("true; and ", ""),
];

/// The same in tcsh.
pub(crate) const CSH_LAYERS: &[(&str, &str)] = &[
    ("(", ")"),
    ("if (1) ", ""),
    ("if (1) then\n", "\nendif"),
    ("foreach a (b)\n", "\nend"),
    ("while (1)\n", "\nend"),
    ("switch (a)\ncase a:\n", "\nendsw"),
    ("@ a = (", ")"),
    ("@ a = (!", ")"),
    ("if ({ ", " })"),
    ("`", "`"),
    ("\"`", "`\""),
    ("$", ""),
    ("${", "}"),
    ("{a,", "}"),
    ("\\\n", ""),
];

/// Bytes of a seed (SplitMix64), rich in what shells find special.
pub(crate) fn junk(seed: u64, length: usize) -> Vec<u8> {
    const SPECIAL: &[u8] =
        b"$(){}[]'\"`\\|&;<>#!=~*?,:-%/@^\n\r\t \0\xff\xc3export if fi then do done end set";
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        usize::try_from((mixed ^ (mixed >> 31)) >> 40).unwrap()
    };
    let one = |number: usize| match number % 3 {
        0 => u8::try_from(number / 3 % 256).unwrap(),
        _ => SPECIAL[number / 3 % SPECIAL.len()],
    };
    (0..length).map(|_| one(next())).collect()
}
