"""``python -m pmdesk``: the same as the ``pmdesk`` command."""

import sys

from pmdesk.app.cli import main

if __name__ == "__main__":
    sys.exit(main())
