import subprocess
import sys


def test_reading_a_program_needs_no_pandas() -> None:
    code = (
        "import sys, sgdash.program.folder; print(sorted({'pandas', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
