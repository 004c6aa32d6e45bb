"""The body of a job creation, checked field by field and turned into an order."""

import hashlib
import math
import re
import secrets
from collections.abc import Mapping

from ftdesk.engine.bodies import Fields
from ftdesk.engine.errors import RequestRefused
from ftdesk.engine.store.records import JobOrder
from ftdesk.engine.trainers.interface import WantedHyperparameters

KNOWN = (
    "model",
    "training_file",
    "validation_file",
    "suffix",
    "seed",
    "metadata",
    "hyperparameters",
    "method",
    "integrations",
)
LARGEST_SEED = 2**31 - 1
TAG = "ftdesk_tag"
"""The metadata name under which the window marks its jobs; it serves as idempotency key as well."""


def read_order(fields: Fields, key_header: str | None) -> JobOrder:
    """The order in a request. Raises RequestRefused naming the field that is wrong."""
    fields.only(KNOWN)
    if fields.values.get("integrations"):
        fields.refuse("integrations", "this engine reports to nobody")
    metadata = _metadata(fields)
    key = key_header or (metadata or {}).get(TAG)
    return JobOrder(
        model=fields.needed_text("model"),
        training_file=fields.needed_text("training_file"),
        validation_file=fields.text("validation_file"),
        suffix=_suffix(fields),
        seed=_seed(fields, key),
        wanted=_wanted(fields),
        metadata=metadata,
        idempotency_key=key,
    )


def name_stem(base_model: str, suffix: str | None) -> str:
    """The name of the model to be, without its random end; a suffix keeps its letters and digits."""
    words = re.sub(r"[^\w.-]+", "-", suffix or "").strip("-")
    return f"ft:{base_model}:local:{words}:"


def _suffix(fields: Fields) -> str | None:
    suffix = fields.text("suffix")
    if suffix is not None and not 1 <= len(suffix) <= 64:
        fields.refuse("suffix", "it must have from 1 to 64 characters")
    return suffix


def _seed(fields: Fields, key: str | None) -> int:
    """The seed asked for; otherwise one that is the same when the same request is sent again."""
    seed = fields.integer("seed", 0, LARGEST_SEED)
    if seed is not None:
        return seed
    if key is None:
        return secrets.randbelow(LARGEST_SEED + 1)
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") & LARGEST_SEED


def _wanted(fields: Fields) -> WantedHyperparameters:
    method = fields.object("method")
    top = fields.object("hyperparameters")
    if method is None:
        return _hyperparameters(top)
    if top is not None and top.values:
        fields.refuse("hyperparameters", "give either 'method' or 'hyperparameters', not both")
    kind = method.needed_text("type")
    if kind != "supervised":
        method.refuse("type", f"this engine trains supervised examples only, not {kind}", "unsupported_value")
    method.only(("type", "supervised"))
    supervised = method.object("supervised")
    if supervised is None:
        return WantedHyperparameters()
    supervised.only(("hyperparameters",))
    return _hyperparameters(supervised.object("hyperparameters"))


def _hyperparameters(given: Fields | None) -> WantedHyperparameters:
    if given is None:
        return WantedHyperparameters()
    given.only(("n_epochs", "batch_size", "learning_rate_multiplier"))
    chosen = Fields({name: value for name, value in given.values.items() if value != "auto"}, given.place)
    rate = chosen.number("learning_rate_multiplier", 0, math.inf)
    if rate is not None and not 0 < rate < math.inf:
        chosen.refuse("learning_rate_multiplier", "it must be above 0")
    return WantedHyperparameters(
        chosen.integer("n_epochs", 1, 50), chosen.integer("batch_size", 1, 256), rate
    )


def _metadata(fields: Fields) -> Mapping[str, str] | None:
    given = fields.object("metadata")
    if given is None:
        return None
    pairs: dict[str, str] = {}
    for name in given.values:
        value = given.text(name)
        if len(name) > 64 or value is None or len(value) > 512:
            raise RequestRefused(
                "Invalid 'metadata': names have up to 64 characters, values are texts of up to 512.",
                param="metadata",
                code="invalid_value",
            )
        pairs[name] = value
    if len(pairs) > 16:
        fields.refuse("metadata", "it has more than 16 pairs")
    return pairs
