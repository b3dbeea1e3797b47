"""``python -m helpcentre`` is the ``helpcentre`` command."""

import sys

from helpcentre.cli.main import main

sys.exit(main())
