"""What every lister of a corpus begins with."""


class Refused(Exception):
    """The corpus cannot be listed; the text says why, in a sentence for a person."""


def unique(name, taken):
    """The name, without what could be taken for a path's colon, not too long, and told from those before it."""
    name = name.replace(":", ";")
    if len(name) > 150:
        name = name[:147] + "..."
    numbered, number = name, 1
    while numbered in taken:
        number += 1
        numbered = f"{name}-{number}"
    taken.add(numbered)
    return numbered
