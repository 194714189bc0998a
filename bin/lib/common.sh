# Shared by the scripts beside it: finds Java and the program. Sourced, not run.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
OLDEST_JAVA=21

fail() { # message [exit code]
  echo "$1" >&2
  exit "${2:-78}"
}

# Prints standard input and ends if --help is among the arguments.
help_if_asked() {
  local word
  for word in "$@"; do
    case "$word" in -h | --help) exec cat ;; esac
  done
}

# The major version of the JDK or JRE in a folder; 0 if there is none.
java_version() {
  local version
  [ -x "$1/bin/java" ] || { echo 0; return; }
  version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true)
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
  echo "${version:-0}"
}

java_of_path() {
  local program
  program=$(command -v java 2>/dev/null) || return 0
  program=$(readlink -f "$program" 2>/dev/null || echo "$program")
  dirname "$(dirname "$program")"
}

# Sets JAVA_HOME to one that is new enough; with "jdk" to one that compiles as well.
find_java() {
  local home
  while IFS= read -r home; do
    [ -n "$home" ] && [ "$(java_version "$home")" -ge "$OLDEST_JAVA" ] || continue
    [ "${1:-}" != jdk ] || [ -x "$home/bin/javac" ] || continue
    export JAVA_HOME="$home"
    return
  done < <(
    echo "${JAVA_HOME:-}"
    java_of_path
    ls -d /usr/lib/jvm/*/ /opt/*/ /usr/local/*/ "$HOME"/.sdkman/candidates/java/*/ "$HOME"/.jdks/*/ \
      /Library/Java/JavaVirtualMachines/*/Contents/Home/ 2>/dev/null | sed 's:/$::' | sort -r
  )
  fail "Java $OLDEST_JAVA or newer${1:+ (a JDK)} was not found: install one, or set JAVA_HOME to its folder."
}

# Sets LAUNCHER to the program: of an installation, or else of a source tree that was built.
find_launcher() {
  for LAUNCHER in "$ROOT/lib/launcher.jar" "$ROOT/server/launcher/target/launcher.jar"; do
    [ -f "$LAUNCHER" ] && return
  done
  fail "The program is not built: run mvn -DskipTests package, or bin/demo.sh, which does it."
}

# Becomes the program: a node of full size, or a small command that looks after one.
run_node() {
  find_java
  find_launcher
  exec "$JAVA_HOME/bin/java" "@$ROOT/bin/lib/jvm.options" "-Dtandem.home=$ROOT" -jar "$LAUNCHER" "$@"
}

run_command() {
  find_java
  find_launcher
  exec "$JAVA_HOME/bin/java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    "-Dtandem.home=$ROOT" -jar "$LAUNCHER" "$@"
}

# Becomes a tool that works on databases.
run_tool() {
  local tools
  find_java
  for tools in "$ROOT/lib/replication-tools.jar" "$ROOT/replication-tools/target/replication-tools.jar"; do
    [ -f "$tools" ] && exec "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
      -Djdk.console=java.base "-Dtandem.home=$ROOT" -jar "$tools" "$@"
  done
  fail "The tools are not built: run mvn -DskipTests package, or bin/demo.sh, which does it."
}

# Becomes the users' command. It is told what is a terminal, and speaks UTF-8 wherever it runs.
run_client() {
  local client in=no out=no
  find_java
  [ ! -t 0 ] || in=yes
  [ ! -t 1 ] || out=yes
  case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in *[Uu][Tt][Ff]*) ;; *) export LC_ALL=C.UTF-8 ;; esac
  for client in "$ROOT/lib/client.jar" "$ROOT/server/client/target/client.jar"; do
    [ -f "$client" ] && exec "$JAVA_HOME/bin/java" -Xmx512m -Xshare:auto -XX:+UseSerialGC \
      -XX:TieredStopAtLevel=1 -Djdk.console=java.base "-Dvault.terminal.in=$in" \
      "-Dvault.terminal.out=$out" -jar "$client" "$@"
  done
  fail "The vault command is not built: run mvn -DskipTests package, or bin/demo.sh, which does it."
}

# Becomes the installer.
run_installer() {
  local installer
  find_java
  for installer in "$ROOT/lib/installer.jar" "$ROOT/installer/target/installer.jar"; do
    [ -f "$installer" ] && exec "$JAVA_HOME/bin/java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
      "-Dtandem.home=$ROOT" -jar "$installer" "$@"
  done
  fail "This is no release: run mvn -Prelease package and unpack what is in installer/target."
}
