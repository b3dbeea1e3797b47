"""What each module of commands needs: the list that it adds its commands to, and the form of their warnings."""

from __future__ import annotations

import argparse
import logging
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""The list of commands; :mod:`helpcentre.cli.main` makes it."""


def print_warnings() -> None:
    """Print warnings that are logged from now on, each with its level."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s - %(message)s")
