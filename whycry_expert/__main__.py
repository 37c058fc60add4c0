"""Lets `python -m whycry_expert` run the command line."""

from whycry_expert.cli.main import main

if __name__ == "__main__":
    main()
