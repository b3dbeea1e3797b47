"""``python -m helpcentre`` is the ``helpcentre`` command."""

import sys

from helpcentre.cli import main

sys.exit(main())
