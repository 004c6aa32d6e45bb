"""Versions of the open file: kept, shown, compared, brought back."""
