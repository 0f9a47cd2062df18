"""Who was there by what other programs export: participant reports, lists and spreadsheets.

`read_report` recognises a file, reads its people and times, and finds the session it is about.
"""

from sgdash.program.reports.reading import Reading, read_report

__all__ = ["Reading", "read_report"]
