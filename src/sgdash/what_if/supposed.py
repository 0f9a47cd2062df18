"""A program's folder as it would be with other settings, checked like a written one."""

from collections.abc import Sequence

from sgdash.program.folder import ProgramFolder, open_folder
from sgdash.program.yaml_source import read_source
from sgdash.what_if.settings import Setting, SettingError, put


def suppose(folder: ProgramFolder, settings: Sequence[Setting]) -> ProgramFolder:
    """The folder with these settings made one after the other; nothing is written.

    Raises:
        SettingError: a path leads nowhere, or the program file would have a problem.
    """
    file = folder.folder / "program.yaml"
    source = read_source(file)
    if not isinstance(source.data, dict):
        raise SettingError(f"{file} has changed since it was read. Run the command again.")
    for setting in settings:
        put(source.data, setting)
    supposed, problems = open_folder(folder.folder, source)
    known = {problem.message for problem in folder.problems}
    wrong = [p.message for p in problems if p.file == file and p.message not in known]
    if wrong or supposed is None:
        paths = ", --set ".join(setting.path for setting in settings)
        raise SettingError(
            f"--set {paths}: {wrong[0] if wrong else 'the file would be no program'}"
        )
    return supposed
