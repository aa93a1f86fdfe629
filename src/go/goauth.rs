//! GOAUTH: how go authenticates https requests (Go 1.24 and later).
//!
//! Mirrors `cmd/go/internal/auth.runGoAuth`. The commands are only read here, never run.

use super::error::GoError;

/// Checks a GOAUTH value as the first https request does.
///
/// # Errors
/// The text with which the go command would end, whatever the request was for. Go works through the
/// commands from the last to the first, so the last defect is the one it reports.
pub(crate) fn check(value: &str) -> Result<(), GoError> {
    if value == "off" {
        return Ok(());
    }
    let commands: Vec<&str> = value.split(';').collect();
    commands.iter().rev().try_for_each(|command| check_command(command, commands.len(), value))
}

fn check_command(command: &str, count: usize, value: &str) -> Result<(), GoError> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let git = "GOAUTH=git dir method requires an absolute path to the git working directory";
    let text = match words[..] {
        [] => format!("GOAUTH encountered an empty command (GOAUTH={value})"),
        ["off", ..] if count != 1 => {
            format!("GOAUTH=off cannot be combined with other authentication commands (GOAUTH={value})")
        }
        ["git", dir] if !dir.starts_with('/') && !has_drive(dir) => format!("{git}, dir is not absolute"),
        ["git", _] => return Ok(()),
        ["git", ..] => git.to_owned(),
        _ => return Ok(()),
    };
    Err(GoError::new(text))
}

/// Whether a path starts with a Windows drive.
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_well_formed() {
        for value in ["off", "netrc", "git /home/u/repo", "netrc;my-helper --flag", "git /a; netrc"] {
            assert_eq!(check(value), Ok(()), "{value}");
        }
    }

    #[test]
    fn defects_in_go_words() {
        for (value, words) in [
            ("netrc;", "GOAUTH encountered an empty command (GOAUTH=netrc;)"),
            (
                "off;netrc",
                "GOAUTH=off cannot be combined with other authentication commands (GOAUTH=off;netrc)",
            ),
            ("git", "GOAUTH=git dir method requires an absolute path to the git working directory"),
            (
                "git dir",
                "GOAUTH=git dir method requires an absolute path to the git working directory, dir is not absolute",
            ),
        ] {
            assert_eq!(check(value).unwrap_err().text(), words, "{value}");
        }
    }
}
