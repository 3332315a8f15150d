package cn.jsjb.analytics.exporting;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An answer that can be taken away as a file. The file is made of the answer itself, the same object that becomes JSON, so that no number can differ; and the answer is
 * asked for in the name of the caller, so that he gets what he may see.
 *
 * @param name of the file without its ending
 * @param parameters of the question, the same as of the JSON answer
 * @param roles who may ask; empty for everybody who is signed in and asks the answer itself
 * @param answer asks; null for a long list
 * @param keys of a long list, all of them in order, found in one look; {@code rows} those of some keys as {@code {items}}; {@code row} what they are, for a column does
 *     not depend on what happens to stand in the first rows; null for everything else
 */
public record Export(String name, String title, String titleEn, List<String> parameters, Set<String> roles, Function<Asking, Uni<?>> answer, Function<Asking, Uni<List<String>>> keys,
    Function<List<String>, Uni<?>> rows, Class<? extends Record> row) {
  /** Rows asked for at once. */
  public static final int PAGE = 5_000;
  /** Rows at most: about as much as a person can look through, and made within a proxy's patience. */
  public static final int MOST = 100_000;

  /** What was asked. */
  public record Asking(Map<String, String> values) {
    /** Null when it was not said. */
    public String get(String parameter) { return Optional.ofNullable(values.get(parameter)).filter(v -> !v.isBlank()).orElse(null); }
  }

  /** One answer, whole. Registers with one line in {@link Exports}. */
  public static Export of(String name, String title, String titleEn, List<String> parameters, Function<Asking, Uni<?>> answer, String... roles) {
    return new Export(name, title, titleEn, parameters, Set.of(roles), answer, null, null, null);
  }

  /** A long list, written in pages. */
  public static Export list(String name, String title, String titleEn, List<String> parameters, Class<? extends Record> row, Function<Asking, Uni<List<String>>> keys,
      Function<List<String>, Uni<?>> rows, String... roles) {
    return new Export(name, title, titleEn, parameters, Set.of(roles), null, keys, rows, row);
  }
}
