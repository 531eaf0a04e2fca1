"""
Samples for papers: instants that are filled in, a photograph, a signed sheet.
"""

from __future__ import annotations

from typing import Final

NOW: Final = "now"
TOMORROW: Final = "tomorrow"

PHOTO: Final = {"sha256": "0" * 64, "media_type": "image/jpeg", "size": 183_204, "ref": "photos/before-and-after"}
SHEET: Final = {"sha256": "1" * 64, "media_type": "application/pdf", "size": 20_480, "ref": "sheets/signed-copy"}
