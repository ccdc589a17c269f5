#!/bin/bash
# Every sentence of a finding stands in Dutch in model/finding_texts.def, with the same conversions.
cd "$(dirname "$0")/.." || exit
exec /usr/bin/python3 tests/finding_texts.py
