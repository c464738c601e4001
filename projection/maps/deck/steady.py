"""Office files that are the same bytes each time: no clock in the package, nor in what is packed in it."""

import io
import re
import zipfile

_FIRST = (1980, 1, 1, 0, 0, 0)
_MADE = b"2000-01-01T00:00:00Z"
_WHEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def steady(data: bytes) -> bytes:
    """The same package with every date in it fixed; workbooks inside are treated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xlsx"):
                part = steady(part)
            elif name == "docProps/core.xml":
                part = _WHEN.sub(rb"\g<1>" + _MADE + rb"\g<3>", part)
            info = zipfile.ZipInfo(name, _FIRST)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
