"""Draws the gallery: docs/gallery.md and its pictures, out of examples/articles. What ``make gallery`` runs.

Graphviz draws one of them, and a Chromium another; where one of these is not installed, that picture stays as it is.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BUILD = "kg build examples/articles --store news.kg"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WINDOW = (1280, 800)  # pixels of the page's picture
HEAD = """# Gallery

What newskg draws of the eight articles in [examples/articles](../examples/README.md). `make gallery` draws it anew.

```console
$ {build}
```
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture: its title, how to read it, the command that makes it.

    ``needs`` is a program without which the command cannot run.
    """

    title: str
    reading: str
    command: str
    needs: str | None = None

    @property
    def made(self) -> str:
        """The file that the command makes."""
        return shlex.split(self.command)[-1]


PICTURES = (
    Shown("Who belongs together", "Each panel is a community; the numbered entities have most statements.",
          "kg plot communities --store news.kg --output communities.png"),
    Shown("What surrounds someone or something", "On the left who acts on it, on the right what it acts on; arrows point from "
          "the one who acts, red is denied, dashed and dotted is not so yet.",
          "kg plot neighbourhood --store news.kg --around Minnesota --hops 2 --include all --output neighbourhood.png"),
    Shown("How many, when, and by whose word", "700 officers were to leave, and the White House says they left; a group of "
          "volunteers counted about 450. Hollow marks are plans; bars say when a figure holds and how sure it is.",
          "kg plot counts --store news.kg --around Minnesota --unit officers --output counts.png"),
    Shown("Who is for it, who is against it", "Blue praises and supports, orange and red criticises and opposes.",
          "kg plot stance --store news.kg --output stance.png"),
    Shown("The interactive page", "One file that needs no network: search, filters, and for every line the words that say so.",
          "kg export --store news.kg --include all --output news.html", needs="chromium"),
    Shown("Drawn by Graphviz", "A neighbourhood in the layout of Graphviz, as PNG, SVG or DOT; red is denied.",
          'kg export --store news.kg --around "Operation Metro Surge" --include all --output surge.png', needs="dot"),
    Shown("In a document, by Mermaid", "GitHub, Obsidian and others draw this block of text.",
          'kg export --store news.kg --around "Tim Walz" --output walz.mmd'),
)


def main(docs: Path = DOCS) -> None:
    """Write the page and its pictures below a folder."""
    pictures = docs / "gallery"
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "examples").symlink_to(ROOT / "examples")
        _run(BUILD, folder)
        parts = [HEAD.format(build=BUILD)]
        for shown in PICTURES:
            if _program(shown.needs):
                _run(shown.command, folder)
                _keep(folder / shown.made, pictures)
            elif shown.needs:
                print(f"{shown.needs} is not installed: {shown.title!r} stays as it is", file=sys.stderr)
            parts.append(_part(shown, folder))
    (docs / "gallery.md").write_text("\n".join(parts), encoding="utf-8")


def _run(command: str, folder: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "kg"
    subprocess.run([sys.executable, "-m", "kg.cli", *arguments], cwd=folder, check=True)  # noqa: S603


def _program(name: str | None) -> str | None:
    """Give the path of a program, one of ours for None, or None where it is not installed."""
    candidates = BROWSERS if name == "chromium" else (name,)
    return next(filter(None, map(shutil.which, filter(None, candidates))), None) if name else sys.executable


def _keep(made: Path, pictures: Path) -> None:
    """Keep what a command made, if it is a picture or can be one."""
    if made.suffix == ".png":
        shutil.copyfile(made, pictures / made.name)
    elif made.suffix == ".html":
        browser = _program("chromium")
        assert browser is not None
        target = (pictures / made.name).with_suffix(".png")
        subprocess.run([browser, "--headless", "--no-sandbox", "--hide-scrollbars", "--virtual-time-budget=8000",  # noqa: S603
                        f"--window-size={WINDOW[0]},{WINDOW[1]}", f"--screenshot={target}", made.as_uri()],
                       check=True, capture_output=True)


def _part(shown: Shown, folder: Path) -> str:
    """Write a section: a heading, how to read it, the command, the picture. What needs a program is no command to test."""
    language, prompt = ("sh", "") if shown.needs else ("console", "$ ")
    lines = [f"## {shown.title}", "", shown.reading, "", f"```{language}", f"{prompt}{shown.command}", "```", ""]
    if shown.made.endswith(".mmd"):
        lines += ["```mermaid", (folder / shown.made).read_text("utf-8").rstrip(), "```"]
    else:
        lines += [f"![{shown.title}](gallery/{Path(shown.made).stem}.png)"]
    return "\n".join((*lines, ""))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
