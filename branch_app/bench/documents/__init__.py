"""How long papers take, how large and how hungry they are, and what two other engines need for the same page."""
