# Shared by the scripts that build: finds or installs Maven and builds what is missing. Sourced.

OLDEST_MAVEN=3.8.7
BUILD_LOG="$ROOT/target/build.log"

on_debian_as_root() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

apt_install() {
  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@"
}

maven_is_new_enough() {
  local version
  command -v mvn >/dev/null || return 1
  version=$(mvn -v 2>/dev/null | sed 's/\x1b\[[0-9;]*m//g' | sed -n 's/^Apache Maven \([0-9.]*\).*/\1/p')
  [ "$(printf '%s\n%s\n' "$OLDEST_MAVEN" "${version:-0}" | sort -V | head -n 1)" = "$OLDEST_MAVEN" ]
}

# Sees to it that mvn can be run.
need_maven() {
  find_java jdk
  maven_is_new_enough && return
  if on_debian_as_root; then
    echo "Installing Maven ..."
    apt_install maven >/dev/null 2>&1 || true
  fi
  maven_is_new_enough ||
    fail "Maven $OLDEST_MAVEN or newer was not found: install it (on Debian: apt-get install maven) and put mvn in the PATH."
}

# Whether a file that goes into the program is newer than what was built.
is_stale() {
  local built="$ROOT/server/app/target/vault.war"
  [ -f "$built" ] && [ -f "$ROOT/server/launcher/target/launcher.jar" ] || return 0
  [ -f "$ROOT/standby/target/standby.war" ] || return 0
  [ -f "$ROOT/server/client/target/client.jar" ] || return 0
  [ -f "$ROOT/replication-tools/target/replication-tools.jar" ] || return 0
  [ -n "$(find "$ROOT"/pom.xml "$ROOT"/server/pom.xml "$ROOT"/server/*/pom.xml \
    "$ROOT"/server/*/src/main/java "$ROOT"/server/*/src/main/resources \
    "$ROOT"/server/*/src/main/webapp -type f -newer "$built" -print -quit 2>/dev/null)" ]
}

# Builds the program of a source tree if it is missing or older than its sources.
build_if_stale() {
  [ ! -f "$ROOT/lib/launcher.jar" ] && is_stale || return 0
  need_maven
  echo "Building Tandem Vault; the first time this takes some minutes ..."
  mkdir -p "$ROOT/target"
  if ! (cd "$ROOT" && mvn -q -B -DskipTests -pl server/app,server/launcher,server/client,standby,replication-tools -am package) >"$BUILD_LOG" 2>&1; then
    grep -a ERROR "$BUILD_LOG" | head -n 5 >&2 || true
    fail "The build failed; all of it is in $BUILD_LOG" 1
  fi
  touch "$ROOT/server/app/target/vault.war" "$ROOT/standby/target/standby.war" "$ROOT/server/launcher/target/launcher.jar"
}
