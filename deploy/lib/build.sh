# Sourced after jdk.sh: builds what is not built, or is older than its sources. $root is the repository.
SERVICES="intake-service dispatch-service supervision-service analytics-service"

find_maven() {
  command -v mvn >/dev/null 2>&1 && return
  echo "Maven was not found; install 3.8.7 or newer (apt install maven, dnf install maven, brew install maven) and try again." >&2
  exit 2
}

# Built, and nothing that goes into it is newer than the beginning of the last build that went well.
is_built() {
  local service
  [ -f "$root/target/built" ] && [ -f "$root/deploy/tools/target/tools.jar" ] && [ -d "$root/deploy/local/target/broker" ] || return 1
  for service in $SERVICES; do
    [ -f "$root/$service/target/quarkus-app/quarkus-run.jar" ] || return 1
  done
  [ -z "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main "$root"/deploy/*/pom.xml "$root"/deploy/*/src/main "$root/deploy/topics" \
    "$root"/console/*.json "$root"/console/*.ts "$root/console/index.html" "$root/console/public" "$root/console/src" \
    -newer "$root/target/built" -print 2>/dev/null | head -n 1)" ]
}

build() {
  is_built && return
  find_maven
  mkdir -p "$root/target"
  # One at a time: of two commands that find nothing built, the second waits for what the first builds.
  (
    if command -v flock >/dev/null 2>&1; then
      flock --nonblock 9 || { echo "waiting for another command that builds…" >&2; flock 9; }
    fi
    is_built || build_now
  ) 9>"$root/target/build.lock"
}

build_now() {
  if [ -f "$root/target/built" ]; then
    echo "building what changed…" >&2
  else
    echo "building (first time: about 2 minutes, and as long as the downloads take)…" >&2
  fi
  local log="$root/target/build.log"
  touch "$root/target/build.began"
  if ! (cd "$root" && mvn -B -DskipTests package 2>&1 </dev/null) | tee "$log" | show_modules; then
    grep -m 20 '^\[ERROR\]' "$log" >&2 || tail -n 20 "$log" >&2
    echo "The build failed; all of its output is in $log." >&2
    exit 1
  fi
  mv "$root/target/build.began" "$root/target/built"
}

# Maven's "Building <name> <version> [3/8]", and nothing else.
show_modules() {
  local line
  while IFS= read -r line; do
    case $line in
      '[INFO] Building '*' ['*/*']') echo "  ${line#\[INFO\] Building }" | tr -s ' ' >&2 ;;
    esac
  done
}
