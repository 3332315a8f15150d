package cn.jsjb.intake.open311;

import cn.jsjb.event.Reason;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A form as it was posted ({@code application/x-www-form-urlencoded}, UTF-8). An empty field is one that was not sent. */
record Form(Map<String, List<String>> fields) {
  private static final int FIELDS = 200;

  static Form of(byte[] body) {
    try {
      return new Form(body == null ? Map.of() : new QueryStringDecoder(new String(body, StandardCharsets.UTF_8), StandardCharsets.UTF_8, false, FIELDS, true).parameters());
    } catch (IllegalArgumentException e) {
      throw Fault.of(Reason.MALFORMED, "application/x-www-form-urlencoded");
    }
  }

  String get(String name) {
    List<String> values = fields.get(name);
    return values == null || values.isEmpty() || values.getFirst().isBlank() ? null : values.getFirst().strip();
  }

  /** {@code attribute[CODE]=a} and {@code attribute[CODE][]=a&attribute[CODE][]=b}. */
  Map<String, List<String>> attributes() {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    fields.forEach((name, values) -> {
      if (name.startsWith("attribute[")) {
        String code = name.substring("attribute[".length()).replaceFirst("](\\[\\d*])?$", "");
        List<String> given = values.stream().filter(v -> !v.isBlank()).toList();
        if (!given.isEmpty()) {
          attributes.merge(code, given, (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
        }
      }
    });
    return attributes;
  }
}
