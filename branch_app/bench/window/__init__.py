"""How quick the counter's window is: on a real X server, with real keys, in processes of its own."""
