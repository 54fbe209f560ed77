"""Start the program, and catch signals before anything else is imported.

The command line takes a tenth of a second to import; Ctrl-C in that time would print a traceback.
"""


def run() -> None:
    """Run the command that was typed, then end the process."""
    try:
        from handouts.interruption import catch_signals

        catch_signals()
    except KeyboardInterrupt:  # until signals are caught, Python raises this for Ctrl-C
        raise SystemExit(130) from None
    from handouts.start import run as run_command

    run_command()


if __name__ == "__main__":
    run()
