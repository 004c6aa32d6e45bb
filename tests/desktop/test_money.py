"""An amount says what it is, however small."""

from decimal import Decimal

import pytest

from ftdesk.desktop.money import money


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("2.4", "$2.40"), ("0", "$0.00"), ("0.92", "$0.92"), ("0.00034", "$0.00034"), ("12345.6", "$12,345.60")],
)
def test_a_small_amount_does_not_read_as_nothing(amount: str, shown: str) -> None:
    assert money(Decimal(amount), "USD") == shown


def test_a_currency_without_a_sign_of_its_own_is_named() -> None:
    assert money(Decimal("1.5"), "CHF") == "CHF 1.50"
