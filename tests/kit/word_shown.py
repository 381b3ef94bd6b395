"""What a document of Word has become, as lines that a test can compare"""

from __future__ import annotations

from xuanlan.imports.official import Recognised, recognise
from xuanlan.imports.original import Block, Original, Paragraph, Run
from xuanlan.imports.word import read
from xuanlan.models.kinds import shipped_kinds

KINDS = tuple(kind.name for kind in shipped_kinds().kinds)


def brought(data: bytes) -> tuple[Original, Recognised]:
    original = read(data)
    return original, recognise(original, KINDS)


def shown(blocks: tuple[Block, ...]) -> list[str]:
    """Blocks as lines: headings with #, lines at the right with >, tables row by row."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            mark = "#" * block.level or (">" if block.align == "right" else "")
            text = block.number + "".join(map(marked, block.runs))
            found.append(f"{mark} {text.strip()}".strip())
        else:
            for row in block.rows:
                cells = []
                for cell in row:
                    words = "/".join(p.number + "".join(map(marked, p.runs)) for p in cell.paragraphs)
                    cells.append(words + (f"<{cell.across}x{cell.down}>" if cell.across * cell.down > 1 else ""))
                found.append(f"|{'|'.join(cells)}|")
    return found


def marked(run: Run) -> str:
    if run.picture:
        return f"[{f'{run.picture} {run.alt}'.strip()}]"
    text = f"<{run.text} {run.link}>" if run.link else run.text
    text = f"~~{text}~~" if run.is_struck else text
    return f"**{text}**" if run.is_bold else text


def bare(text: str) -> str:
    return "".join(text.split())


def told(found: Recognised) -> str:
    """Everything that a reader of the notice, or the person who brings it in, gets to see."""
    fields = [one for value in found.fields.values() for one in ([value] if isinstance(value, str) else value)]
    return bare("\n".join([*plain(found.blocks), *fields, *found.because, *(one.what for one in found.lost)]))


def plain(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        else:
            found += [paragraph.text for row in block.rows for cell in row for paragraph in cell.paragraphs]
    return found
