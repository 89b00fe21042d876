"""拠点の締め as files: the devices' signed closes, and the table of their sum."""
