"""``python -m pmdesk``: the same as the ``pmdesk`` command."""

from pmdesk.app.cli import main

if __name__ == "__main__":
    main()
