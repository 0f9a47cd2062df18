"""Whoever follows a link that is not quite right still finds a way on."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sgdash.show import member

ROUTER = Path(__file__).parents[2] / "pages" / "router.py"


def opened(**link: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    for name, value in {"lang": "en", **link}.items():
        app.query_params[name] = value
    return app.run()


def of_a_member(**link: str) -> AppTest:
    return opened(**link).switch_page("member/member.py").run()


def test_a_group_that_does_not_exist_leaves_the_choice_of_those_that_do() -> None:
    app = opened(program="nosuch")
    assert [chooser.label for chooser in app.sidebar.selectbox] == ["Study group"]
    app.sidebar.selectbox[0].select("ucm-dlg").run()
    assert app.query_params["program"] == "ucm-dlg"
    assert "UCM Applied Math" in _told(app)


@pytest.mark.parametrize("asked", ["emine-sample", "Emine-Sample", "EMINE-SAMPLE"])
def test_a_member_is_found_by_id_or_login_whatever_their_capitals(asked: str) -> None:
    app = of_a_member(program="dair-d2l", member=asked)
    assert "Emine Örnek" in _told(app)


@pytest.mark.parametrize("asked", ["nobody", "", "sample"])
def test_a_member_who_does_not_exist_can_be_chosen_anew(asked: str) -> None:
    app = of_a_member(program="dair-d2l", member=asked)
    assert 'class="sg-name"' not in _told(app)
    assert [chooser.label for chooser in app.main.selectbox] == ["Member"]


def test_a_receipt_that_breaks_leaves_the_choice_of_another_member(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("a receipt that nobody thought of")

    monkeypatch.setattr(member, "_draw", broken)
    app = of_a_member(program="dair-d2l", member="emine-sample")
    assert len(app.exception) == 1
    assert [chooser.label for chooser in app.main.selectbox] == ["Member"]


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Something on this page went wrong."), ("es", "Algo falló en esta página.")],
)
def test_a_page_that_breaks_says_so_in_the_reader_s_language_and_nothing_of_why(
    language: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    def script(language: str) -> None:
        from sgdash.show.failing import tell  # noqa: PLC0415 - a script of its own
        from sgdash.show.language import speak  # noqa: PLC0415

        speak(language)
        tell(RuntimeError("password 123"))

    app = AppTest.from_function(script, args=(language,), default_timeout=60).run()
    assert told in _told(app)
    assert "123" not in _told(app)
    assert "password 123" in caplog.text


def _told(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def test_before_a_certificate_is_refused_there_is_a_way_to_what_may_be_theirs() -> None:
    app = opened(program="dair-d2l").switch_page("organiser/verdicts.py").run()
    assert "Of 3 members who are not eligible, something that was found may be theirs" in _told(app)
    assert "What could not be matched" in [link.label for link in app.get("page_link")]
