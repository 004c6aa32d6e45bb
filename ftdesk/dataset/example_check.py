"""One parsed example by the rules of its format, and the little about it that the file's check needs."""

from functools import lru_cache

from ftdesk.dataset.answers import answer_length
from ftdesk.dataset.fingerprints import fingerprint, fingerprint_of_chat, hash_of_system, hash_of_text
from ftdesk.dataset.formats import TRAINABLE, Format, foreign_name, recognise
from ftdesk.dataset.line_report import ROLES, CheckOptions, LineReport, Trace
from ftdesk.dataset.rules import chat, completion, preference
from ftdesk.dataset.rules.chat import check_chat_ending, check_keys
from ftdesk.dataset.rules.completion import check_completion
from ftdesk.dataset.rules.conversation import check_conversation
from ftdesk.dataset.rules.finding import Finding, Found
from ftdesk.dataset.rules.json_line import Reading
from ftdesk.dataset.rules.masking import Finder
from ftdesk.dataset.rules.plain_chat import PlainChat, plain_chat
from ftdesk.dataset.rules.preference import check_preference
from ftdesk.dataset.rules.private_data import check_private_data
from ftdesk.dataset.rules.reinforcement import check_items, check_reinforcement_ending
from ftdesk.dataset.target import FATES
from ftdesk.dataset.tokens import TokenCount, TokenCounter

Edges = tuple[str, str, str, str]

_ROLE_BITS = {role: 1 << place for place, role in enumerate(ROLES)}
_OTHER_ROLE = 1 << len(ROLES)
_TOOL_KEYS = frozenset({"tool_calls", "tool_call_id", "function_call"})


def check_example(
    reading: Reading,
    options: CheckOptions,
    found: Found,
    counting: TokenCounter | TokenCount | None,
    finders: tuple[Finder, ...] = (),
) -> LineReport:
    """Check the object of one line; `found` may already hold what is wrong with its JSON.

    `counting` counts its tokens, or is what was counted before; `finders` see secrets and personal data.
    """
    if finders:
        check_private_data(reading.value, found, finders)
    plain = plain_chat(reading.value, plain_text=found.plain_text) if options.format is None else None
    if plain is not None:
        return _report_plain(plain, options, found, counting)
    kind = recognise(reading.value)
    if kind is not Format.FOREIGN and options.format is not None:
        kind = options.format
    count = None
    if counting is not None and kind in TRAINABLE:
        count = (
            counting
            if isinstance(counting, TokenCount)
            else counting.count_example(reading.value, kind, options.cut_at)
        )
        _check_count(count, kind, options, found)
    if kind in (Format.CHAT, Format.REINFORCEMENT):
        return _check_messages(reading, kind, options, found, count)
    edges = _check_other(reading.value, kind, found, private=bool(finders))
    asked = reading.value.get("input") if kind is Format.PREFERENCE else None
    messages = asked.get("messages") if isinstance(asked, dict) else None
    system = hash_of_system(messages) if isinstance(messages, list) else None
    trace = Trace(fingerprint(reading, kind), system, found.images > 0, edges)
    return _report(reading.value, kind, found, count, trace)


def _report_plain(
    plain: PlainChat,
    options: CheckOptions,
    found: Found,
    counting: TokenCounter | TokenCount | None,
) -> LineReport:
    """The same for a chat example whose messages need no further look."""
    if isinstance(counting, TokenCounter):
        count: TokenCount | None = counting.count_plain_chat(plain, options.cut_at)
    else:
        count = counting
    if count is not None:
        _check_count(count, Format.CHAT, options, found)
    system = plain.system
    return LineReport(
        findings=tuple(found.findings),
        format=Format.CHAT,
        turns=len(plain.roles),
        roles=bits_of(plain.roles),
        answer=sum(map(len, plain.answers)),
        tokens=None if count is None else count.total,
        trained_tokens=None if count is None else count.trained,
        doubts=0 if count is None else count.doubts,
        trace=Trace(fingerprint_of_chat(plain), 0 if system is None else hash_of_text(system)),
    )


@lru_cache(maxsize=1024)
def bits_of(roles: tuple[str, ...]) -> int:
    """Roles as bits in the order of `line_report.ROLES`."""
    return sum({_ROLE_BITS[role] for role in roles})


