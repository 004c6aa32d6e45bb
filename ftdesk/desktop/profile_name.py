"""What a profile is called on the screen, and what the engine that ftdesk brings is and is not."""

from PySide6.QtCore import QCoreApplication

from ftdesk.workspace.preferences import LOCAL_PROFILE, Profile


def shown_name(profile: Profile) -> str:
    """The profile's name in the person's language."""
    if profile.name == LOCAL_PROFILE.name:
        return QCoreApplication.translate("Profile", LOCAL_PROFILE.name)
    return profile.name


def nature_of_local_model() -> str:
    """What stands beside the built-in model, so that nobody takes it for a large language model."""
    return QCoreApplication.translate(
        "Profile", "A small model of this machine: it learns the replies of the file and knows nothing else."
    )
