"""A save keeps who may read the file, never opens it to more people, and says what it could not keep."""

import errno
import os
import stat
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ftdesk.dataset.document import Dataset
from ftdesk.dataset.file_errors import RightsNotKept
from ftdesk.dataset.file_operations import FileOperations

MakeDataset = Callable[[bytes], Dataset]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX rights")
linux = pytest.mark.skipif(sys.platform != "linux", reason="extended attributes as Linux has them")
root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)
ACCESS = "system.posix_acl_access"
NOBODY = 65534


def access_list(*entries: tuple[int, int, int]) -> bytes:
    """A POSIX access list as the kernel takes it: tag, permissions, id."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


NONE = 0xFFFFFFFF
# Owner rw, user 65534 r, owning group nothing, mask r, others nothing.
SHARED = access_list((1, 6, NONE), (2, 4, NOBODY), (4, 0, NONE), (16, 4, NONE), (32, 0, NONE))


class Refusing(FileOperations):
    """Refuses some of the calls that give rights."""

    def __init__(self, *refused: str) -> None:
        self._refused = refused

    def _refuse(self, call: str) -> None:
        if call in self._refused:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    def set_owner(self, descriptor: int, owner: int, group: int) -> None:
        self._refuse("owner" if owner >= 0 else "group")
        super().set_owner(descriptor, owner, group)

    def set_attribute(self, descriptor: int, name: str, value: bytes | None) -> None:
        self._refuse(name)
        super().set_attribute(descriptor, name, value)


@pytest.fixture
def dataset(make_dataset: MakeDataset) -> Dataset:
    made = make_dataset(b"a\n")
    made.replace(0, b"b")
    return made


@pytest.fixture
def path(dataset: Dataset) -> Path:
    assert dataset.path is not None
    return dataset.path


def set_attribute(path: Path, name: str, value: bytes) -> None:
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"no {name} here: {error.strerror}")


@linux
def test_extended_attributes_are_kept(dataset: Dataset, path: Path) -> None:
    set_attribute(path, "user.origin", b"https://example.org")
    dataset.save()
    assert os.getxattr(path, "user.origin") == b"https://example.org"


@linux
def test_an_attribute_of_no_consequence_may_be_lost_silently(dataset: Dataset, path: Path) -> None:
    set_attribute(path, "user.origin", b"https://example.org")
    dataset.save(files=Refusing("user.origin"))
    assert path.read_bytes() == b"b\n"


@linux
def test_the_access_list_is_kept(dataset: Dataset, path: Path) -> None:
    set_attribute(path, ACCESS, SHARED)
    dataset.save()
    assert os.getxattr(path, ACCESS) == SHARED
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@linux
def test_an_access_list_that_cannot_be_kept_is_told_and_opens_the_file_to_nobody(
    dataset: Dataset, path: Path
) -> None:
    set_attribute(path, ACCESS, SHARED)
    with pytest.raises(RightsNotKept, match=r"was saved, but .* \(system.posix_acl_access\)"):
        dataset.save(files=Refusing(ACCESS))
    assert path.read_bytes() == b"b\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600  # the group had nothing; 0640 was the mask of the list
    assert not dataset.is_modified


@linux
def test_the_access_list_of_the_folder_does_not_open_the_file(dataset: Dataset, path: Path) -> None:
    path.chmod(0o600)
    set_attribute(path.parent, "system.posix_acl_default", SHARED)
    dataset.save()
    assert ACCESS not in os.listxattr(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@root
def test_owner_and_group_are_kept(dataset: Dataset, path: Path) -> None:
    os.chown(path, NOBODY, NOBODY)
    dataset.save()
    assert (path.stat().st_uid, path.stat().st_gid) == (NOBODY, NOBODY)


@root
def test_without_the_right_to_give_files_away_the_group_is_kept_and_the_owner_told(
    dataset: Dataset, path: Path
) -> None:
    os.chown(path, NOBODY, NOBODY)
    path.chmod(0o660)
    with pytest.raises(RightsNotKept, match=r"\(owner 65534\)"):
        dataset.save(files=Refusing("owner"))
    assert (path.stat().st_gid, stat.S_IMODE(path.stat().st_mode)) == (NOBODY, 0o660)


@root
def test_another_group_may_do_no_more_than_everybody(dataset: Dataset, path: Path) -> None:
    os.chown(path, -1, NOBODY)
    path.chmod(0o664)
    with pytest.raises(RightsNotKept, match=r"\(group 65534\)"):
        dataset.save(files=Refusing("owner", "group"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_while_it_is_written_the_new_version_is_readable_by_its_owner_alone(
    dataset: Dataset, path: Path
) -> None:
    seen: list[int] = []

    class Looking(FileOperations):
        def write(self, descriptor: int, data: memoryview) -> int:
            seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
            return super().write(descriptor, data)

    path.chmod(0o644)
    dataset.save(files=Looking())
    assert set(seen) == {0o600}
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
