"""A finding's safe fix as an edit of its row, and in words."""

from PySide6.QtCore import QCoreApplication

from ftdesk.dataset.fix_edits import ApplyFix
from ftdesk.dataset.rules.finding import Finding
from ftdesk.dataset.rules.fixes import FIX_WORDS, FIXES, text_for_fix
from ftdesk.desktop.dataset_tab.edit import Edit, pointer_of


def fix_edit(finding: Finding) -> Edit | None:
    """The edit of its example that mends a finding; None where no safe one is known, or its fix is of another kind."""
    if finding.fix not in FIXES:
        return None
    mend = ApplyFix(finding.fix, text_for_fix(finding.arguments))
    return Edit(mend.edited, fix_words(finding.fix), focus=pointer_of(finding.path))


def fix_words(fix: str) -> str:
    """What the button of a fix says."""
    return QCoreApplication.translate("Fix", FIX_WORDS[fix])
