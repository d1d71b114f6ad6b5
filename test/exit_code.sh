#!/bin/sh
# exit_code.sh CODE COMMAND...: fine if and only if the command ends with this code; a crash never is.
want=$1
shift
"$@"
got=$?
[ "$got" -eq "$want" ] && exit 0
echo "exit code $got instead of $want: $*" >&2
exit 1
