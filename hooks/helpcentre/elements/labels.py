"""Names of buttons in another language than the text around them, which screen readers then speak in that language.

See https://www.w3.org/TR/WCAG22/#language-of-parts.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from helpcentre.content.labels.bold import split_path
from helpcentre.content.labels.model import Labels


def name_languages(root: Element, labels: Labels, code: str) -> None:
    """Write the language of labels to what is bold below ``root``, in a text in the language ``code``."""
    if not labels or code == labels.app_language:
        return
    for bold in root.iter("strong"):
        languages = {labels.language_of(part, code) for part in split_path("".join(bold.itertext()))}
        if len(languages) == 1 and (language := languages.pop()):
            bold.set("lang", language)
