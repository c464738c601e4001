"""Words that options choose from."""

from enum import StrEnum


class Mode(StrEnum):
    """Strategic modes."""

    AIR = "air"
    SEA = "sea"


class Format(StrEnum):
    """Formats of maps."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    GPKG = "gpkg"
    GEOJSON = "geojson"
    KMZ = "kmz"


class Extent(StrEnum):
    """Pages of the map: the theatre with its insets, or one part of the world."""

    THEATRE = "theatre"
    EUROPE = "europe"
    PACIFIC = "pacific"
    KOREA = "korea"
    POLE = "pole"
    ALL = "all"
