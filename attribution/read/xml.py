"""XML from strangers: no entities, no network, no trees that are built to exhaust memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attribution.read.members import broken

if TYPE_CHECKING:
    from lxml.etree import _Element


def parsed(data: bytes) -> _Element:
    """The root of the document; entities that it defines stay as they are. Raises Unusable."""
    from lxml import etree  # a tenth of a second: only for formats that are XML

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken(str(error)) from None
    if root is None:
        raise broken("it is empty")
    return root


def local(element: _Element) -> str:
    """The name of the element without its namespace; "" for what is no element (an entity)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """The children of one of these names, whatever their namespace."""
    return (child for child in element if local(child) in names)


def inside(element: _Element, *names: str) -> Iterator[_Element]:
    """The elements of one of these names anywhere inside, in the order of the document."""
    return (child for child in element.iter() if child is not element and local(child) in names)


def words(element: _Element | None) -> str:
    """The text inside, blanks run together; "" for None."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def first(element: _Element, *names: str) -> _Element | None:
    """The first child of one of these names, in the order of the names."""
    return next((child for name in names for child in children(element, name)), None)
