"""The command `xuanlan`, also as `python -m xuanlan`."""

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    gc.disable()  # until everything is imported: none of it is garbage
    _keep_streams()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here multiplies matrices; each thread takes memory
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # what else is installed has no say in what is valid
    try:
        from xuanlan.runtime.failures import require_whole_extensions

        require_whole_extensions()
        from xuanlan.cli.app import entry_point  # takes long enough to be interrupted

        entry_point()
    except (KeyboardInterrupt, SystemExit) as error:
        sys.exit(error.code if isinstance(error, SystemExit) else 130)
    except BaseException as error:  # a panic of a library in Rust is no Exception
        _tell(_sentence(error))
        with suppress(Exception):
            sys.stdout.flush()
        os._exit(3)  # an ordinary exit may fail again while Python shuts down, and print a traceback


def _keep_streams() -> None:
    """Open /dev/null for every closed standard stream, or the next file to be opened would get its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_RDONLY)  # gets that number; writing to it fails


def _sentence(error: BaseException) -> str:
    try:
        from xuanlan.runtime.failures import explained

        return explained(error)
    except BaseException as second:
        if any(isinstance(one, MemoryError) or "failed to map segment" in str(one) for one in (error, second)):
            return "内存不够，没有做完。请关掉别的程序，或者换一台内存大一些的电脑再试。"
        return "宣栏的程序文件不齐，或者损坏了，请重新安装宣栏。"


def _tell(text: str) -> None:
    """Print `text` where somebody may see it."""
    for stream in (sys.stderr, sys.stdout):
        with suppress(Exception):
            print(text, file=stream, flush=True)
            if stream is not None and getattr(stream, "failure", None) is None:
                return


if __name__ == "__main__":
    main()
