"""Start the program; signals are caught before anything else is imported.

The imports take up to a tenth of a second, in which Ctrl-C would print a traceback.
"""


def run() -> None:
    """Run the command in `sys.argv`, then end the process."""
    try:
        from handouts.interruption import catch_signals

        catch_signals()
        from handouts.start import run as run_command
    except KeyboardInterrupt:  # until signals are caught, Python raises this for Ctrl-C
        raise SystemExit(130) from None
    except (OSError, ImportError, MemoryError):
        # Whatever could tell more needs room of its own.
        import os

        os.write(2, b"there is too little memory, or too many files are open; end other programs\n")
        raise SystemExit(4) from None
    run_command()


def open_page() -> None:
    """Open the therapist's page, as `handouts open` does; for a system without a terminal."""
    import sys

    sys.argv[1:] = ["open"]
    run()


if __name__ == "__main__":
    run()
