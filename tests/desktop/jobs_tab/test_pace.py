import random

import pytest

from ftdesk.desktop.jobs_tab.pace import LONGEST_SECONDS, LONGEST_WISH_SECONDS, Pace


def test_while_all_is_well_the_interval_is_the_usual_one() -> None:
    pace = Pace(7.0)
    pace.after_failure()
    assert [pace.after_success(), pace.after_success()] == [7.0, 7.0]


def test_each_failure_waits_longer_up_to_a_minute() -> None:
    pace = Pace(7.0, chance=random.Random(1))
    waits = [pace.after_failure() for _ in range(50)]
    assert waits[0] < waits[1] < waits[2]
    assert max(waits) <= LONGEST_SECONDS
    assert min(waits[4:]) >= 0.8 * LONGEST_SECONDS


def test_waits_of_two_desks_differ() -> None:
    ours, theirs = (Pace(7.0, chance=random.Random(seed)) for seed in (1, 2))
    assert ours.after_failure() != theirs.after_failure()


@pytest.mark.parametrize(
    ("wish", "least", "most"),
    [
        (120, 120, 120),
        (1e9, LONGEST_WISH_SECONDS, LONGEST_WISH_SECONDS),
        (-5, 1, 2),
        (float("nan"), 0.8, 2),
        (float("inf"), LONGEST_WISH_SECONDS, LONGEST_WISH_SECONDS),
    ],
)
def test_a_wish_of_the_server_is_obeyed_within_reason(wish: float, least: float, most: float) -> None:
    assert least <= Pace(0.5).after_failure(wish) <= most


def test_recovery_starts_from_the_beginning() -> None:
    pace = Pace(1.0)
    for _ in range(10):
        pace.after_failure()
    pace.after_success()
    assert pace.after_failure() <= 2.0
