"""A scenario that says something unknown, or expects nothing, is an error that names its place."""

import pytest
from scenario import ScenarioError, ids, read_scenarios
from scenario_folder import attempts, program_folder

STORY = """\
exercise a1 due 2020-08-08 12:00
== A title
events
    2020-08-07 12:00  handed in a1
as of 2020-08-09 00:00
    a1 is awaiting review
    receipt of a1 has Handed in: pass: 1 attempt
"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("handed in a1", "gave in a1", '4: "gave in a1" is no sentence that is known here'),
        ("2020-08-07 12:00  handed", "handed", '4: "handed in a1" has no date'),
        ("exercise a1", "exercize a1", "1: "),
        ("awaiting review", "awaiting", '6: "a1 is awaiting" is no sentence'),
        ("as of 2020-08-09 00:00\n", "as of then\n", '5: "as of then" is no sentence'),
        ("    receipt of a1 has", "        receipt of a1 has", "7: is indented below no receipt"),
        ("events\n", "", "3: is indented below nothing"),
        (
            "    receipt of a1 has Handed in: pass: 1 attempt\n",
            "",
            '2: "A title" shows no line of a receipt',
        ),
        (STORY[STORY.index("as of") :], "", '2: "A title" expects nothing'),
        (STORY[STORY.index("    a1 is") :], "", '2: "A title" expects nothing'),
        ("has Handed in: pass: 1 attempt", "", "7: the receipt has no lines"),
        ("events\n", "program\n      key: 1\nevents\n", "4: belongs to no key of program.yaml"),
        (STORY, STORY + "== A title\n", '8: "A title" is the title of an earlier scenario'),
    ],
)
def test_what_is_wrong_is_told_with_its_line(before, after, told, tmp_path):
    file = tmp_path / "story.txt"
    assert before in STORY
    file.write_text(STORY.replace(before, after))
    with pytest.raises(ScenarioError) as error:
        read_scenarios(file)
    assert str(error.value).startswith(f"{file}:{told}")


def test_a_program_that_cannot_be_read_is_told_by_its_scenario(tmp_path):
    file = tmp_path / "story.txt"
    file.write_text(STORY.replace("handed in a1", "excused from a9"))
    with pytest.raises(
        ScenarioError, match=r'story\.txt:2: decisions\.yaml: exercise: "a9" is not'
    ):
        program_folder(read_scenarios(file)[0], tmp_path)


@pytest.mark.parametrize("when", ["2020-10-25 02:30", "2020-03-29 02:30"])
def test_a_moment_that_is_two_or_none_is_an_error(when, tmp_path):
    file = tmp_path / "story.txt"
    file.write_text(STORY.replace("2020-08-07 12:00", when))
    with pytest.raises(ScenarioError, match=r"story\.txt:4: .* is not one moment; write it in UTC"):
        attempts(read_scenarios(file)[0], "Europe/Berlin")


def test_a_range_of_ids_is_all_of_them():
    assert list(ids("a9..a11")) == ["a9", "a10", "a11"]
    assert list(ids("a9")) == ["a9"]
