"""The start of a build: the one file that MkDocs loads, which adds the others once there is something to build."""

from helpcentre.build.start import Start

_start = Start()
on_startup, on_config = _start.on_startup, _start.on_config
