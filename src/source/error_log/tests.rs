//! Whole logs.

use super::*;

fn texts(log: &[u8]) -> Vec<String> {
    let mut all = vec![];
    read(log, |statement| all.push(statement.text)).unwrap();
    all
}

#[test]
fn log_of_an_image_build() {
    let log = b"#9 [4/6] RUN go mod download\r\n#9 33.83 go: github.com/a/b@v0.13.0: reading https://goproxy.cn/github.com/a/b/@v/v0.13.0.zip: 404 Not Found\r\n#9 33.83 \tserver response: not found\r\n#9 ERROR: process did not complete\r\n";
    let mut all = vec![];
    read(log.as_slice(), |statement| all.push(statement)).unwrap();
    assert_eq!(all[1].line, 2);
    assert!(all[1].text.ends_with("404 Not Found"), "{all:?}");
    assert_eq!(all[1].server, "not found");
    assert_eq!(all.len(), 3);
}

#[test]
fn log_in_utf16() {
    let text = "go: cannot find GOROOT directory: C:\\Go\r\n";
    let bytes: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(texts(&bytes), ["go: cannot find GOROOT directory: C:\\Go"]);
}

#[test]
fn surroundings_hold_the_paste_and_mentions() {
    let log = "I ran `GOPROXY=direct go get x`\n\n```\n$ go env\nGOOS='linux'\n```\n";
    let around = read(log.as_bytes(), |_| {}).unwrap();
    assert_eq!(around.paste, log);
    assert_eq!(around.mentions[0].name, "GOPROXY");
}

#[test]
fn hostile_lines_are_harmless() {
    let long = vec![b'\x1b'; 10_000_000];
    assert!(texts(&long).concat().is_empty());
    let zeros = vec![0_u8; 1_000_000];
    assert!(texts(&zeros).concat().is_empty());
    let brackets = "[".repeat(200_000) + "](" + &"://".repeat(100_000);
    assert!(texts(brackets.as_bytes()).len() <= 2);
    let escapes = "\u{1b}]".repeat(100_000);
    texts(escapes.as_bytes());
}
