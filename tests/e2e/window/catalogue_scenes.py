"""Certificates about others: a 戸籍 with a relative on it, and a 課税証明書 that an agent asks for."""

from tests.e2e.window.clerk import Clerk


def koseki_of_a_relative(clerk: Clerk) -> None:
    """The list says what is not to be had here; a husband asks for his wife's part of their 戸籍."""
    clerk.find("yosino taro")
    clerk.press("1", "F8")
    clerk.until_focus("certificatelistdialog")
    clerk.picture("certificate-list")
    clerk.press("Escape", "F5")
    clerk.until(lambda: len(clerk.room.choices.state.rows) > 1)
    clerk.press("ctrl+8")
    clerk.until_focus("choicesdialog")
    relative = next(at for at, row in enumerate(clerk.room.choices.state.rows, 1) if row.name == "花子")
    clerk.press(str(relative))
    clerk.picture("choices")
    clerk.press("Escape")
    clerk.make()
    clerk.picture("koseki")
    clerk.pay()
    clerk.count_and_hand_over()
    clerk.next_citizen()


def tax_by_an_agent(clerk: Clerk) -> None:
    """Somebody on no register here, with a 委任状: what is not for an agent is grey and says so."""
    clerk.find("reidai ken")
    clerk.press("F1", "ctrl+7", "2")
    clerk.until_focus("requesterdialog")
    for told in ("架空　代理", "東京都架空区架空一丁目", "S55.1.2"):
        clerk.type(told) if told.isascii() else clerk.paste(told)
        if told.isascii():
            clerk.picture("agent")
        clerk.press("Return")
    clerk.until(lambda: not clerk.room.requester.state.shown)
    clerk.press("ctrl+4")
    clerk.until(lambda: clerk.room.counter.state.trouble is not None)
    clerk.picture("not-for-an-agent")
    clerk.press("minus", "F7", "1")
    clerk.picture("form-agent")
    clerk.make()
    clerk.pay()
    clerk.count_and_hand_over()
    clerk.next_citizen()
