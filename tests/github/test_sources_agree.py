"""The same repository by git, by GitHub, and by both: the same submissions and attempts."""

import pytest
from agreeing import SAME, Matching, rows
from hub import Acting, new_repository, seeded


def group() -> Acting:
    """Every way in which work reaches a repository."""
    acting = new_repository("club/work", {"README.md": "# Work\n", "e0/template.py": "\n"})
    acting.push({"e0/ada.py": "print(0)\n"}, by="ada", message="straight\nto the branch\n\nbody")
    acting.push({"e0/ada.py": "print(1)\n", 'e0/"odd" \u00fc.py': "odd\n"}, by="ada")
    first = acting.open("ada", {"e1/ada.py": "print(1)\n"})
    acting.add(first, {"e1/ada.py": "print(2)\n", "e1/came.py": "and\n"})
    acting.add(first, {"e1/came.py": None})
    acting.merge(first, "org")
    second = acting.open("bob", {"e1/bob.py": "print(3)\n"})
    acting.force_push(second, {"e1/bob.py": "print(4)\n"})
    acting.open("bob", {"e2/notes.txt": "words\n"}, title="e2 of bob")
    fourth = acting.open("eve", {"e2/eve.py": "print(5)\n"})
    acting.close(fourth, "org")
    moved = acting.open("org", {"e1/ada.py": None, "e3/ada.py": "print(2)\n"}, title="Tidy")
    acting.merge(moved, "org")
    acting.push({"e0/template.py": None}, by="org", message="away with it")
    for n in range(40):  # longer than a page of its history
        acting.push({"e4/bob.py": f"print({n})\n"}, by="bob")
    return acting


@pytest.mark.parametrize("sources", [("github",), ("git", "github")])
def test_every_way_of_handing_in_is_the_same_to_both(matching: Matching, sources) -> None:
    acting, people = group(), ["ada", "bob", "eve"]
    git = matching(acting, "git", people=people)
    other = matching(acting, *sources, people=people)
    about = ["member", "exercise", "attempts"]
    expected = [
        ("ada", "e0", "2"),
        ("ada", "e1", "2"),
        ("ada", "e3", "1"),
        ("bob", "e1", "1"),
        ("bob", "e4", "40"),
        ("eve", "e2", "1"),
    ]
    assert rows(git.submissions, about) == expected
    # git knows the title of a pull request only once it is merged
    assert rows(other.submissions, about) == sorted([*expected, ("bob", "e2", "1")])
    titled = other.attempts["ref"].eq("#3")
    assert rows(other.attempts[~titled], SAME) == rows(git.attempts, SAME)
    told = ["kind", "ref"]
    untitled = other.unmatched[~other.unmatched["ref"].str.startswith("#3")]
    also = git.unmatched[~git.unmatched["ref"].str.startswith("#3")]
    assert rows(untitled, told) == rows(also, told)


def test_a_whole_group_is_the_same_to_all(matching: Matching) -> None:
    acting = seeded(40, seed=11)
    people = [person.login for person in acting.repository.people.values()]
    git = matching(acting, "git", people=people)
    assert len(git.attempts) == 37
    for sources in (("github",), ("git", "github")):
        other = matching(acting, *sources, people=people)
        assert rows(other.attempts, SAME) == rows(git.attempts, SAME)
