"""The recovery code goes to head office; until it has signed for it, the code before stays valid."""

from branch_app.ports import Central, RecoveryCodes


def escrow_code(central: Central, codes: RecoveryCodes) -> bool:
    """Give head office a fresh code if it holds none that is secret still; whether there was need.

    Raises:
        CentralError: nothing is lost; the next time makes another code.
    """
    if not codes.wanted():
        return False
    announced = codes.announce()
    central.escrow(announced.serial, announced.code)
    codes.acknowledge(announced.serial)
    return True
