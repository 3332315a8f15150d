package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What codes are called, Chinese and English: the constants of our enums by {@code names.json}, everything else by the catalogue. An unknown code is called as it is written. */
public final class Names {
  private static final class Holder {
    static final Map<String, Words> NAMES = read();
  }

  private Names() {}

  public static Words of(Enum<?> constant) {
    Words name = Holder.NAMES.get(key(constant));
    return name == null ? Holder.NAMES.getOrDefault(constant.name(), Words.same(constant.name())) : name;
  }

  private static String key(Enum<?> constant) {
    Class<?> type = constant.getDeclaringClass();
    return type.getCanonicalName().substring(type.getPackageName().length() + 1) + "." + constant.name();
  }

  public static Words unit(String code) { return findUnit(code).orElseGet(() -> Words.of(code)); }

  public static Words category(String code) { return findCategory(code).orElseGet(() -> Words.of(code)); }

  public static Words problem(String id) { return findProblem(id).orElseGet(() -> Words.of(id)); }

  public static Words channel(String code) { return Catalogue.get().channels().find(code).map(c -> new Words(c.name(), c.en())).orElseGet(() -> Words.of(code)); }

  /** 居（村）委会; their names are Chinese only. */
  public static Words community(String code) { return findCommunity(code).orElseGet(() -> unit(code)); }

  /** 挂账原因. */
  public static Words deferralReason(String code) { return Catalogue.get().limits().deferralReason(code).orElseGet(() -> Words.of(code)); }

  /** 剔除原因. */
  public static Words exclusion(String code) { return Catalogue.get().supervision().exclusion(code).map(e -> new Words(e.name(), e.en())).orElseGet(() -> Words.of(code)); }

  /** Whatever the text is a code of; else the text. */
  public static Words of(String text) {
    return findUnit(text).or(() -> findCategory(text)).or(() -> findProblem(text)).or(() -> findCommunity(text)).orElseGet(() -> Holder.NAMES.containsKey(text) ? Holder.NAMES.get(text) : Words.of(text));
  }

  private static Optional<Words> findUnit(String code) { return Catalogue.get().units().find(code).map(u -> new Words(u.name(), u.en())); }

  private static Optional<Words> findCategory(String code) {
    return Catalogue.get().categories().find(code).map(c -> new Words(c.name(), c.en())).or(() -> Catalogue.get().categories().heading(code).map(h -> new Words(h.name(), h.en())));
  }

  private static Optional<Words> findCommunity(String code) { return Catalogue.get().communities().find(code).map(c -> Words.same(c.name())); }

  private static Optional<Words> findProblem(String id) { return Catalogue.get().problems().find(id).map(p -> new Words(p.name(), p.en())); }

  private static Map<String, Words> read() {
    var names = new HashMap<String, Words>();
    var file = Json.resource("names.json");
    file.required("names").properties().forEach(type -> type.getValue().properties().forEach(name -> names.put(type.getKey() + "." + name.getKey(), words(name.getValue()))));
    file.required("codes").properties().forEach(code -> names.put(code.getKey(), words(code.getValue())));
    return Map.copyOf(names);
  }

  private static Words words(JsonNode pair) { return new Words(pair.get(0).asText(), pair.get(1).asText()); }
}
