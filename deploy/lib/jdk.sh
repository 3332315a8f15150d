# Sourced: finds a JDK of version 21 or newer and exports JAVA_HOME, or says what to install.
JDK_AT_LEAST=21

# Prints the version of the JDK in a folder; nothing where there is none (a JRE cannot build).
jdk_version() {
  [ -x "$1/bin/javac" ] || return 0
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) || true
  [ -n "$version" ] || version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p') || true
  echo "$version"
}

jdk_fits() {
  local version
  version=$(jdk_version "$1")
  [ -n "$version" ] && [ "$version" -ge "$JDK_AT_LEAST" ]
}

# The folder of the JDK whose javac is on the PATH, through all symbolic links.
jdk_on_path() {
  local javac
  javac=$(command -v javac 2>/dev/null) || return 0
  javac=$(readlink -f "$javac" 2>/dev/null || echo "$javac")
  dirname "$(dirname "$javac")"
}

find_jdk() {
  local folder
  for folder in "${JAVA_HOME:-}" "$(jdk_on_path)" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/*/ /opt/java/* /opt/jdk/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    folder=${folder%/}
    if [ -n "$folder" ] && jdk_fits "$folder"; then
      export JAVA_HOME=$folder
      return
    fi
  done
  {
    echo "No JDK $JDK_AT_LEAST or newer was found: not in JAVA_HOME, on the PATH, or in the usual folders."
    echo "Install one (Debian and Ubuntu: apt install openjdk-21-jdk; Fedora: dnf install java-21-openjdk-devel; macOS: brew install openjdk@21;"
    echo "any system: https://adoptium.net), or set JAVA_HOME to the one you have."
  } >&2
  exit 2
}
