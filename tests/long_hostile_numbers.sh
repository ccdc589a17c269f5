#!/bin/bash
# Figures that are hard on a solver, each in turn.
exec tests/hostile_numbers.py "${PARKPLAN:-build/parkplan}"
