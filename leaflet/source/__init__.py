"""Reads a user's YAML file as checked, frozen values; every fault has its place."""
