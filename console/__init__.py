"""Where people meet the program."""
