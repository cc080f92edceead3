"""What stands on the cover: a picture and how it is laid out, or an icon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from leaflet.content.icon_name import IconName
from leaflet.content.picture_file import FocusPoint, PictureName, alt_faults, focus_faults
from leaflet.source.model import Struct
from leaflet.source.value import Line

Layout = Literal["split", "top", "plain"]
NO_PICTURE: Layout = "plain"


class CoverArt(Struct, frozen=True):
    """The picture on the cover, or what stands in its place."""

    main: ClassVar[str] = "picture"
    """`cover: back-pain` is enough."""

    picture: Annotated[
        PictureName | None,
        Meta(description="A drawing that `leaflet pictures` lists, or a file beside the content."),
    ] = None
    alt: Annotated[Line | None, Meta(description="What it shows, for who cannot see it.")] = None
    focus: FocusPoint = ()
    credit: Annotated[Line | None, Meta(description="Who made it, for the end of the leaflet.")] = (
        None
    )
    layout: Annotated[
        Layout | None,
        Meta(description="The picture beside the title or over it, or no picture."),
    ] = None
    icon: Annotated[IconName | None, Meta(description="The sign on a cover without a picture.")] = (
        None
    )

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield faults of a picture without a description, and of keys that contradict it."""
        if self.picture:
            yield from alt_faults(self.alt, self.picture)
        yield from focus_faults(self.focus)
        yield from self._contradictions()

    def _contradictions(self) -> Iterator[tuple[str, str, str, str]]:
        if self.picture and self.layout == NO_PICTURE:
            hint = "delete `picture`, or choose `split` or `top`"
            yield "layout", "conflicting-keys", "a plain cover has no picture", hint
        for key in ("alt", "focus", "credit", "layout"):
            value = getattr(self, key)
            if value and not self.picture and value != NO_PICTURE:
                problem = f"without a picture there is no `{key}`"
                yield key, "needless-key", problem, "name a `picture:`, or delete it"


def plain(cover: CoverArt | None) -> CoverArt | None:
    """Return the cover without its picture, for a theme that has none."""
    return CoverArt(icon=cover.icon) if cover else None
