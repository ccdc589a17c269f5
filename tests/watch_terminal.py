#!/usr/bin/python3
"""Runs a command with its stderr on a terminal and looks at the line of progress there.

watch_terminal.py WORD COMMAND...: ends with 1 and a word when lines come faster than twice a second, when one
is wider than a terminal, lacks its figures, or is left standing, and when none has WORD.
"""
import os
import pty
import re
import subprocess
import sys
import time

SECONDS_BETWEEN = 0.5
COLUMNS = 79
EUR = r"€-?[\d.,]+( (m|b)illion)?"
LINE = re.compile(rf"[a-z ]+, [\d,]+ s(; {EUR} to {EUR}, gap [\d.,]+%|; at (least|most) {EUR})?")


def watch(command):
    """[(seconds, text)] of what stood in the line, and the exit code."""
    ours, theirs = pty.openpty()
    started = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=theirs) as process:
        os.close(theirs)
        shown = []
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:  # nobody has the other end any more
                break
            if not data:
                break
            now = time.monotonic() - started
            shown += [(now, text) for text in data.decode("utf-8").split("\r") if text]
    os.close(ours)
    return shown, process.returncode


def findings(word, shown, code):
    texts = [text.strip() for _, text in shown]
    if "" not in texts:
        yield "the line is left standing"
        return
    lines = [(at, text.rstrip()) for at, text in shown[:texts.index("")]]
    if code not in (0, 1, 4):
        yield f"exit code {code}"
    if len(lines) < 2:
        yield "fewer than two lines"
    # On the whole, as on a busy machine a line may be seen later than it was written.
    if lines and len(lines) > lines[-1][0] / SECONDS_BETWEEN + 2:
        yield f"{len(lines)} lines in {lines[-1][0]:.2f} s"
    yield from (f"too wide: {text}" for _, text in lines if len(text) > COLUMNS)
    yield from (f"not as it should be: {text!r}" for _, text in lines if not LINE.fullmatch(text))
    if not any(word in text for _, text in lines):
        yield f"no line has {word}: {lines}"


def main():
    found = list(findings(sys.argv[1], *watch(sys.argv[2:])))
    for finding in found:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
