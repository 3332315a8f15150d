# Sourced by the commands: `. run.sh NAME "$@"` runs the command NAME of the tools module in place of this shell.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
. "$root/deploy/lib/jdk.sh"
. "$root/deploy/lib/build.sh"
find_jdk
build

name=$1
shift
case $name in
  # Short work, or next to none: start fast and stay small.
  up | token | access | rebuild) flags="-Xmx96m -XX:TieredStopAtLevel=1" ;;
  # Most of what is read lives a moment: with much room for the young it is not copied. Measured: a quarter of the time of a replay was copying.
  bench | inspect) flags="-Xmx1g -Xmn512m" ;;
  *) flags="-Xmx1g" ;;
esac
terminal=false
[ -t 2 ] && terminal=true
# shellcheck disable=SC2086
exec "$JAVA_HOME/bin/java" $flags -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
  -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
  -Djsjb.home="$root" -Djsjb.broker.lib="$root/deploy/local/target/broker" -Djsjb.terminal=$terminal \
  -cp "$root/deploy/tools/target/tools.jar:$root/deploy/tools/target/lib/*" cn.jsjb.tools.Main "$name" "$@"
