"""What stood in the way of a collection: the lines that `tables.COLLECTIONS` keeps as `problems`.

They are kept in the English of the command line and read back where a page shows them. A line that
is none of these is shown as it is and marked as English.
"""

from sgdash.language import Foreign
from sgdash.language.sentence import Sentence, Sentences, Value

_WORDS = Value(read=Foreign)
_NUMBER = Value("[0-9]+")

_OF_GIT = (
    Sentence(
        "{it} belongs to another user, so git refuses to read it. If you trust it, run: git config "
        "--global --add safe.directory {folder}"
    ),
    Sentence(
        "{it} refused access ({words}). Check that `git ls-remote {same}` works without asking for "
        "a password: set up a credential helper or an ssh key, then try again.",
        words=_WORDS,
    ),
    Sentence(
        "{it} is not a git repository, or not one that you may read. Check the path or address."
    ),
    Sentence(
        "{it} could not be reached ({words}). Check the network and the address, then try again.",
        words=_WORDS,
    ),
    Sentence(
        "{it} lacks objects that its history needs ({words}). Run `git fsck` in it; a clone made "
        "with a filter on trees needs `git fetch --refetch --filter=blob:none`.",
        words=_WORDS,
    ),
    Sentence(
        "git could not read {it} ({words}). Run `git ls-remote {same}` to see more.", words=_WORDS
    ),
    Sentence("{it} is a folder inside a repository. Give the repository's own path."),
    Sentence(
        "{it} has no commit on its default branch yet. Push one, or check out the branch that has "
        "the work, then try again."
    ),
    Sentence(
        "{it} is a shallow clone, whose files would all seem to be of its oldest commit. Run `git "
        "fetch --unshallow` in it, then try again."
    ),
    Sentence(
        "{it} has not one commit of those collected for {program} from {earlier}: it is another "
        "repository, or its whole history was rewritten. Nothing was changed. Correct --from, or "
        "add --replace to forget the earlier collection"
    ),
    Sentence(
        "refs/pull/{number}/head: names no commit, so pull request {same} is left out",
        number=_NUMBER,
    ),
    Sentence(
        "pull request {number}: has more than {limit} commits, those nearest its head are kept",
        number=_NUMBER,
    ),
    Sentence("commit {commit}: dated after the year 9999, kept as its end"),
    Sentence("commit {commit}: a date that git cannot read, kept as its other date or 1970"),
)

_CAUSES = Sentences(
    (
        Sentence("its name could not be resolved"),
        Sentence("the connection failed"),
        Sentence("the proxy does not let it through"),
        Sentence("the connection broke in the middle of an answer"),
        Sentence("the answer was cut off or is no JSON"),
        Sentence("no answer in time"),
        Sentence("it answered {status}", status=_NUMBER),
    )
)
_NEXT = Sentences((Sentence("Try again later"), Sentence("Check the network, or try again later")))
_WHY = Sentences(
    (
        Sentence(
            "{cause}, {times} times. {next}",
            cause=Value(read=_CAUSES.read),
            times=_NUMBER,
            next=Value(read=_NEXT.read),
        ),
        Sentence(
            "the token is not valid, or no longer. Make a new one that may read the repository, "
            "and set GITHUB_TOKEN to it"
        ),
        Sentence(
            "the organisation asks for single sign-on. Authorise the token for it in your GitHub "
            "settings under tokens"
        ),
        Sentence(
            'the token may not read that: "{words}". Give it read access to contents, metadata, '
            "pull requests and issues",
            words=_WORDS,
        ),
        Sentence(
            "there is no such repository, or this token may not see it. Correct `repository:` in "
            "program.yaml, or give the token access to it"
        ),
        Sentence('it answered {status}: "{words}"', status=_NUMBER, words=_WORDS),
    )
)
_OF_GITHUB = (
    Sentence("GitHub, about {it}: {why}. What was collected is kept", why=Value(read=_WHY.read)),
    Sentence(
        "{old} is called {new} on GitHub now. Correct `repository:` in program.yaml: somebody else "
        "may take the old name"
    ),
    Sentence("{name}: has more files than GitHub lists at once; git tells them all"),
)

TROUBLES = Sentences((*_OF_GITHUB, *_OF_GIT))
