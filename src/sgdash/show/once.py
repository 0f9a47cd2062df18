"""What a page makes of a view alone is made once for all its readers."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sgdash.show.language import voice
from sgdash.show.view import View

P = ParamSpec("P")
T = TypeVar("T")


def once(make: Callable[Concatenate[View, P], T]) -> Callable[Concatenate[View, P], T]:
    """Keeps what `make` returns with the view, for each language and further argument.

    These must be few, for all of it is kept as long as the view; `make` may ask nothing of the
    link, the reader or the clock. What it returns is shared, so it is never written to.
    """

    @wraps(make)
    def made(view: View, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (make, voice().language, args, tuple(kwargs.items()))
        if key not in view.made:
            view.made[key] = make(view, *args, **kwargs)
        kept: T = view.made[key]
        return kept

    return made
