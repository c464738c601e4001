"""Make pictures of the gallery small: ``python docs/gallery.py docs/images/map*.png``.

Each PNG becomes at most 1,600 pixels wide with at most 128 colours; one that is small already stays as it is.
"""

import sys
from pathlib import Path

from PIL import Image

WIDE, COLOURS = 1600, 128


def shrink(path: Path) -> None:
    """Write a picture back, smaller."""
    with Image.open(path) as picture:
        if picture.mode == "P" and picture.width <= WIDE:
            return
        high = round(picture.height * WIDE / picture.width)
        small = picture.convert("RGB").resize((WIDE, high), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


for name in sys.argv[1:]:
    shrink(Path(name))
