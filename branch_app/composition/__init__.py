"""Every concrete class is known here and nowhere else.

One module for each thing put together, and none re-exported: the front door must stand open before papers and line,
which take long to load, are asked for.
"""
