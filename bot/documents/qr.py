"""A link as a QR picture, to be photographed from a phone or from paper."""

from io import BytesIO

import segno

from bot.core.ports import File


def qr_picture(link: str) -> File:
    """A PNG that a phone reads from an arm's length, also where a corner is creased (error level M)."""
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="png", scale=10, border=4)
    return File("qr.png", out.getvalue())
