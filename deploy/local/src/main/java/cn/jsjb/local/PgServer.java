package cn.jsjb.local;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;

/**
 * Where a PostgreSQL server is and how to enter it.
 *
 * @param maintenanceDb the database to stand in while creating others
 * @param query what every URL ends with, such as {@code ?sslmode=require}; may be empty
 */
public record PgServer(String host, int port, String user, String password, String maintenanceDb, String query) {
  /** duplicate_database, and unique_violation when two create it in the same instant. */
  private static final Set<String> MADE_BY_ANOTHER = Set.of("42P04", "23505");
  private static final String EXAMPLE = "postgresql://user:password@host:5432/";

  /** From a libpq-like URL; percent-encoded characters are allowed in user and password. */
  static PgServer at(String url) {
    URI uri = parsed(url);
    String[] entry = uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    boolean isPostgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    if (!isPostgres || uri.getHost() == null || entry.length != 2) {
      throw notUnderstood(null);
    }
    String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    return new PgServer(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        decoded(entry[0]),
        decoded(entry[1]),
        path.isEmpty() ? "postgres" : path,
        uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s%s".formatted(host, port, database, query);
  }

  String reactiveUrl(String database) {
    return "postgresql://%s:%d/%s%s".formatted(host, port, database, query);
  }

  /** By the driver itself: DriverManager hides drivers from some of the class loaders that this runs under. */
  Connection connect() throws SQLException {
    Properties entry = new Properties();
    entry.setProperty("user", user);
    entry.setProperty("password", password);
    entry.setProperty("connectTimeout", "5");
    entry.setProperty("loginTimeout", "10");
    return new org.postgresql.Driver().connect(jdbcUrl(maintenanceDb), entry);
  }

  void createDatabase(String name) {
    try (Connection connection = connect()) {
      if (!exists(name, connection)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
        }
      }
    } catch (SQLException refused) {
      if (!MADE_BY_ANOTHER.contains(String.valueOf(refused.getSQLState()))) {
        throw new BackingUnavailable("PostgreSQL would not create the database '%s': %s".formatted(name, refused.getMessage()), refused);
      }
    }
  }

  private static boolean exists(String database, Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, database);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** The password stays out of logs. */
  @Override
  public String toString() {
    return "PostgreSQL at %s:%d".formatted(host, port);
  }

  private static URI parsed(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException malformed) {
      throw notUnderstood(malformed);
    }
  }

  /** Plus signs are meant literally in a password. */
  private static String decoded(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without the URL itself, which holds a password. */
  private static BackingUnavailable notUnderstood(Throwable cause) {
    return new BackingUnavailable("PG_URL is not understood; write it like %s (percent-encode special characters).".formatted(EXAMPLE), cause);
  }
}
