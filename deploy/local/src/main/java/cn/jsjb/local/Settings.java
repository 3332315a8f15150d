package cn.jsjb.local;

import java.util.Optional;

/** A setting by its one name: the system property first, then the environment variable. Blank is unset. */
@FunctionalInterface
interface Settings {
  Optional<String> find(String name);

  static Settings ofThisProcess() {
    return name -> nonBlank(System.getProperty(name)).or(() -> nonBlank(System.getenv(name)));
  }

  default int number(String name, int otherwise) {
    return find(name).map(text -> {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException notANumber) {
        throw new BackingUnavailable("%s is '%s'; it must be a whole number.".formatted(name, text));
      }
    }).orElse(otherwise);
  }

  private static Optional<String> nonBlank(String text) {
    return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
  }
}