def _check_messages(
    reading: Reading, kind: Format, options: CheckOptions, found: Found, count: TokenCount | None
) -> LineReport:
    """A `messages` example; where only the rest of the file can tell which kind it is, judged as both."""
    example = reading.value
    conversation = check_conversation(example, "", found)
    roles = conversation.roles
    common = len(found.findings)
    otherwise = None
    if kind is Format.REINFORCEMENT:
        check_reinforcement_ending(roles, found)
        check_items(example, options.item_keys, found)
    else:
        check_keys(example, chat.KEYS, kind, found)
        check_chat_ending(conversation.messages, roles, found)
        if options.format is None and _may_be_reinforcement(example, roles):
            other = Found(found.line)
            check_reinforcement_ending(roles, other)
            check_items(example, options.item_keys, other)
            otherwise = (*found.findings[:common], *other.findings)
    trace = Trace(fingerprint(reading, kind), hash_of_system(conversation.messages), found.images > 0)
    return _report(example, kind, found, count, trace, otherwise)


def _may_be_reinforcement(example: dict[str, object], roles: list[str]) -> bool:
    return bool(roles) and (roles[-1] == "user" or not example.keys() <= chat.KEYS)


def _check_other(example: dict[str, object], kind: Format, found: Found, *, private: bool) -> Edges | None:
    if kind is Format.PREFERENCE:
        check_keys(example, preference.KEYS, kind, found)
        check_preference(example, found)
    elif kind is Format.COMPLETION:
        check_keys(example, completion.KEYS, kind, found)
        return check_completion(example, found, private=private)
    elif kind is Format.FOREIGN:
        found.add("format.foreign", format=foreign_name(example) or "")
    else:
        found.add("format.unknown", keys=", ".join(example))
    return None


def _check_count(count: TokenCount, kind: Format, options: CheckOptions, found: Found) -> None:
    if is_over_limit(count, options):
        over = count.total - (options.token_limit or 0)
        over_long = None if kind is Format.PREFERENCE else options.over_long  # nobody says how a pair is cut
        fate = FATES[over_long]
        found.add("tokens.over_limit", tokens=count.total, over=over, target=options.target, fate=fate)
    if kind in (Format.CHAT, Format.COMPLETION) and has_tiny_answer(count):
        found.add("tokens.answer_tiny", trained=count.trained, tokens=count.total)


def is_over_limit(count: TokenCount, options: CheckOptions) -> bool:
    """Whether an example is longer than the target takes."""
    return options.token_limit is not None and count.total > options.token_limit


def has_tiny_answer(count: TokenCount) -> bool:
    """Whether less than a hundredth of an example is learnt."""
    return 0 < 100 * count.trained < count.total


def _report(
    example: dict[str, object],
    kind: Format,
    found: Found,
    count: TokenCount | None,
    trace: Trace,
    otherwise: tuple[Finding, ...] | None = None,
) -> LineReport:
    roles, has_tools, has_weight = _roles_and_marks(example, kind)
    return LineReport(
        findings=tuple(found.findings),
        format=kind,
        turns=_turns(example, kind),
        roles=roles,
        has_tools=has_tools,
        has_weight=has_weight,
        answer=answer_length(example, kind),
        tokens=None if count is None else count.total,
        trained_tokens=None if count is None else count.trained,
        doubts=0 if count is None else count.doubts,
        if_reinforcement=otherwise,
        trace=trace,
    )


def _turns(example: dict[str, object], kind: Format) -> int:
    if kind is Format.COMPLETION:
        return len(example.keys() & completion.KEYS)
    if kind is Format.PREFERENCE:
        given = example.get("input")
        return _length(given.get("messages") if isinstance(given, dict) else None) + 2
    return _length(example.get("messages"))


def _length(messages: object) -> int:
    return len(messages) if isinstance(messages, list) else 0


def _roles_and_marks(example: dict[str, object], kind: Format) -> tuple[int, bool, bool]:
    """The roles of all messages as bits (`line_report.ROLES`), whether there are tools, whether a weight is said."""
    given = example.get("input") if kind is Format.PREFERENCE else example
    head = given if isinstance(given, dict) else {}
    lists = [head.get("messages")]
    if kind is Format.PREFERENCE:
        lists += [example.get(key) for key in preference.KEYS - {"input"}]
    bits, has_tools, has_weight = 0, bool(head.get("tools") or head.get("functions")), False
    for messages in lists:
        for message in messages if isinstance(messages, list) else ():
            if not isinstance(message, dict):
                bits |= _OTHER_ROLE
                continue
            role = message.get("role")
            bits |= _ROLE_BITS.get(role, _OTHER_ROLE) if isinstance(role, str) else _OTHER_ROLE
            has_tools = has_tools or not _TOOL_KEYS.isdisjoint(message)
            has_weight = has_weight or "weight" in message
    return bits, has_tools, has_weight
