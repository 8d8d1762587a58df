"""Painting what has changed, and no more of it than is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

Span = tuple[int, int, int]
"""A line, and the columns from which and up to which of it something is to be painted."""
Chops = list[dict[int, Strip | None]]
"""For each line of the screen the pieces between its cuts, by the column where they begin; None where nothing of it is
painted."""


class SparingCompositor(Compositor):
    """Asks a widget only for lines of which something is painted and that nothing lies over, and sends the terminal
    only what does not stand there yet. The library asks every widget that touches the rectangle around all that has
    changed, containers too, for all its lines, divides each of them, and sends all that was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[int, tuple[list[int], dict[int, Strip]]] = {}
        """What stands in the terminal: for each line its cuts, and its pieces."""

    def forget(self) -> None:
        """Something else may have been painted over what was."""
        self._shown.clear()

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        self.forget()
        return super().render_full_update(simplify)

    def render_partial_update(self) -> CompositorUpdate | None:  # type: ignore[override]
        spans = list(self._regions_to_spans(self._dirty_regions))
        self._dirty_regions.clear()
        if not spans:
            return None
        chops = self._chops(spans)
        of_lines: dict[int, list[Span]] = {}
        for span in spans:
            of_lines.setdefault(span[0], []).append(span)
        anew = {y: list(self._not_shown(y, chops[y], of_line)) for y, of_line in of_lines.items()}
        spans = [span for span in spans if any(_touches(span, piece) for piece in anew[span[0]])]
        if not spans:
            # Still the cursor may stand elsewhere by now.
            return LayoutUpdate([], Region())
        return ChopsUpdate(chops, spans, [cuts[1:] for cuts in self.cuts])

    def _not_shown(self, y: int, line: dict[int, Strip | None], spans: list[Span]) -> Iterator[tuple[int, int]]:
        """The pieces of a line that do not stand there yet; the others are taken out of it."""
        cuts = self.cuts[y]
        if y not in self._shown or self._shown[y][0] != cuts:
            self._shown[y] = (cuts, {})
        shown = self._shown[y][1]
        for x, end in pairwise(cuts):
            piece = line[x]
            if piece is None:
                continue
            if (there := shown.get(x)) is piece or there == piece:
                line[x] = None
            else:
                if any(x1 <= x and end <= x2 for _, x1, x2 in spans):
                    shown[x] = piece
                else:
                    # The rest of it is as it was, whatever the widget says by now.
                    shown.pop(x, None)
                yield x, end

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        x1, x2 = crop.column_span
        return self._chops((y, x1, x2) for y in crop.line_range if is_rendered_line(y))  # type: ignore[return-value]

    def _chops(self, spans: Iterable[Span]) -> Chops:
        chops: Chops = [dict.fromkeys(line[:-1]) for line in self.cuts]
        missing = self._pieces(spans)
        # From the front to the back.
        for widget, (region, clip) in self.visible_widgets.items():
            if not missing:
                break
            seen = region.intersection(clip)
            wanted = {y: its for y in seen.line_range if y in missing and (its := _within(missing[y], seen))}
            if not wanted:
                continue
            left, right = min(its[0][0] for its in wanted.values()), max(its[-1][1] for its in wanted.values())
            top, bottom = min(wanted), max(wanted) + 1
            lines = widget.render_lines(Region(left - region.x, top - region.y, right - left, bottom - top))
            for y, its in wanted.items():
                line = lines[y - top]
                for x, end in its:
                    chops[y][x] = line.crop(x - left, end - left)
                missing[y] = [piece for piece in missing[y] if piece not in its]
                if not missing[y]:
                    del missing[y]
        return chops

    def _pieces(self, spans: Iterable[Span]) -> dict[int, list[tuple[int, int]]]:
        """By line the pieces of which something is to be painted, from which column up to which."""
        found: dict[int, list[tuple[int, int]]] = {}
        for span in spans:
            pieces = found.setdefault(span[0], [])
            pieces += [piece for piece in pairwise(self.cuts[span[0]]) if _touches(span, piece) and piece not in pieces]
        return found


def _touches(span: Span, piece: tuple[int, int]) -> bool:
    return piece[0] < span[2] and piece[1] > span[1]


def _within(pieces: list[tuple[int, int]], region: Region) -> list[tuple[int, int]]:
    left, right = region.column_span
    return [piece for piece in pieces if left <= piece[0] and piece[1] <= right]
