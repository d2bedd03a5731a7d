"""The steps of tools/build_world.py."""
