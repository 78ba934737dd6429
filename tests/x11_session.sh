#!/bin/sh
# sh tests/x11_session.sh COMMAND [ARGUMENTS]
# Runs a command at a desk of its own: X server, window manager, message bus and accessibility, none of them the user's.
# Everything started here is ended here. The status is the command's; 99 if the desk could not be set up.
set -u

desk=$(mktemp -d) || exit 99
server="" bus="" manager="" command=""

clear_away() {
    for process in $command $manager $bus $server; do kill "$process" 2>/dev/null && wait "$process" 2>/dev/null; done
    rm -rf "$desk"
}
trap clear_away EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() { echo "x11_session: $1" >&2; cat "$desk"/*.log >&2; exit 99; }

# await SECONDS COMMAND...: ask every twentieth of a second until the answer is yes
await() {
    left=$(($1 * 20)); shift
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1)); [ "$left" -gt 0 ] || return 1
        sleep 0.05
    done
}

export XDG_RUNTIME_DIR="$desk"
unset WAYLAND_DISPLAY XAUTHORITY SESSION_MANAGER DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS

# The server looks for a free display by itself and writes down which once it is ready.
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$desk/display" >"$desk/xvfb.log" 2>&1 &
server=$!
await 20 grep -q . "$desk/display" || fail "no X server"
DISPLAY=:$(cat "$desk/display")
export DISPLAY

dbus-daemon --session --nofork --nopidfile --address="unix:path=$desk/bus" >"$desk/bus.log" 2>&1 &
bus=$!
await 10 test -S "$desk/bus" || fail "no message bus"
export DBUS_SESSION_BUS_ADDRESS="unix:path=$desk/bus"

# Without a window manager no second window is ever active and no shortcut arrives.
openbox --sm-disable >"$desk/openbox.log" 2>&1 &
manager=$!
manages() { xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 'window id'; }
await 10 manages || fail "no window manager"

# The accessibility bus starts by itself when the program first asks for it, which it does only if told that it is wanted.
export QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
# Waited for, not run in front, so that a signal to this script is heard at once.
"$@" &
command=$!
status=0
wait "$command" || status=$?
command=""
exit "$status"
