#!/bin/bash
# Every shell script, by the judge of shell scripts.
mapfile -t scripts < <(grep -rlE '^#!/bin/(ba)?sh' --exclude-dir='_build*' --exclude-dir=.git .)
shellcheck --severity=warning --shell=bash --external-sources "${scripts[@]}" build-aux/common.sh && echo "${#scripts[@]} scripts"
