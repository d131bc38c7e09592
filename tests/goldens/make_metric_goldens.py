"""Makes the golden files of metrics beside this script, from scikit-learn and SciPy. See README.md."""

import argparse
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from generator import metrics  # noqa: E402


def main() -> int:
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=here, help="folder to write to (default: the script's own)")
    options = parser.parse_args()
    shutil.rmtree(options.out / "metrics", ignore_errors=True)
    print(f"{metrics.make(options.out)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
