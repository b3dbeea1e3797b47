"""When a handler of an event runs: names for MkDocs' priorities, as Sphinx names the phases of a build.

A handler without one has MkDocs' own priority, 0, and runs in the order of mkdocs.yml. static-i18n runs at -100.
"""

from __future__ import annotations

FIRST = 100
"""Sets up what every other handler reads, or cuts what none of them may see."""
BEFORE_I18N = 50
AFTER_I18N = -150
"""When files, navigation and front matter are those of the language."""
AFTER_CONTENT = -200
"""When a page is as every other handler left it."""
LAST = -300
