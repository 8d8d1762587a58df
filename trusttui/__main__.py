"""`python -m trusttui` is the program `trusttui`."""

import sys

from trusttui.cli import main

if __name__ == "__main__":
    sys.exit(main())
