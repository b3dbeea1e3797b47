"""Whatever happens to a help centre, each published address leads to what it led to, or says that it is gone."""

from pathlib import Path

import pytest

from histories import History

FOUND = (585, 592, 1170, 1245, 1391, 2014)
"""Histories that lost an address once."""


@pytest.mark.parametrize("seed", [*range(8), *FOUND])
def test_a_random_history_loses_no_published_address(seed: int, tmp_path: Path) -> None:
    history = History(tmp_path, seed)
    assert list(history.run(22)) == [], history.log
