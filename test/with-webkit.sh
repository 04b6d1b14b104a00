#!/bin/sh
# Runs a command with WebKit's driver up on the port WEBKIT_PORT, under a virtual screen; the driver ends with it. What it prints is
# which media plug-ins this machine has not, once for each page.
exec xvfb-run -a sh -c 'WebKitWebDriver --port="$WEBKIT_PORT" --host=127.0.0.1 2>/dev/null & driver=$!; trap "kill $driver" EXIT; "$@"' sh "$@"
