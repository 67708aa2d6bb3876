"""``python -m bot`` and the console command ``listbot``."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from bot.cli.app import run

    raise SystemExit(run())


if __name__ == "__main__":
    main()
