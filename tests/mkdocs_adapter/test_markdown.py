"""Extensions of Markdown with values of the build."""

from mkdocs.config.defaults import MkDocsConfig

from addressed_pages import GERMAN
from helpcentre.content.ui_strings import Strings
from helpcentre.mkdocs_adapter.markdown import use_extension
from helpcentre.pages.anchors import DeepLinks
from helpcentre.pages.choices import MarkedChoices


def test_use_extension_replaces_the_one_of_its_type_and_keeps_others() -> None:
    config = MkDocsConfig()
    config.markdown_extensions = ["toc"]
    first, second, other = DeepLinks(Strings({}), GERMAN), DeepLinks(Strings({}), GERMAN), MarkedChoices(is_guide=True)
    for extension in (first, other, second):
        use_extension(config, extension)
    assert config.markdown_extensions == ["toc", other, second]
