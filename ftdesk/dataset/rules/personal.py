"""E-mail addresses, card numbers and telephone numbers in a text."""

import re
from collections.abc import Iterator
from itertools import islice

from ftdesk.dataset.rules.sighting import HIDDEN, Sighting

EMAIL = "personal.email"
CARD = "personal.card_number"
PHONE = "personal.phone"

_BEFORE_AT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_-])?$")
_AFTER_AT = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}(?P<top>[A-Za-z]{2,24})(?![\w-])"
)
_LONGEST_LOCAL = 64
_PASSWORD = re.compile(r"//[^\s/@]*$")
"""What stands before the @ in https://name:word@host is no address."""
_NOBODY = re.compile(r"(?:^|\.)(?:example\.[a-z.]+|[^.]+\.(?:example|test|invalid|localhost|local))$")
"""Domains that are kept for examples (RFC 2606, RFC 6761)."""
_FILES = frozenset(("css", "gif", "jpeg", "jpg", "js", "json", "png", "svg", "webp"))
"""`icon@2x.png` is a file."""
_NOT_PEOPLE = frozenset(("git",))

_FOURTEEN = re.compile(rb"[0-9](?:[ -]?[0-9]){13}")
"""No card number has less digits."""
_LONGEST_CARD = 19
"""With what separates its groups."""
_CARD = re.compile(
    r"(?<![\w.,+/=-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{4,5}|\d{14,16})(?![\w/=-]|[.,]\d)",
    re.ASCII,
)
_ISSUERS = re.compile(
    r"4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14}|3(?:0[0-5]|[689]\d)\d{11}",
    re.ASCII,
)
"""Numbers and lengths of Visa, Mastercard (twice), American Express, Discover, JCB, UnionPay and Diners Club."""

_PHONE = re.compile(r"(?<![\w+)\]}/=*-])\+ ?\(?\d[\d ().-]{6,22}", re.ASCII)
_MOST_LOOKED_UP = 200
"""Each costs a tenth of a millisecond; what has more of them is a table of other numbers."""
_AFTER_PLUS = re.compile(rb" ?\(?[0-9][0-9 ().-]{6}")


def may_be_card(raw: bytes, at: int) -> bool:
    """Whether the four digits at a place are among that many, on end or in groups."""
    return _FOURTEEN.search(raw, max(0, at - _LONGEST_CARD + 4), at + _LONGEST_CARD) is not None


def phones_in(raw: bytes) -> Iterator[int]:
    """Where lines may have a number with its country's: others are told from amounts by nobody."""
    at = raw.find(b"+")
    while at >= 0:
        if _AFTER_PLUS.match(raw, at + 1):
            yield at
        at = raw.find(b"+", at + 1)


def find_emails(text: str) -> Iterator[Sighting]:
    """The addresses of a text, those that are kept for examples left out."""
    at = text.find("@")
    while at >= 0:
        local = _BEFORE_AT.search(text[max(0, at - _LONGEST_LOCAL) : at])
        domain = _AFTER_AT.match(text, at + 1)
        if local and domain and _is_of_a_person(text, at - len(local[0]), local[0], domain):
            shown = f"{local[0][0]}{HIDDEN}@{domain[0]}"
            yield Sighting(EMAIL, at - len(local[0]), domain.end(), shown)
        at = text.find("@", at + 1)


def _is_of_a_person(text: str, start: int, local: str, domain: re.Match[str]) -> bool:
    return not (
        domain["top"].lower() in _FILES
        or local in _NOT_PEOPLE
        or _NOBODY.search(domain[0].lower())
        or _PASSWORD.search(text[max(0, start - _LONGEST_LOCAL) : start])
    )


def find_cards(text: str) -> Iterator[Sighting]:
    """Card numbers: an issuer's, of its length, with the right check digit (ISO/IEC 7812)."""
    for number in _CARD.finditer(text):
        digits = number[0].replace(" ", "").replace("-", "")
        if _ISSUERS.fullmatch(digits) and _luhn(digits) and len(set(digits)) > 2:
            yield Sighting(CARD, number.start(), number.end(), f"{HIDDEN}{digits[-4:]}")


def _luhn(digits: str) -> bool:
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0


def find_phones(text: str) -> Iterator[Sighting]:
    """Telephone numbers that start with "+" and are in use by their country's plan."""
    for seen in islice(_PHONE.finditer(text), _MOST_LOOKED_UP):
        yield from _numbers(text, seen.start(), seen.end())


def _numbers(text: str, start: int, end: int) -> Iterator[Sighting]:
    from phonenumbers import (  # a tenth of a second, and most files have no number
        Leniency,
        PhoneNumberMatcher,
    )

    for number in PhoneNumberMatcher(text[start:end], None, Leniency.VALID, 3):
        shown = f"+{number.number.country_code}{HIDDEN}{number.raw_string[-2:]}"
        yield Sighting(PHONE, start + number.start, start + number.end, shown)
