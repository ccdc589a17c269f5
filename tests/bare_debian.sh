#!/bin/bash
# Try the README's set-up commands where nothing is installed: each in a fresh, minimal Debian 12
# made with debootstrap, on a clean clone, as root without sudo. Needs root, debootstrap and the
# network; takes some minutes. `make check-bare` runs it; `make check` does not.
#
# The minimal system is kept as build/bare/bookworm.tar; remove that file to fetch it anew.
# MIRROR is the Debian archive to take it from.
set -euo pipefail
cd "$(dirname "$0")/.."
MIRROR=${MIRROR:-http://deb.debian.org/debian}
[ "$(id -u)" = 0 ] || { echo "this needs root, for chroot" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "this needs debootstrap" >&2; exit 2; }

base=$PWD/build/bare/bookworm.tar
mkdir -p "$(dirname "$base")"
work=$(mktemp -d)

# The bare system may hold mounts of the machine: they go first, and rm stays in one file system.
clean_up() {
    for dir in dev proc; do
        ! mountpoint -q "$work/root/$dir" || umount "$work/root/$dir"
    done
    rm -rf --one-file-system "$work"
}
trap clean_up EXIT

if [ ! -e "$base" ]; then
    echo "fetching a minimal Debian 12"
    debootstrap --variant=minbase bookworm "$work/base" "$MIRROR" >"$work/log" 2>&1 ||
        { tail -n 20 "$work/log" >&2; exit 1; }
    tar -C "$work/base" -cf "$base.part" .
    mv "$base.part" "$base"
    rm -rf --one-file-system "$work/base"
fi

fresh_system() {
    clean_up
    mkdir -p "$work/root"
    tar -C "$work/root" -xpf "$base"
    mount -t proc proc "$work/root/proc"
    mount --bind /dev "$work/root/dev"
    # The machine's own way to the network.
    cp -L /etc/resolv.conf "$work/root/etc/resolv.conf"
    git clone -q --no-hardlinks . "$work/root/root/parkplan"
}

failed=0
while IFS= read -r command; do
    fresh_system
    echo "\$ $command"
    start=$SECONDS
    if chroot "$work/root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        bash -c "cd /root/parkplan && $command" </dev/null >"$work/log" 2>&1; then
        tail -n 15 "$work/log"
        echo "worked, in $((SECONDS - start)) s with everything fetched"
    else
        tail -n 60 "$work/log"
        echo "FAILED"
        failed=1
    fi
done < <(grep -E 'apt-get install .* && make [a-z]+$' README.md)
exit $failed
