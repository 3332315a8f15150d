package cn.jsjb.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Who runs PostgreSQL, which refuses to run as root.
 *
 * @param as what goes before its commands
 * @param owner whose its folder must be, where not ours
 */
record PgUser(List<String> as, Optional<String> owner) {
  private static final String NOBODY = "65534";

  static final PgUser MYSELF = new PgUser(List.of(), Optional.empty());
  /** A user namespace in which root is nobody; to the world outside, the files stay root's. */
  static final PgUser NOBODY_IN_A_NAMESPACE = new PgUser(List.of("unshare", "-U"), Optional.empty());
  static final PgUser NOBODY_FOR_REAL = new PgUser(
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), Optional.of(NOBODY));

  static PgUser choose() {
    if (!isRoot()) {
      return MYSELF;
    }
    for (PgUser candidate : List.of(NOBODY_IN_A_NAMESPACE, NOBODY_FOR_REAL)) {
      if (candidate.can("true")) {
        return candidate;
      }
    }
    throw new BackingUnavailable("PostgreSQL does not run as root, and neither unshare nor setpriv can make somebody else of root here;"
        + " run this as an ordinary user.");
  }

  boolean can(String... command) {
    return Commands.succeeds(Commands.concat(as, List.of(command)));
  }

  /** Where programs are unpacked: the home, unless who runs them cannot look into it. */
  Path cache() {
    if (owner.isPresent()) {
      return Path.of("/var/cache/jsjb");
    }
    return Settings.ofThisProcess().find("XDG_CACHE_HOME").map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("jsjb");
  }

  void own(Path path) throws IOException {
    if (owner.isPresent()) {
      Files.setOwner(path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner.get()));
    }
  }

  /** A folder of ours that this user has to walk through, but not to list. */
  void walkThrough(Path folder) throws IOException {
    if (owner.isPresent()) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      if (!can("test", "-x", folder.toString())) {
        throw new BackingUnavailable("PostgreSQL does not run as root, and user %s who runs it instead cannot reach %s; give a data folder outside root's home, or run this as an ordinary user."
            .formatted(owner.get(), folder));
      }
    }
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException notLinux) {
      return false;
    }
  }
}
