#!/bin/bash
# tests/test_writing.sh with more sizes of disks, more moments of signals, and the Leiden region.
LONG=1 exec "$(dirname "$0")/test_writing.sh"
