"""Results put into text, Markdown, JSON and CSV: pure functions of results and a view."""
