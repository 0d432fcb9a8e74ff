"""`python -m app` is the operator's command line."""

from app.cli import main

main()
