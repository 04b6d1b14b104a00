#!/bin/sh
# Runs a command with WebKit's driver up on port 4445, under a virtual screen; the driver ends with it.
exec xvfb-run -a sh -c 'WebKitWebDriver --port=4445 --host=127.0.0.1 & driver=$!; trap "kill $driver" EXIT; "$@"' sh "$@"
