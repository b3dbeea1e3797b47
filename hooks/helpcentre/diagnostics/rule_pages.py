"""The page of each rule: what it reports, an example, why it matters, how to fix it and how to suppress it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from helpcentre.diagnostics.problem import HelpcentreError, Rule
from helpcentre.diagnostics.suggest import did_you_mean

SECTIONS = ("What it reports", "Example", "Why it matters", "How to fix it", "How to suppress it")
"""The headings of a page, in this order; the last one is the same for nearly all rules, and written here."""

PAGES = files("helpcentre.diagnostics") / "rules"
"""The pages without heading and, usually, without the last section: ``<code>.md``."""

_SUPPRESS = """\
In `mkdocs.yml`, set another severity for all problems of this rule, or suppress single problems until a day:

```yaml
extra:
  helpcentre:
    levels: {{ {code}: warn }} # error, warn or off
    allow: # the pattern is a regular expression, searched for in "file:line: rule: message"
      - {{ pattern: "page.md:\\\\d+: {code}", reason: what has to happen first, expires: 2027-05-31 }}
```
"""
_SECTION = re.compile(rf"^## ({'|'.join(SECTIONS)})\n", re.MULTILINE)
_BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def explain(rule: Rule) -> str:
    """Return the page of a rule as Markdown."""
    text = f"# {rule.code}\n\n{rule.value[0].upper()}{rule.value[1:]}. Severity: {rule.level.value}.\n\n{_text(rule)}"
    heading = f"## {SECTIONS[-1]}\n"
    return text if heading in text else f"{text}\n{heading}\n{_SUPPRESS.format(code=rule.code)}"


def sections(page: str) -> dict[str, str]:
    """Return the sections of a page by their headings, in the order of the page."""
    _, *parts = _SECTION.split(page)
    return {heading: text.strip() for heading, text in zip(parts[::2], parts[1::2], strict=True)}


def summary(rule: Rule) -> str:
    """Return the section of a rule's page that says what it reports."""
    return " ".join(sections(_text(rule))[SECTIONS[0]].split())


def example(rule: Rule) -> str:
    """Return the line of a report that a rule's page shows as its example."""
    return str(_BLOCK.findall(sections(_text(rule))[SECTIONS[1]])[-1]).strip()


def list_rules() -> str:
    """Return all rules by code, each as a line with what it is about."""
    width = max(len(rule.code) for rule in Rule)
    return "\n".join(f"{rule.code:<{width}}  {rule.value}" for rule in sorted(Rule, key=lambda rule: rule.code))


def find_rule(code: str) -> Rule:
    """Return the rule of a code; raises HelpcentreError, with the nearest code, where there is none."""
    rules = {rule.code: rule for rule in Rule}
    if code not in rules:
        fix = did_you_mean(code, frozenset(rules), "run: helpcentre explain")
        raise HelpcentreError(f"there is no rule {code!r}", fix=fix)
    return rules[code]


@cache
def _text(rule: Rule) -> str:
    return (PAGES / f"{rule.code}.md").read_text(encoding="utf-8")
