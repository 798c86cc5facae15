"""Rule files in YAML to rules: what the format allows, what each file says, and all that holds together in
one book.

Not named ``rules``, because that is the folder of the YAML files themselves, beside the package and inside
the wheel.
"""

from attribution.rulebook.book import load as load

__all__ = ["load"]
