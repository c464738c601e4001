"""Cases of whole items share their first line."""

MOVES = "uln,origin,dest,bulk_stons,over_stons,out_stons,item_stons"


def moves(*lines: str) -> dict[str, str]:
    """The table of movements with these lines under its first."""
    return {"movements.csv": "\n".join((MOVES, *lines)) + "\n"}
