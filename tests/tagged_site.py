"""A small help centre in German, Brazilian Portuguese, European Portuguese and simplified Chinese, by declared tags."""

from pathlib import Path

from support import Project, small_project

CODES = ("de", "pt", "pt-PT", "zh")
TAGS = {"de": "de", "pt": "pt-BR", "pt-PT": "pt-PT", "zh": "zh-Hans"}
OPTION = "    edition: public\n    language_tags: { pt: pt-BR, zh: zh-Hans }\n"

_TEXTS = {
    "pt": (
        "Início",
        "A página inicial.",
        "Tema",
        "Do que se trata.",
        "Primeira página",
        "Uma introdução com bolo de cereja.",
        "Seção profunda",
        "Um parágrafo sobre geleia de ameixa.",
    ),
    "zh": (
        "首页",
        "帮助中心首页。",
        "主题",
        "内容介绍。",
        "第一页",
        "樱桃蛋糕简介。",
        "深入部分",
        "关于李子果酱的段落。",
    ),
}
_PAGE = "---\ntitle: {0}\ndescription: {1}\n---\n\n# {0} {{#{2}}}\n\n{3}\n"
_SECTION = "\n## {0} {{#deep}}\n\n{1}\n"


def tagged_project(folder: Path) -> Project:
    """Return the project, not built; its European Portuguese has no page of its own."""
    project = small_project(folder, languages=CODES)
    base = project.read("base.yml")
    (project.folder / "base.yml").write_text(base.replace("    edition: public\n", OPTION), encoding="utf-8")
    for code, (home, about_home, topic, about_topic, first, about_first, deep, text) in _TEXTS.items():
        project.write(
            {
                f"{code}/index.md": _PAGE.format(home, about_home, "home", about_home),
                f"{code}/topic/index.md": _PAGE.format(topic, about_topic, "topic", "[a](first.md#deep)"),
                f"{code}/topic/first.md": _PAGE.format(first, about_first, "first", about_first)
                + _SECTION.format(deep, text),
            }
        )
        accepted = project.helpcentre("accept", "index.md", "topic/index.md", "topic/first.md", "--lang", code)
        assert accepted.status == 0, accepted.output
    return project
