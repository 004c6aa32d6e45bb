"""The plain case: OpenAI itself, and the local engine, which speaks the same word for word."""

from ftdesk.api.dialects.dialect import Dialect

OPENAI = Dialect(name="openai")
