"""LibreOffice for the tests, where one is installed: what another program makes of our files."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

needs_office = pytest.mark.skipif(
    SOFFICE is None, reason="no LibreOffice here: apt-get install libreoffice-impress-nogui libreoffice-calc-nogui"
)


def as_pdf(file: Path, folder: Path) -> Path:
    """Open a file and print it as PDF; a profile of its own, so that tests may run side by side."""
    assert SOFFICE is not None
    profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / f"{file.stem}.pdf"


def texts(pdf: Path) -> list[str]:
    """Text of each page, blanks as they come."""
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(pdf).pages]
