#!/bin/bash
# Proves ./run and ./check on a system that has nothing but Debian's smallest base, from a fresh clone:
#   tests/bare-system.sh [root|user [SUITE [FOLDER]]]
# As root it is all done by root and without sudo; as user by one who may use sudo. Needs root,
# mmdebstrap, git, some 6 GB in FOLDER and the network for apt. Not part of ./check.
set -eu
who=${1:-root} suite=${2:-bookworm} folder=${3:-/var/tmp/banthao-bare}
top=$(cd "$(dirname "$0")/.." && pwd)
root=$folder/$suite-$who

extra=git
[ "$who" = root ] || extra=git,sudo
sources=(/etc/apt/sources.list.d/debian.sources)
[ "$suite" = bookworm ] && [ -e "${sources[0]}" ] || sources=()

rm -rf --one-file-system "$root"
mkdir -p "$folder"
mmdebstrap --quiet --variant=minbase --include="$extra" "$suite" "$root" "${sources[@]}"
git clone --quiet "$top" "$root/srv/banthao"
[ ! -d "$top/../shared" ] || cp -rL "$top/../shared" "$root/srv/shared"
cp /etc/resolv.conf "$root/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"

if [ "$who" = user ]; then
  chroot "$root" useradd --create-home --shell /bin/bash "$who"
  chroot "$root" chown -R "$who" /srv
  echo "$who ALL=(ALL) NOPASSWD: ALL" > "$root/etc/sudoers.d/$who"
fi

# Mounts and processes live in a namespace of their own and are gone with it.
inside=$(cat <<'END'
set -eu
root=$1 who=$2
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for node in null zero full random urandom tty; do
  touch "$root/dev/$node"
  mount --bind "/dev/$node" "$root/dev/$node"
done
mkdir -m 1777 "$root/dev/shm"
mkdir "$root/dev/pts"
mount -t devpts devpts "$root/dev/pts"
ln -s /proc/self/fd "$root/dev/fd"
ln -s pts/ptmx "$root/dev/ptmx"
for command in ./run ./check; do
  echo "== $command as $who"
  started=$(date +%s)
  chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    setsid su "$who" -s /bin/bash -c "cd /srv/banthao && CI=${CI:-} $command" < /dev/null || failed=1
  echo "== $command took $(($(date +%s) - started)) s"
done
exit "${failed:-0}"
END
)
unshare --mount --pid --fork bash -c "$inside" bare "$root" "$who"
