//! Statements, as the grammar has them.

use std::rc::Rc;

use super::token::Direction;

/// A stretch of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Offset in bytes of its first character.
    pub(crate) start: u32,
    /// Offset after its last character.
    pub(crate) end: u32,
    /// The line it begins on, from 1.
    pub(crate) line: u32,
}

impl Stretch {
    /// From the start of this one to the end of another.
    #[must_use]
    pub(crate) fn to(self, other: Self) -> Self {
        Self { end: other.end, ..self }
    }
}

/// A word as it is written.
pub(crate) type Word = Stretch;

/// What links a statement to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// `and`, `&&`: only if they succeeded.
    And,
    /// `or`, `||`: only if they failed.
    Or,
}

/// Pipelines that `&&` and `||` link.
#[derive(Debug, Clone)]
pub(crate) struct Conjunction {
    /// `and` or `or` in front.
    pub(crate) decorator: Option<Link>,
    /// The first pipeline.
    pub(crate) first: Pipeline,
    /// The others.
    pub(crate) rest: Vec<(Link, Pipeline)>,
}

impl Conjunction {
    /// Where it stands, without what is in front.
    pub(crate) fn stretch(&self) -> Stretch {
        let last = self.rest.last().map_or(&self.first, |(_, pipeline)| pipeline);
        self.first.stretch.to(last.stretch)
    }
}

/// Statements that `|` links.
#[derive(Debug, Clone)]
pub(crate) struct Pipeline {
    /// The statements.
    pub(crate) stages: Vec<Stage>,
    /// `not` in front of one of them turns the status around.
    pub(crate) is_negated: bool,
    /// `&` behind it.
    pub(crate) is_background: bool,
    /// Where it stands.
    pub(crate) stretch: Stretch,
}

/// One statement of a pipeline.
#[derive(Debug, Clone)]
pub(crate) struct Stage {
    /// `NAME=value` in front.
    pub(crate) prefixes: Vec<Word>,
    /// The statement.
    pub(crate) statement: Statement,
}

/// One statement.
#[derive(Debug, Clone)]
pub(crate) enum Statement {
    /// A command with its arguments.
    Command(Command),
    /// `begin … end`
    Begin(Block),
    /// `if … end`
    If(Box<If>),
    /// `while … end`
    While(Box<While>),
    /// `for … end`
    For(Box<For>),
    /// `switch … end`
    Switch(Box<Switch>),
    /// `function … end`
    Function(Rc<Function>),
    /// A block that nests deeper than this reader follows, from its keyword to its `end`.
    TooDeep(Stretch),
}

/// What stands in front of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decoration {
    /// Nothing.
    None,
    /// `command`: neither functions nor builtins.
    Command,
    /// `builtin`: only builtins.
    Builtin,
    /// `exec`: takes the shell's place.
    Exec,
}

/// A command with its arguments.
#[derive(Debug, Clone)]
pub(crate) struct Command {
    /// What stands in front.
    pub(crate) decoration: Decoration,
    /// The command's name and its arguments.
    pub(crate) words: Vec<Word>,
    /// Redirections.
    pub(crate) redirections: Vec<Redirection>,
}

/// A redirection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Redirection {
    /// Where it leads.
    pub(crate) direction: Direction,
    /// The file or descriptor.
    pub(crate) target: Word,
}

/// Statements with redirections behind their `end`.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The statements.
    pub(crate) body: Vec<Conjunction>,
    /// Redirections behind `end`.
    pub(crate) redirections: Vec<Redirection>,
}

/// A condition: a conjunction and what `and` and `or` add to it.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    /// The conjunctions; all but the first are decorated.
    pub(crate) conjunctions: Vec<Conjunction>,
    /// Where they stand.
    pub(crate) stretch: Stretch,
}

/// `if … else if … else … end`
#[derive(Debug, Clone)]
pub(crate) struct If {
    /// Each condition with what it guards.
    pub(crate) clauses: Vec<(Condition, Vec<Conjunction>)>,
    /// What stands behind `else`.
    pub(crate) otherwise: Option<Vec<Conjunction>>,
    /// Redirections behind `end`.
    pub(crate) redirections: Vec<Redirection>,
}

/// `while … end`
#[derive(Debug, Clone)]
pub(crate) struct While {
    /// How long it goes on.
    pub(crate) condition: Condition,
    /// The body.
    pub(crate) block: Block,
}

/// `for … in … end`
#[derive(Debug, Clone)]
pub(crate) struct For {
    /// The variable.
    pub(crate) variable: Word,
    /// What it walks over.
    pub(crate) values: Vec<Word>,
    /// The body.
    pub(crate) block: Block,
    /// `for … in …`, without the body.
    pub(crate) head: Stretch,
}

/// `switch … case … end`
#[derive(Debug, Clone)]
pub(crate) struct Switch {
    /// The word that is looked at.
    pub(crate) subject: Word,
    /// Each arm: its patterns and what it guards.
    pub(crate) arms: Vec<(Vec<Word>, Vec<Conjunction>)>,
    /// Redirections behind `end`.
    pub(crate) redirections: Vec<Redirection>,
}

/// `function … end`
#[derive(Debug, Clone)]
pub(crate) struct Function {
    /// Its name and options.
    pub(crate) words: Vec<Word>,
    /// The body.
    pub(crate) block: Block,
}
