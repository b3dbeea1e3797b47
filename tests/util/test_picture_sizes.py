"""How large pictures are: what their files say, and no error from files that are none."""

from pathlib import Path

import pytest
from PIL import Image

from helpcentre.util.picture_sizes import Size, read_shape, read_size


@pytest.mark.parametrize(
    ("svg", "size", "shape"),
    [
        ('<svg width="30" height="20px">', (30, 20), (30, 20)),
        ('<svg width="30" height="20" viewBox="0 0 1 1">', (30, 20), (30, 20)),
        ('<svg viewBox="0 0 120.5 30">', None, (12050, 3000)),
        ("<svg viewBox='-1,-1, 4, 2' width='100%'>", None, (400, 200)),
        ('<svg viewBox="0 0 0 30">', None, None),
        (f'<svg width="{"9" * 400}" height="1" viewBox="0 0 1 {"9" * 400}">', None, None),
        ('<svg viewBox="0 0 1.2.3 .">', None, None),
        ('<svg viewBox="0 0 4. .5">', None, (400, 50)),
        ("<svg>", None, None),
        ("none", None, None),
    ],
)
def test_a_drawing_has_a_size_or_a_ratio(
    svg: str, size: tuple[int, int] | None, shape: tuple[int, int] | None, tmp_path: Path
) -> None:
    file = tmp_path / "a.svg"
    file.write_text(svg, encoding="utf-8")
    assert read_size(file) == (size and Size(*size, is_still=False))
    assert read_shape(file) == (shape and Size(*shape, is_still=False))


def test_a_picture_has_the_size_that_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGB", (30, 20)).save(file)
    assert read_shape(file) == read_size(file) == Size(30, 20)
    file.write_bytes(b"none")
    assert read_shape(file) is None
