"""Holds one rule of the editor a file; the file's name is the rule's name."""
