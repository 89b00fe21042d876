"""Checking a paper (真偽確認) from a scan or from the file itself, offline.

::

    pages = read_apart(path, LIMITS)                         # files to pages, in a process that may die
    report = examine(pages, Assessor(trust, site_key, …))    # pages to facts, facts to an answer
    report.answer, report.reasons

``judge`` is pure: it sees facts and no file. ``reading`` sees files and believes nothing.
"""
