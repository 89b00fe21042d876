"""The training table: lay a card on, let something go wrong with the printer. In training only."""

import tkinter as tk
from collections.abc import Callable
from functools import partial

from branch_app.ui.look import Look
from branch_app.ui.measures import Space, Type
from branch_app.ui.theme import Role
from branch_app.ui.widgets.label import Label
from branch_app.ui.widgets.surface import Area
from branch_app.ui.wording import Wording
from branch_app.ui.workplace import Bench


class BenchBar(Area):
    """A thin yellow strip with two menus; the mouse only, because it is no part of the counter."""

    def __init__(self, parent: tk.Misc, look: Look, bench: Bench) -> None:
        super().__init__(parent, look, Role.BANNER)
        self._bench = bench
        self._words = Wording(look)
        self._title = Label(self, look, "", Type.HINT, Role.ON_BANNER)
        self._title.pack(side="left", padx=look.gap(Space.S))
        self._cards = self._menu()
        self._scenes = self._menu()
        look.follow(self, self.restyle)

    def restyle(self) -> None:
        """Follow the look, its language too."""
        self.paint_ground()
        say = self._words.say
        self._title.show(say("training_bench"))
        self._fill(self._cards, say("training_card"))
        self._fill(self._scenes, say("training_printer"))
        for place, name in enumerate(self._bench.cards()):
            self._add(self._cards, name, partial(self._bench.lay, place))
        self._add(self._cards, say("training_take"), self._bench.take)
        for scene in self._bench.scenes():
            self._add(self._scenes, self._words.word(scene), partial(self._bench.stage, scene))
        self._add(self._scenes, say("training_clear"), self._bench.clear)

    def _menu(self) -> tk.Menubutton:
        button = tk.Menubutton(self, relief="flat", borderwidth=0, takefocus=0)
        button.configure(menu=tk.Menu(button, tearoff=False))
        button.pack(side="left", padx=self.look.gap(Space.M))
        return button

    def _fill(self, button: tk.Menubutton, label: str) -> None:
        colour, font = self.look.colour, self.look.font(Type.HINT)
        button.configure(
            text=f"▾ {label}",
            font=font,
            background=colour(Role.BANNER),
            foreground=colour(Role.ON_BANNER),
            activebackground=colour(Role.ON_BANNER),
            activeforeground=colour(Role.BANNER),
        )
        menu = self._items(button)
        menu.delete(0, "end")
        menu.configure(font=font, background=colour(Role.CARD), foreground=colour(Role.TEXT))

    def _add(self, button: tk.Menubutton, label: str, act: Callable[[], None]) -> None:
        self._items(button).add_command(label=label, command=act)

    @staticmethod
    def _items(button: tk.Menubutton) -> tk.Menu:
        menu = button.nametowidget(button.cget("menu"))
        if not isinstance(menu, tk.Menu):
            raise TypeError("menu")
        return menu
