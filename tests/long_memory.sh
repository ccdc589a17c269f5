#!/bin/bash
# tests/test_memory with each allocation failing in turn, not a sample.
exec "${BUILD:-build}/tests/test_memory" 1
