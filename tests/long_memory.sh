#!/bin/bash
# tests/test_memory with each allocation failing in turn, not a sample; of commands that take long, with each third to 37th.
exec "${BUILD:-build}/tests/test_memory" long
