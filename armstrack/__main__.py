"""`python -m armstrack` is the command `armstrack`."""

from armstrack.cli.start import main

if __name__ == "__main__":
    main()
