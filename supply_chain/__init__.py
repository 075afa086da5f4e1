"""What Tekseru is put together from: list of parts and check of licences, both offline."""
