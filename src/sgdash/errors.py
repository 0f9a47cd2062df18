"""What goes wrong and is told to a person as a sentence: the thing, the cause, the next step."""


class SgdashError(Exception):
    """Something that the one who asked can mend; its message is all they are shown."""
