"""Controls that views are made of.

::

    window = open_window("窓口")                              ui.window
    look = Look(window, DARK, display=display_scale(window))  ui.look; one for the window
    router = KeyRouter(window, always)                        one for the window; bind no keys elsewhere
    router.push(KeyLayer(hear, screen))                       the screen that hears keys now

    panel = Panel(parent, look, "会計")                       children of panel.body know their ground
    button = ActionButton(panel.body, look, "発行", act, Key.F12, ButtonKind.MAIN)
    look.change(size=look.size.larger())                      everything follows, nothing is built anew

Colours come as ``Role``, type as ``Type``, distances as ``look.gap(Space.S)``. A view that renders texts follows
the look, too: ``look.follow(self, self.render)``. What a control does by hand it tells; what ``put``, ``show``,
``select`` or ``fill`` do from outside it does not.
"""
