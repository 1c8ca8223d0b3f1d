"""`python -m armstrack` is the command `armstrack`."""

from armstrack.cli.main import main

if __name__ == "__main__":
    main()
