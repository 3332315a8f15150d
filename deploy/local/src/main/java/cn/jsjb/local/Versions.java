package cn.jsjb.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that the build chose. */
final class Versions {
  private static final Properties ALL = read();

  private Versions() {}

  static String kafka() {
    return ALL.getProperty("kafka");
  }

  static String postgres() {
    return ALL.getProperty("postgresql");
  }

  static String postgresMajor() {
    return postgres().replaceFirst("\\..*", "");
  }

  private static Properties read() {
    Properties versions = new Properties();
    try (InputStream file = Versions.class.getResourceAsStream("versions.properties")) {
      versions.load(file);
      return versions;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
