"""What is said about a server that refused, failed or could not be reached. Templates; `explanations`
translates them.
"""

from __future__ import annotations

from dataclasses import dataclass

from ftdesk.api import errors as api
from ftdesk.wording import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Words:
    """English templates for a failure: what, why, what now."""

    sentence: str
    cause: str = ""
    next_step: str = ""


_SETTINGS = QT_TRANSLATE_NOOP("Messages", "Check the provider's address in the settings.")
_CHECK_NETWORK = QT_TRANSLATE_NOOP(
    "Messages", "Check the network and the provider's address, then try again."
)
_TRY_AGAIN = QT_TRANSLATE_NOOP("Messages", "Try again in a moment.")
_KEY_AGAIN = QT_TRANSLATE_NOOP(
    "Messages", "Copy the key again and paste it alone, without quotes or line breaks."
)

_UNREACHED: dict[api.UnreachedReason, tuple[str, str]] = {
    api.UnreachedReason.NAME: (
        QT_TRANSLATE_NOOP(
            "Messages", "No computer of that name is known: the network is off, or the name is wrong."
        ),
        _CHECK_NETWORK,
    ),
    api.UnreachedReason.REFUSED: (
        QT_TRANSLATE_NOOP("Messages", "The computer is there, but no server listens at that port."),
        QT_TRANSLATE_NOOP("Messages", "Start the server, or check the port in the provider's address."),
    ),
    api.UnreachedReason.UNREACHABLE: (
        QT_TRANSLATE_NOOP("Messages", "There is no way to it from this network."),
        _CHECK_NETWORK,
    ),
    api.UnreachedReason.SILENT: (
        QT_TRANSLATE_NOOP("Messages", "It did not answer the attempt to connect."),
        _CHECK_NETWORK,
    ),
    api.UnreachedReason.CERTIFICATE: (
        QT_TRANSLATE_NOOP("Messages", "Its certificate is not valid for this address, so nothing was sent."),
        QT_TRANSLATE_NOOP(
            "Messages", "Check the address and this computer's clock, or ask who runs the network."
        ),
    ),
    api.UnreachedReason.TLS: (
        QT_TRANSLATE_NOOP(
            "Messages", "No encrypted connection came about; perhaps the server speaks http only."
        ),
        _SETTINGS,
    ),
    api.UnreachedReason.PROXY: (
        QT_TRANSLATE_NOOP("Messages", "The proxy between this computer and the server refused."),
        QT_TRANSLATE_NOOP("Messages", "Check the proxy settings of this computer."),
    ),
    api.UnreachedReason.PROXY_KIND: (
        QT_TRANSLATE_NOOP("Messages", "The proxy set on this computer is of a kind that is not supported."),
        QT_TRANSLATE_NOOP("Messages", "Set an http proxy, or none."),
    ),
}

_KEYS: dict[api.KeyReason, str] = {
    api.KeyReason.EMPTY: QT_TRANSLATE_NOOP("Messages", "It is empty."),
    api.KeyReason.LINE_BREAK: QT_TRANSLATE_NOOP("Messages", "It has a line break in it."),
    api.KeyReason.SPACE: QT_TRANSLATE_NOOP("Messages", "It has a space in it."),
    api.KeyReason.QUOTES: QT_TRANSLATE_NOOP("Messages", "It has quotation marks around it."),
    api.KeyReason.NOT_ASCII: QT_TRANSLATE_NOOP("Messages", "It has letters that no key has."),
    api.KeyReason.CONTROL: QT_TRANSLATE_NOOP("Messages", "It has an invisible character in it."),
    api.KeyReason.TOO_LONG: QT_TRANSLATE_NOOP("Messages", "It is far longer than any key."),
}

_ADDRESSES: dict[api.EndpointReason, str] = {
    api.EndpointReason.NOT_A_URL: QT_TRANSLATE_NOOP(
        "Messages", "It is not a web address such as https://host/v1."
    ),
    api.EndpointReason.SCHEME: QT_TRANSLATE_NOOP("Messages", "It has to begin with https:// or http://."),
    api.EndpointReason.CREDENTIALS: QT_TRANSLATE_NOOP("Messages", "It has a name or password in it."),
    api.EndpointReason.QUERY: QT_TRANSLATE_NOOP("Messages", "It has a question mark or number sign in it."),
    api.EndpointReason.PLAIN_HTTP: QT_TRANSLATE_NOOP(
        "Messages", "A key would travel unencrypted: http:// is only for this computer."
    ),
    api.EndpointReason.HEADER: QT_TRANSLATE_NOOP("Messages", "It has characters that cannot be sent."),
    api.EndpointReason.DIALECT: QT_TRANSLATE_NOOP("Messages", "Its way of speaking is not known."),
}

_UNUSABLE: dict[api.UnusableReason, str] = {
    api.UnusableReason.WEB_PAGE: QT_TRANSLATE_NOOP(
        "Messages",
        "A web page came back: the address may lack its /v1, or a network asks you to log in first.",
    ),
    api.UnusableReason.NOT_JSON: QT_TRANSLATE_NOOP("Messages", "What came back is not JSON."),
    api.UnusableReason.SHAPE: QT_TRANSLATE_NOOP(
        "Messages", "Fields are missing or of another kind than expected."
    ),
    api.UnusableReason.TOO_LARGE: QT_TRANSLATE_NOOP(
        "Messages", "The answer is larger than any answer should be."
    ),
    api.UnusableReason.ENCODING: QT_TRANSLATE_NOOP("Messages", "The answer's encoding cannot be read."),
}

