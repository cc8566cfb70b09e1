# Shared by ./run and ./check: what to say, and which Debian packages must be there. To be sourced.

say ()
{
  printf '%s\n' "$*" >&2
}

die ()
{
  say "$*"
  exit 1
}

# missing_packages GROUP…: those of build-aux/packages that are not installed, one a line.
missing_packages ()
{
  local groups wanted
  groups=$(IFS='|'; printf '%s' "$*")
  wanted=$(sed -nE "s/^($groups) +//p" build-aux/packages)
  comm -13 \
    <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' | sort -u) \
    <(sort -u <<< "$wanted")
}

# as_root COMMAND…: through sudo only where that is needed.
as_root ()
{
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo "$@"
  else
    die "These packages are missing and sudo is not there. As root: apt-get install ${missing[*]}"
  fi
}

# install_packages GROUP…: installs what is missing and says what that is.
install_packages ()
{
  local -a missing apt
  if ! command -v dpkg-query > /dev/null; then
    say "This is no Debian system: install what build-aux/packages names, under the names used here."
    return
  fi
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0

  say "Installing: ${missing[*]}"
  apt=(env DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes --no-install-recommends)
  # Package lists may be absent (then this fails at once) or stale (then the download fails).
  apt-get --simulate install "${missing[@]}" > /dev/null 2>&1 || as_root "${apt[@]}" update < /dev/null >&2 || true
  as_root "${apt[@]}" install "${missing[@]}" < /dev/null >&2 && return
  as_root "${apt[@]}" update < /dev/null >&2 || true
  as_root "${apt[@]}" install "${missing[@]}" < /dev/null >&2 || die "Could not install: ${missing[*]}"
}
