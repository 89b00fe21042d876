"""A made-up Kawasaki of any size: every register of it, streamed, the same for the same seed.

    city = Kawasaki.of(Plan(residents=1_431_000, seed=7, on=date(2026, 11, 26)), load_words(folder))
    for row in households(city, city.numbers): ...

Everything of a household follows from the seed and the household's number, so that no register needs another one
and any range of numbers can be made alone. People, numbers and house numbers are made up; towns and the frequency
of names are real (docs/data-sources.md).
"""
