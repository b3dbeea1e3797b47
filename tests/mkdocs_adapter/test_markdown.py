"""Python-Markdown as pages of a build share it."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.markdown import MarkdownReaders, use_extension
from support import ROOT

_TEXTS = (
    "# One {#one}\n\nA[^1] [reference] and HTML.\n\n*[HTML]: Language\n\n[^1]: Note.\n\n[reference]: other.md\n",
    "# Two {#two}\n\nA[^1] [reference] and HTML.\n\n## Part {#part}\n\n<div markdown>\n*b*\n</div>\n\n[^1]: Other.\n",
    'Without a heading.\n\n??? note\n\n    1. [x](other.md#part)\n\n=== "Tab"\n\n    ```python\n    # a\n    ```\n',
    '# Three {#one}\n\n!!! tip\n\n    Text.\n\n=== "Tab"\n\n    Text.\n\n| a | b |\n| - | - |\n| `x` | y |\n',
)


class _Class(Extension, Treeprocessor):
    """Gives every paragraph a class."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name that Markdown calls
        md.treeprocessors.register(self, "class", 0)

    def run(self, root: Element) -> None:
        for element in root.iter("p"):
            element.set("class", self.name)


def _page(text: str, config: MkDocsConfig) -> tuple[Page, Files]:
    files = Files([File(name, "docs", "site", use_directory_urls=True) for name in ("page.md", "other.md")])
    page = Page(None, next(iter(files)), config)
    page.markdown = text
    return page, files


def _parts(page: Page) -> tuple[object, ...]:
    return page.content, page.title, [(each.id, each.title) for each in page.toc], page.present_anchor_ids


def test_a_page_is_rendered_as_if_no_other_had_been_before_it() -> None:
    config = load_config(ROOT / "mkdocs.yml")
    shared = MarkdownReaders()
    for text in (*_TEXTS, *_TEXTS[::-1]):
        (own, files), (stock, stock_files) = _page(text, config), _page(text, config)
        shared.use_for(own)
        own.render(config, files)
        stock.render(config, stock_files)
        assert _parts(own) == _parts(stock)
        assert own.links_to_anchors.__repr__() == stock.links_to_anchors.__repr__()


def test_an_extension_of_a_page_is_that_of_no_other() -> None:
    config, shared = load_config(ROOT / "mkdocs.yml"), MarkdownReaders()
    found = []
    for name in ("first", "second"):
        page, files = _page("Text.", config)
        use_extension(page, _Class(name))
        shared.render(page, config, files)
        found.append(page.content)
    assert found == [f'<p class="{name}">Text.</p>' for name in ("first", "second")]


def test_other_options_give_other_html() -> None:
    config, shared = load_config(ROOT / "mkdocs.yml"), MarkdownReaders()
    found = []
    for marker in ("[TOC]", "[CONTENTS]", "[TOC]"):
        config.mdx_configs["toc"] = {**config.mdx_configs.get("toc", {}), "marker": marker}
        page, files = _page("[TOC]\n\n# One\n", config)
        shared.render(page, config, files)
        found.append('class="toc"' in str(page.content))
    assert found == [True, False, True]
