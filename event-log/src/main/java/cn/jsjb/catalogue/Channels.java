package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The telephone, the fifteen internet channels and the extra inbound sources (domain 3.3). Five of the fifteen are named by a source, ten are placeholders. */
public final class Channels {
  private final String version;
  private final Map<String, Channel> byCode = new LinkedHashMap<>();

  private Channels(String version) {
    this.version = version;
  }

  static Channels read(JsonNode file) {
    var channels = new Channels(Json.text(file, "version"));
    for (var node : file.required("channels")) {
      var channel = new Channel(Json.text(node, "id"), Json.text(node, "code"), Json.text(node, "name"), Json.text(node, "en"),
          Channel.Kind.valueOf(Json.text(node, "kind")), Json.text(node, "basis"), day(node, "validFrom", Json.text(file, "validFrom")), day(node, "validTo", null));
      if (channels.byCode.put(channel.code(), channel) != null) throw new IllegalStateException("two channels share the code " + channel.code());
    }
    return channels;
  }

  private static LocalDate day(JsonNode node, String field, String otherwise) {
    var day = Json.textOrNull(node, field) == null ? otherwise : Json.text(node, field);
    return day == null ? null : LocalDate.parse(day);
  }

  public String version() {
    return version;
  }

  public List<Channel> all() {
    return List.copyOf(byCode.values());
  }

  public Optional<Channel> find(String code) {
    return Optional.ofNullable(code == null ? null : byCode.get(code));
  }

  /** @throws NoSuchElementException when no channel has this code */
  public Channel require(String code) {
    return find(code).orElseThrow(() -> new NoSuchElementException("no channel has the code " + code));
  }
}
