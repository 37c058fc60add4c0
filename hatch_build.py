"""Makes what a quick start needs when the package is built: kept knowledge, and in a checkout the compiled modules."""

import compileall
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KeptKnowledgeHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the kept knowledge into a wheel; an editable install is made as ready as an installed wheel is."""

    _made: tuple[Path, ...] = ()

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the build. Mistakes in the knowledge stop that of a wheel."""
        sys.path.insert(0, self.root)
        from whycry_expert.errors import InputError  # noqa: PLC0415 - not importable before
        from whycry_expert.evaluation.kept_layers import NAME, compiled_layers, keep_layers  # noqa: PLC0415
        from whycry_expert.knowledge.keeping import KNOWLEDGE  # noqa: PLC0415
        from whycry_expert.knowledge.kept import encoded  # noqa: PLC0415
        from whycry_expert.knowledge.loading import keep_knowledge, portable_knowledge  # noqa: PLC0415

        if version == "editable":
            compileall.compile_dir(Path(self.root, "whycry_expert"), quiet=1)
            with suppress(InputError):  # which the first command tells, with its place
                knowledge = portable_knowledge(self.root)
                keep_knowledge(knowledge)
                keep_layers(compiled_layers(knowledge), knowledge.digest)
            return
        knowledge = portable_knowledge(self.root)
        for name, value in ((KNOWLEDGE, knowledge), (NAME, compiled_layers(knowledge))):
            kept = Path(self.directory, name)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(encoded(value, knowledge.digest))
            self._made = (*self._made, kept)
            build_data["force_include"][str(kept)] = f"whycry_expert/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - given to all
        """Run after the build: what the wheel holds now need not lie beside it."""
        for kept in self._made:
            kept.unlink()
