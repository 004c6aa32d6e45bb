"""The settings themselves: frozen records whose defaults are those of a first start."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Literal, TypedDict

from ftdesk.wording import QT_TRANSLATE_NOOP
from ftdesk.workspace.version_records import DEFAULT_LIMIT

ProfileKind = Literal["local", "openai", "compatible"]


@dataclass(frozen=True, slots=True)
class Profile:
    """One server for jobs and chats. `base_url` is empty for the local engine, which picks its own."""

    id: str
    name: str
    kind: ProfileKind
    base_url: str
    organization: str | None = None
    project: str | None = None


LOCAL_PROFILE = Profile("local", QT_TRANSLATE_NOOP("Profile", "Local engine"), "local", "")
OPENAI_PROFILE = Profile("openai", "OpenAI", "openai", "https://api.openai.com/v1")


@dataclass(frozen=True, slots=True)
class PlaygroundDefaults:
    """What a new conversation starts with; None means that the server decides."""

    model: str | None = None
    system_prompt: str = ""
    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """What a job may cost at most. Raises ValueError for what is not an amount above 0."""

    amount: str
    """Decimal digits, such as "25.00"."""
    currency: str

    def __post_init__(self) -> None:
        try:
            fits = self.limit.is_finite() and self.limit > 0
        except InvalidOperation as error:
            raise ValueError(self.amount) from error
        if not fits:
            raise ValueError(self.amount)

    @property
    def limit(self) -> Decimal:
        """The amount as a number."""
        return Decimal(self.amount)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the person chose; defaults are those of a first start."""

    language: str = "auto"
    theme: str = "auto"
    text_size: int = 13
    reduce_motion: bool = False
    active_profile: str = "local"
    profiles: tuple[Profile, ...] = (LOCAL_PROFILE, OPENAI_PROFILE)
    target_model: str | None = None
    """The key of the target that files are checked against; earlier versions wrote the model's bare name."""
    window_geometry: str = ""
    """Qt's saved geometry as hexadecimal digits."""
    window_state: str = ""
    active_tab: str = "dataset"
    splitters: tuple[tuple[str, str], ...] = ()
    """Object name of a splitter and its saved state as hexadecimal digits."""
    statistics_geometry: str = ""
    """Of the window with all statistics, as hexadecimal digits."""
    recent_files: tuple[str, ...] = ()
    example_view: str = "both"
    """How an example is shown: form, both or json."""
    mark_invisible: bool = True
    playground: PlaygroundDefaults = field(default_factory=PlaygroundDefaults)
    versions_limit: int = DEFAULT_LIMIT
    """Bytes that versions of datasets may take on the disk."""
    budget: Budget | None = None
    """A job whose estimate is above it cannot start; None: there is no limit."""

    def profile(self, profile_id: str) -> Profile:
        """The profile of that id; the local engine when there is none."""
        return next((profile for profile in self.profiles if profile.id == profile_id), LOCAL_PROFILE)

    def splitter(self, name: str) -> str:
        """The saved state of a splitter, empty when it was never moved."""
        return dict(self.splitters).get(name, "")


class Changes(TypedDict, total=False):
    """The fields of `Settings` as keyword arguments of `SettingsStore.update`."""

    language: str
    theme: str
    text_size: int
    reduce_motion: bool
    active_profile: str
    profiles: tuple[Profile, ...]
    target_model: str | None
    window_geometry: str
    window_state: str
    active_tab: str
    splitters: tuple[tuple[str, str], ...]
    statistics_geometry: str
    recent_files: tuple[str, ...]
    example_view: str
    mark_invisible: bool
    playground: PlaygroundDefaults
    versions_limit: int
    budget: Budget | None
