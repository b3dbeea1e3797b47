"""What is proposed in place of a name that does not exist: right, or nothing."""

import pytest

from helpcentre.diagnostics.suggest import did_you_mean, nearest

PAGES = frozenset({
    "index.md", "billing/index.md", "billing/prices.md", "billing/refunds.md", "plots/index.md", "plots/invoices.md",
    "plots/cancel-a-plot.md", "app/open.md", "plots/open.md",
})  # fmt: skip


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Billing/Prices.md", "billing/prices.md"),  # letter case
        ("billing/price.md", "billing/prices.md"),  # a slip
        ("biling/prices.md", "billing/prices.md"),
        ("billing/invoices.md", "plots/invoices.md"),  # moved to another folder, though its neighbours look alike
        ("plots/plots/invoices.md", "plots/invoices.md"),
        ("help-with-the-lock/open.md", ""),  # two pages have that name
        ("billing/deposits.md", ""),  # a folder in common is no likeness
        ("garden/index.md", ""),
        ("", ""),
    ],
)
def test_nearest_name_is_one_that_may_be_meant(name: str, meant: str) -> None:
    assert nearest(name, PAGES) == meant


def test_address_is_compared_without_its_last_slash() -> None:
    addresses = frozenset({"billing/prices/", "plots/invoices/", "de/plots/invoices/"})
    assert nearest("billing/invoices/", addresses - {"de/plots/invoices/"}) == "plots/invoices/"
    assert nearest("billing/price/", addresses) == "billing/prices/"


def test_advice_is_relative_to_the_page_that_needs_it() -> None:
    advice = did_you_mean("billing/invoices.md", PAGES, "link to a page", start="billing")
    assert advice == "did you mean ../plots/invoices.md?"
    assert did_you_mean("billing/deposits.md", PAGES, "link to a page", start="billing") == "link to a page"
