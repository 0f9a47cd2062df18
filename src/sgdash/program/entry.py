"""What every entry of a program's files has in common."""

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """Anything written in a program's files: unknown keys are refused, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
