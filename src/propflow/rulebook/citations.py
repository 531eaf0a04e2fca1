"""
Citations: whether the ids that somebody cites stand in the rulebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from propflow.rulebook.book import book

_LIKE_OURS = re.compile(r"[A-D][0-9]{2}-[0-9]{2,3}")


def citation_faults(cited: Iterable[tuple[str, Iterable[str]]], *, ours: bool) -> Iterator[str]:
    """
    Every citation of a rule that there is not, as a sentence.

    Args:
        cited: Where something is cited, and the ids that are cited there.
        ours: May nothing be cited but the rulebook? A site may cite manuals of its own:
            then only an id of the rulebook's form must stand in it.
    """
    known = book()
    for where, ids in cited:
        for id_ in ids:
            if id_ not in known and (ours or _LIKE_OURS.fullmatch(id_)):
                meant = get_close_matches(id_[:100], known, n=1)
                hint = f"; is '{meant[0]}' meant?" if meant else ""
                yield f"{where} cites the rule '{id_[:100]}', which is not in the rulebook{hint}"
