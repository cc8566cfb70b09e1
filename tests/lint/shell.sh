#!/bin/bash
# Every shell script, by the judge of shell scripts.
mapfile -t scripts < <(grep -rlE '^#!/bin/(ba)?sh' --exclude-dir='_build*' --exclude-dir=.git .)
shellcheck --shell=bash --external-sources "${scripts[@]}" build-aux/common.sh && echo "${#scripts[@]} scripts"
