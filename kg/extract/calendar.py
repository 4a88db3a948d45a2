"""Names of days and months, and the arithmetic of dates at the precision of the text."""

from __future__ import annotations

WEEKDAYS = {name: n for n, names in enumerate((
    ("monday", "mon"), ("tuesday", "tues", "tue"), ("wednesday", "wed"), ("thursday", "thurs", "thu"), ("friday", "fri"),
    ("saturday", "sat"), ("sunday", "sun"))) for name in names}
