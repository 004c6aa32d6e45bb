"""What a profile is called on the screen: the person's own words, except for the engine that ftdesk brings."""

from PySide6.QtCore import QCoreApplication

from ftdesk.workspace.preferences import LOCAL_PROFILE, Profile


def shown_name(profile: Profile) -> str:
    """The profile's name in the person's language."""
    if profile.name == LOCAL_PROFILE.name:
        return QCoreApplication.translate("Profile", LOCAL_PROFILE.name)
    return profile.name
