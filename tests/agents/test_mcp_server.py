"""An assistant asks a bundle, over the protocol's own client and a process of its own."""

from assistant import Ask, ask_server
from support import Project


# A question, the language it is asked in, and the section whose text answers it.
def test_mcp_search_tells_outdated_sections_from_current_ones(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "Kirschkuchen", "Apfelkuchen")
    assert small.build().status == 0

    async def conversation(call: Ask) -> None:
        found = await call("search", query="cherry cake", language="en", limit=1)
        assert (found[0]["state"], found[0]["is_current"]) == ("outdated major", False)

    ask_server(small.folder / "site", conversation)


def test_mcp_command_for_a_folder_that_is_no_site_fails_in_one_line(small: Project) -> None:
    done = small.helpcentre("mcp", "docs")
    assert done.status == 1
    assert "articles.jsonl: cannot be read: No such file or directory (name the folder of an unpacked" in done.output


def test_mcp_command_without_its_package_says_how_to_get_it(small: Project) -> None:
    (small.folder / "mcp.py").write_text("raise ModuleNotFoundError(name='mcp')", encoding="utf-8")
    done = small.helpcentre("mcp", "docs")
    assert done.status == 1
    assert (
        done.output == "helpcentre: the package mcp is not installed (run: python -m pip install 'helpcentre[mcp]')\n"
    )
