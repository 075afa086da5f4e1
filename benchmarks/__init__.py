"""How good and how fast Tekseru is, by one command (`make bench`)."""
