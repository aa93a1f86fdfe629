//! Commands, as the grammar has them.

use std::ops::Range;
use std::sync::Arc;

use super::Word;

/// Commands one after the other.
pub(crate) type List = Vec<AndOr>;

/// `a && b || c`, and whether it runs in the background.
#[derive(Debug, Clone)]
pub(crate) struct AndOr {
    /// The first pipeline.
    pub(crate) first: Pipeline,
    /// The others, each with what links it to those before.
    pub(crate) rest: Vec<(Link, Pipeline)>,
    /// `&` at its end.
    pub(crate) is_background: bool,
}

/// What stands between two pipelines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// `&&`
    And,
    /// `||`
    Or,
}

/// `a | b | c`.
#[derive(Debug, Clone)]
pub(crate) struct Pipeline {
    /// `!` before it.
    pub(crate) is_negated: bool,
    /// The commands.
    pub(crate) commands: Vec<Command>,
    /// Where it stands.
    pub(crate) span: Range<u32>,
}

/// One command.
#[derive(Debug, Clone)]
pub(crate) enum Command {
    /// Assignments and words.
    Simple(Simple),
    /// `{ …; }`
    Group(List),
    /// `( … )`
    Subshell(List),
    /// `if …`
    If(If),
    /// `while …`, `until …`
    Loop(Loop),
    /// `for …`, `select …`
    For(For),
    /// `for (( … ))`, `repeat …`: what counts, and the body.
    Repeat(Range<u32>, List),
    /// `case …`
    Case(Case),
    /// `f() …`
    Function(Function),
    /// `[[ … ]]`
    Test(Test, Range<u32>),
    /// `(( … ))`
    Arithmetic(Range<u32>),
    /// A compound command with redirections.
    Redirected(Box<Command>, Vec<Redirect>),
}

/// Assignments, words and redirections.
#[derive(Debug, Clone, Default)]
pub(crate) struct Simple {
    /// Words with `NAME=` before the command word.
    pub(crate) assignments: Vec<Word>,
    /// The command word and its arguments.
    pub(crate) words: Vec<Word>,
    /// Redirections.
    pub(crate) redirects: Vec<Redirect>,
    /// Where it stands.
    pub(crate) span: Range<u32>,
}

/// A redirection, as far as a variable can depend on it.
#[derive(Debug, Clone)]
pub(crate) struct Redirect {
    /// A number stands before it: `2>`.
    pub(crate) has_number: bool,
    /// `<`, `>`, `<<`, `<<<` …
    pub(crate) operator: String,
    /// The file, or the here-string.
    pub(crate) target: Word,
}

/// `if …; then …; elif …; else …; fi`
#[derive(Debug, Clone)]
pub(crate) struct If {
    /// Each condition with its span and its body.
    pub(crate) arms: Vec<(List, Range<u32>, List)>,
    /// What follows `else`.
    pub(crate) otherwise: Option<List>,
}

/// `while …; do …; done`
#[derive(Debug, Clone)]
pub(crate) struct Loop {
    /// `until` in place of `while`.
    pub(crate) is_until: bool,
    /// The condition.
    pub(crate) condition: List,
    /// Its span.
    pub(crate) span: Range<u32>,
    /// The body.
    pub(crate) body: List,
}

/// `for NAME in …; do …; done`
#[derive(Debug, Clone)]
pub(crate) struct For {
    /// The variables (zsh takes several).
    pub(crate) names: Vec<String>,
    /// What they run over; `None`: the positional parameters.
    pub(crate) words: Option<Vec<Word>>,
    /// The body.
    pub(crate) body: List,
    /// `select`: which word is chosen depends on a person.
    pub(crate) is_select: bool,
    /// Where the head stands.
    pub(crate) span: Range<u32>,
}

/// `case WORD in …; esac`
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// What is matched.
    pub(crate) subject: Word,
    /// The arms.
    pub(crate) arms: Vec<Arm>,
    /// Where the head stands.
    pub(crate) span: Range<u32>,
}

/// One arm of a `case`.
#[derive(Debug, Clone)]
pub(crate) struct Arm {
    /// Its patterns.
    pub(crate) patterns: Vec<Word>,
    /// Its body.
    pub(crate) body: List,
    /// What follows it.
    pub(crate) then: Then,
}

/// What follows the body of an arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// `;;`: nothing.
    Ends,
    /// `;&`: the next body.
    FallsThrough,
    /// `;;&`, `;|`: the next arm whose pattern fits.
    TestsOn,
}

/// `f() …`, `function f …`
#[derive(Debug, Clone)]
pub(crate) struct Function {
    /// Its names; `None`: zsh's anonymous function, which is called at once.
    pub(crate) names: Vec<String>,
    /// Its body.
    pub(crate) body: Arc<Command>,
    /// Defined by the word `function` (ksh93 then makes `typeset` local).
    pub(crate) has_keyword: bool,
    /// Arguments of an anonymous function.
    pub(crate) arguments: Vec<Word>,
}

/// What stands in `[[ … ]]`.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// `! …`
    Not(Box<Test>),
    /// `… && …`
    And(Box<Test>, Box<Test>),
    /// `… || …`
    Or(Box<Test>, Box<Test>),
    /// `-f WORD`
    Unary(String, Word),
    /// `WORD == WORD`
    Binary(Word, String, Word),
    /// `WORD`: not empty.
    Word(Word),
}
