"""What a page makes of a view alone is made once for all its readers, or before the first comes."""

from collections.abc import Callable, Iterator
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar

from sgdash.show.language import voice
from sgdash.show.view import View

P = ParamSpec("P")
T = TypeVar("T")

_OF_A_VIEW: list[Callable[[View], object]] = []


def once(make: Callable[Concatenate[View, P], T]) -> Callable[Concatenate[View, P], T]:
    """Keeps what `make` returns with the view, for each language and further argument.

    These must be few, for all of it is kept as long as the view; `make` may ask nothing of the
    link, the reader or the clock. What it returns is shared, so it is never written to. Without
    further arguments it has an answer for any view, for it may be asked before there is a page.
    """
    return _keeping(make, lambda view: view.made)


def once_of_data(make: Callable[Concatenate[View, P], T]) -> Callable[Concatenate[View, P], T]:
    """The same for what is so at every moment: it is kept as long as the data and the files."""
    return _keeping(make, lambda view: view.loaded.made)


def _keeping(
    make: Callable[Concatenate[View, P], T], shelf: Callable[[View], dict[object, Any]]
) -> Callable[Concatenate[View, P], T]:
    @wraps(make)
    def made(view: View, /, *args: P.args, **kwargs: P.kwargs) -> T:
        kept, key = shelf(view), (make, voice().language, args, tuple(kwargs.items()))
        if key not in kept:
            kept[key] = make(view, *args, **kwargs)
        value: T = kept[key]
        return value

    if len(signature(make).parameters) == 1:
        _OF_A_VIEW.append(made)
    return made


def make_ahead(view: View) -> Iterator[None]:
    """Make what `once` keeps of a view, in the language that is spoken; stops before each thing."""
    for make in _OF_A_VIEW:
        yield
        make(view)
