#!/bin/bash
# Things that have no place in a finished tree: a note to do something later without the number of its
# issue, the path of somebody's machine, tabs in C, spaces at the end of a line of code.
status=0

# refuse WHAT PATTERN FILES…: lines that match are wrong. (Patterns are written so that they do not match
# themselves.)
refuse ()
{
  local what=$1 pattern=$2 found
  shift 2
  found=$(grep -rnIP "$pattern" "$@" --exclude-dir='_build*' --exclude-dir=.git --exclude=.git .)
  [ -n "$found" ] || return
  printf '%s:\n%s\n' "$what" "$found"
  status=1
}

refuse 'a note without its issue (write TO''DO #12)' '\b(TO[D]O|FIX[M]E|X[X]X)\b(?! #\d)'
refuse 'the path of a machine' '(?<![\w.$"}])/(wor[k]|roo[t]|hom[e]/\w+)/' --exclude-dir=data
refuse 'a tab in C' '\t' --include='*.[ch]'
refuse 'a space at the end of a line' ' $' --include='*.[ch]' --include='*.sh' --include='*.py' --include='meson.build'
exit $status
