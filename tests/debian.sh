# Sourced by the `run` scripts of the suites that need programs from Debian.

# The command that runs another one as root.
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)

# Installs packages. Returns an error if that is not possible.
install_packages() {
    # An interrupted installation would make every later one fail.
    "${as_root[@]}" dpkg --configure -a >/dev/null
    "${as_root[@]}" apt-get -qq update >/dev/null && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}
