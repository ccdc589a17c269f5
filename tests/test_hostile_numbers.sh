#!/bin/bash
# Figures that are hard on a solver: a sample of those that tests/long_hostile_numbers.sh tries.
exec tests/hostile_numbers.py "${PARKPLAN:-build/parkplan}" 37 sample
