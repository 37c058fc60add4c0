"""Where the site goes. MkDocs empties that folder before it writes, whatever the folder leads to."""

from pathlib import Path


def link_on_the_way(site: Path, root: Path) -> Path | None:
    """Give the symbolic link through which a site below `root` would go elsewhere, or None where there is none.

    Of a site that lies elsewhere anyway only the last part of the way is looked at.
    """
    way = [site, *site.parents]
    below = way[: way.index(root)] if root in way else way[:1]
    return next((part for part in below if part.is_symlink()), None)
