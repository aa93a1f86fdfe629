//! Puts the lines of a log together into statements: one error with all that belongs to it.

/// One thing that a program said, over as many lines as it took.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Statement {
    /// The line of the log that it begins on, from 1.
    pub line: u64,
    /// What the program itself said, its lines parted by line feeds.
    pub text: String,
    /// What a server answered, as far as the program repeated it below `server response:`. It tells of
    /// the server's settings and credentials, never of the client's.
    pub server: String,
}

/// Bytes of a statement that are kept.
const MAX_STATEMENT_BYTES: usize = 16 * 1024;

/// The statement that is being put together.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    current: Option<Statement>,
    /// The last line as it came.
    last: String,
    is_server: bool,
    /// Whether the server's lines are indented, as go indents them; a paste may have lost that.
    is_server_indented: bool,
    is_after_blank: bool,
}

impl Assembly {
    /// Takes a line without its prefixes; gives back the statement that ended before it.
    pub(super) fn line(&mut self, number: u64, line: &str) -> Option<Statement> {
        let line = line.trim_end();
        let body = line.trim_start();
        if body.is_empty() || body.starts_with("```") || body.starts_with("~~~") {
            self.is_after_blank = true;
            return None;
        }
        if self.current.is_some() && self.belongs(line, body) {
            self.append(line, body);
            return None;
        }
        let before = self.finish();
        self.current = Some(Statement { line: number, ..Statement::default() });
        self.append(line, body);
        before
    }

    /// Ends the statement at hand.
    pub(super) fn finish(&mut self) -> Option<Statement> {
        self.last.clear();
        self.is_server = false;
        self.is_after_blank = false;
        self.current.take()
    }

    /// Whether a line goes on with the statement at hand.
    fn belongs(&self, line: &str, body: &str) -> bool {
        let is_indented = line.starts_with([' ', '\t']);
        if FOLLOWERS.iter().any(|follower| body.starts_with(follower)) {
            return true;
        }
        if HEADS.iter().any(|head| body.starts_with(head)) && (!is_indented || !self.is_open())
            || is_prompt(line)
        {
            return false;
        }
        if self.is_after_blank {
            return is_indented && !self.is_server;
        }
        if self.is_server && self.is_server_indented {
            // A mail program may have broken the server's line; whatever it says is not the client's.
            return is_indented || self.last.len() >= SHORTEST_BREAK;
        }
        is_indented || self.is_open() || self.is_server || self.is_wrapped(body)
    }

    /// Whether the last line announces more.
    fn is_open(&self) -> bool {
        self.last.ends_with(':')
    }

    /// Whether the last line is so long that somebody may have broken it.
    fn is_wrapped(&self, body: &str) -> bool {
        let is_go = self.current.as_ref().is_some_and(|current| {
            ["go: ", "go get ", "package ", "verifying "].iter().any(|start| current.text.starts_with(start))
        });
        let is_address = body.trim_start_matches(['"', '\'']).starts_with("https://");
        let shortest = if is_go { SHORTEST_BREAK } else { SHORTEST_WRAP };
        (is_go && is_address || self.last.len() >= shortest) && !is_place(body)
    }

    /// Whether the last line fills a terminal of an ordinary width.
    fn is_filled(&self) -> bool {
        self.last.len() >= SHORTEST_WRAP && self.last.len().is_multiple_of(10)
    }

    fn append(&mut self, line: &str, body: &str) {
        let is_broken = self.is_filled() && !line.starts_with([' ', '\t']);
        let Some(statement) = &mut self.current else { return };
        let (mine, theirs) = match body.split_once("server response:") {
            Some((mine, theirs)) if !self.is_server => (mine, Some(theirs)),
            _ => (body, None),
        };
        let target = if self.is_server { &mut statement.server } else { &mut statement.text };
        push(target, mine, is_broken);
        if let Some(theirs) = theirs {
            self.is_server = true;
            self.is_server_indented = line.starts_with([' ', '\t']);
            push(&mut statement.server, theirs.trim(), false);
        }
        self.is_after_blank = false;
        line.clone_into(&mut self.last);
    }
}

/// Adds a line, as far as there is room.
fn push(text: &mut String, line: &str, is_broken: bool) {
    if line.is_empty() || text.len() + line.len() > MAX_STATEMENT_BYTES {
        if text.is_empty() {
            text.extend(line.chars().take(MAX_STATEMENT_BYTES / 4));
        }
        return;
    }
    if !text.is_empty() && !is_broken {
        text.push('\n');
    }
    text.push_str(line);
}

