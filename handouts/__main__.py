"""Start the program; signals are caught before anything else is imported.

The imports take up to a tenth of a second, in which Ctrl-C would print a traceback.
"""


def run() -> None:
    """Run the command in `sys.argv`, then end the process."""
    try:
        from handouts.interruption import catch_signals

        catch_signals()
    except KeyboardInterrupt:  # until signals are caught, Python raises this for Ctrl-C
        raise SystemExit(130) from None
    from handouts.start import run as run_command

    run_command()


if __name__ == "__main__":
    run()
