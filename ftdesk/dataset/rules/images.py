"""What a provider demands of images in training examples (OpenAI's vision limits); nothing is downloaded."""

import base64
import binascii
from urllib.parse import urlsplit

from ftdesk.dataset.rules.finding import Found, shown

IMAGES_PER_EXAMPLE = 10
IMAGE_EXAMPLES_PER_FILE = 50_000
IMAGE_BYTES = 10_000_000

_MEDIA_TYPES = {"image/jpeg", "image/jpg", "image/png", "image/webp"}
_OTHER_ENDINGS = (".gif", ".bmp", ".svg", ".tif", ".tiff", ".heic", ".avif", ".ico", ".pdf")
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_HEAD = 64  # base64 letters that hold the signature, a whole number of groups


def check_image(part: dict[str, object], role: object, path: str, found: Found) -> None:
    """Check one content part of type image_url; the address may be a text or stand under "url"."""
    found.images += 1
    if role == "assistant":
        found.add("image.in_assistant", path)
    image = part.get("image_url")
    url = image.get("url") if isinstance(image, dict) else image
    if not isinstance(url, str):
        found.add("image.url", f"{path}/image_url", found=shown(url))
    elif url[:5].lower() == "data:":
        _check_data(url, f"{path}/image_url", found)
    else:
        _check_address(url, f"{path}/image_url", found)


def _check_address(url: str, path: str, found: Found) -> None:
    try:
        address = urlsplit(url)
    except ValueError:
        found.add("image.url", path, found=shown(url))
        return
    if address.scheme not in {"http", "https"} or not address.netloc:
        found.add("image.url", path, found=shown(url))
    elif address.path.lower().endswith(_OTHER_ENDINGS):
        found.add("image.format", path, found="." + address.path.rsplit(".", 1)[1].lower())


def _check_data(url: str, path: str, found: Found) -> None:
    header, comma, data = url.partition(",")
    media_type, *options = header[len("data:") :].lower().split(";")
    if not comma or "base64" not in options:
        found.add("image.url", path, found=shown(header))
    elif media_type not in _MEDIA_TYPES:
        found.add("image.format", path, found=media_type or "data:")
    elif not _starts_like_an_image(data):
        found.add("image.format", path, found=shown(data[:16]))
    size = len(data) * 3 // 4
    if size > IMAGE_BYTES:
        found.add("image.too_large", path, size=size, limit=IMAGE_BYTES)


def _starts_like_an_image(data: str) -> bool:
    try:
        head = base64.b64decode(data[:_HEAD], validate=True)
    except (binascii.Error, ValueError):
        return False
    return head.startswith(_SIGNATURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
