"""What is said to a mistyped option."""

import pytest

from maps.cli.usage import close_options

OPTIONS = (
    "--output", "-o", "--type", "--schema", "--help", "--near", "--region", "--since", "--source",
    "--open", "--online",
)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("--typ", ["--type"]),
        ("--types", ["--type"]),
        ("--shema", ["--schema"]),
        ("--Regoin", ["--region"]),
        ("--out", ["--output"]),
        ("--sourc", ["--source"]),
        ("--so", ["--source"]),
        ("--o", ["--open", "--online", "--output"]),
        ("--colour", []),
        ("--", []),
    ],
)
def test_close_options_come_with_the_likeliest_first_and_no_far_ones(
    given: str, meant: list[str]
) -> None:
    assert close_options(given, OPTIONS) == meant
