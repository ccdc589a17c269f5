#!/usr/bin/python3
"""More candidates for a hub of a region, to see how long hub takes with many.

    bench/hub_members.py REGION.xml HUB HOW_MANY > larger.xml

Each candidate of the hub gets neighbours like itself, that draw more and less than it does by turns, until there are
HOW_MANY. The region is otherwise as it was.
"""
import re
import sys

# What neighbours draw, of what the candidate draws: one round of neighbours after the other.
SIZES = (0.8, 1.15, 0.6, 0.95, 0.7)


def sized(connection, size):
    def scaled(found):
        return found[1] + ' '.join(f'{float(mwh) * size:g}' for mwh in found[2].split()) + '"'
    return re.sub(r'((?:energy|existing)_mwh_per_year=")([^"]*)"', scaled, connection)


def neighbour(connection, candidate, number):
    return sized(connection, SIZES[number % len(SIZES)]).replace(f'id="{candidate}"', f'id="{candidate}_{number + 2}"', 1)


def enlarged(region, hub, how_many):
    found = re.search(rf'<hub id="{hub}".*?</hub>', region, re.S)
    lines = re.findall(r' *<member connection="[^"]*"[^\n]*\n', found[0])
    candidates = [re.search(r'connection="([^"]*)"', line)[1] for line in lines]
    new_lines = ''
    for k in range(how_many - len(candidates)):
        number, which = divmod(k, len(candidates))
        candidate = candidates[which]
        connection = re.search(rf' *<connection id="{candidate}".*?</connection>\n', region, re.S)[0]
        region = region.replace(connection, connection + neighbour(connection, candidate, number))
        new_lines += lines[which].replace(f'"{candidate}"', f'"{candidate}_{number + 2}"')
    return region.replace(lines[-1], lines[-1] + new_lines)


if len(sys.argv) != 4:
    sys.exit(__doc__)
with open(sys.argv[1], encoding='utf-8') as file:
    sys.stdout.write(enlarged(file.read(), sys.argv[2], int(sys.argv[3])))
