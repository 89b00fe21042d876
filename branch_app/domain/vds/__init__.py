"""Visible digital seals (BSI TR-03171, TR-03137-1; ICAO Doc 9303-13): their bytes, nothing of keys or paper."""
