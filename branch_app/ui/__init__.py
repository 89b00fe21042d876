"""The counter's window: presenters without a display, views that render them."""
