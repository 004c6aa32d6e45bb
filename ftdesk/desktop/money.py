"""Amounts of money as a person reads them, the same everywhere."""

from decimal import Decimal

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


def money(amount: Decimal, currency: str) -> str:
    """Such as "$2.40"; a small amount keeps two significant figures, so that little never reads as nothing."""
    figures = 2 if amount == 0 or amount >= 1 else max(2, 1 - amount.adjusted())
    return f"{_SYMBOLS.get(currency, f'{currency} ')}{amount:,.{figures}f}"
