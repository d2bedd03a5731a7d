"""The screens that the page is used on; a test can ask for all of them."""

import pytest

SCREENS = {"wide": (1280, 800), "narrow": (390, 844)}

on_all_screens = pytest.mark.parametrize("screen", list(SCREENS), indirect=True)
