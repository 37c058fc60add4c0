"""What MkDocs runs while it builds the site: pages that are made come to those that are written."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge_pages import knowledge_pages
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from program_pages import program_pages
from site_folder import link_on_the_way

from whycry_expert.knowledge.loading import load_knowledge

_ROOT = Path(__file__).parent.parent
_DOCS = _ROOT / "docs"
_PLACED_APART = ("checks/", "drooping-plant/")
_BESIDE_README = ("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
_UP = re.compile(rf"\]\((?:\.\./)+(?P<page>{'|'.join(map(re.escape, _BESIDE_README))})")


def on_config(config: Any) -> Any:  # noqa: ANN401 - MkDocs' own
    """List meanings and checks in the navigation, and at the end of the explanations what nobody has placed yet.

    Raises Abort where the site would go through a link, since what that leads to would be emptied.
    """
    link = link_on_the_way(Path(config.site_dir), _ROOT)
    if link is not None:
        raise Abort(f"{link} is a symbolic link, and all that it leads to would be removed; take the link away first")
    meanings = load_knowledge().meanings
    checks = sorted(path.name for path in (_DOCS / "checks").glob("*.md"))
    sections = {title: pages for section in config.nav for title, pages in section.items()}
    sections["Explanation"] += _not_placed(config.nav)
    sections["Reference"] += [
        {"Meanings": ["reference/meanings.md", *(f"reference/meanings/{meaning.name}.md" for meaning in meanings)]},
        {"Checks": [f"checks/{name}" for name in checks]},
    ]
    return config


def _not_placed(navigation: list[Any]) -> list[str]:
    written = [str(path.relative_to(_DOCS)) for path in sorted(_DOCS.rglob("*.md"))]
    beside = [name for name in _BESIDE_README if (_ROOT / name).is_file()]
    placed = set(_pages_in(navigation))
    return [page for page in (*written, *beside) if page not in placed and not page.startswith(_PLACED_APART)]


def _pages_in(navigation: Any) -> Iterator[str]:  # noqa: ANN401 - nested as YAML gives it
    if isinstance(navigation, str):
        yield navigation
    else:
        for part in navigation.values() if isinstance(navigation, dict) else navigation:
            yield from _pages_in(part)


def on_files(files: Files, config: Any) -> Files:  # noqa: ANN401 - MkDocs' own
    """Add the pages that knowledge and program make, and those that stand beside the README."""
    made = {**knowledge_pages(load_knowledge()), **program_pages()}
    beside = {name: (_ROOT / name).read_text("utf-8") for name in _BESIDE_README if (_ROOT / name).is_file()}
    for path, text in {**made, **{name: text.replace("](docs/", "](") for name, text in beside.items()}}.items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:  # noqa: ANN401 - MkDocs' own
    """Let links to what stands beside the README lead to its page of the site."""
    up = "../" * page.file.src_uri.count("/")
    return _UP.sub(lambda match: f"]({up}{match['page']}", markdown)
