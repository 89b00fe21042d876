"""What makes a paper hard to forge: the seal on every front, the scramble page on every back, and their checking.

::

    marks = PaperMarks.of(order, pages, seals, press)      # while printing
    verdict = check_seal(data, trust)                      # anywhere, offline
    verdict = restore_back(symbols, trust, site_key)       # with the site's key the content too
"""
