"""Sheets are kept in memory for a while, a few for each tab, under addresses none can guess."""

from __future__ import annotations

from handouts.web.shelf import MAX_AGE, MAX_SHEETS, MAX_SHEETS_OF_TAB, Shelf, ShelvedSheet


def sheet(tab: str, pdf: bytes = b"%PDF") -> ShelvedSheet:
    return ShelvedSheet(tab, pdf, 1, "sheet.pdf", ready=True)


class Time:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_sheet_is_found_by_its_token_alone() -> None:
    shelf = Shelf(Time())
    one, other = shelf.put(sheet("a", b"1")), shelf.put(sheet("a", b"2"))
    assert one != other
    assert len(one) >= 20
    found = shelf.get(other)
    assert found is not None
    assert found.pdf == b"2"
    assert shelf.get(one + "x") is None


def test_a_tab_keeps_its_last_sheets_and_takes_none_from_another() -> None:
    shelf = Shelf(Time())
    first = shelf.put(sheet("a"))
    tokens = [shelf.put(sheet("b")) for _ in range(MAX_SHEETS_OF_TAB + 2)]
    assert [shelf.get(token) is not None for token in tokens] == [False, False, True, True, True]
    assert shelf.get(first) is not None


def test_many_tabs_do_not_fill_the_memory() -> None:
    shelf = Shelf(Time())
    for i in range(500):
        shelf.put(sheet(f"tab-{i}"))
    assert len(shelf) == MAX_SHEETS


def test_an_old_sheet_is_forgotten_unless_it_is_looked_at() -> None:
    time = Time()
    shelf = Shelf(time)
    old, used = shelf.put(sheet("a")), shelf.put(sheet("b"))
    time.now = MAX_AGE - 1
    assert shelf.get(used)
    time.now = MAX_AGE + 1
    assert shelf.get(old) is None
    assert shelf.get(used)
    assert len(shelf) == 1


def test_a_client_who_goes_takes_the_sheets_along() -> None:
    shelf = Shelf(Time())
    gone, other = shelf.put(sheet("a")), shelf.put(sheet("b"))
    shelf.clear("a")
    assert shelf.get(gone) is None
    assert shelf.get(other) is not None