_PLAIN: dict[type[api.ApiError], Words] = {
    api.ConnectionLost: Words(
        QT_TRANSLATE_NOOP("Messages", "The connection ended before the whole answer arrived."),
        QT_TRANSLATE_NOOP("Messages", "The server may or may not have done what was asked."),
        QT_TRANSLATE_NOOP("Messages", "Look whether it did before you ask again."),
    ),
    api.DeadlinePassed: Words(
        QT_TRANSLATE_NOOP("Messages", "The server did not answer within {seconds} s."),
        QT_TRANSLATE_NOOP("Messages", "It is busy, or the network is slow."),
        _TRY_AGAIN,
    ),
    api.RedirectRefused: Words(
        QT_TRANSLATE_NOOP("Messages", "The server sends us to another address."),
        QT_TRANSLATE_NOOP("Messages", "It points to {target}. A key is never sent after a redirect."),
        QT_TRANSLATE_NOOP("Messages", "If you trust that address, enter it in the settings."),
    ),
    api.StreamCut: Words(
        QT_TRANSLATE_NOOP("Messages", "The answer ended in the middle."),
        QT_TRANSLATE_NOOP("Messages", "The connection was cut; what had arrived is kept."),
        _TRY_AGAIN,
    ),
    api.FileNotUploadable: Words(
        QT_TRANSLATE_NOOP("Messages", "“{name}” cannot be uploaded."),
        QT_TRANSLATE_NOOP("Messages", "It is missing, cannot be read, or changed while it was being sent."),
        QT_TRANSLATE_NOOP("Messages", "Check the file and try again."),
    ),
    api.UploadMismatch: Words(
        QT_TRANSLATE_NOOP("Messages", "The upload did not arrive whole."),
        QT_TRANSLATE_NOOP("Messages", "The server kept {stored} of {sent} bytes."),
        QT_TRANSLATE_NOOP("Messages", "Upload the file again; the broken copy is not used."),
    ),
    api.KeyRejected: Words(
        QT_TRANSLATE_NOOP("Messages", "The server does not accept the key."),
        "{message}",
        QT_TRANSLATE_NOOP(
            "Messages", "Check the key in the settings; it may be revoked or from another account."
        ),
    ),
    api.NotAllowed: Words(
        QT_TRANSLATE_NOOP("Messages", "This key is not allowed to do that."),
        "{message}",
        QT_TRANSLATE_NOOP("Messages", "Check the key's rights, project and organization with the provider."),
    ),
    api.NotFound: Words(
        QT_TRANSLATE_NOOP("Messages", "The server does not know what was asked for."),
        "{message}",
        QT_TRANSLATE_NOOP("Messages", "It may be deleted, or the provider's address may lack its /v1."),
    ),
    api.TooManyRequests: Words(
        QT_TRANSLATE_NOOP("Messages", "The server asks us to slow down."),
        "{message}",
        QT_TRANSLATE_NOOP("Messages", "Try again in {wait} s."),
    ),
    api.QuotaExhausted: Words(
        QT_TRANSLATE_NOOP("Messages", "The account has no credit left."),
        "{message}",
        QT_TRANSLATE_NOOP("Messages", "Add credit with the provider; waiting does not help."),
    ),
    api.ServerFailed: Words(
        QT_TRANSLATE_NOOP("Messages", "The server failed (status {status})."),
        "{message}",
        QT_TRANSLATE_NOOP("Messages", "The fault is on its side. Try again later."),
    ),
    api.Refused: Words(
        QT_TRANSLATE_NOOP("Messages", "The server refused the request (status {status})."),
        "{message}",
        QT_TRANSLATE_NOOP("Messages", "Change what it names and try again."),
    ),
}
_ANY = Words(QT_TRANSLATE_NOOP("Messages", "The server could not be used."), "", _TRY_AGAIN)
_SHORTEST_WAIT = 5


def address_words(reason: api.EndpointReason) -> str:
    """The template that says what is wrong with an address."""
    return _ADDRESSES[reason]


def words_for(error: api.ApiError) -> tuple[Words, dict[str, str]]:
    """The templates for `error`, and the fields that fill them."""
    match error:
        case api.NotReached():
            cause, next_step = _UNREACHED[error.reason]
            sentence = QT_TRANSLATE_NOOP("Messages", "{host} cannot be reached.")
            words = Words(sentence, cause, next_step)
        case api.KeyUnusable():
            sentence = QT_TRANSLATE_NOOP("Messages", "This key cannot be used.")
            words = Words(sentence, _KEYS[error.reason], _KEY_AGAIN)
        case api.EndpointUnusable():
            sentence = QT_TRANSLATE_NOOP("Messages", "The provider's settings cannot be used.")
            words = Words(sentence, _ADDRESSES[error.reason], _SETTINGS)
        case api.AnswerUnusable():
            sentence = QT_TRANSLATE_NOOP("Messages", "The server's answer cannot be used.")
            words = Words(sentence, _UNUSABLE[error.reason], _SETTINGS)
        case _:
            words = next((_PLAIN[kind] for kind in type(error).__mro__ if kind in _PLAIN), _ANY)
    return words, _fields(error)


def _fields(error: api.ApiError) -> dict[str, str]:
    """Every field that a template may name, as text."""
    names = ("host", "target", "stored", "sent", "status", "message")
    fields = {name: str(getattr(error, name, "")) for name in names}
    path = getattr(error, "path", None)
    fields["name"] = path.name if path else ""
    fields["wait"] = f"{getattr(error, 'retry_after', None) or _SHORTEST_WAIT:.0f}"
    fields["seconds"] = f"{getattr(error, 'seconds', 0):g}"
    return fields
