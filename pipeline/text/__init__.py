"""Text of Kazakhstan papers: normal forms, scripts, dates, names, languages; pure functions."""