/// The narrowest terminal, in characters.
const SHORTEST_WRAP: usize = 60;

/// The shortest line of an error of go that a mail program may have ended before a long address.
const SHORTEST_BREAK: usize = 36;

/// Lines that go on with what stands before them, whatever their indentation.
const FOLLOWERS: &[&str] = &[
    "server response:",
    "fatal: ",
    "remote: ",
    "Confirm the import path",
    "If this is a private repository",
    "SECURITY ERROR",
    "This download does NOT match",
    "The bits may have been replaced",
    "have intercepted the download",
    "For more information, see 'go help module-auth'",
    "To ignore the vendor directory",
    "To sync the vendor directory",
    "Use -buildvcs=false",
    "git@",
    "Please make sure you have the correct access rights",
    "and the repository exists",
    "downloaded: h1:",
    "downloaded:",
    "go.sum: ",
    "sum.golang.org: h1:",
    "terminal prompts disabled",
];

/// Beginnings of a new statement.
const HEADS: &[&str] = &[
    "go: ",
    "go get ",
    "go install ",
    "go build ",
    "go mod ",
    "go list ",
    "go test ",
    "go env ",
    "go run ",
    "verifying ",
    "package ",
    "build ",
    "can't load package",
    "cannot find package",
    "warning: ",
    "error ",
    "make: ",
    "make[",
    "FAIL",
    "ok  ",
    "--- ",
    "Step ",
    "RUN ",
    "COPY ",
    "docker ",
    "------",
    "The command '",
    "process \"",
    "executor failed",
    "failed to solve",
    "Process completed with exit code",
    "npm ",
    "+ ",
];

/// Whether a line is a command at a prompt.
fn is_prompt(line: &str) -> bool {
    ["$ ", "% ", "PS ", "C:\\>", "❯ ", "➜ "].iter().any(|mark| line.starts_with(mark))
}

/// Whether a line begins with a place in a Go file, as compilers write it: `./x.go:3:4: …`.
fn is_place(body: &str) -> bool {
    body.split_once(".go:")
        .is_some_and(|(file, rest)| !file.contains(' ') && rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statements(text: &str) -> Vec<Statement> {
        let mut assembly = Assembly::default();
        let mut all: Vec<Statement> =
            (1..).zip(text.lines()).filter_map(|(number, line)| assembly.line(number, line)).collect();
        all.extend(assembly.finish());
        all
    }

    #[test]
    fn statement_takes_its_indented_lines() {
        let all = statements(
            "go: inconsistent vendoring in /x:\n\ta@v1: is explicitly required\n\n\tTo ignore the vendor directory, use\ngo: next\n",
        );
        assert_eq!(all.len(), 2);
        assert!(all[0].text.ends_with("a@v1: is explicitly required\nTo ignore the vendor directory, use"));
        assert_eq!((all[1].line, all[1].text.as_str()), (5, "go: next"));
    }

    #[test]
    fn text_below_server_response_belongs_to_the_server() {
        for indent in ["\t", ""] {
            let log = format!(
                "go: m@v1: verifying module: 404 Not Found\n{indent}server response:\n{indent}not found: exit status 128:\n{indent}fatal: could not read Username\ngo: other\n"
            );
            let all = statements(&log);
            assert_eq!(all.len(), 2, "{log}");
            assert_eq!(all[0].text, "go: m@v1: verifying module: 404 Not Found");
            assert_eq!(all[0].server, "not found: exit status 128:\nfatal: could not read Username");
        }
    }

    #[test]
    fn line_broken_by_a_terminal_is_joined() {
        let line = "build cache is required, but could not be located: GOCACHE is not defined and %L";
        assert_eq!(line.len(), 80);
        let all = statements(&format!("{line}\nocalAppData% is not defined\n"));
        assert_eq!(all[0].text, format!("{line}ocalAppData% is not defined"));
    }

    #[test]
    fn statements_of_a_log_stay_apart() {
        let all = statements(
            "go: downloading a v1\ngo: a@v1: no\n$ go env\nprose\n\nmore prose\n./x.go:3:4: undefined\n",
        );
        assert_eq!(all.len(), 6);
    }

    #[test]
    fn endless_statement_is_cut() {
        let mut log = String::from("go: x:\n");
        log.push_str(&"\tthe same line again and again\n".repeat(10_000));
        let all = statements(&log);
        assert!(all.len() == 1 && all[0].text.len() <= MAX_STATEMENT_BYTES);
    }
}
