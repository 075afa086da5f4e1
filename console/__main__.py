"""`python -m console` is `tekseru`."""

from console.cli import main

if __name__ == "__main__":
    main()
