"""What a package consists of: names, kinds, archives and the declaration of the portal."""
