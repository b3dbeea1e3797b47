"""A conversation with the server of an assistant, over the protocol's own client and a process of its own."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mcp import StdioServerParameters
from mcp.client import Client
from mcp.types import TextContent

Ask = Callable[..., Awaitable[Any]]


def ask_server(folder: Path, conversation: Callable[[Ask], Awaitable[None]]) -> None:
    """Start ``helpcentre mcp`` on ``folder`` and let ``conversation`` call its tools; a refusal is returned as text."""

    async def talk() -> None:
        command = StdioServerParameters(command=sys.executable, args=["-m", "helpcentre", "mcp", str(folder)])
        async with Client(command) as client:
            tools = await client.list_tools()
            assert {tool.name for tool in tools.tools} == {"search", "get_article", "get_reply", "list_languages"}

            async def call(name: str, **arguments: Any) -> Any:
                found = await client.call_tool(name, arguments)
                if found.is_error:
                    assert isinstance(found.content[0], TextContent)
                    return found.content[0].text
                content = found.structured_content or {}
                return content.get("result", content)

            await conversation(call)

    with ThreadPoolExecutor() as threads:  # this one may have the loop of the browser tests
        threads.submit(asyncio.run, talk()).result()
