"""The order of pages."""

from helpcentre.content.navigation import Topic, topic_tree


def test_topics_are_folders_and_order_sorts_pages() -> None:
    tree = topic_tree(
        [("index.md", 0), ("contact.md", 90), ("b/index.md", 1), ("b/z.md", 1), ("b/a.md", 2), ("a/index.md", 2)]
    )
    assert tree == Topic(
        "", ["index.md", "contact.md"], [Topic("b", ["b/index.md", "b/z.md", "b/a.md"]), Topic("a", ["a/index.md"])]
    )


def test_equal_order_falls_back_to_the_name_and_folders_nest() -> None:
    tree = topic_tree([("a/b/two.md", 50), ("a/b/one.md", 50)])
    assert tree == Topic("", [], [Topic("a", [], [Topic("a/b", ["a/b/one.md", "a/b/two.md"])])])


def test_a_folder_without_a_page_stands_where_a_page_without_an_order_does() -> None:
    tree = topic_tree([("a/x.md", 1), ("b/index.md", 49), ("c/README.md", 51), ("d/e/y.md", 1)])
    assert [topic.folder for topic in tree.topics] == ["b", "a", "d", "c"]
