"""What MkDocs runs while it builds the site: pages that are made come to those that are written."""

import re
from pathlib import Path
from typing import Any

from knowledge_pages import knowledge_pages
from mkdocs.structure.files import File, Files
from program_pages import program_pages

from whycry_expert.knowledge.loading import load_knowledge

_ROOT = Path(__file__).parent.parent
_BESIDE_README = ("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
_UP = re.compile(rf"\]\((?:\.\./)+(?P<page>{'|'.join(map(re.escape, _BESIDE_README))})")


def on_config(config: Any) -> Any:  # noqa: ANN401 - MkDocs' own
    """List the meanings and the checks in the navigation, each under its own title."""
    meanings = load_knowledge().meanings
    for section in config.nav:
        if "Reference" in section:
            section["Reference"] += [
                {
                    "Meanings": [
                        "reference/meanings.md",
                        *(f"reference/meanings/{meaning.name}.md" for meaning in meanings),
                    ]
                },
                {"Checks": [f"checks/{path.name}" for path in sorted((_ROOT / "docs" / "checks").glob("*.md"))]},
            ]
    return config


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
